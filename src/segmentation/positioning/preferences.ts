import { createTable } from "../../core/table.ts";
import type { Table } from "../../core/types.ts";
import { distanceBetween } from "./brand-distances.ts";
import type { Ideals } from "./ideal-points.ts";
import { sharesOfDistances } from "./preference-shares.ts";
import type { BrandPreference, ShareRule } from "./types.ts";

/** Where brands stand. */
export interface Places {
  readonly x: Float64Array;
  readonly y: Float64Array;
  /** Ratings less the means, scaled, row by row. */
  readonly centred: Float64Array;
}

/** How each group likes each brand. */
export interface Preferences {
  /** Row by row, `groups * brands`. */
  readonly shares: Float64Array;
  readonly table: Table<BrandPreference>;
}

/** Distances from each ideal point to each brand, and the shares that they lead to. */
export function preferencesOf(
  ideals: Ideals,
  brands: readonly string[],
  places: Places,
  space: "map" | "ratings",
  rule: ShareRule,
): Preferences {
  const n = brands.length;
  const groups = ideals.segments.length;
  const width = places.centred.length / n;
  const distances = new Float64Array(groups * n);
  const shares = new Float64Array(groups * n);
  for (let g = 0; g < groups; g += 1) {
    const own = distances.subarray(g * n, (g + 1) * n);
    for (let i = 0; i < n; i += 1) {
      own[i] =
        space === "map"
          ? Math.hypot(
              (places.x[i] as number) - (ideals.x[g] as number),
              (places.y[i] as number) - (ideals.y[g] as number),
            )
          : distanceBetween(
              places.centred.subarray(i * width, (i + 1) * width),
              ideals.centred[g] as Float64Array,
            );
    }
    shares.set(sharesOfDistances(own, rule), g * n);
  }
  const table = createTable<BrandPreference>({
    length: groups * n,
    id: "segment",
    columns: {
      segment: () => Array.from(shares, (_, at) => ideals.segments[Math.floor(at / n)] as string),
      brand: () => Array.from(shares, (_, at) => brands[at % n] as string),
      distance: () => distances,
      share: () => shares,
    },
  });
  return { shares, table };
}

/** Shares over all groups by their size; NaN without any group. */
export function sharesOverAll({ sizes }: Ideals, shares: Float64Array, brands: number): Float64Array {
  const total = sizes.reduce((sum, size) => sum + size, 0);
  const out = new Float64Array(brands).fill(sizes.length === 0 ? Number.NaN : 0);
  sizes.forEach((size, g) => {
    for (let i = 0; i < brands; i += 1) {
      out[i] = (out[i] as number) + (size / total) * (shares[g * brands + i] as number);
    }
  });
  return out;
}
