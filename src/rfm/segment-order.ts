import { ownValue } from "../core/own.ts";
import { OTHERS, PROSPECTS, UNSCORED } from "./keys.ts";
import type { SegmentMap } from "./segment-map.ts";

/**
 * The segments that occur, from best to worst: in the order of the maps, then their fallbacks, then
 * what no map knows by key, `prospects` and `unscored` last.
 */
export function segmentOrder(
  keys: Iterable<string>,
  ...maps: readonly (SegmentMap | undefined)[]
): readonly string[] {
  const present = new Set(keys);
  const ordered = new Set<string>();
  const take = (key: string): void => {
    if (present.delete(key)) ordered.add(key);
  };
  const last = [PROSPECTS, UNSCORED].filter((key) => present.delete(key));
  for (const map of maps) for (const rule of map?.segments ?? []) take(rule.segment);
  for (const map of maps) if (map !== undefined) take(ownValue(map, "fallback") ?? OTHERS);
  for (const key of Array.from(present).sort()) take(key);
  return [...ordered, ...last];
}
