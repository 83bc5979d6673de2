import * as z from "zod/mini";
import type { Declared } from "../rules/types.ts";
import { compileLeadPolicy } from "../segmentation/leads/compile-policy.ts";
import type {
  BehaviourCriterion,
  FitCriterion,
  LeadPartSettings,
  LeadPolicy,
  PointDecay,
  PointGrades,
} from "../segmentation/leads/types.ts";
import { checkMarketPolicy } from "../segmentation/markets/check-market-policy.ts";
import type {
  CompetitionCriterion,
  CriterionSettings,
  GrowthCriterion,
  MarketCriterion,
  MarketPolicy,
  ValueCriterion,
} from "../segmentation/markets/types.ts";
import { checkMap } from "../segmentation/positioning/check-map.ts";
import type { LearnedMap } from "../segmentation/positioning/types.ts";
import { guardJson } from "./guard-json.ts";
import { type Fields, parseWith } from "./parse.ts";
import { declaredSchema, eventRuleSchema, RULE_LIMITS, ruleSchema } from "./rules.ts";

/** A lead policy of any declared names. */
export type SavedLeadPolicy = LeadPolicy<Declared, Declared>;

const number = z.number();
const text = z.string().check(z.minLength(1));
const days = number.check(z.positive());

const grades: z.ZodMiniType<PointGrades> = z.strictObject({
  keys: z.array(text).check(z.minLength(1)),
  from: z.array(number),
} satisfies Fields<PointGrades>);

const decay: z.ZodMiniType<PointDecay> = z.union([
  z.strictObject({ halfLifeDays: days }),
  z.strictObject({ linearDays: days }),
  z.strictObject({
    steps: z
      .array(
        z.strictObject({
          afterDays: number.check(z.minimum(0)),
          keep: number.check(z.minimum(0), z.maximum(1)),
        }),
      )
      .check(z.minLength(1)),
  }),
]);
const noDecay = z.exactOptional(z.nullable(decay));

const partSettings = {
  min: z.exactOptional(number),
  max: z.exactOptional(number.check(z.positive())),
  grades: z.exactOptional(grades),
} satisfies Fields<LeadPartSettings>;

/** How prospects are scored. */
export const leadPolicySchema: z.ZodMiniType<SavedLeadPolicy> = z.strictObject({
  version: z.exactOptional(z.literal(1)),
  facts: z.exactOptional(declaredSchema),
  events: z.exactOptional(declaredSchema),
  fit: z.exactOptional(
    z.strictObject({
      ...partSettings,
      criteria: z
        .array(z.strictObject({ key: text, points: number, when: ruleSchema } satisfies Fields<FitCriterion>))
        .check(z.minLength(1)),
    }),
  ),
  behaviour: z.exactOptional(
    z.strictObject({
      ...partSettings,
      decay: noDecay,
      criteria: z
        .array(
          z.strictObject({
            key: text,
            points: number,
            when: eventRuleSchema,
            limit: z.exactOptional(number),
            decay: noDecay,
          } satisfies Fields<BehaviourCriterion>),
        )
        .check(z.minLength(1)),
    }),
  ),
  grades: z.exactOptional(grades),
} satisfies Fields<SavedLeadPolicy>) as unknown as z.ZodMiniType<SavedLeadPolicy>;

/**
 * A lead policy from JSON, text or parsed.
 *
 * @throws A {@link ScoringError} with the path of the fault, also for a rule on a name that is not declared.
 * @example
 * ```ts
 * const when = { field: "type", op: "eq", value: "demo" };
 * parseLeadPolicy({ behaviour: { criteria: [{ key: "demo", points: 40, when }] } }).behaviour?.criteria.length; // => 1
 * parseLeadPolicy({ fit: { criteria: [{ key: "large", points: 1, when }] } }); // throws policy.fit.criteria.0.when.field
 * ```
 */
export function parseLeadPolicy(json: unknown): SavedLeadPolicy {
  const plain = guardJson(json, "policy", RULE_LIMITS);
  // The room's own reader first: it knows the declared names and says where a condition is at fault.
  compileLeadPolicy(plain);
  return parseWith(leadPolicySchema, plain, "policy", RULE_LIMITS);
}

const settings = {
  key: text,
  part: z.exactOptional(z.enum(["attractiveness", "ability"])),
  weight: z.exactOptional(number.check(z.minimum(0))),
  better: z.exactOptional(z.enum(["higher", "lower"])),
  range: z.exactOptional(z.tuple([number, number])),
} satisfies Fields<CriterionSettings>;

const criterion: z.ZodMiniType<MarketCriterion> = z.union([
  z.strictObject({
    ...settings,
    measure: z.exactOptional(z.literal("value")),
    field: z.exactOptional(text),
  } satisfies Fields<ValueCriterion>),
  z.strictObject({
    ...settings,
    measure: z.literal("growth"),
    start: text,
    end: text,
    years: days,
  } satisfies Fields<GrowthCriterion>),
  z.strictObject({
    ...settings,
    measure: z.literal("competition"),
    field: z.exactOptional(text),
    unit: z.exactOptional(z.enum(["percent", "fraction", "amount"])),
  } satisfies Fields<CompetitionCriterion>),
]);

const matrix = z.exactOptional(z.array(z.array(number.check(z.positive()))));

/** How target markets are chosen. */
export const marketPolicySchema: z.ZodMiniType<MarketPolicy> = z.strictObject({
  version: z.exactOptional(z.literal(1)),
  criteria: z.array(criterion).check(z.minLength(1)),
  comparisons: z.exactOptional(z.strictObject({ attractiveness: matrix, ability: matrix })),
  randomIndex: z.exactOptional(
    z.union([z.enum(["saaty-1980", "saaty-2005"]), z.record(z.string(), number.check(z.positive()))]),
  ),
  cuts: z.exactOptional(z.tuple([number, number])),
  fields: z.exactOptional(z.strictObject({ segment: z.exactOptional(text) })),
} satisfies Fields<MarketPolicy>);

/**
 * A policy of `targetMarkets` from JSON: what a business decided, or the `policy` that came with a result.
 *
 * @throws A {@link ScoringError} with the path of the fault, also for weights or comparisons that do not fit.
 * @example
 * ```ts
 * parseMarketPolicy('{ "criteria": [{ "key": "size" }] }').criteria.length; // => 1
 * parseMarketPolicy({ criteria: [{ key: "size" }, { key: "size" }] }); // throws policy.criteria.1.key
 * ```
 */
export function parseMarketPolicy(json: unknown): MarketPolicy {
  const plain = guardJson(json, "policy");
  checkMarketPolicy(plain as MarketPolicy);
  return parseWith(marketPolicySchema, plain, "policy");
}

const numbers = z.array(number);

/** A perceptual map as learned. */
export const learnedMapSchema: z.ZodMiniType<LearnedMap> = z.strictObject({
  kind: z.literal("positioningMap"),
  version: z.literal(1),
  attributes: z.array(z.string()),
  means: numbers,
  scales: numbers,
  axes: z.tuple([numbers, numbers]),
} satisfies Fields<LearnedMap>);

/**
 * A learned perceptual map from JSON: what `positioningMap(…).map` gave and was saved.
 *
 * @throws A {@link ScoringError} with the path of the fault, also for lists that do not fit together.
 */
export function parsePositioningMap(json: unknown): LearnedMap {
  const map = parseWith(learnedMapSchema, json, "map");
  checkMap(map);
  return map;
}
