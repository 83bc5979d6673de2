import { expect, test } from "vitest";
import { changeDays } from "../../src/rules/change-days.ts";
import { compileGuard } from "../../src/rules/guard.ts";
import type { Rule } from "../../src/rules/index.ts";

const facts = { a: "date", b: "date" } as const;
const LAST = 2_932_896;
const daysOf = (rule: Rule<typeof facts>, cells: readonly number[], asOf = 100) => {
  const guard = compileGuard(rule, facts);
  const named = new Map([
    ["a", cells[0] as number],
    ["b", cells[1] as number],
  ]);
  const read = guard.slots.map(({ name }) => named.get(name) as number);
  return changeDays(guard.node, read, asOf);
};
const since: Rule<typeof facts> = { field: "a", op: "before", value: { ago: { days: 5 } } };
const lately: Rule<typeof facts> = { field: "b", op: "inLast", value: { days: 3 } };

test("the days on which a condition on dates may turn over, in order", () => {
  // 100 is before five days ago from 106 on; 98 is in the last three days up to 100.
  expect(daysOf({ any: [lately, since] }, [100, 98])).toEqual([101, 106]);
  expect(daysOf({ all: [since, { not: lately }] }, [100, 98])).toEqual([101, 106]);
});

test("none where a date is unknown, has been passed, or is fixed", () => {
  expect(daysOf(since, [Number.NaN, 0])).toEqual([]);
  expect(daysOf(since, [50, 0])).toEqual([]);
  expect(daysOf({ field: "a", op: "before", value: "2026-01-31" }, [100, 0])).toEqual([]);
});

test("up to the last day that there is", () => {
  expect(daysOf(since, [LAST - 6, 0])).toEqual([LAST]);
  expect(daysOf(since, [LAST - 5, 0])).toEqual([]);
});
