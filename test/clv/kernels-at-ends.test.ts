import { describe, expect, test } from "vitest";
import { weibullElasticity } from "../../src/clv/beta-discrete-weibull/elasticity.ts";
import { type BgBbVector, bgBbCount, bgBbExpected } from "../../src/clv/bg-bb/kernel.ts";
import { expectedWhileAlive, survivalWhileAlive } from "../../src/clv/bg-nbd/expected-purchases.ts";
import { cnbdDiscounted, cnbdWaiting } from "../../src/clv/cnbd-k/ahead.ts";
import { cnbdLogLikelihood } from "../../src/clv/cnbd-k/likelihood.ts";
import { cnbdObjective, gapsPart } from "../../src/clv/cnbd-k/objective.ts";
import { layOutHistories } from "../../src/clv/fitting/histories.ts";
import { bgNbd, mbgCnbdK, mbgNbd, paretoNbd, shiftedBetaGeometric } from "../../src/clv/index.ts";
import { logDecayIntegral } from "../../src/clv/pareto-nbd/decay-integral.ts";
import { paretoLogLikelihood } from "../../src/clv/pareto-nbd/likelihood.ts";
import { paretoLogLikelihoodSum } from "../../src/clv/pareto-nbd/log-likelihood-sum.ts";
import {
  paretoAnyPurchase,
  paretoDiscountedWhileAlive,
  paretoPurchaseCount,
} from "../../src/clv/pareto-nbd/purchases.ts";
import { paretoWaitingTime } from "../../src/clv/pareto-nbd/waiting-time.ts";

const near = (value: number, other: number, within = 1e-12) =>
  expect(Math.abs(value - other)).toBeLessThanOrEqual(within * Math.abs(other));

describe("Pareto/NBD", () => {
  test("within no time nobody buys", () => {
    expect(paretoAnyPurchase(0, 0.5, 10, 0.6, 12)).toBe(0);
    expect(paretoWaitingTime(0, 0.5, 10, 0.6, 12)).toBe(0);
    expect([0, 1e-251].map((t) => paretoPurchaseCount(0, t, 0.5, 10, 0.6, 12))).toEqual([1, 1]);
    expect([0, 1e-251].map((t) => paretoPurchaseCount(2, t, 0.5, 10, 0.6, 12))).toEqual([0, 0]);
  });

  test("without discounting the future is finite only where customers leave fast enough", () => {
    expect(paretoDiscountedWhileAlive(0, 0.5, 10, 1, 12)).toBe(Number.POSITIVE_INFINITY);
    near(paretoDiscountedWhileAlive(0, 0.5, 10, 1.5, 12), (0.5 / 10) * (12 / 0.5));
    near(paretoDiscountedWhileAlive(1e-14, 0.5, 10, 2.5, 12), (0.5 / 10) * (12 / 1.5), 1e-9);
  });

  test.each([
    [0.5, 0.5, 10, 0.6, 12],
    [0.3, 1e-3, 10, 0.01, 12],
    [0.9, 40, 10, 0.6, 1e4],
    [1e-9, 2, 10, 3, 12],
    [0.24, 0.01, 1, 1e-3, 1e-3],
  ])("by the time of waiting %d of the customers have bought (%#)", (share, shape, A, s, B) => {
    const ever = paretoAnyPurchase(Number.POSITIVE_INFINITY, shape, A, s, B);
    const chance = share * ever;
    near(paretoAnyPurchase(paretoWaitingTime(chance, shape, A, s, B), shape, A, s, B), chance, 1e-11);
    expect(paretoWaitingTime(ever, shape, A, s, B)).toBeNaN();
  });

  test("an integral whose peak is at its end is that of the midpoint rule", () => {
    for (const [A, p, B, q, length] of [
      [10, 0.01, 12, 0.02, 3],
      [12, 0.02, 10, 0.01, 3],
      [1, 0.1, 50, 0.5, 20],
    ] as const) {
      let sum = 0;
      const steps = 20_000;
      for (let i = 0; i < steps; i += 1) {
        const y = ((i + 0.5) * length) / steps;
        sum += (1 + y / A) ** -p * (1 + y / B) ** -q;
      }
      near(Math.exp(logDecayIntegral(A, p, B, q, length)), (sum * length) / steps, 1e-8);
    }
  });

  test("the likelihood of weighted customers is the weighted sum of theirs, by panels and by quadrature", () => {
    const parameters = Float64Array.of(0.6, 10, 0.5, 12);
    for (const length of [30, 400]) {
      const frequency = Float64Array.from({ length }, (_, i) => i % 3);
      // days for panels, and times on no lattice for the quadrature
      const age = frequency.map((_, i) => (length === 400 ? (20 + (i % 15)) / 7 : 3 + Math.sqrt(i)));
      const recency = frequency.map((x, i) => (x === 0 ? 0 : (i % 20) / 7));
      const weight = frequency.map((_, i) => (i % 4) / 2);
      let sum = 0;
      let plain = 0;
      frequency.forEach((x, i) => {
        const own = paretoLogLikelihood(0.6, 10, 0.5, 12, x, recency[i] as number, age[i] as number);
        sum += (weight[i] as number) * own;
        plain += own;
      });
      const columns = { frequency, recency, age };
      near(paretoLogLikelihoodSum(layOutHistories({ ...columns, weight }))(parameters), sum);
      near(paretoLogLikelihoodSum(layOutHistories({ ...columns, weight: null }))(parameters), plain);
    }
  });
});

