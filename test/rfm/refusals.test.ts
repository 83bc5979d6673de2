import { describe, expect, test } from "vitest";
import { applyRfm, explainRfm, rfmMigration, rfmOf, scoreRfm, summarizeRfm } from "../../src/rfm/index.ts";
import type { RefusalText } from "../core/base.ts";
import { caught, columnsOf, customer, ten } from "./base.ts";

const policy =
  (given: object): (() => unknown) =>
  () =>
    scoreRfm(ten, given);
const rows =
  (change: object, more: object = {}): (() => unknown) =>
  () =>
    scoreRfm([ten[0], { ...ten[1], ...change }] as never, more as never);
const { cuts } = scoreRfm(ten);
const one =
  (change: object): (() => unknown) =>
  () =>
    rfmOf(cuts, { ...ten[0], ...change } as never);

describe("an input is refused", () => {
  const bare = columnsOf(ten).columns;
  const dates = { lengthDays: null, firstPurchase: "2025-01-02", lastPurchase: "2025-01-01" };
  const lrfm = { variant: "lrfm" };
  const scored = { segment: "x", recencyDays: 1, orders: 1, monetary: 1 };
  const cases: readonly RefusalText[] = [
    [
      "as text",
      () => scoreRfm("a,b" as never),
      "wrong_type",
      "history: expected an array of rows or { columns }, got text: parse it first (clientele/connectors reads CSV)",
    ],
    [
      "as bare columns",
      () => scoreRfm(bare as never),
      "wrong_type",
      "history: expected an array of rows or { columns }, got an object of bare columns: pass { columns: … } around it",
    ],
    [
      "with a column missing",
      () => scoreRfm({ columns: { ...bare, orders: undefined } } as never),
      "missing",
      'history.columns.orders: expected a column (or say which one it is: fields: { orders: "…" }), got nothing',
    ],
    [
      "with columns of unequal length",
      () => scoreRfm({ columns: { ...bare, orders: [1] } }),
      "length_mismatch",
      "history.columns.orders: expected 10 cells, as customerId has, got 1",
    ],
    [
      "with bigint numbers",
      () => scoreRfm({ columns: { ...bare, orders: ten.map(() => 1n) } } as never),
      "wrong_type",
      "history.0.orders: expected a finite number (of a decimal: Number(value), or cast the column to double), got a bigint",
    ],
    [
      "with no id",
      rows({ customerId: undefined }),
      "missing",
      "history.1.customerId: expected a string or a finite number, got nothing",
    ],
    [
      "with a NaN id column",
      () => scoreRfm({ columns: { ...bare, customerId: new Float64Array(10).fill(Number.NaN) } }),
      "wrong_type",
      "history.0.customerId: expected a string or a finite number, got NaN",
    ],
    [
      "with orders missing",
      rows({ orders: null }),
      "missing",
      "history.1.orders: expected a finite number, got null",
    ],
    [
      "with negative orders",
      rows({ orders: -1 }),
      "out_of_range",
      "history.1.orders: expected a number of at least 0, got a negative number",
    ],
    [
      "with NaN recency",
      rows({ recencyDays: Number.NaN }),
      "not_finite",
      "history.1.recencyDays: expected a finite number, got NaN",
    ],
    [
      "with recency below 0",
      rows({ recencyDays: -0.5 }),
      "out_of_range",
      "history.1.recencyDays: expected a number of at least 0, got a negative number",
    ],
    [
      "with orders and no recency",
      rows({ recencyDays: null }),
      "missing",
      "history.1.recencyDays: expected a finite number, since the customer has orders, got null",
    ],
    [
      "with orders and no revenue",
      rows({ revenue: null }),
      "missing",
      "history.1.revenue: expected a finite number, since the customer has orders, got null",
    ],
    [
      "with infinite revenue",
      rows({ revenue: Number.NEGATIVE_INFINITY }),
      "not_finite",
      "history.1.revenue: expected a finite number, got -Infinity",
    ],
    [
      "with revenue as text",
      rows({ revenue: "12.50" }),
      "wrong_type",
      "history.1.revenue: expected a finite number, got a string of 5 characters",
    ],
    [
      "without the money column of the policy",
      rows({}, { monetary: "margin" }),
      "missing",
      "history.0.margin: expected a finite number, since the customer has orders, got null",
    ],
    [
      "without a length",
      rows({}, lrfm),
      "missing",
      "history.0.lengthDays: expected a finite number, since the customer has orders, or both purchase dates, got null",
    ],
    [
      "without a length column",
      () => scoreRfm({ columns: bare } as never, { variant: "lrfm" }),
      "missing",
      'history.columns.lengthDays: expected a column (or say which one it is: fields: { lengthDays: "…" }), got nothing',
    ],
    [
      "with one date of two",
      () =>
        scoreRfm({ columns: { ...bare, lastPurchase: ten.map(() => "2025-01-01") } } as never, {
          variant: "lrfm",
        }),
      "missing",
      'history.columns.lengthDays: expected a column (or say which one it is: fields: { lengthDays: "…" }), got nothing',
    ],
    [
      "with a negative length",
      () => scoreRfm([{ ...ten[0], lengthDays: -1 }] as never, { variant: "lrfm" }),
      "out_of_range",
      "history.0.lengthDays: expected a number of at least 0, got a negative number",
    ],
    [
      "with dates turned round",
      () => scoreRfm([{ ...ten[0], ...dates }] as never, { variant: "lrfm" }),
      "conflict",
      "history.0.lastPurchase: expected a date not before the first purchase, got a string of 10 characters",
    ],
    [
      "with a first date that is none",
      () => scoreRfm([{ ...ten[0], ...dates, firstPurchase: "2025-02-30" }] as never, { variant: "lrfm" }),
      "invalid_date",
      "history.0.firstPurchase: expected an ISO calendar date, got a string of 10 characters",
    ],
    [
      "with a last date that is a moment",
      () =>
        scoreRfm([{ ...ten[0], ...dates, lastPurchase: "2025-01-05T10:00Z" }] as never, { variant: "lrfm" }),
      "invalid_date",
      "history.0.lastPurchase: expected an ISO calendar date, got a string of 17 characters",
    ],
    [
      "without gaps",
      () => scoreRfm({ columns: bare } as never, { variant: "rfmt" }),
      "missing",
      'history.columns.meanGapDays: expected a column (or say which one it is: fields: { meanGapDays: "…" }), got nothing',
    ],
    [
      "with a negative gap",
      () => scoreRfm([{ ...ten[0], meanGapDays: -1 }] as never, { variant: "rfmt" }),
      "out_of_range",
      "history.0.meanGapDays: expected a number of at least 0, got a negative number",
    ],
    [
      "with an unknown option",
      () => scoreRfm(ten, {}, { onInvald: "collect" } as never),
      "unknown_name",
      "options.onInvald: expected one of fields, onInvalid, got another name",
    ],
    [
      "with an unknown way to go on",
      () => scoreRfm(ten, {}, { onInvalid: "skip" as never }),
      "unknown_name",
      "options.onInvalid: expected one of throw, collect, got a string of 4 characters",
    ],
    [
      "with a field that is not read",
      () => scoreRfm(ten, {}, { fields: { revenu: "x" } as never }),
      "unknown_name",
      "options.fields.revenu: expected one of customerId, recencyDays, orders, revenue, got another name",
    ],
    [
      "by applyRfm likewise",
      () => applyRfm(cuts, [{ ...ten[0], orders: "3" }] as never),
      "wrong_type",
      "input.0.orders: expected a finite number, got a string of 1 character",
    ],
    [
      "to summarise, without segments",
      () => summarizeRfm(ten as never),
      "missing",
      "scores.0.segment: expected a string, got nothing",
    ],
    [
      "to summarise, as text",
      () => summarizeRfm("x" as never),
      "wrong_type",
      "scores: expected an array of rows or { columns }, got text: parse it first (clientele/connectors reads CSV)",
    ],
    [
      "to summarise, with negative orders",
      () => summarizeRfm([{ ...scored, orders: -1 }]),
      "out_of_range",
      "scores.0.orders: expected a number of at least 0, got a negative number",
    ],
    [
      "to summarise, with days as text",
      () => summarizeRfm([{ ...scored, recencyDays: "3" as never }]),
      "wrong_type",
      "scores.0.recencyDays: expected a finite number, got a string of 1 character",
    ],
    [
      "to summarise, with money as text",
      () => summarizeRfm([{ ...scored, monetary: "3" as never }]),
      "wrong_type",
      "scores.0.monetary: expected a finite number, got a string of 1 character",
    ],
    [
      "to compare, without ids",
      () => rfmMigration([], [{ segment: "x" }] as never),
      "missing",
      "after.0.customerId: expected a string or a finite number, got nothing",
    ],
    [
      "to compare, with a customer twice",
      () =>
        rfmMigration(
          [
            { customerId: "a", segment: "x" },
            { customerId: "a", segment: "y" },
          ],
          [],
        ),
      "duplicate",
      "before.1.customerId: expected each customer once, got an id a second time",
    ],
    [
      "to compare, without segments",
      () => rfmMigration([], [{ customerId: "a" }] as never),
      "missing",
      "after.0.segment: expected a string, got nothing",
    ],
  ];
  test.each(cases)("%s", (_name, run, code, message) => {
    expect(caught(run)).toMatchObject({ name: "ScoringError", code, message });
  });
});

