import { describe, expect, test } from "vitest";
import { bgCnbdK, bgNbd, mbgNbd, paretoNbd } from "../../src/clv/index.ts";

const four = { r: 0.9, alpha: 4, a: 0.7, b: 2.2 };
const pareto = { r: 0.6, alpha: 10, s: 0.6, beta: 12 };

/** Histories in weeks of days: frequencies below `levels`, ages below `days`; some in tenths of a day, one unknown. */
function histories(length: number, levels: number, days: number, stray = true) {
  const frequency = Float64Array.from({ length }, (_, i) => (i * 7919) % levels);
  const age = frequency.map(
    (_, i) => (50 + ((i * 104_729) % (days - 50))) / 7 + (stray && i % 97 === 3 ? 0.01 : 0),
  );
  const recency = frequency.map((x, i) =>
    x === 0
      ? 0
      : Math.floor(7 * (age[i] as number) * ((i % 10) / 10)) / 7 + (stray && i % 89 === 7 ? 0.013 : 0),
  );
  if (stray) frequency[5] = Number.NaN;
  return { columns: { frequency, recency, age }, timeUnit: "week" as const };
}

/** The rows of a column that are looked at one by one. */
function looked(length: number): number[] {
  return [0, 3, 4, 5, 6, 7, 96, 100, ...Array.from({ length: 40 }, (_, i) => (i * 2_147_483) % length)];
}

const rowAt = ({ columns }: ReturnType<typeof histories>, i: number) => ({
  frequency: columns.frequency[i] as number,
  recency: columns.recency[i] as number,
  age: columns.age[i] as number,
});

describe("what many rows get is what each gets alone", () => {
  type Call = [string, ReturnType<typeof histories>, (rows: never) => Float64Array];
  const cases: Call[] = [
    [
      "where no frequency has a hundred rows",
      histories(10_000, 150, 400),
      (rows) => mbgNbd.expectedPurchases({ parameters: four, timeUnit: "week" }, rows, { horizon: 20 }),
    ],
    [
      "where all is infinite",
      histories(10_000, 5, 400),
      (rows) =>
        bgNbd.discountedExpectedTransactions({ parameters: four, timeUnit: "week" }, rows, {
          continuousRate: 0,
        }),
    ],
    [
      "where centuries of days are too many for a table of powers",
      histories(10_000, 3, 1_200_000),
      (rows) => bgNbd.probabilityAlive({ parameters: four, timeUnit: "week" }, rows),
    ],
    [
      "where no frequency of Pareto/NBD has rows for panels",
      histories(2000, 1500, 40_000),
      (rows) => paretoNbd.probabilityAlive({ parameters: pareto, timeUnit: "week" }, rows),
    ],
    [
      "where frequencies of Pareto/NBD are too steep for panels",
      histories(2000, 2, 200),
      (rows) =>
        paretoNbd.probabilityAlive(
          { parameters: { r: 900, alpha: 0.01, s: 0.5, beta: 10 }, timeUnit: "week" },
          rows,
        ),
    ],
    [
      "where frequencies of Pareto/NBD are too steep for powers",
      histories(2000, 2, 200),
      (rows) => paretoNbd.probabilityAlive({ parameters: { ...pareto, r: 1000 }, timeUnit: "week" }, rows),
    ],
    [
      "where frequencies of BG/NBD are too steep for powers",
      histories(10_000, 2, 200),
      (rows) =>
        bgNbd.probabilityAlive({ parameters: { ...four, r: 900, alpha: 0.01 }, timeUnit: "week" }, rows),
    ],
    [
      "of regular buyers",
      histories(500, 40, 400),
      (rows) =>
        bgCnbdK.expectedPurchases({ parameters: { k: 2, ...four }, timeUnit: "week" }, rows, { horizon: 20 }),
    ],
  ];
  test.each(cases)("%s", (_case, rows, call) => {
    const all = call(rows as never);
    for (const i of looked(all.length)) {
      const row = rowAt(rows, i);
      if (Number.isNaN(row.frequency)) {
        expect(all[i]).toBeNaN();
        continue;
      }
      const [alone = 0] = call([row] as never);
      if (alone === Number.POSITIVE_INFINITY) expect(all[i]).toBe(alone);
      else expect(Math.abs((all[i] as number) - alone), `${i}`).toBeLessThanOrEqual(1e-12 * alone);
    }
  });
});
