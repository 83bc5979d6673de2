import { describe, expect, test } from "vitest";
import { createTimeReader } from "../../src/calendar/time-reader.ts";
import { openInput } from "../../src/core/open-input.ts";
import { createRejector } from "../../src/core/rejector.ts";
import { readFactTable } from "../../src/lifecycle/fact-table.ts";
import { defineLifecycle } from "../../src/lifecycle/index.ts";
import { programOf } from "../../src/lifecycle/program.ts";
import { planSweep } from "../../src/lifecycle/sweep-plan.ts";

const facts = {
  ...{
    n: "number",
    score: "number",
    plan: "text",
    vip: "boolean",
    frequency: "number",
    meanGapDays: "number",
  },
  ...{ last: "date", previous: "date", called: "date", born: "date" },
};
const full = { n: 3, score: 2, plan: "pro", vip: true, last: "2026-01-02", called: "2026-01-01", born: null };
const spec = {
  ...{ stages: ["a", "b", "c"], events: ["buy", "call"], facts, initial: "a" },
  thresholds: {
    own: { rule: "own-ratio", ratio: 2, days: 9 },
    base: { rule: "base-quantile", probability: 0.5, days: 9 },
  },
  updates: { buy: { n: { add: 1 }, last: "at", previous: "previous-at" } },
};

/** The plan for a table with these columns. */
function planOf(transitions: readonly object[], row: object = full, changes: object = {}) {
  const program = programOf(defineLifecycle({ ...spec, ...changes, transitions } as never));
  const rejector = createRejector("rows", "throw");
  const open = openInput(
    { columns: Object.fromEntries(Object.entries(row).map(([name, cell]) => [name, [cell]])) },
    "rows",
  );
  return planSweep(program, readFactTable(program, open, undefined, 20_000, createTimeReader({}), rejector));
}

const warm = { from: "a", on: "buy", to: "b", when: { field: "n", op: "gte", value: 4 } };
const cool = { from: "b", after: { since: "last", moreThan: 30 }, to: "c" };
const when = (field: string, op: string, value?: unknown) => ({
  ...warm,
  when: { field, op, ...(value !== undefined && { value }) },
});

describe("customers are sorted into classes", () => {
  test("by their count up to what matters, and by the values that conditions mention", () => {
    expect(planOf([warm, cool])).toMatchObject({
      countCap: 1 + 4 + 6 + 3,
      longestStay: 1,
      keys: [],
      classes: 16,
    });
    const by = planOf([
      when("score", "in", [1, 5, 1]),
      when("plan", "in", ["pro", "team"]),
      when("vip", "isSet"),
      { ...warm, after: { atLeast: 3.5 } },
      cool,
    ]);
    expect(
      by?.keys.map(({ cuts, values, size }) => [cuts, values && Array.from(values.keys()), size]),
    ).toEqual([
      [Float64Array.of(1, 5), undefined, 6],
      [undefined, [null, "pro", "team"], 4],
      [undefined, [null], 2],
    ]);
    expect([by?.longestStay, by?.countCap, by?.classes]).toEqual([4, 14, 16 * 6 * 4 * 2]);
    expect([by?.last.length, by?.previous, by?.first, by?.count]).toEqual([
      1,
      undefined,
      undefined,
      Float64Array.of(3),
    ]);
  });

  test.each<[string, readonly object[], object?, object?]>([
    [
      "where time waits for the event, by a threshold of the base",
      [warm, { ...cool, after: { since: "last", moreThan: "base" } }],
    ],
    [
      "where another date has no column",
      [warm, cool, { ...cool, after: { since: "born", atLeast: 1 } }],
      { n: 1, last: null },
    ],
    ["where a date that is asked for has none", [when("born", "isSet"), cool], { n: 1, last: null }],
    ["where facts lead on alone", [{ from: "a", to: "b", when: { field: "n", op: "gte", value: 4 } }, cool]],
    ["where events ask for 99 days in a stage", [{ ...warm, after: { moreThan: 99 } }, cool]],
  ])("%s", (_name, transitions, row, changes) => {
    expect(planOf(transitions, row, changes)).toBeDefined();
  });

  test.each<[string, readonly object[], object?, object?]>([
    ["without the day of the event", [warm, cool], { n: 1 }],
    [
      "with two events that are remembered",
      [warm, cool],
      full,
      { updates: { ...spec.updates, call: { called: "at" } } },
    ],
    ["where time counts from entering a stage", [warm, { ...cool, after: { atLeast: 1 } }]],
    ["where it counts from another date", [warm, { ...cool, after: { since: "called", atLeast: 1 } }]],
    ["where it is of customers' own rhythm", [warm, { ...cool, after: { since: "last", moreThan: "own" } }]],
    ["where conditions look inside texts", [when("plan", "contains", "p"), cool]],
    ["where they ask for the event's own day", [when("last", "isSet"), cool]],
    ["or for that before it", [when("previous", "isSet"), cool]],
    ["or for another date", [when("called", "isSet"), cool]],
    ["where events ask for 100 days in a stage", [{ ...warm, after: { moreThan: 100 } }, cool]],
    ["or for days since a date", [{ ...warm, after: { since: "last", atLeast: 1 } }, cool]],
    ["or by a threshold", [{ ...warm, after: { atLeast: "base" } }, cool]],
    ["or before some days", [{ ...warm, before: { atLeast: 3 } }, cool]],
    ["where there would be more than 65,536 classes", [when("n", "gte", 65_536), cool]],
  ])("but not %s", (_name, transitions, row, changes) => {
    expect(planOf(transitions, row, changes)).toBeUndefined();
  });
});
