/**
 * Predictions of models whose parameters are given: equal row by row.
 *
 * @module
 */
import { bgNbd, lifetimeValue, paretoNbd } from "../../../src/clv/index.ts";
import type { Found, Subject } from "../harness/subject.ts";
import { rowsOf } from "./clv-fits.ts";

/** Parameters that ours and the peers predict with. */
export const GIVEN = {
  bgNbd: { r: 0.57, alpha: 2.52, a: 0.74, b: 11.6 },
  paretoNbd: { r: 0.78, alpha: 3.67, s: 0.56, beta: 34.9 },
  gammaGamma: { p: 6.25, q: 3.74, gamma: 15.44 },
} as const;

/** Per month. */
export const MONTHLY_RATE = 0.01;

const YEAR = 52;

export const bgNbdYear: Subject = (folder) => {
  const rows = rowsOf(folder);
  const model = { parameters: GIVEN.bgNbd };
  return trialOf(() => ({
    alive: bgNbd.probabilityAlive(model, rows),
    expected: bgNbd.expectedPurchases(model, rows, { horizon: YEAR }),
  }));
};

export const paretoNbdYear: Subject = (folder) => {
  const rows = rowsOf(folder);
  const model = { parameters: GIVEN.paretoNbd };
  return trialOf(() => ({
    alive: paretoNbd.probabilityAlive(model, rows),
    expected: paretoNbd.expectedPurchases(model, rows, { horizon: YEAR }),
  }));
};

export const twelveMonths: Subject = (folder) => {
  const rows = rowsOf(folder);
  const purchases = { kind: "bgNbd", parameters: GIVEN.bgNbd, timeUnit: "week" } as const;
  const spend = { kind: "gammaGamma", parameters: GIVEN.gammaGamma } as const;
  return trialOf(() => {
    const values = lifetimeValue({ purchases, spend }, rows, {
      horizon: { months: 12 },
      discountRate: (1 + MONTHLY_RATE) ** 12 - 1,
    });
    return { clv: values.columns.clv };
  });
};

function trialOf(run: () => Found) {
  let found: Found = {};
  return {
    run: () => {
      found = run();
    },
    found: () => found,
  };
}
