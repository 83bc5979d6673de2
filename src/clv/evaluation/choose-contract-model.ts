import { checkNumber, checkOptions } from "../../core/check-options.ts";
import type { Reason, TimeUnit } from "../../core/types.ts";
import * as betaDiscreteWeibull from "../beta-discrete-weibull/index.ts";
import { readContracts } from "../contract/read-contracts.ts";
import { onwardShares, type Renewals } from "../contract/renewals.ts";
import type { CohortCount, ContractData } from "../contract/types.ts";
import * as shiftedBetaGeometric from "../shifted-beta-geometric/index.ts";
import type { Fit } from "../types.ts";
import { readCandidates } from "./read-candidates.ts";

/** The kinds that forecast survivors of contracts. */
export type ContractKindName = "shiftedBetaGeometric" | "betaDiscreteWeibull";

/** A fitted model of contracts. */
export interface FittedContract {
  readonly kind: ContractKindName;
  readonly parameters: object;
  readonly fit: Pick<Fit, "aic" | "converged">;
}

/** The namespace of a model of contracts: `shiftedBetaGeometric` or `betaDiscreteWeibull`. */
export interface ContractCandidate {
  readonly kind: ContractKindName;
  /** The namespace's own. */
  readonly fit: (cohort: never) => FittedContract;
  /** The namespace's own. */
  readonly retention: (model: never, t: number) => number;
}

/** Options of {@link chooseContractModel}. */
export interface ChooseContractOptions<C extends ContractCandidate = ContractCandidate> {
  /** Which models to try. Default both. */
  readonly candidates?: readonly C[];
  /** How many of the last renewals the models do not see, but forecast: from 1. */
  readonly holdoutPeriods: number;
}

/** How one candidate forecast the renewals held out. */
export interface ContractRank {
  readonly kind: ContractKindName;
  /** Whether the data before the holdout identify it. */
  readonly converged: boolean;
  /** Of the fit before the holdout. */
  readonly aic: number;
  /** Customers expected beyond each renewal held out. */
  readonly expected: readonly number[];
  /** Root of the mean squared error of those, in percent of the customers who stood before the holdout. */
  readonly rmse: number;
}

/** What was chosen, and why. */
export interface ContractChoice<M> {
  /** The best, fitted again to all renewals. */
  readonly model: M;
  /** Customers who were there beyond each renewal held out. */
  readonly actual: readonly number[];
  /** All candidates; those that the data identify first, then by error. */
  readonly ranking: readonly ContractRank[];
  /** Why, as data: `sentenceOf` makes a sentence of it, in English or Chinese. */
  readonly reason: Reason & { readonly code: ContractReasonCode };
}

/** Why a model of contracts was chosen. */
export type ContractReasonCode =
  | "contract_only_candidate"
  | "contract_best_on_holdout"
  | "contract_close_on_holdout"
  | "contract_none_identified";

/** Errors that differ by less than this, in percent of customers, are practically the same. */
const CLOSE = 0.1;

/**
 * Fits models of contracts to the first renewals of cohorts, and takes the one that forecasts best how many
 * customers are left after the last ones.
 *
 * Customers are counted by renewal, over all cohorts; of cohorts that are not watched as long, only the renewals
 * that were seen are forecast.
 *
 * @throws A {@link ScoringError} with `empty` for no candidates or nobody to learn from, `unknown_name` for a candidate of
 * another kind, `out_of_range` for as many
 * periods as there are or more, and as data are refused.
 * @example
 * ```ts
 * const highEnd = [1000, 869, 743, 653, 593, 551, 517, 491, 468, 445, 427, 409, 394];
 * const choice = chooseContractModel(highEnd, { holdoutPeriods: 5 });
 * choice.model.kind; // => "betaDiscreteWeibull"
 * choice.ranking.map(({ expected }) => Math.round(expected[4] ?? 0)); // => [404, 380]
 * ```
 * @see Fader and Hardie (2007), How to project customer retention, Journal of Interactive Marketing 21(1): seven
 * renewals to learn from, five held out.
 */
