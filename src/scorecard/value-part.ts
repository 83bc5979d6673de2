import * as bgNbd from "../clv/bg-nbd/index.ts";
import { type Candidate, chooseModel } from "../clv/evaluation/choose-model.ts";
import * as gammaGamma from "../clv/gamma-gamma/index.ts";
import type { AnyRepeatModel, RepeatKind } from "../clv/known-models.ts";
import { lifetimeValue } from "../clv/lifetime/lifetime-value.ts";
import * as mbgNbd from "../clv/mbg-nbd/index.ts";
import * as nbd from "../clv/nbd/index.ts";
import * as paretoNbd from "../clv/pareto-nbd/index.ts";
import type { Fit } from "../clv/types.ts";
import type { Reason } from "../core/types.ts";
import type { PurchaseHistory } from "../history/types.ts";
import { sumOf } from "../math/sums.ts";
import type { ValuePolicy } from "./policy.ts";
import type { LearnedModels, ValueTable } from "./types.ts";

const MODELS: { readonly [K in RepeatKind]: Candidate } = { bgNbd, mbgNbd, nbd, paretoNbd };

/** What lifetime value adds to a scorecard. */
export interface ValuePart {
  /** A line per customer of the history; none where no model could be had. */
  readonly values: ValueTable | null;
  /** The models behind it. */
  readonly models: LearnedModels | null;
  readonly warnings: readonly Reason[];
}

/**
 * Lifetime value of a history: with the models given, or with models fitted to it. Where the data do
 * not identify a model there are no values, and a warning that says so: a number that looks right and
 * is not would be worse than none.
 */
export function valuePart(
  history: PurchaseHistory,
  rules: Required<ValuePolicy> | null,
  known: LearnedModels | null | undefined,
): ValuePart {
  if (rules === null) return { values: null, models: null, warnings: [] };
  const learned = known === undefined ? learnModels(history, rules) : { models: known, warnings: [] };
  const { models, warnings } = learned;
  if (models === null) return { values: null, models, warnings };
  const { horizon, discountRate, margin, level } = rules;
  const values = lifetimeValue({ ...models, margin }, history, { horizon, discountRate, level });
  return { values, models, warnings: [...warnings, ...values.warnings] };
}

function learnModels(
  history: PurchaseHistory,
  rules: Required<ValuePolicy>,
): { readonly models: LearnedModels | null; readonly warnings: readonly Reason[] } {
  const buyers = history.columns.orders.reduce((count, orders) => count + (orders > 0 ? 1 : 0), 0);
  if (buyers === 0) return { models: null, warnings: [{ code: "clv_no_customers" }] };
  const choice = chooseModel(history, { candidates: rules.candidates.map((kind) => MODELS[kind]) });
  if (choice.reason === "none_identified") {
    return { models: null, warnings: [{ code: "clv_not_identified", customers: buyers }] };
  }
  const purchases: AnyRepeatModel & { readonly fit: Fit } = choice.model;
  const { spend, warnings } = learnSpend(history);
  return { models: { purchases, spend }, warnings };
}

/** The Gamma-Gamma model, or, where the data do not identify it, one value for all: the mean order. */
function learnSpend(
  history: PurchaseHistory,
): Pick<LearnedModels, "spend"> & { warnings: readonly Reason[] } {
  const { meanRepeatSpend, orders, revenue } = history.columns;
  const usable = meanRepeatSpend.some((spend) => spend > 0);
  if (usable) {
    const spend = gammaGamma.fit(history);
    if (spend.fit.converged) return { spend, warnings: [] };
  }
  const meanOrder = Math.max(0, sumOf(revenue) / sumOf(orders));
  return { spend: meanOrder, warnings: [{ code: "clv_spend_not_identified", meanOrder }] };
}
