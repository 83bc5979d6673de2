import { describeValue } from "../../core/describe.ts";
import { ScoringError } from "../../core/error.ts";
import { bare } from "../../core/own.ts";
import type { LearnedMap } from "./types.ts";

/**
 * Refuses what is no learned map, or one whose lists do not fit together.
 *
 * @throws A {@link ScoringError} with `wrong_type`, `unknown_version`, `length_mismatch` or `out_of_range`.
 */
export function checkMap(map: LearnedMap): void {
  const given: unknown = map;
  const own = bare(map);
  const isMap =
    typeof given === "object" &&
    given !== null &&
    [own.attributes, own.means, own.scales, own.axes, own.axes?.[0], own.axes?.[1]].every(Array.isArray);
  if (!isMap) {
    throw new ScoringError("wrong_type", ["map"], "the map of positioningMap", describeValue(given));
  }
  if (map.kind !== "positioningMap" || map.version !== 1) {
    throw new ScoringError("unknown_version", ["map"], "a map of version 1", "another kind or version");
  }
  const { length } = map.attributes;
  const lists = [
    ["means", map.means],
    ["scales", map.scales],
    ["axes", map.axes[0]],
    ["axes", map.axes[1]],
  ] as const;
  for (const [name, list] of lists) {
    if (list.length !== length) {
      const expected = `${length}, one an attribute`;
      throw new ScoringError("length_mismatch", ["map", name], expected, `${list.length}`);
    }
  }
  if (map.scales.some((scale) => !(scale > 0))) {
    throw new ScoringError("out_of_range", ["map", "scales"], "numbers above 0", "another");
  }
}