describe("BG/NBD", () => {
  test("within next to no time everybody stays, and buys in proportion to it", () => {
    expect(survivalWhileAlive(1e-151, 0.5, 0.8, 2.4)).toBe(1);
    near(survivalWhileAlive(1e-12, 0.5, 0.8, 2.4), 1);
    near(expectedWhileAlive(1e-151, 0.5, 0.8, 2.4), 0.5e-151);
  });
});

test("customers who all but surely leave at once are answered for, however long the horizon", () => {
  // by the closed form in 2F1, to 60 digits
  const early = { r: 0.000012781702448132712, alpha: 0.01390882483773289, a: 592.548953960163 };
  near(
    bgNbd.expectedPurchasesNewCustomer(
      { parameters: { ...early, b: 0.0000014845192315783422 } },
      { horizon: 9.82898642008323 },
    ),
    0.00008386977995844289,
  );
  const { r, alpha, a } = { r: 0.0012683209035030255, alpha: 0.9425631752179828, a: 87.22085973549888 };
  const [expected] = bgNbd.expectedPurchases(
    { parameters: { r, alpha, a, b: 0.004847880046702528 } },
    [{ frequency: 0, recency: 0, age: 0.31575785925214217 }],
    { horizon: 2113.937054038399 },
  );
  near(expected as number, 0.009376203957735698);
  const late = { r: 0.004896838964404135, alpha: 0.8446053770020168, a: 0.32181358878422966 };
  const [alive] = bgNbd.probabilityAlive(
    { parameters: { ...late, b: 3.7235325107984846e-9 } },
    [{ frequency: 0, recency: 0, age: 32577.69914561686 }],
    { after: 15171489.533556009 },
  );
  near(alive as number, 0.9703539969587789);
});

describe("Pareto/NBD in odd units", () => {
  test.each([
    [1.1e28, 1.36e8, 4.86e-24, 3.25e-12, 1.5e-5],
    [8.1e14, 4.3e6, 1.5e8, 0.156, 0.809],
    [0.4, 3e-20, 0.2, 1e-12, 1e-11],
  ])("the next purchase of r %d, alpha %d, s %d, beta %d comes when it is due", (r, alpha, s, beta, age) => {
    const model = { parameters: { r, alpha, s, beta } };
    const rows = [{ frequency: 1e6, recency: age, age }];
    const [wait] = paretoNbd.nextPurchase(model, rows, { probability: 0.3 });
    near(paretoNbd.noPurchaseProbability(model, rows, { horizon: wait as number })[0] as number, 0.7, 1e-9);
    // the chance to buy at all is no less, further away than anything
    const ever = (t: number) => paretoAnyPurchase(t, r + 1e6, alpha + age, s, beta + age);
    near(ever(1e290), ever(1e12), 1e-9);
    near(ever(Number.POSITIVE_INFINITY), ever(1e12), 1e-9);
  });
});

describe("BG/BB", () => {
  test("counts of customers who hardly ever buy add up to 1, however unlikely the first", () => {
    const rare: BgBbVector = [2, 0.01, 0.5, 1e-3];
    for (const ahead of [30, 600]) {
      let total = 0;
      for (let n = 0; n <= ahead; n += 1) total += bgBbCount(rare, 0, 0, n, ahead);
      near(total, 1, 1e-10);
    }
    // peaks that are more than a double holds above the first term
    const even: BgBbVector = [1000, 1000, 1e-3, 1];
    let mass = 0;
    for (let n = 0; n <= 2200; n += 1) mass += bgBbCount(even, 0, 0, n, 2200);
    near(mass, 1, 1e-9);
    // all but certain to buy: the terms rise by more than a double holds
    const likely: BgBbVector = [900, 100, 1e-3, 1];
    let mean = 0;
    for (let n = 0; n <= 800; n += 1) mean += n * bgBbCount(likely, 0, 0, n, 800);
    near(mean, bgBbExpected(likely, 0, 0, 800), 1e-9);
  });
});

