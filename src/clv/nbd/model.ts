/**
 * NBD as a model of repeat purchases: nobody ever leaves.
 *
 * @module
 */
import { negativeBinomialMass } from "../../math/negative-binomial.ts";
import type { RepeatModel } from "../repeat-model.ts";
import { nbdLogLikelihood } from "./kernel.ts";
import { nbdRowModel } from "./row-model.ts";

/** The model. */
export const nbdModel: RepeatModel = {
  ...nbdRowModel,
  count: (p, n, x, T, t) => negativeBinomialMass(n, (p[0] as number) + x, t / ((p[1] as number) + T)),
  logLikelihood: (p, x, _tx, T) => nbdLogLikelihood(p[0] as number, p[1] as number, x, T),
};
