import { drawBinomial } from "../../../math/random-draws.ts";
import type { ContractKind } from "../../contract/contract-kind.ts";
import { readContracts } from "../../contract/read-contracts.ts";
import { onwardShares } from "../../contract/renewals.ts";
import type { DataColumns, Replicator, StatisticValue } from "./replicator.ts";

/**
 * Renewals of as many customers. Of those who made a renewal, the share that is watched at the next is that of
 * the data: cohorts that joined later are not watched as long.
 */
export function replicateRenewals({ retention }: ContractKind, cohort: unknown): Replicator {
  const renewals = readContracts(cohort);
  const { kept, lost, timeUnit } = renewals;
  const onward = onwardShares(renewals);
  return {
    observed: { kept, lost },
    timeUnit,
    draw: (random, parameters) => {
      const made = new Float64Array(kept.length);
      const missed = new Float64Array(kept.length);
      let before = 0;
      for (let i = 0; i < kept.length; i += 1) {
        const first = i === 0 ? (kept[0] as number) + (lost[0] as number) : before * (onward[i] as number);
        const standing = Math.round(first);
        before = drawBinomial(random, standing, retention(parameters, i + 1));
        made[i] = before;
        missed[i] = standing - before;
      }
      return { kept: made, lost: missed };
    },
    statistics: renewalStatistics,
  };
}

/** The share of customers beyond each renewal, by Kaplan and Meier; none beyond where nobody stands before it. */
function renewalStatistics({ kept, lost }: DataColumns): StatisticValue[] {
  let share = 1;
  return Array.from(kept as Float64Array, (made, i): StatisticValue => {
    const standing = made + ((lost as Float64Array)[i] as number);
    share = standing > 0 ? share * (made / standing) : 0;
    return ["survival", i + 1, share];
  });
}