describe("regular buyers", () => {
  const at = { k: 2, stage: 1, shape: 0.9, a: 0.7, b: 2.2 };

  test("a discount that leaves nothing leaves no purchases", () => {
    expect(cnbdDiscounted(at, 0)).toBe(Number.POSITIVE_INFINITY);
    expect(cnbdDiscounted({ ...at, k: 100, stage: 0 }, 1e300)).toBe(0);
    expect(cnbdDiscounted(at, 1e12)).toBeLessThan(1e-6);
    expect(cnbdWaiting(Float64Array.of(1), 0.9, 0)).toBe(0);
  });

  test("of a large shape the discounted purchases are those of customers alike", () => {
    // shape / scale purchases' stages per time for all: of a geometric series with a chance to stay
    const shape = 4e5;
    const v = 1 / 1.1; // of one stage: rate / (rate + discount)
    let sum = 0;
    let stays = 1;
    for (let j = 1; j < 2000; j += 1) {
      sum += stays * v ** j;
      stays *= (2.2 + j - 1) / (0.7 + 2.2 + j - 1);
    }
    near(cnbdDiscounted({ k: 1, stage: 0, shape, a: 0.7, b: 2.2 }, 0.1 * shape), sum, 1e-4);
  });

  test("whoever has left for certain adds the likelihood of having left, and finite slopes", () => {
    const p = Float64Array.of(2, 1e-3, 0.7, 2.2);
    const gradient = new Float64Array(4);
    const hessian = new Float64Array(16);
    const columns = { frequency: [400], recency: [4], age: [1e9], weight: null };
    const value = cnbdObjective(2, 1, columns)(p, gradient, hessian) + gapsPart(2, 3, 400);
    near(value, cnbdLogLikelihood(1, [2, ...p] as never, 400, 4, 1e9, 3), 1e-11);
    expect([...gradient, ...hessian].every(Number.isFinite)).toBe(true);
    const gone = [{ frequency: 400, recency: 4, age: 1e9 }];
    const model = { parameters: { k: 2, r: 2, alpha: 1e-3, a: 0.7, b: 2.2 } };
    expect(mbgCnbdK.probabilityAlive(model, gone)).toEqual(Float64Array.of(0));
    expect(mbgCnbdK.noPurchaseProbability(model, gone, { horizon: 1 })).toEqual(Float64Array.of(1));
  });
});

describe("subscribers", () => {
  test("whose clock is even are those of the shifted-beta-geometric model, however slowly they leave", () => {
    for (const alpha of [1.02, 1.5, 4]) {
      const model = { parameters: { alpha, beta: 1.2 } };
      const closed = shiftedBetaGeometric.retentionElasticity(model, 1, { discountRate: 0 });
      near(weibullElasticity([alpha, 1.2, 1], 0, 0), closed, 1e-10);
    }
  });

  test("near where no elasticity is finite, it is inverse to how far that is", () => {
    for (const c of [0.1, 0.5]) {
      const at = (over: number) => over * weibullElasticity([(1 + over) / c, 1.2, c], 3, 0);
      near(at(1e-6), at(2e-6), 1e-4);
    }
    expect(weibullElasticity([2, 1.2, 0.5], 3, 0)).toBe(Number.POSITIVE_INFINITY);
  });

  test("a slow clock without discounting has an elasticity between those of rates beside it", () => {
    const none = weibullElasticity([4, 1.2, 0.6], 2, 0);
    expect(weibullElasticity([4, 1.2, 0.6], 2, 1e-7)).toBeLessThan(none);
    near(weibullElasticity([4, 1.2, 0.6], 2, 1e-7), none, 0.01);
  });
});

test("P(alive) of a customer who bought to the end, over all models of leaving", () => {
  const row = [{ frequency: 3, recency: 9, age: 9 }];
  expect(paretoNbd.probabilityAlive({ parameters: { r: 1, alpha: 1, s: 1, beta: 1 } }, row)[0]).toBe(1);
  near(
    mbgNbd.probabilityAlive({ parameters: { r: 1, alpha: 1, a: 1, b: 2 } }, row)[0] as number,
    1 / (1 + 1 / 5),
  );
});
