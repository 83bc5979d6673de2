import { checkOptions } from "../../core/check-options.ts";
import { checkResult } from "../../core/check-result.ts";
import { bare, hasOwn } from "../../core/own.ts";
import type { Input, TimeUnit } from "../../core/types.ts";
import type { ContractData } from "../contract/types.ts";
import type { AnyRepeatModel, RepeatKind } from "../known-models.ts";
import * as mbgNbd from "../mbg-nbd/index.ts";
import * as paretoNbd from "../pareto-nbd/index.ts";
import type { Fit, FitReason, RepeatHistory, Timed } from "../types.ts";
import {
  type ChooseContractOptions,
  type ContractCandidate,
  type ContractChoice,
  chooseContractModel,
  type FittedContract,
} from "./choose-contract-model.ts";
import { type ChooseOnHoldoutOptions, chooseOnHoldout } from "./choose-on-holdout.ts";
import type { HoldoutRow } from "./evaluate-model.ts";
import type { FittedForecast, ForecastCandidate, HoldoutChoice } from "./rank-on-holdout.ts";
import { readCandidates } from "./read-candidates.ts";

/** The namespace of a model of repeat purchases: `bgNbd`, `mbgNbd`, `paretoNbd` or `nbd`. */
export interface Candidate {
  readonly kind: RepeatKind;
  /** Fits the model to histories. */
  readonly fit: (rows: Timed<RepeatHistory, TimeUnit>) => AnyRepeatModel & { readonly fit: Fit };
}

/** How one candidate did. */
export interface Ranked {
  readonly kind: RepeatKind;
  readonly logLikelihood: number;
  readonly aic: number;
  readonly bic: number;
  /** How far its AIC is above the best of the fits to be trusted. */
  readonly aicDifference: number;
  readonly converged: boolean;
  /** Why its fit is not to be trusted. */
  readonly reason?: FitReason;
}

/** What was chosen, and why. */
export interface ModelChoice<U extends TimeUnit = TimeUnit> {
  /** The fitted model. */
  readonly model: AnyRepeatModel<U> & { readonly fit: Fit };
  /** All candidates, the best first. */
  readonly ranking: readonly Ranked[];
  /**
   * `only_candidate`; `best_fit` (lowest AIC by 2 or more); `close` (lowest AIC, but another fits practically
   * as well); `none_identified` (no fit is to be trusted: look at `model.fit.runaways`).
   */
  readonly reason: "only_candidate" | "best_fit" | "close" | "none_identified";
  /** The same in words. */
  readonly explanation: string;
}

/** Options of {@link chooseModel}. */
export interface ChooseModelOptions {
  /** Which models to try. Default: MBG/NBD and Pareto/NBD, under which a one-time buyer may have left. */
  readonly candidates?: readonly Candidate[];
}

const KINDS: readonly RepeatKind[] = ["bgNbd", "mbgNbd", "paretoNbd", "nbd"];

/** A difference in AIC below this decides nothing. */
const CLOSE = 2;

/**
 * Fits several models of repeat purchases and takes the one with the lowest AIC among those that the data
 * identify.
 *
 * BG/NBD is not tried unless named: it makes every customer without a repeat purchase alive for certain.
 *
 * @throws A {@link ScoringError} with `empty` for no candidates, and as rows are refused.
 * @example
 * ```ts
 * const model = { parameters: { r: 0.5, alpha: 6, a: 0.9, b: 1.6 }, timeUnit: "week" as const };
 * const history = mbgNbd.simulate(model, { customers: 3000, age: 52, seed: 1 });
 * chooseModel(history).model.kind; // => "mbgNbd"
 * ```
 */
