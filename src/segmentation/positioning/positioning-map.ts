import { checkOneOf, checkOptions } from "../../core/check-options.ts";
import { createTable } from "../../core/table.ts";
import type { Input, Open, Reason, Table } from "../../core/types.ts";
import { attributeVectors } from "./attribute-vectors.ts";
import { brandDistances, nearestOf } from "./brand-distances.ts";
import { type Decomposition, decompose } from "./decompose.ts";
import { type Ideals, placeIdeals } from "./ideal-points.ts";
import type { PositionReasonCode } from "./keys.ts";
import { preferencesOf, sharesOverAll } from "./preferences.ts";
import { readRatings } from "./read-ratings.ts";
import type {
  BrandPosition,
  BrandRatings,
  IdealPoint,
  MapAxis,
  PositioningFacts,
  PositioningMap,
  PositioningOptions,
} from "./types.ts";

const OPTIONS = ["attributes", "scale", "ideals", "space", "preference", "fields"];

/**
 * The perceptual map of a market: brands as points, attributes as arrows, ideal points of groups of
 * customers, how much of the differences the picture shows, who is near whom, and who is preferred.
 *
 * Ratings of a brand are averaged, the mean of each attribute over the brands is taken off, and the two
 * directions in which brands differ most become the axes (singular value decomposition). Distances on the
 * map are those between the mean ratings as far as two axes show them. Axes do not flip from run to run:
 * along each, the attribute with the greatest weight points right or up, the first of equally great ones.
 *
 * @param ratings - A row a brand, or many of each (a row a respondent).
 * @throws A {@link ScoringError} with `wrong_type`, `missing`, `not_finite`, `empty`, `duplicate`,
 * `unknown_name`, `out_of_range` or `too_large`.
 * @example
 * ```ts
 * const ratings = [
 *   { brand: "us", price: 1, taste: 4 },
 *   { brand: "rivalA", price: 5, taste: 4 },
 *   { brand: "rivalB", price: 3, taste: 1 },
 * ];
 * const map = positioningMap(ratings, { ideals: [{ segment: "gourmets", price: 3, taste: 5 }] });
 * map.columns.x; // => [-2, 2, 0]
 * map.columns.y; // => [1, 1, -2]
 * map.axes[0]; // => { axis: 1, singularValue: 2.8284…, varianceShare: 0.5714…, cumulativeShare: 0.5714… }
 * map.attributes.row(0); // => { attribute: "price", mean: 3, x: 1, y: 0, quality: 1 }
 * map.row(0).nearestRival; // => "rivalB"
 * map.columns.preferenceShare; // => [0.4324324…, 0.4324324…, 0.1351351…]
 * ```
 * @see Green, Carmone & Smith (1989), Multidimensional scaling; Gabriel (1971), The biplot graphic display
 * of matrices with application to principal component analysis, Biometrika 58(3).
 */
export function positioningMap<C = never>(
  ratings: Input<BrandRatings> | Open<C>,
  options: PositioningOptions = {},
): PositioningMap {
  options = checkOptions(options, OPTIONS);
  const {
    attributes,
    scale = "none",
    ideals = [],
    space = "map",
    preference = "inverse-square",
    fields,
  } = options;
  checkOneOf(scale, ["none", "unit-variance"], ["options", "scale"]);
  checkOneOf(space, ["map", "ratings"], ["options", "space"]);
  checkOneOf(preference, ["inverse-square", "logit"], ["options", "preference"]);
  checkOptions(fields === undefined ? {} : fields, ["brand"], ["options", "fields"]);
  const read = readRatings(ratings, attributes, fields);
  const found = decompose(read, scale);
  const { brands } = read;
  const [x, y] = [coordinates(found, 0, brands.length), coordinates(found, 1, brands.length)];
  const distances = brandDistances(brands, x, y, found.centred);
  const nearest = nearestOf(distances, brands.length, space);
  const placed = placeIdeals(found.map, ideals);
  const preferences = preferencesOf(placed, brands, { x, y, centred: found.centred }, space, preference);

  const facts: PositioningFacts = {
    map: found.map,
    axes: found.axes,
    attributes: attributeVectors(found),
    distances: distances.table,
    ideals: idealTable(placed),
    preferences: preferences.table,
    warnings: warningsOf(found, brands.length),
  };
  return createTable<BrandPosition, PositioningFacts>(
    {
      length: brands.length,
      id: "brand",
      columns: {
        brand: () => brands,
        x: () => x,
        y: () => y,
        quality: () => qualityOf(found, x, y),
        nearestRival: () =>
          Array.from(nearest.rival, (rival) => (rival < 0 ? null : (brands[rival] as string))),
        nearestDistance: () => nearest.distance,
        preferenceShare: () => sharesOverAll(placed, preferences.shares, brands.length),
      },
    },
    facts,
  );
}

/** Places of the brands along an axis; 0 where there is none. */
function coordinates({ parts }: Decomposition, axis: number, brands: number): Float64Array {
  const { count, values, left } = parts;
  return Float64Array.from({ length: brands }, (_, i) =>
    axis < count ? (left[i * count + axis] as number) * (values[axis] as number) : 0,
  );
}

/** How much of each brand's squared distance from the middle lies on the map. */
function qualityOf({ centred }: Decomposition, x: Float64Array, y: Float64Array): Float64Array {
  const width = centred.length / x.length;
  return x.map((across, i) => {
    const full = Math.hypot(...centred.subarray(i * width, (i + 1) * width));
    return full === 0 ? Number.NaN : Math.min(1, (Math.hypot(across, y[i] as number) / full) ** 2);
  });
}

function idealTable({ segments, sizes, x, y }: Ideals): Table<IdealPoint> {
  return createTable<IdealPoint>({
    length: segments.length,
    id: "segment",
    columns: { segment: () => segments, size: () => sizes, x: () => x, y: () => y },
  });
}

/** A map that shows less than this of the differences can mislead. */
const SHOWS_LITTLE = 0.7;

/** Axes whose values differ by less than this part may change places with little new data. */
const ALIKE = 0.05;

function warningsOf({ axes, map, centred }: Decomposition, brands: number): Reason[] {
  const warnings: Reason[] = [];
  const warn = (code: PositionReasonCode, facts: { readonly [name: string]: string | number }): void => {
    warnings.push({ code, ...facts });
  };
  const shown = axes[1]?.cumulativeShare ?? 1;
  const some = (axes[0] as MapAxis).singularValue > 0;
  if (some && shown < SHOWS_LITTLE) warn("map_shows_little", { percent: Math.round(shown * 100) });
  for (const k of [1, 2]) {
    const [upper, lower] = [axes[k - 1]?.singularValue ?? 0, axes[k]?.singularValue ?? 0];
    if (upper - lower < ALIKE * upper) warn("map_axes_alike", { axis: k, next: k + 1 });
  }
  map.attributes.forEach((attribute, j) => {
    for (let i = 0; i < brands; i += 1) if (centred[i * map.attributes.length + j] !== 0) return;
    if (brands > 1) warn("map_attribute_flat", { attribute });
  });
  return warnings;
}
