import { gaussianMixture, mixtureParameters } from "./gaussian-mixture.ts";
import { type KMeansSettings, kMeans } from "./k-means.ts";
import { kPrototypes, type MixedPoints } from "./k-prototypes.ts";
import { inertiaOf } from "./points.ts";
import type { ClusterMethod } from "./types.ts";

/** Groups of points, whatever the method. */
export interface Fitted {
  readonly labels: Uint16Array;
  /** Centres, row by row. */
  readonly centres: Float64Array;
  /** Categories, row by row. */
  readonly modes: Int32Array;
  /** Covariances and weights of a mixture. */
  readonly covariances: Float64Array | undefined;
  readonly weights: Float64Array;
  readonly inertia: number;
  readonly logLikelihood: number | null;
  readonly bic: number | null;
  readonly aic: number | null;
  readonly iterations: number;
  readonly converged: boolean;
}

/** Finds groups. There are at least as many points as groups. */
export function fitClusters(points: MixedPoints, method: ClusterMethod, settings: KMeansSettings): Fitted {
  const none = {
    modes: new Int32Array(0),
    covariances: undefined,
    logLikelihood: null,
    bic: null,
    aic: null,
  };
  if (method === "gaussian-mixture") return fitMixture(points, settings);
  const run = method === "k-means" ? kMeans(points, settings) : kPrototypes(points, settings);
  return { ...none, ...run, weights: sharesOf(run.labels, settings.k) };
}

function fitMixture(points: MixedPoints, settings: KMeansSettings): Fitted {
  const run = gaussianMixture(points, settings);
  const parameters = mixtureParameters(settings.k, points.width);
  const { logLikelihood } = run;
  return {
    ...run,
    modes: new Int32Array(0),
    inertia: inertiaOf(points, run.centres, run.labels),
    bic: parameters * Math.log(points.count) - 2 * logLikelihood,
    aic: 2 * parameters - 2 * logLikelihood,
  };
}

function sharesOf(labels: Uint16Array, k: number): Float64Array {
  const sizes = new Float64Array(k);
  for (let i = 0; i < labels.length; i += 1) {
    const c = labels[i] as number;
    sizes[c] = (sizes[c] as number) + 1;
  }
  return sizes.map((size) => size / labels.length);
}
