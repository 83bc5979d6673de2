/**
 * The log-likelihood of all customers under Gamma-Gamma with its gradient and Hessian: one product and one
 * reciprocal a customer, special functions once a frequency.
 *
 * @module
 */
import { digamma, trigamma } from "../../math/digamma.ts";
import { lbeta } from "../../math/lbeta.ts";
import { chainToLogs, type Objective } from "../../math/newton.ts";

/** Spend of customers, ordered by the number of repeat purchases. */
export interface SpendHistories {
  /** Number of customers: rows, or the sum of their weights. */
  readonly customers: number;
  /** The frequencies that occur, in rising order. */
  readonly levels: Float64Array;
  /** Rows of level `i` are `starts[i]` to `starts[i + 1]`. */
  readonly starts: Int32Array;
  /** Customers of each level. */
  readonly levelWeights: Float64Array;
  /** Total repeat spend of each row, the frequency times the mean. */
  readonly totals: Float64Array;
  /** Sum of the logarithms of these totals in each level. */
  readonly logTotals: Float64Array;
  /** Sum of the squares of the logarithms of the means in each level. */
  readonly squaredLogs: Float64Array;
  /** Sum of the means in each level. */
  readonly means: Float64Array;
  /** Sum of the squares of the means in each level. */
  readonly squaredMeans: Float64Array;
  /** Weight of each row; null for one each. */
  readonly weights: Float64Array | null;
  /** Mean of the mean repeat spends: the scale of money. */
  readonly meanSpend: number;
}

/** A factor above this has its logarithm taken at once; a product above its square root, too. */
const LARGE_PRODUCT = 1e200;

/** The objective of a fit, by `[p, q, gamma]`. */
export function gammaGammaObjective(histories: SpendHistories): Objective {
  const { levels, levelWeights, logTotals } = histories;
  const sums = new Float64Array(3);
  return (parameters, gradient, hessian) => {
    const p = parameters[0] as number;
    const q = parameters[1] as number;
    const gamma = parameters[2] as number;
    const logGamma = Math.log(gamma);
    const digammaQ = digamma(q);
    const trigammaQ = trigamma(q);
    let value = 0;
    gradient.fill(0);
    hessian.fill(0);
    for (let level = 0; level < levels.length; level += 1) {
      const x = levels[level] as number;
      const w = levelWeights[level] as number;
      const shape = p * x;
      const all = shape + q;
      sumRows(histories, level, gamma, sums);
      const logs = sums[0] as number; // of 1 + total / gamma
      const shares = sums[1] as number; // of total / (gamma + total)
      const ratios = (logTotals[level] as number) - w * logGamma;
      const digammaAll = digamma(all);
      const trigammaAll = trigamma(all);
      // less the sum of ln(mean), which is ln(total) - ln(x)
      value +=
        shape * ratios - w * lbeta(shape, q) - all * logs - (logTotals[level] as number) + w * Math.log(x);
      add(gradient, 0, x * (w * (digammaAll - digamma(shape)) + ratios - logs));
      add(gradient, 1, w * (digammaAll - digammaQ) - logs);
      add(gradient, 2, all * shares - w * shape);
      add(hessian, 0, w * x * x * (trigammaAll - trigamma(shape)));
      add(hessian, 1, w * x * trigammaAll);
      add(hessian, 2, x * (shares - w));
      add(hessian, 4, w * (trigammaAll - trigammaQ));
      add(hessian, 5, shares);
      add(hessian, 8, -all * (sums[2] as number));
    }
    hessian[3] = hessian[1] as number;
    hessian[6] = hessian[2] as number;
    hessian[7] = hessian[5] as number;
    chainToLogs(parameters, gradient, hessian, [true, true, false]);
    return value;
  };
}

/** Sums of `ln(1 + total / gamma)`, of `share = total / (gamma + total)` and of `share (1 - share)`. */
function sumRows(
  { starts, totals, weights }: SpendHistories,
  level: number,
  gamma: number,
  sums: Float64Array,
): void {
  const end = starts[level + 1] as number;
  let logs = 0;
  let product = 1;
  let shares = 0;
  let spreads = 0;
  const perGamma = 1 / gamma;
  for (let k = starts[level] as number; k < end; k += 1) {
    const ratio = (totals[k] as number) * perGamma;
    const rest = 1 / (1 + ratio);
    const share = ratio * rest;
    const w = weights === null ? 1 : (weights[k] as number);
    shares += w * share;
    spreads += w * share * rest;
    if (weights === null && ratio < LARGE_PRODUCT) {
      product *= 1 + ratio;
      if (product > 1e100) {
        logs += Math.log(product);
        product = 1;
      }
    } else {
      logs += w * Math.log1p(ratio);
    }
  }
  sums[0] = logs + Math.log(product);
  sums[1] = shares;
  sums[2] = spreads;
}

function add(into: Float64Array, i: number, amount: number): void {
  into[i] = (into[i] as number) + amount;
}
