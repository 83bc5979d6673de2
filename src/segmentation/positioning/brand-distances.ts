import { createTable } from "../../core/table.ts";
import type { Table } from "../../core/types.ts";
import type { BrandDistance } from "./types.ts";

/** Distances between brands, row by row, on the map and over all attributes. */
export interface Distances {
  readonly map: Float64Array;
  readonly ratings: Float64Array;
  readonly table: Table<BrandDistance>;
}

/** Distances of each brand to each other. The table's columns are made when they are read. */
export function brandDistances(
  brands: readonly string[],
  x: Float64Array,
  y: Float64Array,
  centred: Float64Array,
): Distances {
  const n = brands.length;
  const width = centred.length / n;
  const map = new Float64Array(n * n);
  const ratings = new Float64Array(n * n);
  for (let i = 0; i < n; i += 1) {
    for (let j = 0; j < n; j += 1) {
      map[i * n + j] = Math.hypot((x[i] as number) - (x[j] as number), (y[i] as number) - (y[j] as number));
      ratings[i * n + j] = distanceBetween(
        centred.subarray(i * width, (i + 1) * width),
        centred.subarray(j * width, (j + 1) * width),
      );
    }
  }
  const others = (from: Float64Array): Float64Array => from.filter((_, at) => Math.floor(at / n) !== at % n);
  const names = (of: (at: number) => number): readonly string[] =>
    Array.from(map.keys())
      .filter((at) => Math.floor(at / n) !== at % n)
      .map((at) => brands[of(at)] as string);
  const table = createTable<BrandDistance>({
    length: n * (n - 1),
    id: "brand",
    columns: {
      brand: () => names((at) => Math.floor(at / n)),
      rival: () => names((at) => at % n),
      distance: () => others(map),
      fullDistance: () => others(ratings),
    },
  });
  return { map, ratings, table };
}

/** The nearest other brand of each, the first of equally near ones; -1 and NaN without another. */
export function nearestOf(
  distances: Distances,
  brands: number,
  space: "map" | "ratings",
): { readonly rival: Int32Array; readonly distance: Float64Array } {
  const from = distances[space];
  const rival = new Int32Array(brands).fill(-1);
  const distance = new Float64Array(brands).fill(Number.NaN);
  for (let i = 0; i < brands; i += 1) {
    for (let j = 0; j < brands; j += 1) {
      const apart = from[i * brands + j] as number;
      if (j === i || apart >= (distance[i] as number)) continue;
      rival[i] = j;
      distance[i] = apart;
    }
  }
  return { rival, distance };
}

/** Straight distance between two points of any number of dimensions. */
export function distanceBetween(a: Float64Array, b: Float64Array): number {
  return Math.hypot(...a.map((value, k) => value - (b[k] as number)));
}
