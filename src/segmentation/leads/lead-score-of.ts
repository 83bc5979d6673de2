import { checkOptions } from "../../core/check-options.ts";
import type { Declared, Undeclared } from "../../rules/types.ts";
import { leadScore } from "./lead-score.ts";
import type { LeadData, LeadDataOfOne, LeadOptions, LeadPolicy, LeadRow } from "./types.ts";

/**
 * The score of one prospect: {@link leadScore} for a single row.
 *
 * @throws A {@link ScoringError} as {@link leadScore} does.
 * @example
 * ```ts
 * const policy: LeadPolicy = {
 *   behaviour: {
 *     decay: { linearDays: 40 },
 *     criteria: [{ key: "reply", points: 40, when: { field: "type", op: "eq", value: "reply" } }],
 *   },
 * };
 * const interactions = [{ customerId: "ann", at: "2026-01-21", type: "reply" }];
 * const { behaviour, grade } = leadScoreOf(policy, { prospect: { customerId: "ann" }, interactions }, { asOf: "2026-01-31" });
 * [behaviour, grade]; // => [30, "C"]
 * ```
 */
export function leadScoreOf<const F extends Declared = Undeclared, const E extends Declared = Undeclared>(
  policy: LeadPolicy<F, E>,
  data: LeadDataOfOne<F, E>,
  options: LeadOptions,
): LeadRow {
  return leadScore(policy, dataOfOne(data), options).row(0);
}

/** The prospect as a list of one. */
export function dataOfOne<F extends Declared, E extends Declared>(data: LeadDataOfOne<F, E>): LeadData<F, E> {
  data = checkOptions(data, ["prospect", "interactions"], ["data"]);
  const { prospect, interactions } = data;
  return interactions === undefined ? { prospects: [prospect] } : { prospects: [prospect], interactions };
}
