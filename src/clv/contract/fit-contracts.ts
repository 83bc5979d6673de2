/**
 * Fitting a model of contracts: what is common to all of them.
 *
 * @module
 */
import { checkOptions } from "../../core/check-options.ts";
import { ScoringError } from "../../core/error.ts";
import type { TimeUnit } from "../../core/types.ts";
import { findMaximum } from "../fitting/find-maximum.ts";
import { readStarts, readTimeUnit } from "../fitting/fit-histories.ts";
import { readPriors, withPriors } from "../fitting/priors.ts";
import { reportFit } from "../fitting/report-fit.ts";
import type { ContractKind } from "./contract-kind.ts";
import { readContracts } from "./read-contracts.ts";
import type { ContractFitOptions, ContractModel } from "./types.ts";

/**
 * Fits.
 *
 * @throws A {@link ScoringError} with `empty` where nobody stands before a renewal, and as the data, priors and
 * options are refused.
 */
export function fitContracts<K extends string, P extends object, U extends TimeUnit>(
  kind: ContractKind,
  data: unknown,
  options: ContractFitOptions<P, U>,
): ContractModel<K, P, U> {
  checkOptions(options, ["priors", "start", "timeUnit"]);
  const renewals = readContracts(data);
  if (!renewals.kept.some((count, i) => count + (renewals.lost[i] as number) > 0)) {
    throw new ScoringError("empty", ["cohort"], "at least one customer before a renewal", "none");
  }
  const usual = kind.usual(renewals);
  const priors = readPriors(options.priors, kind.names, usual);
  const given = readStarts(options.start, kind.names);
  const end = findMaximum({
    whole: () => withPriors(kind.objective(renewals), priors),
    sample: null,
    starts: given ?? [
      usual,
      ...kind.spread.map((factors) => usual.map((u, i) => u * (factors[i] as number))),
    ],
    tryAll: given !== null && given.length > 1,
    centre: usual,
  });
  return reportFit(end, {
    kind: kind.kind,
    names: kind.names,
    meanings: kind.meanings,
    centre: usual,
    priors,
    customers: renewals.customers,
    leftOut: renewals.leftOut,
    timeUnit: readTimeUnit(options.timeUnit, renewals.timeUnit),
    asOf: renewals.asOf,
  });
}
