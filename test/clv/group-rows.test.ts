import { describe, expect, test } from "vitest";
import { bgObjective } from "../../src/clv/bg-nbd/objective.ts";
import { groupEqualRows } from "../../src/clv/fitting/group-rows.ts";
import { type HistoryColumns, layOutHistories } from "../../src/clv/fitting/histories.ts";
import { bgNbd, mbgNbd, nbd, paretoNbd } from "../../src/clv/index.ts";
import { paretoObjective } from "../../src/clv/pareto-nbd/objective.ts";
import { relativeError } from "../golden/read-golden.ts";

/** Simulated customers, each in the data `times` times, far apart. */
function repeated(
  customers: number,
  times: number,
  simulate: () => { columns: { frequency: Float64Array; recency: Float64Array; age: Float64Array } } = () =>
    bgNbd.simulate({ parameters: { r: 0.6, alpha: 4, a: 0.8, b: 3 } }, { customers, age: 39, seed: 4 }),
): HistoryColumns {
  const { columns } = simulate();
  const again = (column: Float64Array): Float64Array =>
    Float64Array.from({ length: customers * times }, (_, i) => column[i % customers] as number);
  return {
    frequency: again(columns.frequency),
    recency: again(columns.recency),
    age: again(columns.age),
    weight: null,
  };
}

const rowsOf = ({ frequency, recency, age, weight }: HistoryColumns) => ({
  columns: { frequency, recency, age, ...(weight === null ? {} : { weight }) } as {
    frequency: Float64Array;
    recency: Float64Array;
    age: Float64Array;
  },
});

const sumOf = (values: ArrayLike<number> | null): number =>
  Array.from(values ?? []).reduce((sum, v) => sum + v, 0);

describe("equal rows are merged", () => {
  test("into one of their summed weights, in the order of their first appearance", () => {
    const merged = groupEqualRows({
      frequency: [3, 0, 3, 3, 3, 0],
      recency: [5, 0, 5, 6, 5, 0],
      age: [9, 9, 9, 9, 9, 9],
      weight: [1, 2, 0.5, 4, 0.25, 0],
    });
    expect(merged.frequency).toEqual(Float64Array.of(3, 0, 3));
    expect(merged.recency).toEqual(Float64Array.of(5, 0, 6));
    expect(merged.age).toEqual(Float64Array.of(9, 9, 9));
    expect(merged.weight).toEqual(Float64Array.of(1.75, 2, 4));
  });

  test("where at least eight are alike, or two where they have weights; else the rows stay as they are", () => {
    const seven = repeated(300, 7);
    expect(groupEqualRows(seven)).not.toBe(seven); // customers without repeat purchases are alike anyway
    const distinct = { ...seven, age: Float64Array.from(seven.age, (T, i) => T + i) };
    expect(groupEqualRows(distinct)).toBe(distinct);
    const once = { ...distinct, weight: new Float64Array(2100).fill(2) };
    expect(groupEqualRows(once)).toBe(once);
    const none = { frequency: [], recency: [], age: [], weight: null };
    expect(groupEqualRows(none).age).toHaveLength(0);
  });

  test("by their numbers alone, also beyond the first look and the first table", () => {
    const columns = repeated(3000, 40);
    const merged = groupEqualRows(columns);
    const different = new Set(
      Array.from(columns.age, (T, i) => `${columns.frequency[i]} ${columns.recency[i]} ${T}`),
    );
    expect(merged.age).toHaveLength(different.size);
    expect(sumOf(merged.weight)).toBe(120_000);
  });
});

describe("a fit of merged rows is the fit of the rows", () => {
  const columns = repeated(400, 16);
  const merged = groupEqualRows(columns);

  test.each([
    ["BG/NBD", (data: HistoryColumns) => bgObjective(0, layOutHistories(data))],
    ["MBG/NBD", (data: HistoryColumns) => bgObjective(1, layOutHistories(data))],
    ["Pareto/NBD", (data: HistoryColumns) => paretoObjective(layOutHistories(data))],
  ])("%s: value, gradient and curvature", (_name, objectiveOf) => {
    expect(sumOf(merged.weight)).toBe(columns.age.length);
    for (const point of [
      [0.6, 4, 0.8, 3],
      [2, 30, 0.1, 0.7],
    ]) {
      const found = [columns, merged].map((data) => {
        const gradient = new Float64Array(4);
        const hessian = new Float64Array(16);
        const value = objectiveOf(data)(Float64Array.from(point), gradient, hessian);
        return [value, ...gradient, ...hessian];
      });
      const scale = Math.max(...(found[0] as number[]).map(Math.abs));
      (found[0] as number[]).forEach((value, i) => {
        expect(Math.abs((found[1]?.[i] as number) - value)).toBeLessThan(1e-12 * scale);
      });
    }
  });

  const own = { customers: 400, age: 39, seed: 4 };
  test.each([
    ["bgNbd", bgNbd, () => bgNbd.simulate({ parameters: { r: 0.6, alpha: 4, a: 0.8, b: 3 } }, own)],
    ["mbgNbd", mbgNbd, () => mbgNbd.simulate({ parameters: { r: 0.6, alpha: 4, a: 0.8, b: 3 } }, own)],
    [
      "paretoNbd",
      paretoNbd as unknown as typeof bgNbd,
      () => paretoNbd.simulate({ parameters: { r: 0.8, alpha: 6, s: 0.7, beta: 12 } }, own),
    ],
    ["nbd", nbd as unknown as typeof bgNbd, () => nbd.simulate({ parameters: { r: 0.6, alpha: 4 } }, own)],
  ] as const)("%s: weights are repeated rows, grouped or not", (_kind, model, simulate) => {
    const weighing = (times: number, weight: number): HistoryColumns => ({
      ...repeated(400, times, simulate),
      weight: new Float64Array(400 * times).fill(weight),
    });
    const rows = repeated(400, 3, simulate);
    expect(groupEqualRows(rows)).toBe(rows);
    expect(groupEqualRows(weighing(4, 0.75))).not.toHaveProperty("age.length", 1600);
    const plain = model.fit(rowsOf(rows));
    for (const other of [model.fit(rowsOf(weighing(1, 3))), model.fit(rowsOf(weighing(4, 0.75)))]) {
      expect(other.fit.customers).toBe(1200);
      expect(relativeError(other.fit.logLikelihood, plain.fit.logLikelihood)).toBeLessThan(1e-12);
      const parameters = other.parameters as unknown as { [name: string]: number };
      for (const [name, value] of Object.entries(plain.parameters)) {
        expect(relativeError(parameters[name] as number, value)).toBeLessThan(1e-12);
      }
    }
  });
});
