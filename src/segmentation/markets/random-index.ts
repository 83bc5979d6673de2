import { checkNumber, checkOneOf } from "../../core/check-options.ts";
import type { InputPath } from "../../core/error.ts";
import { hasOwn } from "../../core/own.ts";

/**
 * Mean consistency index of random comparisons. Two tables of Saaty's are in use and differ in the second
 * digit: name the one you quote, or give your own by number of items: `{ "3": 0.52, "4": 0.89 }`.
 */
export type RandomIndex = "saaty-1980" | "saaty-2005" | { readonly [items: string]: number };

/** From three items on. */
const TABLES: { readonly [name: string]: readonly number[] } = {
  "saaty-1980": [0.58, 0.9, 1.12, 1.24, 1.32, 1.41, 1.45, 1.49],
  "saaty-2005": [0.52, 0.89, 1.11, 1.25, 1.35, 1.4, 1.45, 1.49, 1.52, 1.54, 1.56, 1.58, 1.59],
};

/**
 * The index for so many items; undefined where the table ends before.
 *
 * @see Saaty (1980), The analytic hierarchy process; Saaty (2005), Theory and applications of the analytic
 * network process.
 */
export function randomIndexOf(table: RandomIndex, items: number, path: InputPath): number | undefined {
  if (typeof table === "object" && table !== null) {
    if (items <= 2 || !hasOwn(table, String(items))) return undefined;
    return checkNumber(table[String(items)], [...path, String(items)], { min: Number.MIN_VALUE });
  }
  return TABLES[checkOneOf(table, ["saaty-1980", "saaty-2005"], path)]?.[items - 3];
}
