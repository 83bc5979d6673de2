import { checkNumber, checkOneOf, checkOptions } from "../../core/check-options.ts";
import { describeValue } from "../../core/describe.ts";
import { type InputPath, ScoringError } from "../../core/error.ts";
import { bare } from "../../core/own.ts";
import type { TierPolicy, TierRules, TierScheme } from "./types.ts";

/** Names of the options that make a policy. */
export const POLICY_OPTIONS: readonly string[] = [
  "scheme",
  "tiers",
  "cutBy",
  "shares",
  "thresholds",
  "boundary",
  "total",
  "lossTier",
];

/** More tiers than anybody can tell apart. */
const MOST_TIERS = 100;

const DEFAULTS: { readonly [S in TierScheme]: Omit<TierPolicy, "scheme"> } = {
  abc: { tiers: ["A", "B", "C"], cutBy: "value", shares: [0.8, 0.95] },
  pyramid: { tiers: ["platinum", "gold", "iron"], shares: [0.2, 0.5], lossTier: "lead" },
  quantile: { tiers: 5 },
  thresholds: {},
};

/**
 * The policy with every choice made.
 *
 * @throws A {@link ScoringError} with `wrong_type`, `unknown_name`, `missing`, `out_of_range`,
 * `not_finite`, `duplicate`, `length_mismatch` or `conflict`.
 */
export function completeTierPolicy(policy: TierPolicy, path: InputPath = ["options"]): TierRules {
  policy = checkOptions(policy, POLICY_OPTIONS, path);
  const scheme = checkOneOf(policy.scheme, ["abc", "pyramid", "quantile", "thresholds"], [...path, "scheme"]);
  const defaults = bare(DEFAULTS[scheme]);
  const {
    cutBy = "customers",
    boundary = "include",
    total = "gross",
    lossTier = null,
  } = bare({ ...defaults, ...policy });
  refuseForeign(policy, scheme, path);

  const thresholds = scheme === "thresholds" ? checkThresholds(policy.thresholds, path) : [];
  const marks = scheme === "thresholds" ? thresholds : givenShares(policy, defaults, path);
  const tiers = checkTiers(policy.tiers ?? tiersFor(marks, defaults), path);
  const rules: TierRules = {
    scheme,
    tiers,
    cutBy: checkOneOf(cutBy, ["value", "customers"], [...path, "cutBy"]),
    shares: scheme === "thresholds" ? [] : (marks ?? equalShares(tiers.length)),
    thresholds,
    boundary: checkOneOf(boundary, ["include", "exclude"], [...path, "boundary"]),
    total: checkOneOf(total, ["gross", "net"], [...path, "total"]),
    lossTier: lossTier === null ? null : checkKey(lossTier, [...path, "lossTier"]),
  };
  checkFit(rules, path);
  return rules;
}

/** Shares mean nothing beside thresholds, nor thresholds beside shares. */
function refuseForeign(policy: TierPolicy, scheme: TierScheme, path: InputPath): void {
  const foreign =
    scheme === "thresholds" ? (["shares", "cutBy", "boundary"] as const) : (["thresholds"] as const);
  for (const name of foreign) {
    if (policy[name] !== undefined) {
      throw new ScoringError(
        "conflict",
        [...path, name],
        `nothing with the scheme ${scheme}`,
        "an option of another",
      );
    }
  }
}

/** The shares given, else the scheme's own, where the tiers are as many as it has. */
function givenShares(
  policy: TierPolicy,
  defaults: Partial<TierPolicy>,
  path: InputPath,
): readonly number[] | undefined {
  if (policy.shares !== undefined) return checkShares(policy.shares, path);
  return policy.tiers === undefined || countOf(policy.tiers) === countOf(defaults.tiers)
    ? defaults.shares
    : undefined;
}

function countOf(tiers: readonly string[] | number | undefined): number | undefined {
  return typeof tiers === "object" ? tiers.length : tiers;
}

