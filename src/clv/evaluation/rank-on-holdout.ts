/**
 * Models of any kind held against what the same customers did next.
 *
 * @module
 */
import { ScoringError } from "../../core/error.ts";
import type { Reason } from "../../core/types.ts";
import type { Fit, Horizon } from "../types.ts";
import { type ForecastErrors, forecastErrors } from "./metrics.ts";

/** The kinds that forecast purchases customer by customer. */
export type ForecastKind = "bgNbd" | "mbgNbd" | "paretoNbd" | "nbd" | "mbgCnbdK" | "bgCnbdK" | "bgBb";

/** The same, to look a name up. */
export const FORECAST_KINDS: readonly ForecastKind[] = [
  "bgNbd",
  "mbgNbd",
  "paretoNbd",
  "nbd",
  "mbgCnbdK",
  "bgCnbdK",
  "bgBb",
];

/** The namespace of a model that forecasts purchases: classic, of regular buyers, or of discrete opportunities. */
export interface ForecastCandidate {
  readonly kind: ForecastKind;
  /** Fits the model to histories. */
  readonly fit: (rows: never) => FittedForecast;
  /** Purchases that the fitted model expects of each customer within a horizon. */
  readonly expectedPurchases: (model: never, rows: never, options: never) => Float64Array;
}

/** A fitted model of one of these kinds. */
export interface FittedForecast {
  readonly kind: ForecastKind;
  readonly parameters: object;
  readonly fit: Pick<Fit, "logLikelihood" | "aic" | "converged">;
}

/** How one candidate did in the holdout. */
export interface HoldoutRank {
  readonly kind: ForecastKind;
  readonly converged: boolean;
  readonly aic: number;
  readonly errors: ForecastErrors;
}

/** What was chosen on a holdout, and why. */
export interface HoldoutChoice<M> {
  /** The fitted model. */
  readonly model: M;
  /** All candidates; those that the data identify first, then by RMSE. */
  readonly ranking: readonly HoldoutRank[];
  /** Why, as data: `sentenceOf` makes a sentence of it, in English or Chinese. */
  readonly reason: Reason & { readonly code: HoldoutReasonCode };
}

/** Why a model was chosen on a holdout. */
export type HoldoutReasonCode =
  | "choice_only_candidate"
  | "choice_best_on_holdout"
  | "choice_close_on_holdout"
  | "choice_none_identified";

/** Errors nearer than this share are practically the same. */
const CLOSE = 0.01;

/** Fits each candidate and ranks them by their errors in the holdout. */
export function rankOnHoldout<M extends FittedForecast>(
  candidates: readonly ForecastCandidate[],
  history: unknown,
  actual: Float64Array,
  horizon: Horizon,
): HoldoutChoice<M> {
  const tried = candidates.map((candidate) => {
    const model = candidate.fit(history as never);
    const expected = candidate.expectedPurchases(model as never, history as never, { horizon } as never);
    if (expected.length !== actual.length) {
      throw new ScoringError(
        "length_mismatch",
        ["options", "holdout"],
        `${expected.length} rows, as history has`,
      );
    }
    const { aic, converged } = model.fit;
    const rank: HoldoutRank = { kind: model.kind, converged, aic, errors: forecastErrors(expected, actual) };
    return { model, rank };
  });
  tried.sort(
    (a, b) => Number(b.rank.converged) - Number(a.rank.converged) || a.rank.errors.rmse - b.rank.errors.rmse,
  );
  const ranking = tried.map(({ rank }) => rank);
  return { model: tried[0]?.model as M, ranking, reason: reasonOf(ranking) };
}

function reasonOf(ranking: readonly HoldoutRank[]): HoldoutChoice<unknown>["reason"] {
  const [best, second] = ranking as readonly [HoldoutRank, HoldoutRank | undefined];
  const facts = {
    model: best.kind,
    rmse: best.errors.rmse,
    expected: best.errors.expected,
    actual: best.errors.actual,
  };
  if (!best.converged) return { code: "choice_none_identified", ...facts };
  if (second === undefined || !second.converged) return { code: "choice_only_candidate", ...facts };
  const rival = { rival: second.kind, rivalRmse: second.errors.rmse };
  const close = second.errors.rmse <= best.errors.rmse * (1 + CLOSE);
  return { code: close ? "choice_close_on_holdout" : "choice_best_on_holdout", ...facts, ...rival };
}
