import { checkWithin } from "../core/check-within.ts";
import type { Input } from "../core/types.ts";
import type { CompiledRules } from "../rules/compile-rules.ts";
import type { MatchOptions } from "../rules/options.ts";
import { segmentByRules } from "../segmentation/rules/segment-by-rules.ts";
import type { RuleSegments } from "../segmentation/rules/types.ts";
import type { AttributeColumns } from "./attributes.ts";
import { recordsAskedFor } from "./segment-rules.ts";
import type { ScorecardInputs, ScorecardOptions } from "./types.ts";

/** What rules look at. */
export interface RuleRecords {
  /** The customers of the lines. */
  readonly ids: readonly string[];
  /** What is known of them; null where nobody is described. */
  readonly facts: AttributeColumns | null;
  readonly interactions: ScorecardInputs["interactions"];
  /** Their lines. */
  readonly scores: Input<object>;
}

/** The segments of each line; null where the rules ask for records that are absent: nothing is guessed. */
export function rulePart(
  compiled: CompiledRules,
  { ids, facts, interactions, scores }: RuleRecords,
  { asOf, timeZone, numericTime, onInvalid, fields }: ScorecardOptions,
): RuleSegments | null {
  const asked = recordsAskedFor(compiled);
  if (asked.customers && facts === null) return null;
  if (asked.interactions && interactions === undefined) return null;
  const columns = Object.fromEntries<readonly unknown[]>([...(facts ?? []), ["customerId", ids]]);
  const options = {
    asOf,
    scores,
    ...(interactions !== undefined && { events: interactions }),
    ...(fields?.interactions !== undefined && { eventFields: fields.interactions }),
    ...(timeZone !== undefined && { timeZone }),
    ...(numericTime !== undefined && { numericTime }),
    ...(onInvalid !== undefined && { onInvalid }),
  } as MatchOptions;
  let found: RuleSegments | null = null;
  // Facts and lines are good: what can still be at fault is an event.
  checkWithin(["interactions"], () => {
    found = segmentByRules(compiled, { columns }, options);
  });
  return found;
}
