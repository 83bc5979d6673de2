import { expectTypeOf, test } from "vitest";
import { purchaseHistory } from "../../src/history/index.ts";
import { en } from "../../src/labels/en/index.ts";
import type { RoomLabels } from "../../src/labels/room-labels.ts";
import {
  applyRfm,
  type RfmCuts,
  rfmMigration,
  rfmOf,
  type SegmentMap,
  scoreRfm,
  summarizeRfm,
} from "../../src/rfm/index.ts";

const rows = [
  { customerId: "ann", recencyDays: 3 as number | null, orders: 2, revenue: 40 as number | null },
];
const columns = { customerId: ["ann"], recencyDays: [3], orders: [2], revenue: [40] };

test("what scores are", () => {
  const scores = scoreRfm(rows);
  expectTypeOf(scores.columns.r).toEqualTypeOf<Float64Array>();
  expectTypeOf(scores.columns.code).toEqualTypeOf<readonly (string | null)[]>();
  expectTypeOf(scores.row(0).segment).toEqualTypeOf<string>();
  expectTypeOf(scores.row(0).r).toEqualTypeOf<number | null>();
  // @ts-expect-error: no weights, no weighted score
  scores.columns.score;
  // @ts-expect-error: no length without the variant
  scores.row(0).l;
});

test("weights and variants add columns", () => {
  const weighted = scoreRfm(rows, { weights: { r: 1, f: 1, m: 1 } });
  expectTypeOf(weighted.columns.score).toEqualTypeOf<Float64Array>();
  const long = scoreRfm(
    [{ ...rows[0], customerId: 1, recencyDays: 1, orders: 1, revenue: 1, lengthDays: 3 }],
    { variant: "lrfm" },
  );
  expectTypeOf(long.row(0).l).toEqualTypeOf<number | null>();
  expectTypeOf(long.cuts.policy.variant).toEqualTypeOf<"lrfm">();
});

test("a purchase history is an input, with every variant", () => {
  const history = purchaseHistory([{ customerId: "a", at: "2025-01-01", amount: 3 }], { asOf: "2025-02-01" });
  scoreRfm(history);
  scoreRfm(history, { variant: "lrfm" });
  scoreRfm(history, { variant: "rfmt" });
  scoreRfm(history, { monetary: "averageOrderValue" });
  applyRfm(scoreRfm(history).cuts, history);
  summarizeRfm(scoreRfm(history));
  rfmMigration(scoreRfm(history), scoreRfm(history));
});

test("frames whose columns the compiler cannot know are let in", () => {
  const frame: Record<string, readonly (string | number)[]> = columns;
  scoreRfm({ columns: frame });
  applyRfm(scoreRfm(rows).cuts, { columns: frame });
});

test("fields renames, and the row must fit", () => {
  const theirs = [{ user: "ann", recencyDays: 3, orders: 2, revenue: 40 }];
  scoreRfm(theirs, {}, { fields: { customerId: "user" } });
  // @ts-expect-error: no column of that name
  scoreRfm(theirs, {}, { fields: { customerId: "usr" } });
});

test("what must not compile: inputs", () => {
  // @ts-expect-error: a bare object of columns
  scoreRfm(columns);
  // @ts-expect-error: a misspelt field
  scoreRfm([{ customerId: "ann", recencydays: 3, orders: 2, revenue: 40 }]);
  // @ts-expect-error: a misspelt column
  scoreRfm({ columns: { customerid: ["ann"], recencyDays: [3], orders: [2], revenue: [40] } });
  // @ts-expect-error: orders as text
  scoreRfm([{ customerId: "ann", recencyDays: 3, orders: "2", revenue: 40 }]);
  // @ts-expect-error: the column that the policy names is not there
  scoreRfm(rows, { monetary: "margin" });
  // @ts-expect-error: the gap that the variant needs is not there
  scoreRfm(rows, { variant: "rfmt" });
  // @ts-expect-error: text
  scoreRfm("customerId,orders");
});

test("what must not compile: policies", () => {
  // @ts-expect-error: a wrong method
  scoreRfm(rows, { method: "quantiles" });
  // @ts-expect-error: a wrong method for one dimension
  scoreRfm(rows, { method: { r: "fixd" } });
  // @ts-expect-error: a wrong map
  scoreRfm(rows, { map: "classic" });
  // @ts-expect-error: a misspelt choice
  scoreRfm(rows, { binz: 5 });
  // @ts-expect-error: a misspelt choice beside a right one
  scoreRfm(rows, { bins: 5, tie: "same-bin" });
  // @ts-expect-error: ties that depend on the order of rows
  scoreRfm(rows, { ties: "first" });
  // @ts-expect-error: weights for two dimensions
  scoreRfm(rows, { weights: { r: 1, f: 1 } });
  // @ts-expect-error: a misspelt option
  scoreRfm(rows, {}, { onInvald: "collect" });
  // @ts-expect-error: a range with a misspelt side
  const map: SegmentMap = { segments: [{ segment: "x", r: { min: 1 } }] };
  expectTypeOf(map).toEqualTypeOf<SegmentMap>();
});

test("cut-offs know what they need", () => {
  const { cuts } = scoreRfm([{ customerId: 1, recencyDays: 1, orders: 1, margin: 2 }], {
    monetary: "margin",
  });
  rfmOf(cuts, { recencyDays: 1, orders: 1, margin: 3 });
  // @ts-expect-error: revenue is not what was scored
  rfmOf(cuts, { recencyDays: 1, orders: 1, revenue: 3 });
  const stored = JSON.parse("{}") as RfmCuts;
  applyRfm(stored, rows);
  // @ts-expect-error: not cut-offs
  rfmOf({ kind: "tiers" }, rows[0]);
});

test("a dictionary with an entry missing does not compile", () => {
  expectTypeOf(en.names).toEqualTypeOf<{ readonly [key: string]: string }>();
  // @ts-expect-error: b is missing
  const missing: RoomLabels<"a" | "b", "c"> = { names: { a: "A" }, reasons: { c: "C" } };
  // @ts-expect-error: d is too many
  const more: RoomLabels<"a", "c"> = { names: { a: "A" }, reasons: { c: "C", d: "D" } };
  expectTypeOf([missing.names.a, more.names.a]).toEqualTypeOf<string[]>();
});
