import fc from "fast-check";
import { expect, test } from "vitest";
import { contribution, contributionFold } from "../../src/profit/index.ts";

const id = fc.constantFrom("ann", "bob", "cem", "__proto__", "", "7");
const cents = fc.integer({ min: 0, max: 100_000 });
const line = fc.record({
  customerId: id,
  amount: fc.integer({ min: -50_000, max: 100_000 }),
  discount: fc.option(cents),
  cost: fc.option(cents, { freq: 20 }),
});
const cost = fc.record({
  customerId: fc.oneof(id, fc.constant("zoe")),
  amount: fc.integer({ min: -1000, max: 10_000 }),
  layer: fc.constantFrom("costToServe", "acquisitionCost", "retention", "cogs"),
});
const lines = fc.array(line, { maxLength: 60 });
const costs = fc.array(cost, { maxLength: 30 });
const missing = fc.constantFrom("unknown" as const, "skip" as const);

const columnsOf = <R extends object>(rows: readonly R[], names: readonly (keyof R)[]) => ({
  columns: Object.fromEntries(names.map((name) => [name, rows.map((row) => row[name])])) as never,
});
const shuffled = <T>(rows: readonly T[], order: readonly number[]): T[] =>
  rows
    .map((row, i) => ({ row, key: order[i % order.length] ?? 0 }))
    .sort((a, b) => a.key - b.key)
    .map(({ row }) => row);

test("rows, columns, any order and any batches give the same, to the last bit in whole cents", () => {
  fc.assert(
    fc.property(
      lines,
      costs,
      missing,
      fc.array(fc.integer(), { minLength: 60, maxLength: 60 }),
      fc.nat(60),
      (sold, spent, effect, order, cut) => {
        const policy = { missing: effect };
        const expected = contribution({ lines: sold, costs: spent }, policy);
        const mixed = shuffled(sold, order);
        const asColumns = contribution(
          {
            lines: columnsOf(mixed, ["customerId", "amount", "discount", "cost"]),
            costs: columnsOf(shuffled(spent, order), ["customerId", "amount", "layer"]),
          },
          policy,
        );
        const fold = contributionFold(policy);
        const first = fold.addCosts(fold.add(fold.empty(), mixed.slice(cut)), spent);
        const second = fold.load(
          JSON.parse(JSON.stringify(fold.save(fold.add(fold.empty(), mixed.slice(0, cut))))),
        );
        for (const other of [asColumns, fold.finish(fold.merge(first, second))]) {
          expect(other.toRows()).toEqual(expected.toRows());
          expect(other.totals).toEqual(expected.totals);
          expect(other.missing).toEqual(expected.missing);
        }
      },
    ),
  );
});

test("fractions give the same within 1e-12 of what was summed, in any order and batches", () => {
  const money = fc.double({ min: 0, max: 1e6, noNaN: true });
  const fraction = fc.record({ customerId: id, amount: money, cost: money });
  fc.assert(
    fc.property(
      fc.array(fraction, { minLength: 1, maxLength: 60 }),
      fc.array(fc.integer(), { minLength: 60, maxLength: 60 }),
      (sold, order) => {
        const one = contribution({ lines: sold });
        const fold = contributionFold();
        const batches = shuffled(sold, order).map((each) => fold.add(fold.empty(), [each]));
        const other = fold.finish(batches.reduce((a, b) => fold.merge(a, b)));
        expect(other.columns.customerId).toEqual(one.columns.customerId);
        const size = sold.reduce((sum, { amount, cost: goods }) => sum + amount + goods, 0);
        one.columns.grossMargin.forEach((margin, i) => {
          expect(Math.abs((other.columns.grossMargin[i] as number) - margin)).toBeLessThanOrEqual(
            1e-12 * size,
          );
        });
      },
    ),
  );
});

test("each line is the waterfall of its own sums, and the totals are those of all lines", () => {
  fc.assert(
    fc.property(lines, costs, (sold, spent) => {
      const profit = contribution({ lines: sold, costs: spent }, { missing: "skip" });
      for (const row of profit) {
        const take = (start: number, ...amounts: (number | null)[]) =>
          amounts.reduce<number>((left, amount) => left - (amount ?? 0), start);
        expect(row.netRevenue).toBe(take(row.grossRevenue, row.discounts, row.returns));
        expect(row.contributionMargin3).toBe(
          take(row.netRevenue as number, row.cogs, row.costToServe, row.acquisitionCost, row.retentionCost),
        );
        const own = sold.filter(({ customerId, amount }) => customerId === row.customerId && amount >= 0);
        // Where no line has a cost, records of the cost of goods stand alone.
        const recorded =
          sold.every((each) => each.cost === null) && spent.some(({ layer }) => layer === "cogs");
        expect(row.cogs === null).toBe(!recorded && own.some((each) => each.cost === null));
      }
      const sum = profit.columns.contributionMargin3.reduce((left, margin) => left + margin, 0);
      expect(profit.totals.contributionMargin3).toBe(sum);
    }),
  );
});

test("every line given is taken or set aside", () => {
  const odd = fc.record({
    customerId: fc.constantFrom("ann", null, true),
    amount: fc.constantFrom(5, "5", Number.NaN, -5),
    quantity: fc.constantFrom(1, -1),
  });
  fc.assert(
    fc.property(fc.array(odd, { maxLength: 20 }), (rows) => {
      const profit = contribution({ lines: rows as never }, { onInvalid: "collect" });
      const good = rows.filter(
        ({ customerId, amount, quantity }) =>
          customerId === "ann" && (amount === -5 || (amount === 5 && quantity === 1)),
      );
      expect(profit.rejected.lines.length).toBe(rows.length - good.length);
      expect(profit.refundLines).toBe(good.filter(({ amount }) => amount === -5).length);
      expect(profit.totals.grossRevenue).toBe(5 * good.filter(({ amount }) => amount === 5).length);
    }),
  );
});
