import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Factors, factorScores, learnFactors } from "../../../src/segmentation/index.ts";

const answers = [
  { customerId: "ann", q1: 5, q2: 4, q3: 2, q4: 1 },
  { customerId: "bob", q1: 1, q2: 2, q3: 2, q4: 1 },
  { customerId: "cat", q1: 2, q2: 1, q3: 5, q4: 5 },
  { customerId: "dan", q1: 4, q2: 5, q3: 4, q4: 5 },
  { customerId: "eve", q1: 3, q2: null, q3: 1, q4: 1 },
];

describe("learnFactors and factorScores", () => {
  const learned = learnFactors(answers);

  test("keep the factors that explain more than a question does, by what they explain", () => {
    expect(learned.customers).toBe(4);
    expect(learned.eigenvalues.filter((value) => value > 1)).toHaveLength(2);
    const [first, second] = learned.factors.factors;
    expect(first?.key).toBe("factor-1");
    expect(first?.variance).toBeGreaterThanOrEqual(second?.variance as number);
    expect(learned.warnings).toEqual([{ code: "factors_few_customers", customers: 4, items: 4 }]);
  });

  test("let each question speak for one factor", () => {
    const [price, novelty] = learned.factors.factors.map(({ loadings }) =>
      loadings.map((loading) => Math.abs(loading) > 0.7),
    );
    expect([price, novelty]).toEqual([
      [false, false, true, true],
      [true, true, false, false],
    ]);
  });

  test("score null where an answer is missing, and the same after JSON", () => {
    const stored = JSON.parse(JSON.stringify(learned.factors)) as typeof learned.factors;
    const scores = factorScores(stored, answers);
    expect(scores.row(4)).toEqual({ customerId: "eve", "factor-1": null, "factor-2": null });
    expect(scores.unknown).toBe(1);
    expect(scores.toRows()).toEqual(factorScores(learned.factors, answers).toRows());
  });

  test("a question that all answer alike tells nothing", () => {
    const same = answers.slice(0, 4).map((row) => ({ ...row, q4: 3 }));
    const { factors, warnings } = learnFactors(same, { factors: 1 });
    expect(warnings).toContainEqual({ code: "factors_same_answer", item: "q4" });
    expect([factors.factors[0]?.loadings[3], factors.factors[0]?.weights[3]]).toEqual([0, 0]);
  });

  test("learn from whom the answers are all known, and count them for warnings to the last", () => {
    const rows = (count: number) =>
      Array.from({ length: count }, (_, i) => ({ customerId: i, a: (i * 7) % 5, b: (i * 3) % 7 }));
    expect(learnFactors(rows(10)).warnings).toEqual([]);
    expect(learnFactors(rows(9)).warnings).toEqual([
      { code: "factors_few_customers", customers: 9, items: 2 },
    ]);
    expect(learnFactors(rows(3)).customers).toBe(3);
  });

  test("set bad rows aside where asked", () => {
    const rows = [...answers, { customerId: "fay", q1: Number.NaN, q2: 1, q3: 1, q4: 1 }];
    const kept = learnFactors(rows, { onInvalid: "collect" });
    expect(kept.factors).toEqual(learned.factors);
    expect(kept.rejected).toMatchObject([{ row: 5, field: "q1", code: "not_finite" }]);
    const scores = factorScores(learned.factors, rows, { onInvalid: "collect" });
    expect([scores.length, scores.rejected]).toEqual([5, kept.rejected]);
  });

  test("of two items the components are their sum and difference: variances 1 + r and 1 - r", () => {
    // Deviations -1, -1, 1, 1 and -1, 1, 1, 3 less their mean 1: r = 4 / √(4 · 8).
    const rows = [
      { customerId: 1, a: 1, b: 1 },
      { customerId: 2, a: 1, b: 3 },
      { customerId: 3, a: 3, b: 3 },
      { customerId: 4, a: 3, b: 5 },
    ];
    const r = 4 / Math.sqrt(4 * 8);
    const {
      factors: made,
      eigenvalues,
      communalities,
    } = learnFactors(rows, { rotation: "none", factors: 2 });
    expect(made.items).toEqual([
      { name: "a", mean: 2, spread: Math.sqrt(4 / 3) },
      { name: "b", mean: 3, spread: Math.sqrt(8 / 3) },
    ]);
    expect(eigenvalues[0]).toBeCloseTo(1 + r, 12);
    expect(eigenvalues[1]).toBeCloseTo(1 - r, 12);
    made.factors.forEach(({ variance, share, loadings, weights }, f) => {
      const expected = f === 0 ? 1 + r : 1 - r;
      expect(variance).toBeCloseTo(expected, 12);
      expect(share).toBeCloseTo(expected / 2, 12);
      for (const loading of loadings) expect(Math.abs(loading)).toBeCloseTo(Math.sqrt(expected / 2), 12);
      for (const weight of weights) expect(Math.abs(weight)).toBeCloseTo(1 / Math.sqrt(2 * expected), 12);
    });
    for (const shared of communalities) expect(shared).toBeCloseTo(1, 12);
    // One factor where one explains more than an item does; the signs make loadings sum above 0.
    const usual = learnFactors(rows);
    expect(usual.factors.factors.map(({ key }) => key)).toEqual(["factor-1"]);
    expect(usual.communalities[0]).toBeCloseTo((1 + r) / 2, 12);
    expect(usual.factors.factors[0]?.loadings[0]).toBeGreaterThan(0);
    const turned = rows.map((row) => ({ ...row, a: -row.a, b: -row.b }));
    expect(learnFactors(turned).factors.factors[0]?.loadings[0]).toBeGreaterThan(0);
  });

  test("more factors than there is variance score nobody with what is rounding", () => {
    const twice = [1, 2, 4, 8].map((a, customerId) => ({ customerId, a, b: 2 * a, c: 3 * a }));
    const { factors } = learnFactors(twice, { factors: 3, rotation: "none" });
    expect(factors.factors[0]?.share).toBeCloseTo(1, 12);
    expect(factors.factors[2]?.weights).toEqual([0, 0, 0]);
  });
});

