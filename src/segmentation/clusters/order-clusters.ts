import { assignLeastCost } from "../../math/assignment.ts";
import type { Fitted } from "./fit-clusters.ts";
import type { Clusters } from "./types.ts";

/** The clusters in a stable order: `order[place]` is the number that the fit gave. */
export function orderByCentre(fitted: Fitted, k: number, width: number, first: number): readonly number[] {
  const { centres } = fitted;
  const features = [first, ...Array.from({ length: width }, (_, j) => j).filter((j) => j !== first)];
  return Array.from({ length: k }, (_, c) => c).sort((a, b) => {
    for (const j of features) {
      const difference = (centres[b * width + j] as number) - (centres[a * width + j] as number);
      if (difference !== 0) return difference;
    }
    return a - b;
  });
}

/**
 * Keys that continue those of an earlier run: clusters are paired so that the squared distances between
 * old and new centres sum to the least. A cluster without a pair takes the next free number.
 */
export function continueKeys(
  previous: Clusters,
  centres: Float64Array,
  order: readonly number[],
): readonly string[] {
  const width = previous.features.length;
  const old = previous.clusters;
  const size = Math.max(order.length, old.length);
  const costs = new Float64Array(order.length * size);
  order.forEach((c, place) => {
    for (let o = 0; o < old.length; o += 1) {
      let cost = 0;
      for (let j = 0; j < width; j += 1) {
        cost += ((centres[c * width + j] as number) - (old[o]?.centre[j] as number)) ** 2;
      }
      costs[place * size + o] = cost;
    }
  });
  const paired = assignLeastCost(costs, order.length, size);
  const taken = new Set(old.map(({ key }) => key));
  return Array.from(paired, (o) => old[o]?.key ?? freeKey(taken));
}

function freeKey(taken: Set<string>): string {
  let number = 1;
  while (taken.has(`cluster-${number}`)) number += 1;
  taken.add(`cluster-${number}`);
  return `cluster-${number}`;
}
