import { describe, expect, test } from "vitest";
import { foldSource } from "../../src/core/index.ts";
import { type Contribution, contribution, contributionFold } from "../../src/profit/index.ts";

const lines = [
  { customerId: "bob", amount: 50, cost: 40, discount: 5 },
  { customerId: "ann", amount: 90 },
  { customerId: "bob", amount: -10, cost: 4 },
  { customerId: "cem", amount: 7.5, cost: 2.25 },
];
const costs = [
  { customerId: "ann", amount: 6, layer: "costToServe" },
  { customerId: "dan", amount: 2, layer: "acquisition" },
];
const facts = ({ totals, missing, given, refundLines, withoutLines, rejected }: Contribution) => ({
  totals,
  missing,
  given,
  refundLines,
  withoutLines,
  rejected,
});
const whole = contribution({ lines, costs });

describe("a fold", () => {
  const fold = contributionFold();

  test("of batches gives what all at once gives", async () => {
    const state = await foldSource([lines.slice(0, 1), lines.slice(1)], fold);
    const result = fold.finish(fold.addCosts(state, costs));
    expect(result.toRows()).toEqual(whole.toRows());
    expect(facts(result)).toEqual(facts(whole));
  });

  test("merges, saves and loads", () => {
    const early = fold.addCosts(fold.add(fold.empty(), lines.slice(2)), costs.slice(1));
    const late = fold.addCosts(fold.add(fold.empty(), lines.slice(0, 2)), costs.slice(0, 1));
    const saved = JSON.parse(JSON.stringify(fold.save(early)));
    const result = fold.finish(fold.merge(late, fold.load(saved)));
    expect(result.toRows()).toEqual(whole.toRows());
    expect(facts(result)).toEqual(facts(whole));
    expect(fold.finish(fold.merge(fold.empty(), fold.load(saved))).length).toBe(3);
  });

  test("keeps what rounding lost through merge, save and load", () => {
    const parts = [1e16, 1, 1, 0.5].map((amount) => {
      const state = fold.add(fold.empty(), [{ customerId: "ann", amount, cost: amount }]);
      return fold.load(
        JSON.parse(
          JSON.stringify(fold.save(fold.addCosts(state, [{ customerId: "ann", amount, layer: "serve" }]))),
        ),
      );
    });
    const result = fold.finish(parts.reduce((a, b) => fold.merge(a, b)));
    expect(result.row(0)).toMatchObject({
      grossRevenue: 10000000000000002,
      cogs: 10000000000000002,
      costToServe: 10000000000000002,
    });
  });

  test("keeps what has no key", () => {
    const byChannel = contributionFold({ by: "channel", missing: "skip" });
    const one = byChannel.add(byChannel.empty(), [{ customerId: "a", amount: 1, cost: 0 }]);
    const two = byChannel.add(byChannel.empty(), [{ customerId: "a", amount: 2, cost: 0, channel: "web" }]);
    const merged = byChannel.merge(two, byChannel.load(JSON.parse(JSON.stringify(byChannel.save(one)))));
    expect(byChannel.finish(merged).columns.channel).toEqual(["web", null]);
    expect(byChannel.finish(merged).columns.grossRevenue).toEqual(Float64Array.of(2, 1));
  });

  test("applies rates at the end", () => {
    const rated = contributionFold({}, { rates: { cogs: 0.5 } });
    const state = rated.add(rated.empty(), [{ customerId: "ann", amount: 8 }]);
    expect(rated.finish(state).columns.cogs).toEqual(Float64Array.of(4));
  });

  test("counts rows from the start of the stream", () => {
    const collecting = contributionFold({ onInvalid: "collect" });
    let state = collecting.add(collecting.empty(), lines);
    state = collecting.add(state, [{ customerId: "ann", amount: Number.NaN }]);
    state = collecting.addCosts(state, costs);
    state = collecting.addCosts(state, [{ customerId: "ann", amount: 1, layer: "rent" }]);
    const merged = collecting.merge(collecting.empty(), collecting.load(collecting.save(state)));
    const { rejected } = collecting.finish(merged);
    expect(rejected.lines.map(({ row }) => row)).toEqual([4]);
    expect(rejected.costs.map(({ row }) => row)).toEqual([2]);
  });

  test("refuses what it did not save", () => {
    const saved = fold.save(fold.empty());
    const refused = (code: string) => expect.objectContaining({ name: "ScoringError", code });
    expect(() => fold.load({ ...saved, version: 2 } as never)).toThrow(refused("unknown_version"));
    expect(() => fold.load(null as never)).toThrow(refused("unknown_version"));
    expect(() => fold.load({ ...saved, by: "channel" })).toThrow(refused("conflict"));
    expect(() => fold.load({ ...saved, layers: ["cogs"] })).toThrow(refused("conflict"));
    const euro = () => fold.add(fold.empty(), [{ customerId: "ann", amount: 1, currency: "EUR" }]);
    const dollar = fold.add(fold.empty(), [{ customerId: "ann", amount: 1, currency: "USD" }]);
    expect(() => fold.merge(euro(), dollar)).toThrow(refused("mixed_currency"));
    expect(fold.finish(fold.merge(fold.empty(), euro())).totals.grossRevenue).toBe(1);
    expect(() =>
      fold.add(fold.merge(fold.empty(), euro()), [{ customerId: "a", amount: 1, currency: "USD" }]),
    ).toThrow(refused("mixed_currency"));
  });
});
