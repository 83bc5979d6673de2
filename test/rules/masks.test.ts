import { expect, test } from "vitest";
import { compileRules, matchRules, type Rule } from "../../src/rules/index.ts";
import { BLOCK } from "../../src/rules/masks.ts";

const facts = { city: "text", town: "text", age: "number", vip: "boolean", since: "date" } as const;

/** More customers than are looked at in one go. */
const customers = Array.from({ length: BLOCK + 3 }, (_, i) => ({
  customerId: i,
  city: i % 7 === 0 ? null : `c${i % 13}`,
  town: `t${i % 5}`,
  age: i % 11 === 0 ? null : (i * 31) % 97,
  vip: i % 3 === 0 ? null : i % 2 === 0,
  since: i % 17 === 0 ? null : `2026-01-${String(1 + (i % 28)).padStart(2, "0")}`,
}));
type Customer = (typeof customers)[number];

const cases: readonly [rule: Rule<typeof facts>, is: (customer: Customer) => boolean][] = [
  [{ field: "age", op: "gt", value: 40 }, ({ age }) => age !== null && age > 40],
  [{ field: "age", op: "lt", value: 40 }, ({ age }) => age !== null && age < 40],
  [{ field: "age", op: "between", value: [40, 50] }, ({ age }) => age !== null && age >= 40 && age <= 50],
  [{ field: "age", op: "in", value: [3, 40] }, ({ age }) => age === 3 || age === 40],
  [{ field: "age", op: "notIn", value: [3, 40] }, ({ age }) => age !== 3 && age !== 40],
  [
    { field: "since", op: "after", value: "2026-01-20" },
    ({ since }) => since !== null && since > "2026-01-20",
  ],
  [{ field: "vip", op: "eq", value: false }, ({ vip }) => vip === false],
  [{ field: "vip", op: "neq", value: false }, ({ vip }) => vip !== false],
  [{ field: "vip", op: "isNotSet" }, ({ vip }) => vip === null],
  [{ field: "city", op: "eq", value: "c3" }, ({ city }) => city === "c3"],
  [{ field: "city", op: "in", value: ["c3", "c4"] }, ({ city }) => city === "c3" || city === "c4"],
  [{ field: "city", op: "endsWith", value: "1" }, ({ city }) => city === "c1" || city === "c11"],
  [
    { any: [{ not: { field: "city", op: "isSet" } }, { field: "town", op: "eq", value: "t2" }] },
    ({ city, town }) => city === null || town === "t2",
  ],
  [
    {
      all: [
        { field: "city", op: "contains", value: "c" },
        { field: "town", op: "neq", value: "t2" },
      ],
    },
    ({ city, town }) => city !== null && town !== "t2",
  ],
];

const whoOf = (rules: readonly Rule<typeof facts>[]) => {
  const segments = Object.fromEntries(rules.map((rule, i) => [`s${i}`, rule]));
  const { columns } = matchRules(compileRules({ facts, segments } as never), customers, {
    asOf: "2026-01-31",
  });
  return rules.map((_, i) => columns[`s${i}` as never] as readonly boolean[]);
};
const wanted = cases.map(([, is]) => customers.map(is));

test("a rule says the same of the customers of every block, alone", () => {
  expect(cases.map(([rule]) => whoOf([rule])[0])).toEqual(wanted);
});

test("and beside others that read the same columns", () => {
  expect(whoOf(cases.map(([rule]) => rule))).toEqual(wanted);
});