export function chooseContractModel<
  U extends TimeUnit = TimeUnit,
  C extends ContractCandidate = typeof shiftedBetaGeometric | typeof betaDiscreteWeibull,
>(cohort: ContractData<U>, options: ChooseContractOptions<C>): ContractChoice<ReturnType<C["fit"]>> {
  options = checkOptions(options, ["candidates", "holdoutPeriods"]);
  const both = [shiftedBetaGeometric, betaDiscreteWeibull] as const;
  const kinds = both.map(({ kind }) => kind);
  const candidates = readCandidates<ContractCandidate>(options.candidates ?? both, kinds, [
    "fit",
    "retention",
  ]);
  const renewals = readContracts(cohort);
  const rule = { min: 1, max: Math.max(1, renewals.kept.length - 1), integer: true };
  const held = checkNumber(options.holdoutPeriods, ["options", "holdoutPeriods"], rule);
  const from = renewals.kept.length - held;
  const seen = rowsBefore(renewals, from);
  const tried = candidates.map((candidate) => {
    const model = candidate.fit(seen as never);
    return { candidate, rank: rankOf(candidate, model, renewals, from) };
  });
  tried.sort((a, b) => Number(b.rank.converged) - Number(a.rank.converged) || a.rank.rmse - b.rank.rmse);
  const ranking = tried.map(({ rank }) => rank);
  const actual = Array.from(renewals.kept.subarray(from));
  return {
    model: tried[0]?.candidate.fit(cohort as never) as ReturnType<C["fit"]>,
    actual,
    ranking,
    reason: reasonOf(ranking, actual),
  };
}

/** The first `from` renewals as a table of cohorts, each of one renewal: to the likelihood it is all the same. */
function rowsBefore({ kept, lost }: Renewals, from: number): CohortCount[] {
  return Array.from(kept.subarray(0, from), (made, i): readonly CohortCount[] => [
    { cohort: i, period: i, active: made + (lost[i] as number) },
    { cohort: i, period: i + 1, active: made },
  ]).flat();
}

function rankOf(
  { retention }: ContractCandidate,
  model: FittedContract,
  renewals: Renewals,
  from: number,
): ContractRank {
  const { kept, lost } = renewals;
  const onward = onwardShares(renewals);
  const standing = (kept[from] as number) + (lost[from] as number);
  const expected: number[] = [];
  let squares = 0;
  let before = standing;
  for (let k = 0; from + k < kept.length; k += 1) {
    const stand = k === 0 ? standing : before * (onward[from + k] as number);
    before = stand * retention(model as never, from + k + 1);
    expected.push(before);
    squares += (before - (kept[from + k] as number)) ** 2;
  }
  const rmse = standing > 0 ? (100 * Math.sqrt(squares / expected.length)) / standing : 0;
  const { aic, converged } = model.fit;
  return { kind: model.kind, converged, aic, expected, rmse };
}

function reasonOf(
  ranking: readonly ContractRank[],
  actual: readonly number[],
): ContractChoice<unknown>["reason"] {
  const [best, second] = ranking as readonly [ContractRank, ContractRank | undefined];
  const last = actual.length - 1;
  const facts = {
    model: best.kind,
    rmse: best.rmse,
    expected: best.expected[last] as number,
    actual: actual[last] as number,
    periods: actual.length,
  };
  if (!best.converged) return { code: "contract_none_identified", ...facts };
  if (second === undefined || !second.converged) return { code: "contract_only_candidate", ...facts };
  const rival = { rival: second.kind, rivalRmse: second.rmse };
  const close = second.rmse - best.rmse < CLOSE;
  return { code: close ? "contract_close_on_holdout" : "contract_best_on_holdout", ...facts, ...rival };
}
