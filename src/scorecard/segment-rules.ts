import { checkWithin } from "../core/check-within.ts";
import { ScoringError } from "../core/error.ts";
import { ownValue } from "../core/own.ts";
import { type CompiledRules, compileRules } from "../rules/compile-rules.ts";
import type { Declared, FieldType, RuleSet } from "../rules/types.ts";
import { MOST_SEGMENTS } from "../segmentation/rules/segment-by-rules.ts";

/** Rules of any names, as JSON holds them. */
export type SegmentRules = RuleSet<Declared, Declared, Declared, string>;

/** What rules may ask for as scores: the numbers, names and days of a customer's line. */
export const SCORE_TYPES = {
  firstPurchase: "date",
  lastPurchase: "date",
  orders: "number",
  revenue: "number",
  refunds: "number",
  averageOrderValue: "number",
  recencyDays: "number",
  meanGapDays: "number",
  r: "number",
  f: "number",
  m: "number",
  code: "text",
  segment: "text",
  tier: "text",
  stage: "text",
  stageSince: "date",
  nextStage: "text",
  nextStageDate: "date",
  management: "text",
  action: "text",
  probabilityAlive: "number",
  expectedPurchases: "number",
  expectedSpend: "number",
  clv: "number",
  clvLow: "number",
  clvHigh: "number",
  nextPurchaseDate: "date",
  contributionMargin1: "number",
  contributionMargin2: "number",
  contributionMargin3: "number",
  referrals: "number",
  referralValue: "number",
} as const;

/**
 * Rules, checked and ready to run over lines of a scorecard.
 *
 * @param path - Where the rules stand.
 * @throws A {@link ScoringError} as {@link compileRules} does; `unknown_name` or `conflict` for scores that
 * a line does not have, or not of that type.
 */
export function compileSegmentRules(rules: SegmentRules, path: readonly string[]): CompiledRules {
  let compiled: CompiledRules | undefined;
  checkWithin(path, () => {
    compiled = compileRules(rules);
  });
  for (const [name, type] of Object.entries(ownValue(rules, "scores") ?? {})) {
    const known = new Map<string, FieldType>(Object.entries(SCORE_TYPES)).get(name);
    const at = [...path, "scores", name];
    if (known === undefined)
      throw new ScoringError("unknown_name", at, "a field of a scorecard's line", "another");
    if (known !== type) throw new ScoringError("conflict", at, known, type);
  }
  const { segments } = compiled as CompiledRules;
  if (segments.length > MOST_SEGMENTS) {
    throw new ScoringError("too_large", [...path, "segments"], `at most ${MOST_SEGMENTS} segments`, "more");
  }
  return compiled as CompiledRules;
}

/** Which records the rules cannot do without. */
export function recordsAskedFor({ program }: CompiledRules): {
  readonly customers: boolean;
  readonly interactions: boolean;
} {
  const asks = (source: string): boolean => program.slots.some(({ from }) => from === source);
  return { customers: asks("fact"), interactions: asks("aggregate") };
}

/** The facts that the rules read. */
export function factsAskedFor({ program }: CompiledRules): Declared {
  const facts = program.slots.filter(({ from }) => from === "fact");
  return Object.fromEntries(facts.map(({ name, type }) => [name, type]));
}
