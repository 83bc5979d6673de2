import { createRequire } from "node:module";
import { Engine, type TopLevelCondition } from "json-rules-engine";
import { seedRandom, uniform } from "../../src/math/random.ts";
import { compileRules, matchRules } from "../../src/rules/index.ts";

/** It comes without types. */
const jsonLogic = createRequire(import.meta.url)("json-logic-js") as {
  readonly apply: (rule: object, data: object) => unknown;
};

/** One line of the result: a peer on the rule. */
export interface RulesBenchRow {
  readonly peer: string;
  readonly customers: number;
  /** User and system time for a customer, in nanoseconds: the least of the rounds. */
  readonly cpuNs: number;
  /** How many customers meet the rule; equal for all peers that saw the same customers. */
  readonly matched: number;
}

/** What to run. */
export interface RulesBenchOptions {
  /** Customers. Default 1,000,000. */
  readonly customers?: number;
  /** The first customers alone for json-rules-engine, which would need minutes. Default 20,000. */
  readonly few?: number;
  /** Default 3. */
  readonly rounds?: number;
}

interface Person {
  readonly customerId: string;
  readonly age: number;
  readonly orders: number;
  readonly revenue: number;
  readonly city: string;
  readonly vip: boolean;
}

const CITIES = ["Shanghai", "Hangzhou", "Beijing", "Ningbo", "Suzhou"];

const rules = compileRules({
  facts: { age: "number", orders: "number", revenue: "number", city: "text", vip: "boolean" },
  segments: {
    target: {
      any: [
        {
          all: [
            { field: "age", op: "gte", value: 25 },
            { field: "age", op: "lt", value: 60 },
            { field: "city", op: "in", value: ["Shanghai", "Hangzhou", "Suzhou"] },
            { field: "orders", op: "gte", value: 3 },
            {
              any: [
                { field: "revenue", op: "gt", value: 500 },
                { field: "vip", op: "eq", value: true },
              ],
            },
          ],
        },
        {
          all: [
            { field: "city", op: "eq", value: "Beijing" },
            { field: "orders", op: "gt", value: 10 },
            { field: "revenue", op: "lte", value: 900 },
            { field: "age", op: "neq", value: 40 },
          ],
        },
      ],
    },
  },
});

const logic = {
  or: [
    {
      and: [
        { ">=": [{ var: "age" }, 25] },
        { "<": [{ var: "age" }, 60] },
        { in: [{ var: "city" }, ["Shanghai", "Hangzhou", "Suzhou"]] },
        { ">=": [{ var: "orders" }, 3] },
        { or: [{ ">": [{ var: "revenue" }, 500] }, { "===": [{ var: "vip" }, true] }] },
      ],
    },
    {
      and: [
        { "===": [{ var: "city" }, "Beijing"] },
        { ">": [{ var: "orders" }, 10] },
        { "<=": [{ var: "revenue" }, 900] },
        { "!==": [{ var: "age" }, 40] },
      ],
    },
  ],
};

const conditions: TopLevelCondition = {
  any: [
    {
      all: [
        { fact: "age", operator: "greaterThanInclusive", value: 25 },
        { fact: "age", operator: "lessThan", value: 60 },
        { fact: "city", operator: "in", value: ["Shanghai", "Hangzhou", "Suzhou"] },
        { fact: "orders", operator: "greaterThanInclusive", value: 3 },
        {
          any: [
            { fact: "revenue", operator: "greaterThan", value: 500 },
            { fact: "vip", operator: "equal", value: true },
          ],
        },
      ],
    },
    {
      all: [
        { fact: "city", operator: "equal", value: "Beijing" },
        { fact: "orders", operator: "greaterThan", value: 10 },
        { fact: "revenue", operator: "lessThanInclusive", value: 900 },
        { fact: "age", operator: "notEqual", value: 40 },
      ],
    },
  ],
};

/**
 * Rules of ten conditions over customers: ours on columns and on rows, json-logic-js and
 * json-rules-engine on rows. Fails unless all find the same customers.
 */
export async function benchRules(options: RulesBenchOptions = {}): Promise<readonly RulesBenchRow[]> {
  const { customers = 1_000_000, few = 20_000, rounds = 3 } = options;
  const columns = makeColumns(customers);
  const asOf = "2026-01-31";
  // Rows are made after the run on columns, whose collections of garbage would else walk over them.
  let people: readonly Person[] = [];
  let firstPeople: readonly Person[] = [];
  const makeRows = () => {
    people = rowsOf(columns);
    firstPeople = people.slice(0, few);
  };
  const engine = new Engine([{ conditions, event: { type: "target" } }]);
  const peers: [string, number, () => number | Promise<number>][] = [
    ["clientele, columns", customers, () => matchRules(rules, { columns }, { asOf }).counts.target],
    ["clientele, rows", customers, () => matchRules(rules, people, { asOf }).counts.target],
    ["json-logic-js", customers, () => count(people, (person) => jsonLogic.apply(logic, person) === true)],
    ["json-rules-engine", few, () => countWith(engine, firstPeople)],
  ];
  const rows: RulesBenchRow[] = [];
  for (const [peer, size, run] of peers) {
    let cpuNs = Number.POSITIVE_INFINITY;
    let matched = 0;
    for (let round = 0; round < rounds; round += 1) {
      const before = process.cpuUsage();
      matched = await run();
      const { user, system } = process.cpuUsage(before);
      cpuNs = Math.min(cpuNs, ((user + system) * 1000) / size);
    }
    rows.push({ peer, customers: size, cpuNs, matched });
    if (people.length === 0) makeRows();
  }
  const first = matchRules(rules, firstPeople, { asOf }).counts.target;
  for (const { peer, customers: size, matched } of rows) {
    const expected = size === customers ? (rows[0] as RulesBenchRow).matched : first;
    if (matched !== expected) throw new Error(`${peer} found ${matched} customers, not ${expected}`);
  }
  return rows;
}

function count(people: readonly Person[], meets: (person: Person) => boolean): number {
  let found = 0;
  for (const person of people) if (meets(person)) found += 1;
  return found;
}

async function countWith(engine: Engine, people: readonly Person[]): Promise<number> {
  let found = 0;
  for (const person of people) {
    const { events } = await engine.run({ ...person });
    found += events.length;
  }
  return found;
}

interface People {
  readonly customerId: readonly string[];
  readonly age: Float64Array;
  readonly orders: Float64Array;
  readonly revenue: Float64Array;
  readonly city: readonly string[];
  readonly vip: readonly boolean[];
}

function makeColumns(count: number): People {
  const random = seedRandom(1);
  const made = {
    customerId: Array.from({ length: count }, (_, i) => `c${i}`),
    age: new Float64Array(count),
    orders: new Float64Array(count),
    revenue: new Float64Array(count),
    city: [] as string[],
    vip: [] as boolean[],
  };
  for (let i = 0; i < count; i += 1) {
    made.age[i] = 18 + Math.floor(uniform(random) * 70);
    made.orders[i] = Math.floor(20 * uniform(random) ** 2);
    made.revenue[i] = Math.round(200_000 * uniform(random) ** 2) / 100;
    made.city.push(CITIES[Math.floor(uniform(random) * CITIES.length)] as string);
    made.vip.push(uniform(random) < 0.1);
  }
  return made;
}

function rowsOf(columns: People): Person[] {
  return columns.customerId.map((customerId, i) => ({
    customerId,
    age: columns.age[i] as number,
    orders: columns.orders[i] as number,
    revenue: columns.revenue[i] as number,
    city: columns.city[i] as string,
    vip: columns.vip[i] as boolean,
  }));
}
