/**
 * The posterior of the shifted-beta-geometric model.
 *
 * @module
 */
import { ScoringError } from "../../core/error.ts";
import { readContracts } from "../contract/read-contracts.ts";
import { readTimeUnit } from "../fitting/fit-histories.ts";
import { shiftedBetaGeometricKind } from "../shifted-beta-geometric/model.ts";
import { peerPriors } from "./add-prior.ts";
import type { PosteriorPlan } from "./problem.ts";

/** Medians of weak priors: chances to be lost at a renewal have no scale that the data could give. */
const MEDIANS = [1, 2];

/** The plan. */
export const contractPlan: PosteriorPlan = {
  kind: shiftedBetaGeometricKind.kind,
  names: shiftedBetaGeometricKind.names,
  peer: /* @__PURE__ */ peerPriors([], [0, 1]),
  read: (rows, timeUnit) => {
    const renewals = readContracts(rows);
    if (!renewals.kept.some((count, i) => count + (renewals.lost[i] as number) > 0)) {
      throw new ScoringError("empty", ["cohort"], "at least one customer before a renewal", "none");
    }
    return {
      objective: shiftedBetaGeometricKind.objective(renewals),
      medians: MEDIANS,
      starts: shiftedBetaGeometricKind.spread.map((factors) =>
        MEDIANS.map((m, i) => m * (factors[i] as number)),
      ),
      customers: renewals.customers,
      leftOut: renewals.leftOut,
      timeUnit: readTimeUnit(timeUnit, renewals.timeUnit),
      asOf: renewals.asOf,
    };
  },
};
