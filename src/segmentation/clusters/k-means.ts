import { ownValue } from "../../core/own.ts";
import { boxLloyd } from "./box-lloyd.ts";
import { makeBoxes } from "./boxes.ts";
import { boundedLloyd, type LloydRun } from "./lloyd.ts";
import { inertiaOf, meanVariance, type Points, pickPoints } from "./points.ts";
import { sampleRows } from "./sample-rows.ts";
import { startCentres } from "./start-centres.ts";

/** How k-means runs. */
export interface KMeansSettings {
  readonly k: number;
  readonly seed: number;
  /** How many starts are tried. */
  readonly restarts: number;
  readonly maxIterations: number;
  /** Centres rest when their squared moves sum to this part of the mean variance. */
  readonly tolerance: number;
  /** Centres to start from, instead of any that are drawn. */
  readonly start?: Float64Array | undefined;
}

/** A run and its inertia. */
export interface KMeansRun extends LloydRun {
  /** Sum of squared distances to the nearest centre. */
  readonly inertia: number;
}

/** Up to this many points, starts are tried on all of them. */
const SAMPLE = 20_000;
/** Fewer points are not worth a grid. */
const GRID_FROM = 4000;

/**
 * k-means. Starts are tried on all points where they are few, on a part of them where they are many; the
 * best goes on over all.
 */
export function kMeans(points: Points, settings: KMeansSettings): KMeansRun {
  const start = ownValue(settings, "start");
  if (start !== undefined) return runFrom(points, start.slice(), settings);
  const sample = pickPoints(points, sampleRows(points, settings.seed, SAMPLE));
  const best = bestStart(sample, settings);
  // On a sample of all points the run is done but for the order of the rows.
  return runFrom(points, best.centres, settings);
}

function bestStart(sample: Points, settings: KMeansSettings): KMeansRun {
  let best: KMeansRun | undefined;
  for (let stream = 0; stream < settings.restarts; stream += 1) {
    const run = runFrom(sample, startCentres(sample, settings.k, settings.seed, stream), settings);
    if (best === undefined || run.inertia < best.inertia) best = run;
  }
  return best as KMeansRun;
}

function runFrom(points: Points, centres: Float64Array, settings: KMeansSettings): KMeansRun {
  const { k, maxIterations, tolerance } = settings;
  const enough = tolerance * meanVariance(points);
  const run =
    points.width <= 3 && points.count >= GRID_FROM
      ? boxLloyd(points, makeBoxes(points), centres, k, enough, maxIterations)
      : boundedLloyd(points, centres, k, enough, maxIterations);
  return { ...run, inertia: inertiaOf(points, run.centres, run.labels) };
}
