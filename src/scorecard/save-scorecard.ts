import { checkResult } from "../core/check-result.ts";
import type { LearnedScorecard, Scorecard } from "./types.ts";

/**
 * What is needed to score further customers as those of this scorecard: policy, cut-offs and models, as
 * plain JSON. Read it back with `parseScorecard` of `clientele/schema`.
 *
 * @example
 * ```ts
 * const transactions = [{ customerId: "ann", at: "2026-01-05", amount: 30 }];
 * const learned = saveScorecard(scoreCustomers({ transactions }, { asOf: "2026-01-31" }));
 * const next = [{ customerId: "bob", at: "2026-02-05", amount: 20 }];
 * scoreCustomers({ transactions: next }, { asOf: "2026-02-28", learned }).row(0).segment; // => "new"
 * ```
 */
export function saveScorecard(scorecard: Scorecard): LearnedScorecard {
  checkResult(scorecard, ["asOf", "policy", "cuts"], ["scorecard"], "a scorecard");
  const { asOf, policy, cuts, models, tracked } = scorecard;
  return { kind: "scorecard", version: 1, asOf, policy, cuts, models, tracked };
}
