import { checkOptions } from "../../core/check-options.ts";
import type { Labels } from "../../core/reason.ts";
import type { Input, OnInvalid, Open } from "../../core/types.ts";
import { gather } from "../../math/gather.ts";
import { sumOf } from "../../math/sums.ts";
import { findFeatures, readFeatures } from "../clusters/read-features.ts";
import type { FeatureRow } from "../clusters/types.ts";
import { profileCategories, profileNumbers } from "./feature-profiles.ts";
import { readSegments, valuesOf } from "./read-segments.ts";
import { topRules } from "./top-rules.ts";
import { namesOf, notedTraits, type SizedTrait, sizedTraits } from "./traits.ts";
import type { CategoryProfile, FeatureProfile, SegmentProfile, SegmentProfiles } from "./types.ts";

/** Options of {@link profileSegments}. */
export interface ProfileOptions {
  /** The column of segments: `segment` (default), `cluster`, `tier`. */
  readonly by?: string;
  /** The columns that describe customers. Default all of numbers, texts or yes and no. */
  readonly features?: readonly string[];
  /** The column whose sum is the value of a segment. It is among the features only if they name it. */
  readonly value?: string;
  /** A dictionary for the names. The word of a feature is its entry `feature.orders`. Default plain English words. */
  readonly labels?: Labels;
  /** A bad row of features ends with an error (default), or is set aside in `rejected`. */
  readonly onInvalid?: OnInvalid;
}

/**
 * What the customers of each segment are like beside all of them, and a readable name from what
 * distinguishes it. O(n log n) a feature.
 *
 * Joined by id: the segments may come from rules, tiers, clusters or RFM. A trait is a mean that lies
 * half a standard deviation or more off that of all customers (`very` from one and a half), or a category
 * that is as much more frequent.
 *
 * @param segments - Customers and their segment: the result of `cluster` with `by: "cluster"`, for example.
 * @param customers - A line of features for each.
 * @throws A {@link ScoringError} with `duplicate` for a customer with two lines; `unknown_name`,
 * `wrong_type`, `missing`, `not_finite` or `empty` as features are read.
 * @example
 * ```ts
 * const customers = [
 *   { customerId: "ann", orders: 9, spend: 40 },
 *   { customerId: "bob", orders: 1, spend: 35 },
 *   { customerId: "cat", orders: 10, spend: 38 },
 *   { customerId: "dan", orders: 2, spend: 37 },
 * ];
 * const { profiles } = profileSegments(cluster(customers, { k: 2 }), customers, { by: "cluster" });
 * profiles[0]?.name; // => "high orders, high spend"
 * profiles[0]?.rules[0]; // => { rule: { field: "orders", op: "gte", value: 9 }, precision: 1, recall: 1 }
 * ```
 */
export function profileSegments<S = never, C = never>(
  segments: Input<object> | Open<S>,
  customers: Input<FeatureRow> | Open<C>,
  options: ProfileOptions = {},
): SegmentProfiles {
  options = checkOptions(options, ["by", "features", "value", "labels", "onInvalid"]);
  const { by = "segment", value } = options;
  const names = findFeatures(customers, "customers", options.features, true);
  const skipped = options.features === undefined ? value : undefined;
  const described = { ...names, numbers: names.numbers.filter((name) => name !== skipped) };
  const read = readFeatures(customers, "customers", described, options.onInvalid);
  const { keys, segmentOf } = readSegments(segments, by, read.ids);
  const rows = Int32Array.from(read.ids.keys()).filter((row) => (segmentOf[row] as number) >= 0);
  const own = Int32Array.from(rows, (row) => segmentOf[row] as number);

  const sizes = new Float64Array(keys.length);
  for (const segment of own) sizes[segment] = (sizes[segment] as number) + 1;
  const columns = read.numbers.map((column) => gather(column, rows));
  const numbers = columns.map((values, f) =>
    profileNumbers(read.names[f] as string, values, own, keys.length),
  );
  const categories = read.categories.map((column, f) => {
    const values = Array.from(rows, (row) => column[row] as string | null);
    return profileCategories(read.categoryNames[f] as string, values, own, keys.length);
  });
  const values = value === undefined ? undefined : gather(valuesOf(customers, value, read), rows);
  const rules = topRules(read.names, columns, own, sizes);
  const featuresOf = (s: number): readonly FeatureProfile[] => numbers.map((one) => one[s] as FeatureProfile);
  const categoriesOf = (s: number): readonly CategoryProfile[] =>
    categories.map((one) => one[s]).filter((one): one is CategoryProfile => one !== undefined);
  const traits = keys.map((_, s) => sizedTraits(featuresOf(s), categoriesOf(s)));
  const given = namesOf(traits, rules, options.labels);
  const total = values === undefined ? 0 : knownSum(values);
  const profiles = keys.map((segment, s): SegmentProfile => {
    const sum = values && knownSum(values.filter((_, row) => own[row] === s));
    return {
      segment,
      name: given[s] as string,
      customers: sizes[s] as number,
      share: (sizes[s] as number) / rows.length,
      value: sum ?? null,
      valueShare: sum === undefined || !(total > 0) ? null : sum / total,
      features: featuresOf(s),
      categories: categoriesOf(s),
      traits: notedTraits(traits[s] as readonly SizedTrait[]),
      rules: rules[s] as SegmentProfile["rules"],
    };
  });
  return {
    profiles,
    base: { customers: rows.length, features: featuresOf(keys.length) },
    unknown: read.ids.length - rows.length,
    rejected: read.rejected,
  };
}

function knownSum(values: Float64Array): number {
  return sumOf(values.filter((value) => !Number.isNaN(value)));
}
