import type { RfmDimension } from "./keys.ts";
import type { RfmVariant } from "./policy.ts";

/** The dimensions of a variant in the order in which they are nested and numbered. */
export function dimensionsOf(variant: RfmVariant): readonly RfmDimension[] {
  if (variant === "lrfm") return ["r", "f", "m", "l"];
  return variant === "rfmt" ? ["r", "f", "m", "t"] : ["r", "f", "m"];
}

/** The dimensions of a variant in the order in which a code shows them. */
export function codeOrder(variant: RfmVariant): readonly RfmDimension[] {
  return variant === "lrfm" ? ["l", "r", "f", "m"] : dimensionsOf(variant);
}

/** Is less of it better? Of days since the last purchase and of days between purchases it is. */
export function lessIsBetter(dimension: RfmDimension): boolean {
  return dimension === "r" || dimension === "t";
}

/** Scores as one text: digits in a row, or with dashes where a scale has two digits. */
export function codeText(scores: readonly number[], bins: readonly number[]): string {
  return scores.join(bins.some((count) => count > 9) ? "-" : "");
}
