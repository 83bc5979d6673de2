import * as z from "zod/mini";
import { compileRules } from "../rules/compile-rules.ts";
import { MAX_DEPTH, MAX_LIST, MAX_NODES } from "../rules/limits.ts";
import type { Declared, EventWindow, FieldType, Rule, RuleSet } from "../rules/types.ts";
import { defaultJsonLimits, guardJson, type JsonLimits } from "./guard-json.ts";
import { type Fields, parseWith } from "./parse.ts";
import { durationSchema } from "./records.ts";

/** A rule set of any names. */
export type SavedRuleSet = RuleSet<Declared, Declared, Declared, string>;
type SavedRule = Rule<Declared, Declared, Declared, string>;

const number = z.number();
const text = z.string();
const fieldType: z.ZodMiniType<FieldType> = z.enum(["text", "number", "date", "boolean"]);
/** Facts of the host, declared as data. */
export const declaredSchema: z.ZodMiniType<Declared> = z.record(z.string(), fieldType);

const day = z.union([
  z.iso.date(),
  z.strictObject({ ago: durationSchema }),
  z.strictObject({ ahead: durationSchema }),
]);

/** Operators with the values that they take. */
const tests = [
  { op: z.enum(["isSet", "isNotSet"]) },
  { op: z.enum(["eq", "neq"]), value: z.union([text, number, z.boolean(), day]) },
  { op: z.enum(["contains", "notContains", "startsWith", "endsWith"]), value: text },
  { op: z.enum(["in", "notIn"]), value: z.union([z.array(text), z.array(number)]) },
  { op: z.enum(["gt", "gte", "lt", "lte"]), value: number },
  { op: z.enum(["before", "after", "onOrBefore", "onOrAfter"]), value: day },
  {
    op: z.enum(["between", "notBetween"]),
    value: z.union([z.tuple([number, number]), z.tuple([day, day])]),
  },
  { op: z.enum(["inLast", "notInLast", "inNext", "notInNext"]), value: durationSchema },
] as const;

function testsOf<S extends { readonly [name: string]: z.ZodMiniType }>(subject: S) {
  return tests.map((test) => z.strictObject({ ...subject, ...test }));
}

const groups = (node: z.ZodMiniType) => [
  z.strictObject({ all: z.array(node) }),
  z.strictObject({ any: z.array(node) }),
  z.strictObject({ not: node }),
];

/** A condition on one event. */
export const eventRuleSchema: z.ZodMiniType = z.lazy(() =>
  z.union([...groups(eventRuleSchema), ...testsOf({ field: text })]),
);

const eventWindow = {
  inLast: z.exactOptional(durationSchema),
  from: z.exactOptional(day),
  to: z.exactOptional(day),
} satisfies Fields<EventWindow>;

/** A rule tree. */
export const ruleSchema: z.ZodMiniType<SavedRule> = z.lazy(() =>
  z.union([
    ...groups(ruleSchema),
    z.strictObject({ segment: text }),
    ...testsOf({ field: text }),
    ...testsOf({ score: text }),
    ...testsOf({ aggregate: z.literal("count"), where: z.exactOptional(eventRuleSchema), ...eventWindow }),
    ...testsOf({
      aggregate: z.enum(["sum", "avg", "min", "max", "distinct"]),
      of: text,
      where: z.exactOptional(eventRuleSchema),
      ...eventWindow,
    }),
  ]),
) as unknown as z.ZodMiniType<SavedRule>;

/** Segments and the rules that tell them. */
export const ruleSetSchema: z.ZodMiniType<SavedRuleSet> = z.strictObject({
  version: z.exactOptional(z.literal(1)),
  facts: declaredSchema,
  events: z.exactOptional(declaredSchema),
  scores: z.exactOptional(declaredSchema),
  segments: z.record(z.string(), ruleSchema),
} satisfies Fields<SavedRuleSet>);

/** A level of a rule is two of its JSON: the group and its list. */
export const RULE_LIMITS: JsonLimits = {
  ...defaultJsonLimits,
  depth: 2 * MAX_DEPTH + 16,
  values: 8 * (MAX_NODES + MAX_LIST),
};

/**
 * A rule set from JSON, text or parsed: what a tenant has saved. The rules' own reader looks through it,
 * which knows the declared names and says where a condition is at fault.
 *
 * @throws A {@link ScoringError} as {@link compileRules} does, with the path of the fault.
 * @example
 * ```ts
 * const json = '{ "facts": { "city": "text" }, "segments": { "local": { "field": "city", "op": "eq", "value": "Oslo" } } }';
 * Object.keys(parseRules(json).segments); // => ["local"]
 * parseRules({ facts: {}, segments: { local: { field: "city", op: "isSet" } } }); // throws rules.segments.local.field
 * ```
 */
export function parseRules(json: unknown): SavedRuleSet {
  const plain = guardJson(json, "rules", RULE_LIMITS) as SavedRuleSet;
  compileRules(plain);
  return parseWith(ruleSetSchema, plain, "rules", RULE_LIMITS);
}
