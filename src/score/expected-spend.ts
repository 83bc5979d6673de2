import { GAMMA_GAMMA_NAMES } from "../clv/gamma-gamma/fit.ts";
import { gammaGammaExpectedSpend } from "../clv/gamma-gamma/kernel.ts";
import type { GammaGammaInput } from "../clv/gamma-gamma/predict.ts";
import { readModel } from "../clv/read-model.ts";
import type { SpendHistory } from "../clv/types.ts";
import { checkNumber } from "../core/check-options.ts";
import { readField } from "./read-field.ts";

/**
 * The expected value of a purchase of each customer, as `gammaGamma.expectedSpend` of the library gives it.
 *
 * @throws A {@link ScoringError} as models and rows are refused.
 */
export function expectedSpend(model: GammaGammaInput, rows: readonly SpendHistory[]): Float64Array {
  const frequency = readField(rows, "frequency");
  const means = readField(rows, "meanRepeatSpend");
  const [p = 0, q = 0, gamma = 0] = readModel(model, "gammaGamma", GAMMA_GAMMA_NAMES).parameters;
  return frequency.map((x, i) => {
    const mean = means[i] as number;
    if (!Number.isNaN(x)) checkNumber(x, ["rows", i, "frequency"], { min: 0, integer: true });
    const known = x === 0 || (x > 0 && mean > 0);
    return known ? gammaGammaExpectedSpend(p, q, gamma, x, mean) : Number.NaN;
  });
}
