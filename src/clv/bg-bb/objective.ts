/**
 * The log-likelihood of all customers under BG/BB with its gradient and Hessian. All arguments of gamma
 * functions are a parameter and a whole number, so that running sums serve for all of them.
 *
 * @module
 */
import { logSumExp } from "../../math/log-sum-exp.ts";
import { chainToLogs, type Objective } from "../../math/newton.ts";
import { roundingError } from "../../math/sums.ts";

/** Customers by history: equal ones are one cell. */
export interface Cells {
  readonly frequency: Float64Array;
  readonly recency: Float64Array;
  readonly opportunities: Float64Array;
  readonly weights: Float64Array;
  readonly customers: number;
}

/** For `start` and each whole `m`: the sums over `j < m` of `ln(start + j)`, `1 / (start + j)` and its square. */
interface Rises {
  readonly logs: Float64Array;
  readonly once: Float64Array;
  readonly twice: Float64Array;
}

function risesOf(start: number, most: number): Rises {
  const logs = new Float64Array(most + 1);
  const once = new Float64Array(most + 1);
  const twice = new Float64Array(most + 1);
  for (let j = 0; j < most; j += 1) {
    const inverse = 1 / (start + j);
    logs[j + 1] = (logs[j] as number) + Math.log(start + j);
    once[j + 1] = (once[j] as number) + inverse;
    twice[j + 1] = (twice[j] as number) + inverse * inverse;
  }
  return { logs, once, twice };
}

/** Parameters, and so the size of the gradient. */
const SIZE = 4;

/** The objective of a fit, by `[alpha, beta, gamma, delta]`. */
export function bgBbObjective(cells: Cells): Objective {
  const most = cells.opportunities.reduce((top, n) => Math.max(top, n), 0);
  const terms = new Float64Array(most + 1);
  const slopes = new Float64Array(SIZE);
  const curves = new Float64Array(SIZE * SIZE);
  const own = new Float64Array(SIZE);
  return (parameters, gradient, hessian) => {
    const [alpha, beta, gamma, delta] = parameters as unknown as [number, number, number, number];
    const a = risesOf(alpha, most);
    const b = risesOf(beta, most);
    const ab = risesOf(alpha + beta, most);
    const d = risesOf(delta, most);
    const cd = risesOf(gamma + delta, most + 1);
    const logGamma = Math.log(gamma);
    gradient.fill(0);
    hessian.fill(0);
    let value = 0;
    let rest = 0;
    for (let c = 0; c < cells.weights.length; c += 1) {
      const x = cells.frequency[c] as number;
      const tx = cells.recency[c] as number;
      const n = cells.opportunities[c] as number;
      const weight = cells.weights[c] as number;
      // term `i` is silence through opportunity `tx + i`, and leaving then; the last one is being alive at `n`
      const ways = n - tx + 1;
      for (let i = 0; i < ways; i += 1) {
        const m = tx + i;
        const left = i < ways - 1 ? 1 : 0;
        terms[i] =
          at(a.logs, x) +
          at(b.logs, m - x) -
          at(ab.logs, m) +
          left * logGamma +
          at(d.logs, m) -
          at(cd.logs, m + left);
      }
      const total = logSumExp(terms.subarray(0, ways));
      slopes.fill(0);
      curves.fill(0);
      for (let i = 0; i < ways; i += 1) {
        const m = tx + i;
        const left = i < ways - 1 ? 1 : 0;
        const share = Math.exp((terms[i] as number) - total);
        own[0] = at(a.once, x) - at(ab.once, m);
        own[1] = at(b.once, m - x) - at(ab.once, m);
        own[2] = left / gamma - at(cd.once, m + left);
        own[3] = at(d.once, m) - at(cd.once, m + left);
        addOuter(curves, slopes, own, share);
        const bought = share * at(ab.twice, m);
        const lived = share * at(cd.twice, m + left);
        add(curves, 0, bought - share * at(a.twice, x));
        add(curves, 1, bought);
        add(curves, 5, bought - share * at(b.twice, m - x));
        add(curves, 10, lived - (share * left) / gamma / gamma);
        add(curves, 11, lived);
        add(curves, 15, lived - share * at(d.twice, m));
      }
      const term = weight * total;
      rest += roundingError(value, term);
      value += term;
      addOuter(curves, null, slopes, -1);
      for (let i = 0; i < SIZE; i += 1) add(gradient, i, weight * (slopes[i] as number));
      for (let k = 0; k < curves.length; k += 1) add(hessian, k, weight * (curves[k] as number));
    }
    for (let i = 1; i < SIZE; i += 1) {
      for (let j = 0; j < i; j += 1) hessian[i * SIZE + j] = hessian[j * SIZE + i] as number;
    }
    chainToLogs(parameters, gradient, hessian, [true, true, true, true]);
    return value + rest;
  };
}

/** Adds `share` times the products of slopes to the upper half of `curves`, and the slopes to `sum`. */
function addOuter(curves: Float64Array, sum: Float64Array | null, own: Float64Array, share: number): void {
  for (let i = 0; i < SIZE; i += 1) {
    const slope = share * (own[i] as number);
    if (sum !== null) add(sum, i, slope);
    for (let j = i; j < SIZE; j += 1) add(curves, i * SIZE + j, slope * (own[j] as number));
  }
}

function at(values: Float64Array, i: number): number {
  return values[i] as number;
}

function add(into: Float64Array, i: number, amount: number): void {
  into[i] = (into[i] as number) + amount;
}
