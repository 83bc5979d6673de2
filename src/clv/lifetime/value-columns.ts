/**
 * The numbers of a lifetime value, at a point or averaged over draws, with their intervals. Each is made when
 * first asked for.
 *
 * @module
 */
import { ownValue } from "../../core/own.ts";
import type { KnownModel } from "../known-models.ts";
import type { HistoryView } from "../read-histories.ts";
import { aheadColumn, type Scoring } from "../repeat-model.ts";
import { pickRows } from "../split.ts";
import type { Fit } from "../types.ts";
import { alikeOrder } from "./alike-order.ts";
import { drawParameters } from "./bootstrap.ts";
import { drawnIntervals, meanColumn, type PickedPart } from "./drawn-intervals.ts";
import { hasDraws, pairDraws } from "./posterior-draws.ts";
import type { Schedule } from "./schedule.ts";
import type { SpendColumn } from "./spend-column.ts";
import { type ColumnAt, deltaIntervals, type Interval, sumKnown, type UncertainPart } from "./uncertainty.ts";
import { lazy } from "./value-parts.ts";

/** What a lifetime value is computed from, read and checked. */
export interface ValueInputs {
  readonly known: KnownModel;
  readonly scoring: Scoring;
  readonly schedule: Schedule;
  readonly spend: SpendColumn;
  readonly margin: Float64Array;
  readonly weights: Float64Array | null;
  /** What was given for the two parts: a posterior, or not. */
  readonly given: { readonly purchases: { readonly fit?: Fit | undefined }; readonly spend: unknown };
  readonly method: "delta" | "bootstrap" | "credible";
  readonly level: number;
  readonly draws: number;
  readonly seed: number;
}

/** The numbers. */
export interface ValueColumns {
  readonly clv: () => Float64Array;
  readonly low: () => Float64Array;
  readonly high: () => Float64Array;
  readonly total: () => Interval;
  readonly spend: () => Float64Array;
  /** A column of the model of purchases: at its parameters, or the mean over its draws. */
  readonly ofPurchases: (at: ColumnAt) => Float64Array;
}

const SPEND_NAMES = ["p", "q", "gamma"];

/** The numbers of a lifetime value. */
export function valueColumns(inputs: ValueInputs): ValueColumns {
  const { known, scoring, schedule, spend, margin, weights, given, method, level, draws } = inputs;
  const { view, p } = scoring;
  const discountedOf =
    (some: HistoryView): ColumnAt =>
    (parameters) => {
      const asked = { ...scoring, view: some, p: parameters };
      return aheadColumn(known.model, asked, schedule.discounted, schedule.ahead);
    };
  const purchases: UncertainPart & PickedPart = {
    parameters: p,
    positive: known.model.names.length,
    fit: ownValue(given.purchases, "fit"),
    at: discountedOf(view),
    on: (rows) => {
      if (scoring.split === undefined) return discountedOf(pickRows(view, rows));
      const all = discountedOf(view); // covariates group the rows of the whole
      return (parameters) => {
        const column = all(parameters);
        return Float64Array.from(rows, (i) => column[i] as number);
      };
    },
  };
  const pairs = lazy(() =>
    method === "bootstrap"
      ? drawParameters(known, given.purchases, scoring, spend.parameters, draws, inputs.seed)
      : pairDraws(
          { model: given.purchases, path: ["models", "purchases"], names: known.model.names, parameters: p },
          { model: given.spend, path: ["models", "spend"], names: SPEND_NAMES, parameters: spend.parameters },
          draws,
        ),
  );
  const overDraws = (
    of: "purchases" | "spend",
    at: (parameters: Float64Array) => Float64Array,
  ): Float64Array =>
    meanColumn(
      pairs().map((pair) => pair[of]),
      at,
    );
  const spendColumn = lazy(() =>
    hasDraws(given.spend) ? overDraws("spend", spend.at) : spend.at(spend.parameters),
  );
  const atPoint = lazy(() => {
    const worth = spendColumn();
    const values = purchases.at(p);
    for (let i = 0; i < values.length; i += 1) {
      values[i] = (values[i] as number) * (worth[i] as number) * (margin[i] as number);
    }
    return values;
  });
  const intervals = lazy(() => {
    const scale = weights === null ? margin : margin.map((m, i) => m * (weights[i] as number));
    if (method === "delta") return { ...deltaIntervals([purchases, spend], scale, level), mean: null };
    const found = drawnIntervals(purchases, spend, pairs(), scale, level, alikeOrder(view));
    if (method === "credible") return found;
    // refits vary around the fitted model, which stays the answer
    const value = sumKnown(atPoint().map((v, i) => v * (weights === null ? 1 : (weights[i] as number))));
    return { ...found, mean: null, total: { ...found.total, value } };
  });
  const perCustomer = (column: Float64Array): Float64Array =>
    weights === null ? column : column.map((v, i) => v / (weights[i] as number));
  return {
    clv: () => {
      const mean = method === "credible" ? intervals().mean : null;
      return mean === null ? atPoint() : perCustomer(mean);
    },
    low: () => perCustomer(intervals().low),
    high: () => perCustomer(intervals().high),
    total: () => intervals().total,
    spend: spendColumn,
    ofPurchases: (at) => (hasDraws(given.purchases) ? overDraws("purchases", at) : at(p)),
  };
}
