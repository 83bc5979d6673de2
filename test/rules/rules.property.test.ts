import { DuckDBInstance } from "@duckdb/node-api";
import fc from "fast-check";
import { expect, test } from "vitest";
import {
  compileGuard,
  compileRules,
  explainRules,
  guardHolds,
  matchRules,
  type Rule,
} from "../../src/rules/index.ts";
import { anyPeople, anyRule, asOf, type Facts, facts, interpret, type Person, sqlOf } from "./oracle.ts";

const run = (rule: Rule<Facts>, people: readonly Person[]) =>
  matchRules(compileRules({ facts, segments: { it: rule } }), people, { asOf }).columns.it;

test("compiled is interpreted, on random trees and data with missing values", () => {
  fc.assert(
    fc.property(anyRule, anyPeople, (rule, people) => {
      expect(run(rule, people)).toEqual(people.map((person) => interpret(rule, person)));
    }),
    { numRuns: 500 },
  );
});

test("compiled is SQL, on random trees and data with missing values", async () => {
  const connection = await (await DuckDBInstance.create(":memory:")).connect();
  await connection.run("CREATE TABLE people (id VARCHAR, t VARCHAR, n DOUBLE, d DATE, b BOOLEAN)");
  const text = (value: unknown) =>
    value === null ? "NULL" : typeof value === "string" ? `'${value.replace(/'/g, "''")}'` : String(value);
  await fc.assert(
    fc.asyncProperty(
      fc.array(anyRule, { minLength: 20, maxLength: 20 }),
      anyPeople,
      async (rules, people) => {
        const rows = people.map(
          ({ customerId, t, n, d, b }) => `(${[customerId, t, n, d, b].map(text).join(", ")})`,
        );
        await connection.run("DELETE FROM people");
        await connection.run(`INSERT INTO people VALUES ${rows.join(", ")}`);
        const select = rules.map((rule, i) => `${sqlOf(rule)} AS r${i}`).join(", ");
        const reader = await connection.runAndReadAll(`SELECT id, ${select} FROM people ORDER BY id`);
        const byId = people.slice().sort((a, b) => (a.customerId < b.customerId ? -1 : 1));
        const columns = reader.getColumns();
        rules.forEach((rule, i) => {
          expect(run(rule, byId)).toEqual(columns[i + 1]);
        });
      },
    ),
    { numRuns: 40 },
  );
});

test("one customer at a time is all at once", () => {
  fc.assert(
    fc.property(anyRule, anyPeople, (rule, people) => {
      const guard = compileGuard(rule, facts);
      expect(people.map((person) => guardHolds(guard, person, { asOf }))).toEqual(run(rule, people));
    }),
  );
});

test("De Morgan: not all is any not, not any is all not", () => {
  fc.assert(
    fc.property(fc.array(anyRule, { maxLength: 4 }), anyPeople, (rules, people) => {
      const nots = rules.map((rule) => ({ not: rule }));
      expect(run({ not: { all: rules } }, people)).toEqual(run({ any: nots }, people));
      expect(run({ not: { any: rules } }, people)).toEqual(run({ all: nots }, people));
    }),
  );
});

test("twice not is nothing", () => {
  fc.assert(
    fc.property(anyRule, anyPeople, (rule, people) => {
      expect(run({ not: { not: rule } }, people)).toEqual(run(rule, people));
    }),
  );
});

test("the order and the repetition of members play no part", () => {
  fc.assert(
    fc.property(fc.array(anyRule, { maxLength: 5 }), anyPeople, (rules, people) => {
      const turned = [...rules].reverse();
      expect(run({ all: [...turned, ...rules] }, people)).toEqual(run({ all: rules }, people));
      expect(run({ any: [...turned, ...rules] }, people)).toEqual(run({ any: rules }, people));
    }),
  );
});

test("a group in a group of its kind is one group", () => {
  fc.assert(
    fc.property(anyRule, anyRule, anyRule, anyPeople, (a, b, c, people) => {
      expect(run({ all: [a, { all: [b, c] }] }, people)).toEqual(run({ all: [a, b, c] }, people));
      expect(run({ any: [a, { any: [b, c] }] }, people)).toEqual(run({ any: [a, b, c] }, people));
    }),
  );
});

test("a reference to a segment is its rule", () => {
  fc.assert(
    fc.property(anyRule, anyRule, anyPeople, (a, b, people) => {
      const rules = compileRules({ facts, segments: { both: { all: [{ segment: "a" }, b] }, a } });
      const { columns } = matchRules(rules, people, { asOf });
      expect(columns.both).toEqual(run({ all: [a, b] }, people));
    }),
  );
});

test("rows, columns and dictionary columns are one", () => {
  fc.assert(
    fc.property(anyRule, anyPeople, (rule, people) => {
      const values = Array.from(new Set(people.map(({ t }) => t)), (t) => t as string);
      const columns = {
        customerId: people.map(({ customerId }) => customerId),
        t: { codes: Int32Array.from(people, ({ t }) => values.indexOf(t as string)), values },
        n: Float64Array.from(people, ({ n }) => n ?? Number.NaN),
        d: people.map(({ d }) => d),
        b: { length: people.length, at: (i: number) => people[i]?.b },
      };
      const compiled = compileRules({ facts, segments: { it: rule } });
      expect(matchRules(compiled, { columns }, { asOf }).columns.it).toEqual(run(rule, people));
    }),
  );
});

test("rules survive JSON, and no input is changed", () => {
  fc.assert(
    fc.property(anyRule, anyPeople, (rule, people) => {
      const before = JSON.stringify([rule, people]);
      const again = JSON.parse(JSON.stringify(rule)) as Rule<Facts>;
      expect(run(again, people)).toEqual(run(rule, people));
      expect(JSON.stringify([rule, people])).toBe(before);
    }),
  );
});

test("the conditions that decided are enough: they alone give the same answer", () => {
  fc.assert(
    fc.property(anyRule, anyPeople, (rule, people) => {
      const compiled = compileRules({ facts, segments: { it: rule } });
      for (const { matched, reasons } of explainRules(compiled, people, { asOf })) {
        const decided = new Map(reasons.map(({ path, met }) => [path, met]));
        expect(decide(rule, "", decided)).toBe(matched);
      }
    }),
  );
});

/** What can be told of a rule from some of its conditions; undefined where they are not enough. */
function decide(
  rule: Rule<Facts>,
  path: string,
  decided: ReadonlyMap<unknown, unknown>,
): boolean | undefined {
  const at = (part: string) => (path === "" ? part : `${path}.${part}`);
  if ("not" in rule) {
    const inner = decide(rule.not, at("not"), decided);
    return inner === undefined ? undefined : !inner;
  }
  if ("all" in rule || "any" in rule) {
    const kind = "all" in rule ? "all" : "any";
    const children = "all" in rule ? rule.all : rule.any;
    const told = children.map((child, i) => decide(child, at(`${kind}.${i}`), decided));
    const ends = kind === "any";
    if (told.includes(ends)) return ends;
    return told.includes(undefined) ? undefined : !ends;
  }
  return decided.get(path) as boolean | undefined;
}
