import { checkId, checkResult } from "../../core/check-result.ts";
import { ScoringError } from "../../core/error.ts";
import type { Id, Reason } from "../../core/types.ts";
import type { PositionReasonCode } from "./keys.ts";
import type { PositioningMap } from "./types.ts";

/** Beside the greatest difference, one that is this much smaller is rounding. */
const ROUNDING = 1e-9;

/**
 * What sets a brand apart as far as the map shows it: the attributes in which it stands above or below
 * the mean of all brands, the greatest difference first, then its nearest rival.
 *
 * @throws A {@link ScoringError} with `unknown_name` for a brand that is not on the map.
 * @example
 * ```ts
 * const map = positioningMap([
 *   { brand: "us", price: 1, taste: 4 },
 *   { brand: "rival", price: 5, taste: 4 },
 * ]);
 * explainPosition(map, "us");
 * // => [
 * //   { code: "map_below", attribute: "price", difference: -2, mean: 3 },
 * //   { code: "map_nearest_rival", rival: "rival", distance: 4 },
 * // ]
 * ```
 */
export function explainPosition(map: PositioningMap, brand: Id): readonly Reason[] {
  checkResult(map, ["indexOf()", "row()", "attributes", "map"], ["map"], "what positioningMap gives");
  checkId(brand, ["brand"]);
  const at = map.indexOf(String(brand));
  if (at < 0) throw new ScoringError("unknown_name", ["brand"], "a brand on the map", "another");
  const { x, y, nearestRival, nearestDistance } = map.row(at);
  const { scales } = map.map;
  const differences = map.attributes
    .toRows()
    .map(({ attribute, mean, x: across, y: up }, j) => ({
      attribute,
      mean,
      difference: (x * across + y * up) * (scales[j] as number),
    }))
    .sort((a, b) => Math.abs(b.difference) - Math.abs(a.difference));
  const least = Math.abs((differences[0] as { readonly difference: number }).difference) * ROUNDING;
  const told = differences.filter(({ difference }) => Math.abs(difference) > least);
  const reasons = told.map(({ attribute, difference, mean }): Reason => {
    const code: PositionReasonCode = difference > 0 ? "map_above" : "map_below";
    return { code, attribute, difference, mean };
  });
  if (nearestRival !== null) {
    const code: PositionReasonCode = "map_nearest_rival";
    reasons.push({ code, rival: nearestRival, distance: nearestDistance });
  }
  return reasons;
}