test("scores have mean 0, deviation 1 and no correlation; units and the order of rows play no part", () => {
  const anyAnswers = fc.array(fc.tuple(...Array.from({ length: 4 }, () => fc.integer({ min: 1, max: 7 }))), {
    minLength: 8,
    maxLength: 30,
  });
  fc.assert(
    fc.property(anyAnswers, (matrix) => {
      const rows = matrix.map(([a, b, c, d], customerId) => ({ customerId, a, b, c, d }));
      fc.pre(["a", "b", "c", "d"].every((q) => new Set(rows.map((row) => row[q as "a"])).size > 1));
      const learned = learnFactors(rows, { factors: 2 });
      fc.pre((learned.eigenvalues[1] as number) > 0.05);
      const { columns } = factorScores(learned.factors, rows);
      const [x, y] = [columns["factor-1"], columns["factor-2"]] as unknown as [Float64Array, Float64Array];
      const mean = (values: ArrayLike<number>) =>
        Array.from(values).reduce((sum, value) => sum + value, 0) / rows.length;
      const product = (p: Float64Array, q: Float64Array) =>
        (mean(p.map((value, i) => value * (q[i] as number))) * rows.length) / (rows.length - 1);
      expect(mean(x)).toBeCloseTo(0, 9);
      expect(product(x, x)).toBeCloseTo(1, 9);
      expect(product(y, y)).toBeCloseTo(1, 9);
      expect(product(x, y)).toBeCloseTo(0, 9);
      const scaled = rows.map((row) => ({ ...row, a: 100 * (row.a as number) - 7 })).reverse();
      const again = learnFactors(scaled, { factors: 2 });
      again.communalities.forEach((share, i) => {
        expect(share).toBeCloseTo(learned.communalities[i] as number, 7);
      });
    }),
    { numRuns: 50 },
  );
});