/** The scheme's own tiers where the marks are as many as it has, else as many as the marks part. */
function tiersFor(
  marks: readonly number[] | undefined,
  defaults: Partial<TierPolicy>,
): readonly string[] | number {
  const count = marks === undefined ? undefined : marks.length + 1;
  const { tiers } = defaults;
  return tiers !== undefined && (count === undefined || count === countOf(tiers)) ? tiers : (count as number);
}

function checkTiers(tiers: unknown, path: InputPath): readonly string[] {
  const at = [...path, "tiers"];
  if (typeof tiers === "number") {
    const count = checkNumber(tiers, at, { min: 2, max: MOST_TIERS, integer: true });
    return Array.from({ length: count }, (_, i) => `tier-${i + 1}`);
  }
  if (!Array.isArray(tiers)) {
    throw new ScoringError("wrong_type", at, "a list of keys or their number", describeValue(tiers));
  }
  if (tiers.length < 1 || tiers.length > MOST_TIERS) {
    throw new ScoringError("out_of_range", at, `1 to ${MOST_TIERS} keys`, String(tiers.length));
  }
  return tiers.map((key, i) => checkKey(key, [...at, i]));
}

function checkKey(key: unknown, path: InputPath): string {
  if (typeof key === "string" && key !== "") return key;
  throw new ScoringError("wrong_type", path, "a key", describeValue(key));
}

function equalShares(count: number): number[] {
  return Array.from({ length: count - 1 }, (_, i) => (i + 1) / count);
}

function checkShares(shares: unknown, path: InputPath): readonly number[] {
  const at = [...path, "shares"];
  const expected = "cumulative shares between 0 and 1, increasing";
  return checkMarks(shares, at).map((share, i, all) => {
    if (share > (all[i - 1] ?? 0) && share < 1) return share;
    throw new ScoringError("out_of_range", [...at, i], expected, String(share));
  });
}

function checkThresholds(thresholds: unknown, path: InputPath): readonly number[] {
  const at = [...path, "thresholds"];
  if (thresholds === undefined) {
    throw new ScoringError("missing", at, "the least value of each tier but the last", "nothing");
  }
  return checkMarks(thresholds, at).map((edge, i, all) => {
    if (edge < (all[i - 1] ?? Number.POSITIVE_INFINITY)) return edge;
    throw new ScoringError("out_of_range", [...at, i], "amounts in decreasing order", String(edge));
  });
}

function checkMarks(marks: unknown, path: InputPath): readonly number[] {
  if (!Array.isArray(marks))
    throw new ScoringError("wrong_type", path, "a list of numbers", describeValue(marks));
  if (marks.length >= MOST_TIERS) {
    throw new ScoringError("out_of_range", path, `fewer than ${MOST_TIERS}`, String(marks.length));
  }
  return marks.map((mark, i) => checkNumber(mark, [...path, i]));
}

/** As many marks as part the tiers, and no two tiers of one key. */
function checkFit(rules: TierRules, path: InputPath): void {
  const { scheme, tiers, shares, thresholds, lossTier } = rules;
  const name = scheme === "thresholds" ? "thresholds" : "shares";
  const marks = rules[name];
  if (marks.length !== tiers.length - 1) {
    const expected = `${tiers.length - 1}, one fewer than tiers`;
    throw new ScoringError("length_mismatch", [...path, name], expected, String(marks.length));
  }
  const keys = lossTier === null ? tiers : [...tiers, lossTier];
  if (new Set(keys).size < keys.length) {
    throw new ScoringError("duplicate", [...path, "tiers"], "a key once", "one twice");
  }
  if (lossTier !== null && (thresholds[thresholds.length - 1] ?? 0) < 0) {
    throw new ScoringError(
      "conflict",
      [...path, "lossTier"],
      "thresholds of at least 0 beside it",
      "a negative one",
    );
  }
  if (shares.length === 0 && thresholds.length === 0 && lossTier === null) {
    throw new ScoringError("out_of_range", [...path, "tiers"], "at least 2 tiers", "1");
  }
}