export function chooseModel<U extends TimeUnit = TimeUnit>(
  history: Timed<RepeatHistory, U>,
  options?: ChooseModelOptions,
): ModelChoice<U>;
/** With a `holdout`, as {@link chooseOnHoldout}: by what each model foretold, also across kinds of model. */
export function chooseModel<C extends ForecastCandidate>(
  history: Timed<object, TimeUnit>,
  options: ChooseOnHoldoutOptions<C> & { readonly holdout: Input<HoldoutRow> },
): HoldoutChoice<ReturnType<C["fit"]>>;
/** Of contracts, with `holdoutPeriods`, as {@link chooseContractModel}: by the survivors that each foretold. */
export function chooseModel<C extends ContractCandidate>(
  cohort: ContractData,
  options: ChooseContractOptions<C> & { readonly candidates: readonly C[] },
): ContractChoice<ReturnType<C["fit"]>>;
export function chooseModel<U extends TimeUnit = TimeUnit>(
  history: Timed<RepeatHistory, U> | Timed<object, TimeUnit> | ContractData,
  options: ChooseModelOptions | ChooseOnHoldoutOptions | ChooseContractOptions = {},
): ModelChoice<U> | HoldoutChoice<FittedForecast> | ContractChoice<FittedContract> {
  checkResult(options, [], ["options"], "an object");
  if (hasOwn(options, "holdoutPeriods")) {
    return chooseContractModel(history as ContractData, options as ChooseContractOptions);
  }
  return hasOwn(options, "holdout")
    ? chooseOnHoldout(history as Timed<object, TimeUnit>, options as ChooseOnHoldoutOptions)
    : chooseByFit(history, options);
}

function chooseByFit<U extends TimeUnit>(history: unknown, options: object): ModelChoice<U> {
  options = checkOptions(options, ["candidates"]);
  const { candidates = [mbgNbd, paretoNbd] } = options as ChooseModelOptions;
  const fits = readCandidates<Candidate>(candidates, KINDS, ["fit"]).map((candidate) =>
    candidate.fit(history as Timed<RepeatHistory, TimeUnit>),
  );
  const trusted = fits.filter(({ fit }) => fit.converged);
  const pool = trusted.length > 0 ? trusted : fits;
  const best = pool.reduce((a, b) => (b.fit.aic < a.fit.aic ? b : a));
  const ranking = fits
    .map((one): Ranked => rankedOf(one, best.fit.aic))
    .sort((a, b) => Number(b.converged) - Number(a.converged) || a.aic - b.aic);
  const reason = reasonOf(ranking, trusted.length);
  return {
    model: best as ModelChoice<U>["model"],
    ranking,
    reason,
    explanation: explain(reason, ranking),
  };
}

function rankedOf({ kind, fit }: AnyRepeatModel & { readonly fit: Fit }, bestAic: number): Ranked {
  const { logLikelihood, aic, bic, converged, reason } = bare(fit);
  const ranked = { kind, logLikelihood, aic, bic, aicDifference: aic - bestAic, converged };
  return reason === undefined ? ranked : { ...ranked, reason };
}

function reasonOf(ranking: readonly Ranked[], trusted: number): ModelChoice["reason"] {
  if (trusted === 0) return "none_identified";
  if (ranking.length === 1) return "only_candidate";
  const second = ranking[1] as Ranked;
  return second.converged && second.aicDifference < CLOSE ? "close" : "best_fit";
}

function explain(reason: ModelChoice["reason"], ranking: readonly Ranked[]): string {
  const [first, second] = ranking as readonly [Ranked, Ranked | undefined];
  switch (reason) {
    case "only_candidate":
      return `${first.kind} was the only candidate.`;
    case "none_identified":
      return `No candidate is identified by these data; ${first.kind} fits best, but do not trust its parameters.`;
    case "close":
      return `${first.kind} fits best, but ${second?.kind} fits practically as well (AIC ${format(second as Ranked)} higher).`;
    case "best_fit":
      return second?.converged
        ? `${first.kind} fits best: the AIC of ${second.kind} is ${format(second)} higher.`
        : `${first.kind} is the only candidate that these data identify.`;
  }
}

function format({ aicDifference }: Ranked): string {
  return aicDifference.toFixed(1);
}
