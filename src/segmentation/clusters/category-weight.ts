import { checkNumber } from "../../core/check-options.ts";
import { learnScales } from "./prepare-features.ts";
import type { Features } from "./read-features.ts";
import type { FeatureScale } from "./types.ts";

/**
 * What a category that differs counts beside squared distances: as given, else half the mean standard
 * deviation of the numeric features, as they are compared; 0 without categories.
 *
 * @throws A {@link ScoringError} with `wrong_type`, `not_finite` or `out_of_range`.
 */
export function categoryWeight(
  given: number | undefined,
  read: Features,
  scales: readonly FeatureScale[],
): number {
  const gamma = given === undefined ? undefined : checkNumber(given, ["options", "gamma"], { min: 0 });
  if (read.categoryNames.length === 0) return 0;
  if (gamma !== undefined) return gamma;
  const spreads = learnScales(read, {
    scale: "z",
    log1p: scales.filter(({ log1p }) => log1p).map(({ name }) => name),
  });
  const total = spreads.reduce((sum, { spread }, f) => sum + spread / (scales[f] as FeatureScale).spread, 0);
  return total / spreads.length / 2;
}
