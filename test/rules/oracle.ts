import fc from "fast-check";
import type { DateTest, NumberTest, PresenceTest, Rule, TextTest } from "../../src/rules/index.ts";

/** Facts that random rules speak of. */
export const facts = { t: "text", n: "number", d: "date", b: "boolean" } as const;
export type Facts = typeof facts;

/** A customer with any of the facts missing. */
export interface Person {
  readonly customerId: string;
  readonly t: string | null;
  readonly n: number | null;
  readonly d: string | null;
  readonly b: boolean | null;
}

export const asOf = "2026-03-31";
const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { freq: 4 });
const anyText = fc.constantFrom("", "a", "b", "ab", "ba", "it's", "北京");
const anyNumber = fc.constantFrom(-2.5, -1, 0, 1, 2, 3);
const anyDate = fc.constantFrom(
  "2026-01-31",
  "2026-02-28",
  "2026-03-01",
  "2026-03-30",
  "2026-03-31",
  "2026-04-01",
);

/** Random customers. */
export const anyPeople: fc.Arbitrary<Person[]> = fc
  .array(fc.record({ t: maybe(anyText), n: maybe(anyNumber), d: maybe(anyDate), b: maybe(fc.boolean()) }), {
    minLength: 1,
    maxLength: 12,
  })
  .map((rows) => rows.map((row, i) => ({ customerId: `c${i}`, ...row })));

const span = fc.oneof(
  fc.record({ days: fc.integer({ min: 0, max: 40 }) }),
  fc.record({ months: fc.integer({ min: 0, max: 3 }) }),
);
const dateValue = fc.oneof(anyDate, fc.record({ ago: span }), fc.record({ ahead: span }));
const presence = fc.record({ op: fc.constantFrom("isSet" as const, "isNotSet" as const) });
const sorted = fc.tuple(anyNumber, anyNumber).map(([a, b]): [number, number] => (a < b ? [a, b] : [b, a]));
const anyLeaf: fc.Arbitrary<Rule<Facts>> = fc.oneof(
  fc
    .oneof<fc.Arbitrary<TextTest | PresenceTest>[]>(
      fc.record({
        op: fc.constantFrom("eq", "neq", "contains", "notContains", "startsWith", "endsWith"),
        value: anyText,
      }),
      fc.record({ op: fc.constantFrom("in", "notIn"), value: fc.array(anyText, { maxLength: 3 }) }),
      presence,
    )
    .map((test) => ({ field: "t" as const, ...test })),
  fc
    .oneof<fc.Arbitrary<NumberTest | PresenceTest>[]>(
      fc.record({ op: fc.constantFrom("eq", "neq", "gt", "gte", "lt", "lte"), value: anyNumber }),
      fc.record({ op: fc.constantFrom("between", "notBetween"), value: sorted }),
      fc.record({ op: fc.constantFrom("in", "notIn"), value: fc.array(anyNumber, { maxLength: 3 }) }),
      presence,
    )
    .map((test) => ({ field: "n" as const, ...test })),
  fc
    .oneof<fc.Arbitrary<DateTest | PresenceTest>[]>(
      fc.record({
        op: fc.constantFrom("eq", "neq", "before", "after", "onOrBefore", "onOrAfter"),
        value: dateValue,
      }),
      fc.record({ op: fc.constantFrom("inLast", "notInLast", "inNext", "notInNext"), value: span }),
      presence,
    )
    .map((test) => ({ field: "d" as const, ...test })),
  fc
    .oneof(fc.record({ op: fc.constantFrom("eq" as const, "neq" as const), value: fc.boolean() }), presence)
    .map((test) => ({ field: "b" as const, ...test })),
);

/** Random rule trees. */
export const anyRule: fc.Arbitrary<Rule<Facts>> = fc.letrec<{ rule: Rule<Facts> }>((tie) => ({
  rule: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    anyLeaf,
    fc.record({ all: fc.array(tie("rule"), { maxLength: 3 }) }),
    fc.record({ any: fc.array(tie("rule"), { maxLength: 3 }) }),
    fc.record({ not: tie("rule") }),
  ),
})).rule;

/** A value of any kind, compared as it comes. */
type Value = string & { readonly 0: string; readonly 1: string } & Loose;

type Loose = { [name: string]: unknown };

/** The rule read word by word for one customer: slow and plain. */
export function interpret(rule: Rule<Facts>, person: Person): boolean {
  const raw = rule as Loose;
  if (raw["all"] !== undefined)
    return (raw["all"] as Rule<Facts>[]).every((child) => interpret(child, person));
  if (raw["any"] !== undefined)
    return (raw["any"] as Rule<Facts>[]).some((child) => interpret(child, person));
  if (raw["not"] !== undefined) return !interpret(raw["not"] as Rule<Facts>, person);
  const have = person[raw["field"] as keyof Facts] as string;
  const want = raw["value"] as Value;
  const missing = have === null;
  switch (raw["op"] as string) {
    case "isSet":
      return !missing;
    case "isNotSet":
      return missing;
    case "neq":
      return missing || have !== dayOr(want);
    case "notIn":
      return missing || !want.includes(have);
    case "notContains":
      return missing || !have.includes(want);
    case "notBetween":
      return missing || have < want[0] || have > want[1];
    case "notInLast":
      return missing || !(have > shifted(want, -1) && have <= asOf);
    case "notInNext":
      return missing || !(have > asOf && have <= shifted(want, 1));
    default:
      return !missing && positive(raw["op"] as string, have, want);
  }
}

