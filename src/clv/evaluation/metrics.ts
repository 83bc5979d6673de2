/**
 * How well expected counts agree with what happened.
 *
 * @module
 */

/** Agreement of a forecast with what customers then bought. */
export interface ForecastErrors {
  /** Expected purchases of all. */
  readonly expected: number;
  /** Their actual purchases. */
  readonly actual: number;
  /** Mean of expected less actual: above 0 is too hopeful. */
  readonly bias: number;
  /** Mean absolute error a customer. */
  readonly mae: number;
  /** Root of the mean squared error. */
  readonly rmse: number;
  /**
   * How well the forecast ranks customers: the Gini coefficient of actual purchases in the order of the
   * forecast, over that of the perfect order; 1 is perfect, 0 is chance. Null where nobody bought.
   */
  readonly gini: number | null;
  /** Purchases of the tenth with the highest forecast, over those of an average tenth; null likewise. */
  readonly topDecileLift: number | null;
}

/** The errors of a forecast. Rows where it is not known are left out. */
export function forecastErrors(expected: Float64Array, actual: Float64Array): ForecastErrors {
  let sumExpected = 0;
  let sumActual = 0;
  let absolute = 0;
  let squared = 0;
  const rows: number[] = [];
  for (let i = 0; i < expected.length; i += 1) {
    const e = expected[i] as number;
    const a = actual[i] as number;
    if (Number.isNaN(e) || Number.isNaN(a)) continue;
    rows.push(i);
    sumExpected += e;
    sumActual += a;
    absolute += Math.abs(e - a);
    squared += (e - a) ** 2;
  }
  const n = rows.length;
  const perfect = orderedGini(rows, actual, actual);
  const own = orderedGini(rows, expected, actual);
  return {
    expected: sumExpected,
    actual: sumActual,
    bias: (sumExpected - sumActual) / n,
    mae: absolute / n,
    rmse: Math.sqrt(squared / n),
    gini: sumActual > 0 && perfect > 0 ? own / perfect : null,
    topDecileLift: sumActual > 0 ? lift(rows, expected, actual) / (sumActual / n) : null,
  };
}

/** Gini coefficient of `values` in ascending order of `scores`; equal scores share their values evenly. */
function orderedGini(rows: readonly number[], scores: Float64Array, values: Float64Array): number {
  const order = Int32Array.from(rows).sort((i, j) => (scores[i] as number) - (scores[j] as number));
  const n = order.length;
  let weighted = 0;
  let total = 0;
  for (let from = 0; from < n; ) {
    let to = from;
    let sum = 0;
    while (to < n && scores[order[to] as number] === scores[order[from] as number]) {
      sum += values[order[to] as number] as number;
      to += 1;
    }
    weighted += sum * (from + to); // twice the mean place, from 1
    total += sum;
    from = to;
  }
  return total > 0 ? weighted / (n * total) - 1 : 0;
}

/** Mean of `actual` over the tenth with the highest scores; the customers at its edge share their values. */
function lift(rows: readonly number[], scores: Float64Array, actual: Float64Array): number {
  const order = Int32Array.from(rows).sort((i, j) => (scores[j] as number) - (scores[i] as number));
  const size = Math.max(1, Math.round(order.length / 10));
  const edge = scores[order[size - 1] as number] as number;
  let above = 0;
  let sum = 0;
  let tied = 0;
  let tiedSum = 0;
  for (const i of order) {
    const score = scores[i] as number;
    if (score > edge) {
      above += 1;
      sum += actual[i] as number;
    } else if (score === edge) {
      tied += 1;
      tiedSum += actual[i] as number;
    } else break;
  }
  return (sum + (tiedSum * (size - above)) / tied) / size;
}
