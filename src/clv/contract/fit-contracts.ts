/**
 * Fitting a model of contracts: what is common to all of them.
 *
 * @module
 */
import { ScoringError } from "../../core/error.ts";
import type { TimeUnit } from "../../core/types.ts";
import { fitObjective } from "../fitting/fit-objective.ts";
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
  const renewals = readContracts(data);
  if (!renewals.kept.some((count, i) => count + (renewals.lost[i] as number) > 0)) {
    throw new ScoringError("empty", ["cohort"], "at least one customer before a renewal", "none");
  }
  return fitObjective(
    {
      kind: kind.kind,
      names: kind.names,
      meanings: kind.meanings,
      objective: () => kind.objective(renewals),
      usual: kind.usual(renewals),
      spread: kind.spread,
      customers: renewals.customers,
      leftOut: renewals.leftOut,
      timeUnit: renewals.timeUnit,
      asOf: renewals.asOf,
    },
    options,
  );
}
