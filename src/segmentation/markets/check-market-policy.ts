import { checkNumber, checkOneOf, checkOptions, checkVersion } from "../../core/check-options.ts";
import { describeValue } from "../../core/describe.ts";
import { type InputPath, ScoringError } from "../../core/error.ts";
import { type Ahp, ahpAt } from "./ahp.ts";
import type { BetterEnd, MarketCriterion, MarketPart, MarketPolicy } from "./types.ts";

/** A criterion with every choice made. */
export interface MarketRule {
  readonly key: string;
  readonly part: MarketPart;
  /** Share of its part. */
  readonly weight: number;
  readonly better: BetterEnd;
  readonly range: readonly [number, number] | undefined;
  readonly source: MarketCriterion;
}

/** A policy that has been checked. */
export interface MarketRules {
  readonly rules: readonly MarketRule[];
  readonly cuts: readonly [number, number];
  readonly comparisons: { readonly [P in MarketPart]: Ahp | null };
}

/** More criteria than anybody weighs. */
const MOST_CRITERIA = 1000;

const PARTS: readonly MarketPart[] = ["attractiveness", "ability"];
const SETTINGS = ["key", "part", "weight", "better", "range", "measure"];
const NAMES = {
  value: [...SETTINGS, "field"],
  growth: [...SETTINGS, "start", "end", "years"],
  competition: [...SETTINGS, "field", "unit"],
};

/**
 * The policy with every choice made.
 *
 * @throws A {@link ScoringError} with `wrong_type`, `unknown_name`, `unknown_version`, `missing`, `empty`,
 * `not_finite`, `out_of_range`, `duplicate`, `length_mismatch`, `too_large` or `conflict`.
 */
export function checkMarketPolicy(policy: MarketPolicy, path: InputPath = ["policy"]): MarketRules {
  policy = checkOptions(
    policy,
    ["version", "criteria", "comparisons", "randomIndex", "cuts", "fields"],
    path,
  );
  checkVersion(policy.version, path);
  checkOptions(policy.fields === undefined ? {} : policy.fields, ["segment"], [...path, "fields"]);
  const given: unknown = policy.criteria;
  const at = [...path, "criteria"];
  if (!Array.isArray(given)) {
    throw new ScoringError(
      given === undefined ? "missing" : "wrong_type",
      at,
      "a list of criteria",
      describeValue(given),
    );
  }
  if (given.length === 0) throw new ScoringError("empty", at, "at least one criterion", "none");
  if (given.length > MOST_CRITERIA) throw new ScoringError("too_large", at, `at most ${MOST_CRITERIA}`);
  const keys = new Set<string>();
  const rules = policy.criteria.map((criterion, i) => {
    const rule = checkCriterion(criterion, [...at, i]);
    if (keys.has(rule.key)) throw new ScoringError("duplicate", [...at, i, "key"], "a key once", "one twice");
    keys.add(rule.key);
    return rule;
  });
  const comparisons = compareParts(policy, rules, path);
  return { rules: shareWeights(rules, comparisons, at), cuts: checkCuts(policy.cuts, path), comparisons };
}