describe("cut-offs and single rows are refused", () => {
  const split = scoreRfm(ten, { ties: "split-by-id" }).cuts;
  const withLength = scoreRfm(
    ten.map((row) => ({ ...row, lengthDays: 1 })),
    { variant: "lrfm" },
  ).cuts;
  const length = (change: object) => () => rfmOf(withLength, { ...ten[0], ...change } as never);
  const cases: readonly RefusalText[] = [
    [
      "cut-offs that are null",
      () => rfmOf(null as never, ten[0] as never),
      "wrong_type",
      "cuts: expected cut-offs as scoreRfm gives them, got null",
    ],
    [
      "no cut-offs",
      () => rfmOf(undefined as never, ten[0] as never),
      "wrong_type",
      "cuts: expected cut-offs as scoreRfm gives them, got nothing",
    ],
    [
      "cut-offs with a map that is only named",
      () => rfmOf({ ...cuts, map: "classic10" } as never, ten[0] as never),
      "wrong_type",
      "cuts.map: expected an object, got a string of 9 characters",
    ],
    [
      "cut-offs of something else",
      () => applyRfm({ kind: "tiers" } as never, ten),
      "wrong_type",
      "cuts: expected cut-offs as scoreRfm gives them, got an object",
    ],
    [
      "cut-offs of another version",
      () => explainRfm({ ...cuts, version: 2 } as never, ten[0] as never),
      "unknown_version",
      "cuts.version: expected 1, got a positive integer",
    ],
    [
      "cut-offs without a map",
      () => rfmOf({ ...cuts, map: null } as never, ten[0] as never),
      "wrong_type",
      "cuts.map: expected an object, got null",
    ],
    ["no row", () => rfmOf(cuts, null as never), "wrong_type", "row: expected a row object, got null"],
    [
      "a list as row",
      () => rfmOf(cuts, [] as never),
      "wrong_type",
      "row: expected a row object, got an array of 0",
    ],
    [
      "text as orders",
      one({ orders: "3" }),
      "wrong_type",
      "row.orders: expected a finite number, got a string of 1 character",
    ],
    [
      "no orders field",
      one({ orders: undefined }),
      "missing",
      "row.orders: expected a finite number, got nothing",
    ],
    [
      "negative orders",
      one({ orders: -2 }),
      "out_of_range",
      "row.orders: expected a finite number from 0, got a negative number",
    ],
    [
      "NaN recency",
      one({ recencyDays: Number.NaN }),
      "not_finite",
      "row.recencyDays: expected a finite number, got NaN",
    ],
    [
      "no recency",
      one({ recencyDays: null }),
      "missing",
      "row.recencyDays: expected a finite number, got null",
    ],
    ["no revenue", one({ revenue: null }), "missing", "row.revenue: expected a finite number, got null"],
    [
      "an object as id",
      one({ customerId: {} }),
      "wrong_type",
      "row.customerId: expected a string or a finite number, got an object",
    ],
    [
      "no id where ties are split by it",
      () => rfmOf(split, { recencyDays: 1, orders: 1, revenue: 1 }),
      "missing",
      "row.customerId: expected a string or a finite number, got nothing",
    ],
    ["no length", length({}), "missing", "row.lengthDays: expected a finite number, got nothing"],
    [
      "one date of two",
      length({ firstPurchase: "2025-01-01" }),
      "missing",
      "row.lengthDays: expected a finite number, got nothing",
    ],
    [
      "the other date of two",
      length({ lastPurchase: "2025-01-01" }),
      "missing",
      "row.lengthDays: expected a finite number, got nothing",
    ],
    [
      "a date that is none",
      length({ firstPurchase: "2025-01-01", lastPurchase: 5 }),
      "invalid_date",
      "row.lastPurchase: expected an ISO calendar date, got a positive integer",
    ],
    [
      "dates turned round",
      length({ firstPurchase: "2025-01-02", lastPurchase: "2025-01-01" }),
      "conflict",
      "row.lastPurchase: expected a date not before the first purchase, got a string of 10 characters",
    ],
  ];
  test.each(cases)("%s", (_name, run, code, message) => {
    expect(caught(run)).toMatchObject({ name: "ScoringError", code, message });
  });
});

test("messages say what to do and hold no value of the input", () => {
  const message = (run: () => unknown): string => (caught(run) as Error).message;
  expect(message(() => scoreRfm([customer("secret@example.com", 1, 1, "99.95" as never)]))).toBe(
    "history.0.revenue: expected a finite number, got a string of 5 characters",
  );
  expect(message(policy({ bins: 4 }))).toBe("policy.bins: expected 5 for r, as the segment map says, got 4");
  expect(message(rows({ revenue: null }))).toBe(
    "history.1.revenue: expected a finite number, since the customer has orders, got null",
  );
});
