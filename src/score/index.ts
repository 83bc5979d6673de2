/**
 * What scores one customer from what was learned before, for engines that run JavaScript inside a query: the source of
 * `clientele.score.global.js`. Every answer is that of the library; rows are arrays of row objects.
 *
 * @module
 */
import { bgRowModel } from "../clv/bg-nbd/row-model.ts";
import { nbdRowModel } from "../clv/nbd/row-model.ts";
import { paretoRowModel } from "../clv/pareto-nbd/row-model.ts";
import { expectedSpend } from "./expected-spend.ts";
import { type Predictions, predictionsOf } from "./predictions-of.ts";

export { nextTransitions } from "../lifecycle/next-transitions.ts";
export { stageOf } from "../lifecycle/stage-of.ts";
export { transition } from "../lifecycle/transition.ts";
export { rfmOf } from "../rfm/rfm-of.ts";
export { tierOf } from "../segmentation/tiers/tier-of.ts";

/** BG/NBD. */
export const bgNbd: Predictions = /* @__PURE__ */ predictionsOf(/* @__PURE__ */ bgRowModel("bgNbd", 0));
/** MBG/NBD. */
export const mbgNbd: Predictions = /* @__PURE__ */ predictionsOf(/* @__PURE__ */ bgRowModel("mbgNbd", 1));
/** NBD, the baseline without leaving. */
export const nbd: Predictions = /* @__PURE__ */ predictionsOf(nbdRowModel);
/** Pareto/NBD. */
export const paretoNbd: Predictions = /* @__PURE__ */ predictionsOf(paretoRowModel);
/** Gamma-Gamma, the model of spend. */
export const gammaGamma: { readonly expectedSpend: typeof expectedSpend } = { expectedSpend };
