import { checkOptions } from "../../core/check-options.ts";
import { ScoringError } from "../../core/error.ts";
import type { Input, TimeUnit } from "../../core/types.ts";
import type { Horizon, Timed } from "../types.ts";
import type { HoldoutRow } from "./evaluate-model.ts";
import {
  FORECAST_KINDS,
  type ForecastCandidate,
  type HoldoutChoice,
  rankOnHoldout,
} from "./rank-on-holdout.ts";
import { readCandidates } from "./read-candidates.ts";
import { readHoldout } from "./read-holdout.ts";

/** Options of {@link chooseOnHoldout}. */
export interface ChooseOnHoldoutOptions<C extends ForecastCandidate = ForecastCandidate> {
  /** Which models to try: classic, of regular buyers (`mbgCnbdK`), or of discrete opportunities (`bgBb`). */
  readonly candidates: readonly C[];
  /** What the customers then did, row by row. Default: the history's own columns. */
  readonly holdout?: Input<HoldoutRow>;
  /** Length of the holdout; a `calibrationHoldout` knows its own. */
  readonly horizon?: Horizon;
}

/**
 * Fits several models to the same customers and takes the one that foretold best what each then bought, by
 * the root of the mean squared error, among those that the data identify.
 *
 * Where `chooseModel` asks which model fits, this asks which one forecasts; it can set models side by side
 * whose likelihoods are of different data: each sees the fields that it needs (`age`, `sumLogGaps`,
 * `opportunities`) of the same rows.
 *
 * @throws A {@link ScoringError} with `empty` for no candidates, `length_mismatch` for another number of rows,
 * `missing` where the length of the holdout is not known, and as rows are refused.
 * @example
 * ```ts
 * const model = { parameters: { r: 0.9, alpha: 6, a: 0.9, b: 2.5 } };
 * const rows = mbgNbd.simulate(model, { customers: 2000, age: 39, horizon: 39, seed: 1 });
 * const holdout = { columns: { holdoutFrequency: rows.columns.futurePurchases } };
 * const choice = chooseOnHoldout(rows, { candidates: [mbgNbd, nbd], holdout, horizon: 39 });
 * choice.model.kind; // => "mbgNbd"
 * choice.reason.code; // => "choice_best_on_holdout"
 * ```
 */
export function chooseOnHoldout<C extends ForecastCandidate>(
  history: Timed<object, TimeUnit>,
  options: ChooseOnHoldoutOptions<C>,
): HoldoutChoice<ReturnType<C["fit"]>> {
  options = checkOptions(options, ["candidates", "holdout", "horizon"]);
  const { holdout = history } = options;
  const candidates = readCandidates<ForecastCandidate>(options.candidates, FORECAST_KINDS, [
    "fit",
    "expectedPurchases",
  ]);
  const actual = readHoldout(holdout);
  const horizon = options.horizon ?? (holdout as { readonly holdoutDuration?: Horizon }).holdoutDuration;
  if (horizon === undefined) {
    throw new ScoringError("missing", ["options", "horizon"], "the length of the holdout", "nothing");
  }
  return rankOnHoldout(candidates, history, actual, horizon);
}