describe("refusals name the code and the place", () => {
  const { factors } = learnFactors(answers);
  /** Learned factors of which the first, and the second, are changed. */
  const changed = (...changes: object[]): Factors => ({
    ...factors,
    factors: factors.factors.map((factor, f) => ({ ...factor, ...changes[f] })),
  });
  const cases: [string, () => unknown, string, string][] = [
    [
      "two customers",
      () => learnFactors(answers.slice(0, 2)),
      "empty",
      "answers: expected at least 3 customers who answered all, got 2",
    ],
    [
      "more factors than questions",
      () => learnFactors(answers, { factors: 5 }),
      "out_of_range",
      "options.factors: expected a whole number from 1 to 4, got a positive integer",
    ],
    [
      "no factor",
      () => learnFactors(answers, { factors: 0 }),
      "out_of_range",
      "options.factors: expected a whole number from 1 to 4, got zero",
    ],
    [
      "too few keys",
      () => learnFactors(answers, { factors: 2, keys: ["a"] }),
      "length_mismatch",
      "options.keys: expected 2 keys, a factor each, got 1",
    ],
    [
      "a key twice",
      () => learnFactors(answers, { factors: 2, keys: ["a", "a"] }),
      "duplicate",
      "options.keys.1: expected a key once, got one twice",
    ],
    [
      "a key of the id",
      () => learnFactors(answers, { factors: 1, keys: ["customerId"] }),
      "wrong_type",
      "options.keys.0: expected a key other than customerId, got a string of 10 characters",
    ],
    [
      "keys that are no list",
      () => learnFactors(answers, { factors: 1, keys: "a" } as never),
      "wrong_type",
      "options.keys: expected a list of keys, got a string of 1 character",
    ],
    [
      "an unknown rotation",
      () => learnFactors(answers, { rotation: "oblimin" } as never),
      "unknown_name",
      "options.rotation: expected one of varimax, none, got a string of 7 characters",
    ],
    [
      "a question of texts",
      () => learnFactors([{ customerId: 1, q: "x" }], { items: ["q"] }),
      "wrong_type",
      "answers.columns.q: expected numbers, got a column of something else",
    ],
    [
      "what are no factors",
      () => factorScores({} as never, answers),
      "wrong_type",
      "factors: expected the factors of learnFactors, got an object",
    ],
    [
      "another kind",
      () => factorScores({ kind: "x", items: [], factors: [] } as never, answers),
      "unknown_version",
      "factors: expected factors, version 1, got another kind or version",
    ],
    [
      "items that are no list",
      () => learnFactors(answers, { items: "q1" as never }),
      "wrong_type",
      "options.items: expected a list of names, got a string of 2 characters",
    ],
    [
      "an item twice",
      () => learnFactors(answers, { items: ["q1", "q1"] }),
      "duplicate",
      "options.items.1: expected a name once, got one twice",
    ],
    [
      "no item",
      () => learnFactors(answers, { items: [] }),
      "empty",
      "options.items: expected at least one column of numbers, got none",
    ],
    [
      "501 items",
      () => learnFactors([Object.fromEntries(Array.from({ length: 501 }, (_, i) => [`q${i}`, 1]))] as never),
      "too_large",
      "options.items: expected at most 500 items, got 501",
    ],
    [
      "a factor more than items",
      () => learnFactors(answers, { factors: 5 }),
      "out_of_range",
      "options.factors: expected a whole number from 1 to 4, got a positive integer",
    ],
    [
      "half a factor",
      () => learnFactors(answers, { factors: 1.5 }),
      "out_of_range",
      "options.factors: expected a whole number from 1 to 4, got a positive number",
    ],
    [
      "an option that is none",
      () => learnFactors(answers, { features: ["q1"] } as never),
      "unknown_name",
      "options.features: expected one of items, factors, keys, rotation, onInvalid, got another name",
    ],
    [
      "an unknown way with bad rows",
      () => learnFactors(answers, { onInvalid: "skip" as never }),
      "unknown_name",
      "options.onInvalid: expected one of throw, collect, got a string of 4 characters",
    ],
    [
      "a factor that is no text",
      () => learnFactors(answers, { factors: 1, keys: [7] as never }),
      "wrong_type",
      "options.keys.0: expected a key other than customerId, got a positive integer",
    ],
    [
      "an answer in words",
      () => learnFactors([...answers, { customerId: "fay", q1: "5", q2: 1, q3: 1, q4: 1 }] as never),
      "wrong_type",
      "answers.5.q1: expected a finite number, got a string of 1 character",
    ],
    [
      "nothing",
      () => factorScores(null as never, answers),
      "wrong_type",
      "factors: expected the factors of learnFactors, got null",
    ],
    [
      "no factors",
      () => factorScores({ items: [] } as never, answers),
      "wrong_type",
      "factors: expected the factors of learnFactors, got an object",
    ],
    [
      "no items",
      () => factorScores({ factors: [] } as never, answers),
      "wrong_type",
      "factors: expected the factors of learnFactors, got an object",
    ],
    [
      "another version",
      () => factorScores({ kind: "factors", version: 2, items: [], factors: [] } as never, answers),
      "unknown_version",
      "factors: expected factors, version 1, got another kind or version",
    ],
    [
      "a factor twice",
      () => factorScores(changed({}, { key: "factor-1" }), answers),
      "duplicate",
      "factors.factors.1.key: expected a key once, and not customerId, got one twice",
    ],
    [
      "a factor under the name of the id",
      () => factorScores(changed({ key: "customerId" }), answers),
      "duplicate",
      "factors.factors.0.key: expected a key once, and not customerId, got one twice",
    ],
    [
      "a loading too few",
      () => factorScores(changed({ loadings: [1] }), answers),
      "length_mismatch",
      "factors.factors.0.loadings: expected 4 numbers, an item each, got 1",
    ],
    [
      "a weight too many",
      () => factorScores(changed({}, { weights: [1, 2, 3, 4, 5] }), answers),
      "length_mismatch",
      "factors.factors.1.weights: expected 4 numbers, an item each, got 5",
    ],
    [
      "an option of scores that is none",
      () => factorScores(changed({}), answers, { items: [] } as never),
      "unknown_name",
      "options.items: expected one of onInvalid, got another name",
    ],
  ];
  test.each(cases)("%s", (_name, run, code, message) => {
    expect(run).toThrow(expect.objectContaining({ name: "ScoringError", code, message }));
  });
});
