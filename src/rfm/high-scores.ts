import { scoresOfCell } from "./cell-book.ts";
import { isClassMap } from "./check-map.ts";
import type { RfmCuts } from "./types.ts";

/**
 * The least score that is high in R, F and M, for maps of classes: the first above the mean or median
 * score of the base, or what the policy says. Undefined for maps of scores.
 */
export function highScores(cuts: RfmCuts, cellCounts: Float64Array): RfmCuts["high"] {
  if (!isClassMap(cuts.map)) return undefined;
  const { high } = cuts.policy;
  if (typeof high === "object") return high;
  const least = (dimension: "r" | "f" | "m"): number => {
    const bins = cuts.policy.bins[dimension];
    if (bins === 2) return 2;
    const counts = new Float64Array(bins + 1);
    cellCounts.forEach((count, cell) => {
      const score = scoresOfCell(cell, cuts.policy)[dimension] as number;
      counts[score] = (counts[score] as number) + count;
    });
    return Math.floor(high === "mean" ? meanScore(counts) : medianScore(counts)) + 1;
  };
  return { r: least("r"), f: least("f"), m: least("m") };
}

/** Of nobody, the middle of the scale. */
function meanScore(counts: Float64Array): number {
  let sum = 0;
  let total = 0;
  counts.forEach((count, score) => {
    sum += count * score;
    total += count;
  });
  return total === 0 ? counts.length / 2 : sum / total;
}

/** The score in the middle, or the mean of the two in the middle. */
function medianScore(counts: Float64Array): number {
  const total = counts.reduce((sum, count) => sum + count, 0);
  const at = (rank: number): number => {
    let through = 0;
    return counts.findIndex((count) => {
      through += count;
      return through > rank;
    });
  };
  if (total === 0) return counts.length / 2;
  return (at(Math.floor((total - 1) / 2)) + at(Math.floor(total / 2))) / 2;
}
