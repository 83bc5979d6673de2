import { describe, expect, test } from "vitest";
import {
  betaDiscreteWeibull,
  bgBb,
  bgCnbdK,
  bgNbd,
  gammaGamma,
  mbgCnbdK,
  mbgNbd,
  nbd,
  paretoNbd,
  posterior,
  predictiveCheck,
  priorPredictiveCheck,
  shiftedBetaGeometric,
} from "../../src/clv/index.ts";

/** To six digits: what a platform's logarithm rounds otherwise is not another draw. */
function same(found: readonly (number | null)[], pinned: readonly (number | null)[]): void {
  expect(found.map((v) => v && Number(v.toPrecision(6)))).toEqual(
    pinned.map((v) => v && Number(v.toPrecision(6))),
  );
}

const sumOf = (column: ArrayLike<number | boolean>): number =>
  Array.from(column).reduce((sum: number, v) => sum + Number(v), 0);

describe("a seed gives the same customers in every version", () => {
  const four = { r: 0.9, alpha: 8, a: 0.8, b: 2.5 };
  test.each([
    ["BG/NBD", bgNbd, four, [913, 4853.80559, 247, 356, 894.960661]],
    ["MBG/NBD", mbgNbd, four, [776, 3892.7594, 212, 317, 712.172426]],
    ["Pareto/NBD", paretoNbd, { r: 0.9, alpha: 8, s: 0.6, beta: 20 }, [1100, 4745.51795, 237, 516, 804.0059]],
    ["NBD", nbd, { r: 0.9, alpha: 8 }, [1343, 6555.01545, 400, 906, 1111.97068]],
    ["BG/CNBD-k", bgCnbdK, { k: 2, ...four }, [458, 4242.39038, 311, 266, 862.142115]],
    ["MBG/CNBD-k", mbgCnbdK, { k: 2, ...four }, [385, 3720.97053, 258, 225, 763.064117]],
  ] as unknown as [string, typeof bgCnbdK, never, number[]][])("of %s", (_model, m, parameters, pinned) => {
    const { columns } = m.simulate({ parameters }, { customers: 400, age: 30, horizon: 20, seed: 7 });
    const { frequency, recency, alive, futurePurchases, sumLogGaps } = columns;
    same([frequency, recency, alive, futurePurchases, sumLogGaps].map(sumOf), pinned);
  });

  test("who give and who subscribe", () => {
    const donors = bgBb.simulate(
      { parameters: { alpha: 1.2, beta: 0.75, gamma: 0.66, delta: 2.8 } },
      { customers: 400, opportunities: 6, horizon: 3, seed: 7 },
    ).columns;
    same(
      [donors.frequency, donors.recency, donors.alive, donors.futurePurchases].map(sumOf),
      [927, 1178, 181, 302],
    );
    for (const [m, parameters, pinned] of [
      [shiftedBetaGeometric, { alpha: 0.7, beta: 1.2 }, [1493, 93]],
      [betaDiscreteWeibull, { alpha: 0.7, beta: 1.2, c: 1.5 }, [1235, 45]],
    ] as const) {
      const { tenure, active } = m.simulate({ parameters } as never, {
        customers: 400,
        periods: 8,
        seed: 7,
      }).columns;
      same([tenure, active].map(sumOf), pinned);
    }
  });
});

describe("a seed gives the same draws in every version", () => {
  const rows = nbd
    .simulate({ parameters: { r: 0.9, alpha: 8 } }, { customers: 120, age: 30, seed: 7 })
    .toRows()
    .map((row, i) => ({ ...row, meanRepeatSpend: row.frequency === 0 ? null : 10 + 7 * (i % 5) }));
  const drawn = { draws: 20, chains: 2, seed: 7 } as const;

  test.each([
    [
      "auto",
      nbd,
      rows,
      [
        0.799770097, 7.45142694, 0.866666667, 0.0378265495, 0.0000162010111, 0.0000015648189, 0, 168,
        -1160.99732,
      ],
    ],
    [
      "auto",
      mbgNbd,
      rows,
      [
        0.976058321, 8.33576282, 0.362906082, 20.408013, 0.75, 0.150238325, 0.0173522411, 0.00550014233, 0,
        516, -1162.19064,
      ],
    ],
    [
      "exact",
      mbgNbd,
      rows,
      [
        0.950598266,
        8.17542119,
        0.377368179,
        16.5436809,
        0.675,
        0.126973242,
        null,
        null,
        null,
        2042,
        -1162.08018,
      ],
    ],
    [
      "nuts",
      mbgNbd,
      rows,
      [0.944447988, 8.18059147, 0.214651952, 25.3329928, 0.774980549, null, null, null, null, 2432, null],
    ],
    [
      "laplace",
      mbgNbd,
      rows,
      [
        0.903423208,
        7.66008999,
        0.428532579,
        27.5098172,
        null,
        0.66397548,
        0.292869782,
        0.159647871,
        0,
        528,
        -1162.25896,
      ],
    ],
    [
      "auto",
      gammaGamma,
      rows,
      [
        10.1426598, 5.41219555, 15.9912705, 0.833333333, 0.336501671, 0.0149826113, 0.00961704805, 0, 426,
        -338.932639,
      ],
    ],
    [
      "nuts",
      shiftedBetaGeometric,
      [100, 70, 55, 47],
      [1.12462672, 3.06424075, 0.894258888, null, null, null, null, 1728, null],
    ],
  ] as const)("by the method %s (%#)", (method, model, data, pinned) => {
    const { summary, diagnostics } = posterior(model as typeof nbd, data as never, { ...drawn, method });
    const {
      acceptance,
      khat,
      approximationDeviation,
      approximationDistance,
      tailMass,
      evaluations,
      logEvidence,
    } = diagnostics;
    const means = Object.values(summary).map(({ mean }) => mean);
    same(
      [
        ...means,
        acceptance,
        khat,
        approximationDeviation,
        approximationDistance,
        tailMass,
        evaluations,
        logEvidence,
      ],
      pinned,
    );
  });

  test("of data sets", () => {
    const options = { replications: 20, seed: 7 };
    const model = posterior(mbgNbd, rows, { draws: 20, chains: 1, seed: 7 });
    const checks = [
      predictiveCheck(model, rows, options),
      priorPredictiveCheck(mbgNbd, rows, options),
      priorPredictiveCheck(paretoNbd, rows, options),
      priorPredictiveCheck(gammaGamma, rows, options),
      priorPredictiveCheck(shiftedBetaGeometric, [100, 70, 55, 47], options),
    ];
    same(
      checks.flatMap(({ statistics }) =>
        statistics.slice(0, 2).flatMap(({ mean, tailProbability }) => [mean, tailProbability]),
      ),
      [
        0.26625, 0.225, 0.174583333, 0.825, 0.56875, 0.75, 0.11125, 0.35, 0.485, 0.55, 0.0804166667, 0.15,
        7095280870, 0.75, 148.397924, 0.7, 0.4685, 0.25, 0.373, 0.25,
      ],
    );
  });
});
