import { expect, test } from "vitest";
import { contribution, segmentContribution } from "../../src/profit/index.ts";

const lines = [
  { customerId: "ann", amount: 90, cost: 40 },
  { customerId: "bob", amount: 50, cost: 30 },
  { customerId: "cem", amount: 10 },
  { customerId: "dan", amount: 20, cost: 5 },
];
const segments = [
  { customerId: "dan", segment: "iron" },
  { customerId: "ann", segment: "gold" },
  { customerId: "bob", segment: "gold" },
  { customerId: "zoe", segment: "gold" },
  { customerId: "cem", segment: null },
];

test("segments add up their customers, the others stand last", () => {
  const profit = contribution({ lines });
  const bySegment = segmentContribution(profit, segments);
  expect(bySegment.columns.segment).toEqual(["gold", "iron", null]);
  expect(bySegment.columns.customers).toEqual(Float64Array.of(2, 1, 1));
  expect(bySegment.row(0)).toMatchObject({
    grossRevenue: 140,
    cogs: 70,
    grossMargin: 70,
    grossMarginRate: 0.5,
  });
  expect(bySegment.row(1)).toMatchObject({
    grossMargin: 15,
    grossMarginRate: 0.75,
    contributionMargin2: null,
  });
  expect(bySegment.row(2)).toMatchObject({ grossRevenue: 10, cogs: null, grossMargin: null });
  expect(bySegment.totals).toEqual(profit.totals);
  expect(bySegment.unknownCustomers).toBe(1);
  expect(bySegment.indexOf("iron")).toBe(1);
});

test("an unknown amount of one customer makes the segment's unknown, or is passed over", () => {
  const together = [...segments.slice(0, 4), { customerId: "cem", segment: "gold" }];
  const strict = segmentContribution(contribution({ lines }), together);
  expect(strict.row(0)).toMatchObject({ segment: "gold", netRevenue: 150, cogs: null, grossMargin: null });
  const skip = { missing: "skip" } as const;
  const lenient = segmentContribution(contribution({ lines }, skip), together, skip);
  expect(lenient.row(0)).toMatchObject({
    cogs: 70,
    grossMargin: 80,
    costToServe: null,
    contributionMargin3: 80,
  });
});

test("segments stand in order, whatever the order of customers and of their segments", () => {
  const named = (...names: readonly string[]) =>
    segmentContribution(
      contribution({ lines }),
      names.map((segment, i) => ({ customerId: lines[i]?.customerId as string, segment })),
    );
  for (const found of [named("c", "b", "a", "b"), named("a", "b", "c", "b"), named("b", "c", "a", "b")]) {
    expect(found.columns.segment).toEqual(["a", "b", "c"]);
    expect(found.columns.customers.reduce((sum, count) => sum + count, 0)).toBe(4);
  }
  expect(named("c", "b", "a", "b").columns.grossRevenue).toEqual(Float64Array.of(10, 70, 90));
});

test("no customers give no segments", () => {
  expect(segmentContribution(contribution({ lines: [] }), []).length).toBe(0);
});

test("a customer in two segments, and what is no contribution, are refused", () => {
  const twice = [...segments, { customerId: "ann", segment: "iron" }];
  expect(() => segmentContribution(contribution({ lines }), twice)).toThrow("segments.5.customerId");
  expect(() => segmentContribution({ columns: {} } as never, segments)).toThrow("customers: expected what");
  const byChannel = contribution({ lines: [{ ...lines[0], channel: "web" }] as never }, { by: "channel" });
  expect(() => segmentContribution(byChannel as never, segments)).toThrow("customers: expected what");
});
