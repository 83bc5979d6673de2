import { describeValue } from "../../core/describe.ts";
import { ScoringError } from "../../core/error.ts";
import { ownValue } from "../../core/own.ts";
import type { Standings } from "./read-standings.ts";

/** The segments of two segmentations, and whether their order says which is better. */
export interface SegmentOrder {
  readonly segments: readonly string[];
  /** Are they from best to worst? */
  readonly ranked: boolean;
}

/**
 * The segments in the order given, else in that of the tiers that `after` or `before` were cut into; what
 * these leave out follows by key. Without either, all by key, and none is better than another.
 *
 * @throws A {@link ScoringError} with `wrong_type` or `duplicate`.
 */
export function segmentOrder(
  asked: unknown,
  inputs: readonly unknown[],
  standings: readonly Standings[],
): SegmentOrder {
  const known = asked === undefined ? tiersOf(inputs) : checkOrder(asked);
  const found = new Set<string>(known);
  const others = new Set<string>();
  for (const { segments } of standings) {
    for (const segment of segments) if (segment !== null && !found.has(segment)) others.add(segment);
  }
  return { segments: [...found, ...Array.from(others).sort()], ranked: found.size > 0 };
}

function checkOrder(asked: unknown): readonly string[] {
  const path = ["options", "order"];
  if (!Array.isArray(asked)) {
    throw new ScoringError("wrong_type", path, "keys from best to worst", describeValue(asked));
  }
  asked.forEach((key: unknown, i) => {
    if (typeof key !== "string")
      throw new ScoringError("wrong_type", [...path, i], "a key", describeValue(key));
    if (asked.indexOf(key) < i) throw new ScoringError("duplicate", [...path, i], "a key once", "one twice");
  });
  return asked as readonly string[];
}

/** The tiers, best first, of the first input that was cut into tiers. */
function tiersOf(inputs: readonly unknown[]): readonly string[] {
  for (const input of inputs) {
    const given = input as { readonly cuts?: { readonly kind?: unknown; readonly tiers?: unknown } };
    const cuts = ownValue(given, "cuts");
    if (cuts?.kind === "valueTiers" && Array.isArray(cuts.tiers)) return cuts.tiers as readonly string[];
  }
  return [];
}