function checkCriterion(criterion: MarketCriterion, path: InputPath): MarketRule {
  criterion = checkOptions(criterion, [...NAMES.growth, "field", "unit"], path);
  const { key, part = "attractiveness", weight = 1, range, measure = "value" } = criterion;
  checkOneOf(measure, ["value", "growth", "competition"], [...path, "measure"]);
  criterion = checkOptions(criterion, NAMES[measure], path);
  if (typeof key !== "string" || key === "" || key === "segment") {
    const code = key === undefined ? "missing" : key === "segment" ? "conflict" : "wrong_type";
    throw new ScoringError(code, [...path, "key"], "a name other than segment", describeValue(key));
  }
  if (criterion.measure === "growth") {
    for (const name of ["start", "end"] as const) checkColumnName(criterion[name], [...path, name]);
    checkNumber(criterion.years, [...path, "years"], { min: Number.MIN_VALUE });
  } else if (criterion.field !== undefined) {
    checkColumnName(criterion.field, [...path, "field"]);
  }
  if (criterion.measure === "competition") {
    checkOneOf(criterion.unit ?? "percent", ["percent", "fraction", "amount"], [...path, "unit"]);
  }
  const { better = measure === "competition" ? "lower" : "higher" } = criterion;
  return {
    key,
    part: checkOneOf(part, PARTS, [...path, "part"]),
    weight: checkNumber(weight, [...path, "weight"], { min: 0 }),
    better: checkOneOf(better, ["higher", "lower"], [...path, "better"]),
    range: range === undefined ? undefined : checkEnds(range, [...path, "range"]),
    source: criterion,
  };
}

function checkColumnName(name: unknown, path: InputPath): void {
  if (typeof name === "string" && name !== "") return;
  throw new ScoringError(
    name === undefined ? "missing" : "wrong_type",
    path,
    "the name of a column",
    describeValue(name),
  );
}

/** Two numbers that do not fall, within the bounds. */
function checkEnds(
  ends: unknown,
  path: InputPath,
  bounds: { readonly min?: number; readonly max?: number } = {},
): readonly [number, number] {
  if (!Array.isArray(ends) || ends.length !== 2) {
    throw new ScoringError("wrong_type", path, "two numbers", describeValue(ends));
  }
  const low = checkNumber(ends[0], [...path, 0], bounds);
  return [low, checkNumber(ends[1], [...path, 1], { ...bounds, min: low })];
}

function checkCuts(cuts: unknown, path: InputPath): readonly [number, number] {
  if (cuts === undefined) return [1 / 3, 2 / 3];
  return checkEnds(cuts, [...path, "cuts"], { min: 0, max: 1 });
}

/** Weights by comparison, where the policy has any. */
function compareParts(
  policy: MarketPolicy,
  rules: readonly MarketRule[],
  path: InputPath,
): { readonly [P in MarketPart]: Ahp | null } {
  const given = policy.comparisons ?? {};
  checkOptions(given, PARTS, [...path, "comparisons"]);
  const { randomIndex = "saaty-2005" } = policy;
  const compare = (part: MarketPart): Ahp | null => {
    const matrix = given[part];
    if (matrix === undefined) return null;
    const at = [...path, "comparisons", part];
    const found = ahpAt(matrix, { randomIndex }, at, path);
    const count = rules.filter((rule) => rule.part === part).length;
    if (found.weights.length === count) return found;
    throw new ScoringError("length_mismatch", at, `${count}, one a criterion`, `${found.weights.length}`);
  };
  return { attractiveness: compare("attractiveness"), ability: compare("ability") };
}

/** Weights as shares of their part. */
function shareWeights(
  rules: readonly MarketRule[],
  comparisons: { readonly [P in MarketPart]: Ahp | null },
  path: InputPath,
): readonly MarketRule[] {
  const shares = new Map<string, number>();
  for (const part of PARTS) {
    const members = rules.filter((rule) => rule.part === part);
    const compared = comparisons[part];
    const total = members.reduce((sum, rule) => sum + rule.weight, 0);
    members.forEach((rule, i) => {
      if (compared !== null && rule.source.weight !== undefined) {
        throw new ScoringError(
          "conflict",
          [...path, rules.indexOf(rule), "weight"],
          "no weight beside comparisons",
          "one",
        );
      }
      shares.set(rule.key, compared === null ? rule.weight / total : (compared.weights[i] as number));
    });
    if (members.length > 0 && !(total > 0)) {
      throw new ScoringError("out_of_range", path, `a weight above 0 for ${part}`, "none");
    }
  }
  return rules.map((rule) => ({ ...rule, weight: shares.get(rule.key) as number }));
}
