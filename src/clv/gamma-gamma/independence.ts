/**
 * The assumption that Gamma-Gamma stands on: how much a customer spends says nothing of how often.
 *
 * @module
 */
import { sumOf } from "../../math/sums.ts";
import type { SpendHistories } from "./objective.ts";

/** Whether frequency and spend go together. */
export interface IndependenceCheck {
  /** Pearson's correlation of frequency and mean spend; null with fewer than three customers or no variation. */
  readonly correlation: number | null;
  /** The same of their logarithms, on which a few large customers weigh less; null likewise. */
  readonly logCorrelation: number | null;
  /**
   * By how many percent spend rises with one percent more purchases: the slope of the logarithms; null
   * likewise.
   */
  readonly elasticity: number | null;
  /** Mean logarithm of the frequency, where the slope turns. */
  readonly meanLogFrequency: number;
  /** False where the logarithms correlate by more than 0.3, and by more than chance explains. */
  readonly independent: boolean;
}

/** A correlation below this explains less than a tenth of what varies. */
const NEGLIGIBLE = 0.3;

/** Standard errors of Fisher's transform that chance seldom exceeds: 99.9 %. */
const CHANCE = 3.29;

/**
 * Correlates frequency with mean spend over the customers of a fit.
 *
 * @see Fader, Hardie and Lee (2005), RFM and CLV, Journal of Marketing Research 42(4), who find 0.11 on CDNOW
 * and judge it of no practical weight.
 */
export function checkIndependence(histories: SpendHistories): IndependenceCheck {
  const { levels, levelWeights, logTotals, squaredLogs, means, squaredMeans } = histories;
  const logLevels = levels.map(Math.log);
  const sumsOfLogs = logTotals.map((sum, i) => sum - (levelWeights[i] as number) * (logLevels[i] as number));
  const plain = covariation(levels, levelWeights, means, squaredMeans);
  const logs = covariation(logLevels, levelWeights, sumsOfLogs, squaredLogs);
  const strength = logs.correlation === null ? 0 : Math.abs(logs.correlation);
  const errors = Math.atanh(Math.min(0.999999, strength)) * Math.sqrt(Math.max(0, histories.customers - 3));
  return {
    correlation: plain.correlation,
    logCorrelation: logs.correlation,
    elasticity: logs.slope,
    meanLogFrequency: logs.meanX,
    independent: !(strength > NEGLIGIBLE && errors > CHANCE),
  };
}

/** Of customers in levels that share `xs`, from the sums of `y` and of its squares in each. */
function covariation(
  xs: Float64Array,
  weights: Float64Array,
  sums: Float64Array,
  squares: Float64Array,
): { correlation: number | null; slope: number | null; meanX: number } {
  const total = sumOf(weights);
  const meanX = sumOf(xs.map((x, i) => x * (weights[i] as number))) / total;
  const meanY = sumOf(sums) / total;
  let xx = 0;
  let yy = 0;
  let xy = 0;
  for (let i = 0; i < xs.length; i += 1) {
    const w = weights[i] as number;
    const dx = (xs[i] as number) - meanX;
    xx += w * dx * dx;
    xy += dx * ((sums[i] as number) - w * meanY);
    yy += (squares[i] as number) - 2 * meanY * (sums[i] as number) + w * meanY * meanY;
  }
  // what rounding leaves of no variation at all is none
  const varies = xx > 0 && yy > 1e-12 * sumOf(squares);
  const known = total >= 3 && varies;
  return { correlation: known ? xy / Math.sqrt(xx * yy) : null, slope: known ? xy / xx : null, meanX };
}
