import type { MixedPoints } from "./k-prototypes.ts";
import { preparePoints } from "./prepare-features.ts";
import type { Features } from "./read-features.ts";
import type { FeatureScale } from "./types.ts";

/** Categories of each categorical feature, ascending: numbered the same in any order of the rows. */
export type CategoryBook = readonly ReadonlyMap<string, number>[];

/** Numbers the categories that known customers have. */
export function categoryBook(features: Features): CategoryBook {
  return features.categories.map((column) => {
    const found = new Set<string>();
    for (const row of features.known) found.add(column[row] as string);
    return new Map(
      Array.from(found)
        .sort()
        .map((category, number) => [category, number]),
    );
  });
}

/** Customers whose features are all known, as points. A category that is not in the book has number -1. */
export function mixedPoints(
  features: Features,
  scales: readonly FeatureScale[],
  book: CategoryBook,
  gamma: number,
): MixedPoints {
  const { known, categories } = features;
  const codes = new Int32Array(known.length * categories.length);
  categories.forEach((column, f) => {
    const numbers = book[f] as ReadonlyMap<string, number>;
    for (let r = 0; r < known.length; r += 1) {
      codes[r * categories.length + f] = numbers.get(column[known[r] as number] as string) ?? -1;
    }
  });
  const { count, width, values } = preparePoints(features, scales);
  // Name by name: what a spread makes has a shape that engines forget, and the loops over it with that.
  return { count, width, values, codes, categories: categories.length, gamma };
}
