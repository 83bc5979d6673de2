import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { factorScores, learnFactors } from "../../../src/segmentation/index.ts";

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
      "options.keys: expected a list of keys, got a string of 1 characters",
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
      "answers.columns.q: expected numbers (k-prototypes takes texts too), got a column of something else",
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
  ];
  test.each(cases)("%s", (_name, run, code, message) => {
    expect(run).toThrow(expect.objectContaining({ name: "ScoringError", code, message }));
  });
});
