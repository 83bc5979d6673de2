import { checkMap } from "./check-map.ts";
import { centredRatings, projectOn } from "./project.ts";
import type { LearnedMap, MapPoint } from "./types.ts";

/**
 * Where ratings stand on a map that was learned before: a new brand, this year's ratings of an old one,
 * an ideal. The brands that were learned from get exactly their places, up to rounding.
 *
 * @throws A {@link ScoringError} with `wrong_type`, `unknown_version`, `length_mismatch` or `out_of_range` for
 * what is no map, `missing`, `wrong_type` or `not_finite` for ratings.
 * @example
 * ```ts
 * const ratings = [
 *   { brand: "us", price: 2, taste: 5 },
 *   { brand: "them", price: 4, taste: 5 },
 * ];
 * const { map } = positioningMap(ratings);
 * const stored = JSON.parse(JSON.stringify(map)) as typeof map;
 * placeOnMap(stored, { price: 5, taste: 5 }); // => { x: 2, y: 0 }
 * ```
 */
export function placeOnMap(map: LearnedMap, ratings: { readonly [attribute: string]: unknown }): MapPoint {
  checkMap(map);
  const centred = centredRatings(map, ratings, ["ratings"]);
  const [horizontal, vertical] = map.axes;
  return { x: projectOn(horizontal, centred), y: projectOn(vertical, centred) };
}
