/**
 * The assumption that Gamma-Gamma stands on: how much a customer spends says nothing of how often.
 *
 * @module
 */
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
  const plain = covariation(histories, (x) => x);
  const logs = covariation(histories, Math.log);
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

function covariation(
  { levels, starts, totals, weights, customers }: SpendHistories,
  scale: (value: number) => number,
): { correlation: number | null; slope: number | null; meanX: number } {
  let meanX = 0;
  let meanY = 0;
  let xx = 0;
  let yy = 0;
  let xy = 0;
  let seen = 0;
  for (let level = 0; level < levels.length; level += 1) {
    const frequency = levels[level] as number;
    for (let k = starts[level] as number; k < (starts[level + 1] as number); k += 1) {
      const w = weights === null ? 1 : (weights[k] as number);
      const x = scale(frequency);
      const y = scale((totals[k] as number) / frequency);
      seen += w;
      const dx = x - meanX;
      const dy = y - meanY;
      meanX += (dx * w) / seen;
      meanY += (dy * w) / seen;
      xx += w * dx * (x - meanX);
      yy += w * dy * (y - meanY);
      xy += w * dx * (y - meanY);
    }
  }
  const known = customers >= 3 && xx > 0 && yy > 0;
  return {
    correlation: known ? xy / Math.sqrt(xx * yy) : null,
    slope: known ? xy / xx : null,
    meanX,
  };
}
