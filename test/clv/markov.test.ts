import { describe, expect, test } from "vitest";
import { fitRecencyChain, lifetimeValue, mbgNbd, migrationChain } from "../../src/clv/index.ts";
import { parseModel } from "../../src/schema/index.ts";

/** States and costs as Pfeifer and Carraway (2000) have them: 40 a purchase, 4 a contact, 20 % a year. */
const byHand = migrationChain({
  states: ["r1", "r2", "r3", "r4", "former"],
  transitions: [
    [0.3, 0.7, 0, 0, 0],
    [0.2, 0, 0.8, 0, 0],
    [0.15, 0, 0, 0.85, 0],
    [0.05, 0, 0, 0, 0.95],
    [0, 0, 0, 0, 1],
  ],
  purchases: [1, 0, 0, 0, 0],
  costs: [4, 4, 4, 4, 0],
  period: { years: 1 },
});

const inStates = byHand.states.map((stage) => ({ customerId: stage, stage }));

describe("the chain of Pfeifer and Carraway", () => {
  test("is worth the sum over its periods, from the next one on", () => {
    const values = lifetimeValue({ purchases: byHand, spend: 40 }, inStates, {
      horizon: "lifetime",
      discountRate: 0.2,
    });
    const clv = values.toRows().map((row) => row.clv as number);
    // an independent route: period by period until nothing is left
    let mix: number[][] = byHand.states.map((_, s) => byHand.states.map((__, t) => (s === t ? 1 : 0)));
    const sums = byHand.states.map(() => 0);
    for (let period = 1; period < 400; period += 1) {
      mix = mix.map((row) =>
        byHand.states.map((_, t) =>
          row.reduce((sum, share, u) => sum + share * (byHand.transitions[u]?.[t] as number), 0),
        ),
      );
      mix.forEach((row, s) => {
        const reward = row.reduce(
          (sum, share, t) =>
            sum + share * (40 * (byHand.purchases[t] as number) - (byHand.costs?.[t] as number)),
          0,
        );
        sums[s] = (sums[s] as number) + reward / 1.2 ** period;
      });
    }
    clv.forEach((value, s) => {
      expect(value).toBeCloseTo(sums[s] as number, 9);
    });
  });

  test("a horizon counts whole periods; the middle of a period is half a period nearer", () => {
    const one = (options: object) =>
      lifetimeValue({ purchases: byHand, spend: 40 }, inStates, {
        horizon: { years: 1 },
        discountRate: 0.21,
        ...options,
      }).row(0).clv;
    expect(one({})).toBeCloseTo((0.3 * 40 - 4) / 1.21, 10);
    expect(one({ timing: "mid" })).toBeCloseTo((0.3 * 40 - 4) / 1.1, 4);
  });

  test("an unknown state is not known; who has left is worth nothing", () => {
    const rows = [{ stage: "r1" }, { stage: "nowhere" }, { stage: "former" }, { stage: null }];
    const values = lifetimeValue({ purchases: byHand, spend: 40 }, rows, { horizon: { years: 3 } });
    expect(values.toRows().map(({ clv, probabilityAlive }) => [clv === null, probabilityAlive])).toEqual([
      [false, 1],
      [true, null],
      [false, 0],
      [true, null],
    ]);
    expect(values.row(0).clvLow).toBeNull(); // not counted, so no interval
    expect(values.row(2).clv).toBe(0);
  });
});

describe("the chain of recency", () => {
  const drawn = mbgNbd
    .simulate(
      { parameters: { r: 0.9, alpha: 6, a: 0.9, b: 2.5 } },
      { customers: 4000, age: 60, seed: 2, horizon: 13 },
    )
    .toRows()
    .map((row) => ({ ...row, holdoutFrequency: row.futurePurchases }));
  const chain = fitRecencyChain(drawn, { period: { weeks: 13 }, states: 4, timeUnit: "week" });

  test("has the shares who bought, falling with recency", () => {
    const quiet = drawn.filter(({ age, recency }) => age - recency > 13 && age - recency <= 26);
    const share = quiet.filter(({ holdoutFrequency }) => holdoutFrequency > 0).length / quiet.length;
    expect(chain.transitions[1]?.[0]).toBeCloseTo(share, 12);
    const chances = chain.transitions.slice(0, 4).map((row) => row[0] as number);
    expect([...chances].sort((a, b) => b - a)).toEqual(chances);
    expect(chain.observed?.[1]).toBe(quiet.length);
  });

  test("expects over the next period what the customers of each state bought in it", () => {
    const history = {
      columns: {
        frequency: drawn.map((r) => r.frequency),
        recency: drawn.map((r) => r.recency),
        age: drawn.map((r) => r.age),
      },
      timeUnit: "week" as const,
    };
    const values = lifetimeValue({ purchases: chain, spend: 1 }, history, { horizon: { weeks: 13 } });
    const active = drawn.filter(({ age, recency }) => age - recency <= 52);
    const actual = active.reduce((sum, { holdoutFrequency }) => sum + holdoutFrequency, 0);
    expect(values.total.value / actual).toBeCloseTo(1, 9);
    expect(values.total.low).toBeLessThan(actual);
    expect(values.total.high).toBeGreaterThan(actual);
    expect(values.total.high / values.total.low).toBeLessThan(1.2);
  });

  test("the interval of one period is that of a share: sqrt(p (1 - p) / n)", () => {
    const history = { columns: { frequency: [1], recency: [30], age: [35] }, timeUnit: "week" as const };
    const values = lifetimeValue({ purchases: chain, spend: 1 }, history, {
      horizon: { weeks: 13 },
      level: 0.6826894921370859,
    });
    const p = chain.transitions[0]?.[0] as number;
    const error = Math.sqrt((p * (1 - p)) / (chain.observed?.[0] as number)) / p;
    const { clv, clvHigh } = values.row(0);
    expect(Math.log((clvHigh as number) / (clv as number))).toBeCloseTo(error, 5);
  });

  test("a weight is that many customers; a state that nobody was in takes the chance before it", () => {
    const seen = [
      { frequency: 1, recency: 9.5, age: 10, holdoutFrequency: 2, weight: 3 },
      { frequency: 1, recency: 9.5, age: 10, holdoutFrequency: 0, weight: 1 },
      { frequency: 1, recency: 7.5, age: 10, holdoutFrequency: 0 },
      { frequency: null, recency: 7.5, age: 10, holdoutFrequency: 0 },
    ];
    const weighted = fitRecencyChain(seen, { period: { years: 1 }, states: 3, timeUnit: "year" });
    expect(weighted.transitions.map(([again]) => again)).toEqual([0.75, 0.75, 0, 0]);
    expect(weighted.observed).toEqual([4, 0, 1, 0]);
    expect(weighted.purchases).toEqual([2, 0, 0, 0]);
    const nobody = fitRecencyChain(seen.slice(2), { period: { years: 1 }, states: 3, timeUnit: "year" });
    expect(nobody.purchases[0]).toBe(0);
    const history = { columns: { frequency: [null], recency: [7], age: [10] }, timeUnit: "year" } as const;
    const values = lifetimeValue({ purchases: weighted, spend: 1 }, history, { horizon: { years: 2 } });
    expect(values.row(0).clv).toBeNull();
  });

  test("is plain JSON that the schema reads back", () => {
    expect(parseModel(JSON.stringify(chain))).toEqual(chain);
    expect(parseModel(JSON.stringify(byHand))).toEqual(byHand);
  });
});
