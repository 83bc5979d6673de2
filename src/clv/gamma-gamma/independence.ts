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
  /** The same of their ranks-like logarithms, on which a few large customers weigh less; null likewise. */
  readonly logCorrelation: number | null;
  /** Whether the logarithms correlate by more than 0.1 and more than chance alone would explain. */
  readonly independent: boolean;
}

/** A correlation below this is of no practical weight, however certain. */
const NEGLIGIBLE = 0.1;

/** Standard errors of Fisher's transform that chance seldom exceeds: 99.9 %. */
const CHANCE = 3.29;

/**
 * Correlates frequency with mean spend over the customers of a fit.
 *
 * @see Fader, Hardie and Lee (2005), Journal of Marketing Research 42(4), on CDNOW: 0.06, 0.08 of the logarithms.
 */
export function checkIndependence(histories: SpendHistories): IndependenceCheck {
  const plain = correlation(histories, (x) => x);
  const logs = correlation(histories, Math.log);
  const certain =
    logs !== null &&
    Math.abs(Math.atanh(Math.min(0.999999, Math.abs(logs)))) *
      Math.sqrt(Math.max(0, histories.customers - 3)) >
      CHANCE;
  return {
    correlation: plain,
    logCorrelation: logs,
    independent: !(certain && Math.abs(logs) > NEGLIGIBLE),
  };
}

function correlation(
  { levels, starts, totals, weights, customers }: SpendHistories,
  scale: (value: number) => number,
): number | null {
  if (customers < 3) return null;
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
  return xx > 0 && yy > 0 ? xy / Math.sqrt(xx * yy) : null;
}
