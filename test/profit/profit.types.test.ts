import { expectTypeOf, test } from "vitest";
import type { Table } from "../../src/core/index.ts";
import { contribution, contributionFold, whaleCurve } from "../../src/profit/index.ts";

const lines = [{ customerId: "ann", amount: 5, cost: 3 }];

test("columns are those of the waterfall", () => {
  const profit = contribution({ lines });
  expectTypeOf(profit.row(0).contributionMargin3).toEqualTypeOf<number | null>();
  expectTypeOf(profit.row(0).grossRevenue).toEqualTypeOf<number>();
  expectTypeOf(profit.row(0).customerId).toEqualTypeOf<string>();
  expectTypeOf(profit.columns.grossMarginRate).toEqualTypeOf<Float64Array>();
  expectTypeOf(profit.totals.cogs).toEqualTypeOf<number | null>();
  // @ts-expect-error: no such step
  profit.columns.contributionMargin4;
});

test("also of one's own", () => {
  const layers = [{ deduct: "freight" }, { subtotal: "left", rate: "leftRate" }] as const;
  const profit = contribution({ lines }, { layers, by: "channel" });
  expectTypeOf(profit.row(0).leftRate).toEqualTypeOf<number | null>();
  expectTypeOf(profit.row(0).channel).toEqualTypeOf<string | null>();
  // @ts-expect-error: not in this waterfall
  profit.row(0).cogs;
  // @ts-expect-error: not the key
  profit.row(0).customerId;
  expectTypeOf(contributionFold({ layers }).finish).returns.toMatchTypeOf<Table<{ left: number | null }>>();
  expectTypeOf(whaleCurve(profit.columns.left).peak).toEqualTypeOf<number>();
});

test("inputs are either lines or a history", () => {
  // @ts-expect-error: both
  contribution({ lines, history: [] });
  // @ts-expect-error: neither
  contribution({ costs: [] });
  // @ts-expect-error: an amount is a number
  contribution({ lines: [{ customerId: "ann", amount: "5" }] });
  // @ts-expect-error: a step deducts or is a subtotal
  contribution({ lines }, { layers: [{ name: "cogs" }] });
});
