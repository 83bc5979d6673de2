import { addAt } from "../../math/sums.ts";
import { bindNode } from "../../rules/bind.ts";
import { BLOCK, fillMask, type MaskRun } from "../../rules/masks.ts";
import type { Node } from "../../rules/program.ts";
import type { LeadCriterion, LeadPart } from "./compile-policy.ts";
import { keptAfter } from "./decay.ts";
import type { Interactions } from "./read-leads.ts";

/** What one criterion counts, for each prospect by number. */
export interface BehaviourTally {
  /** Points, faded and limited. */
  readonly points: Float64Array;
  /** Interactions. */
  readonly times: Float64Array;
  /** Civil days since the last of them; Infinity without any. */
  readonly lastDays: Float64Array;
}

/** Counts the interactions of one criterion. Sums are compensated: their order does not matter. */
export function tallyOf(
  part: LeadPart,
  criterion: number,
  asOf: number,
  given: Interactions,
): BehaviourTally {
  const { points, limit, decay } = part.criteria[criterion] as LeadCriterion;
  const { owners, ages, people } = given;
  const mask = maskOf(part, criterion, asOf, given);
  const high = new Float64Array(people);
  const low = new Float64Array(people);
  const times = new Float64Array(people);
  const lastDays = new Float64Array(people).fill(Number.POSITIVE_INFINITY);
  for (let i = 0; i < mask.length; i += 1) {
    const owner = owners[i] as number;
    if (mask[i] === 0 || owner < 0) continue;
    const age = ages[i] as number;
    addAt(high, low, owner, points * keptAfter(decay, age));
    times[owner] = (times[owner] as number) + 1;
    if (age < (lastDays[owner] as number)) lastDays[owner] = age;
  }
  for (let owner = 0; owner < people; owner += 1) {
    const sum = (high[owner] as number) + (low[owner] as number);
    high[owner] = points < 0 ? Math.max(limit, sum) : Math.min(limit, sum);
  }
  return { points: high, times, lastDays };
}

/** 1 for the interactions that meet the rule of a criterion. */
function maskOf(part: LeadPart, criterion: number, asOf: number, { events }: Interactions): Uint8Array {
  const { nodes, slots } = part.program;
  const leaf = nodes[part.places[criterion] as number] as Node & { readonly kind: "leaf" };
  const rule = slots[leaf.slot]?.aggregate?.where as Node;
  const node = bindNode(rule, asOf);
  const run: MaskRun = { columns: events.columns, segments: [], buffers: [], verdicts: new Map() };
  const mask = new Uint8Array(events.length);
  for (let from = 0; from < mask.length; from += BLOCK) {
    const to = Math.min(from + BLOCK, mask.length);
    fillMask(run, node, from, to, mask.subarray(from, to));
  }
  return mask;
}