function positive(op: string, have: string, want: Value): boolean {
  switch (op) {
    case "eq":
      return have === dayOr(want);
    case "in":
      return want.includes(have);
    case "contains":
      return have.includes(want);
    case "startsWith":
      return have.startsWith(want);
    case "endsWith":
      return have.endsWith(want);
    case "gt":
    case "after":
      return have > dayOr(want);
    case "gte":
    case "onOrAfter":
      return have >= dayOr(want);
    case "lt":
    case "before":
      return have < dayOr(want);
    case "lte":
    case "onOrBefore":
      return have <= dayOr(want);
    case "between":
      return have >= want[0] && have <= want[1];
    case "inLast":
      return have > shifted(want, -1) && have <= asOf;
    default:
      return have > asOf && have <= shifted(want, 1);
  }
}

/** A relative date as ISO text; anything else as it is. */
function dayOr(value: unknown): string {
  if (typeof value !== "object" || value === null) return value as string;
  const { ago, ahead } = value as { ago?: Loose; ahead?: Loose };
  return ago === undefined ? shifted(ahead as Loose, 1) : shifted(ago, -1);
}

/** `asOf` moved by days or months; the end of a month stays within the month. */
function shifted(span: Loose, sign: number): string {
  const date = new Date(`${asOf}T00:00:00Z`);
  if (span["days"] !== undefined) date.setUTCDate(date.getUTCDate() + sign * (span["days"] as number));
  else {
    const month = date.getUTCMonth() + sign * (span["months"] as number);
    const last = new Date(Date.UTC(date.getUTCFullYear(), month + 1, 0)).getUTCDate();
    date.setUTCMonth(month, Math.min(date.getUTCDate(), last));
  }
  return date.toISOString().slice(0, 10);
}

/** The rule as a condition of SQL, where null must not win. */
export function sqlOf(rule: Rule<Facts>): string {
  const raw = rule as Loose;
  if (raw["all"] !== undefined) return joined(raw["all"] as Rule<Facts>[], "AND", "TRUE");
  if (raw["any"] !== undefined) return joined(raw["any"] as Rule<Facts>[], "OR", "FALSE");
  if (raw["not"] !== undefined) return `NOT ${sqlOf(raw["not"] as Rule<Facts>)}`;
  const negated = /^(neq|isNotSet|not[A-Z])/.exec(raw["op"] as string);
  const base = (raw["op"] as string)
    .replace("neq", "eq")
    .replace("isNotSet", "isSet")
    .replace(/^not(.)/, (_, c: string) => c.toLowerCase());
  const condition = `COALESCE(${condition_(base, raw["field"] as string, raw["value"])}, FALSE)`;
  return negated ? `NOT ${condition}` : condition;
}

function joined(children: readonly Rule<Facts>[], word: string, none: string): string {
  return children.length === 0 ? none : `(${children.map(sqlOf).join(` ${word} `)})`;
}

const SIGNS: { [op: string]: string } = {
  eq: "=",
  gt: ">",
  after: ">",
  gte: ">=",
  onOrAfter: ">=",
  lt: "<",
  before: "<",
  lte: "<=",
  onOrBefore: "<=",
};

function condition_(op: string, field: string, value: unknown): string {
  const sign = SIGNS[op];
  if (sign !== undefined) return `${field} ${sign} ${literal(value)}`;
  switch (op) {
    case "isSet":
      return `${field} IS NOT NULL`;
    case "in":
      return (value as unknown[]).length === 0
        ? "FALSE"
        : `${field} IN (${(value as unknown[]).map(literal).join(", ")})`;
    case "between":
      return `${field} BETWEEN ${literal((value as unknown[])[0])} AND ${literal((value as unknown[])[1])}`;
    case "contains":
      return `contains(${field}, ${literal(value)})`;
    case "startsWith":
      return `starts_with(${field}, ${literal(value)})`;
    case "endsWith":
      return `ends_with(${field}, ${literal(value)})`;
    case "inLast":
      return `${field} > DATE '${asOf}' - ${interval(value)} AND ${field} <= DATE '${asOf}'`;
    default:
      return `${field} > DATE '${asOf}' AND ${field} <= DATE '${asOf}' + ${interval(value)}`;
  }
}

function interval(span: unknown): string {
  const [unit, count] = Object.entries(span as Loose)[0] as [string, number];
  return `INTERVAL ${count} ${unit}`;
}

function literal(value: unknown): string {
  if (typeof value === "string") {
    const text = `'${value.replace(/'/g, "''")}'`;
    return /^\d{4}-\d\d-\d\d$/.test(value) ? `DATE ${text}` : text;
  }
  if (typeof value !== "object" || value === null) return String(value);
  const { ago, ahead } = value as { ago?: unknown; ahead?: unknown };
  return `(DATE '${asOf}' ${ago === undefined ? "+" : "-"} ${interval(ago ?? ahead)})`;
}
