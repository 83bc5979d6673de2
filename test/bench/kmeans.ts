import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { kmeans as mlKmeans } from "ml-kmeans";
import { pickPoints } from "../../src/segmentation/clusters/points.ts";
import { sampleRows } from "../../src/segmentation/clusters/sample-rows.ts";
import { startCentres } from "../../src/segmentation/clusters/start-centres.ts";
import { cluster } from "../../src/segmentation/index.ts";
import { generateLog } from "./generate-log.ts";

/** One line of the result: a peer on the points, from the same start. */
export interface KmeansBenchRow {
  readonly peer: string;
  readonly points: number;
  /** User and system time: the least of the rounds. */
  readonly cpuMs: number;
  readonly iterations: number;
  /** Sum of squared distances to the nearest centre: equal quality is equal inertia. */
  readonly inertia: number;
}

/** What to run. */
export interface KmeansBenchOptions {
  /** Points, in three dimensions. Default 1,000,000. */
  readonly points?: number;
  /** Default 8. */
  readonly k?: number;
  /** Default 3. */
  readonly rounds?: number;
}

const SCIKIT = `
import json, os, sys, time
import numpy
from sklearn.cluster import KMeans
path, count, rounds = sys.argv[1], int(sys.argv[2]), int(sys.argv[4])
start = numpy.array(json.loads(sys.argv[3]))
points = numpy.fromfile(path).reshape(count, 3)
best = None
for _ in range(rounds):
    before = time.process_time()
    model = KMeans(len(start), init=start, n_init=1, max_iter=300, tol=1e-4, algorithm="lloyd").fit(points)
    spent = (time.process_time() - before) * 1000
    best = spent if best is None else min(best, spent)
print(json.dumps({"cpuMs": best, "iterations": int(model.n_iter_), "inertia": float(model.inertia_)}))
`;

/**
 * k-means from the same start: ours, ml-kmeans, and scikit-learn on one thread where `python3` has it.
 * Fails where our inertia is greater than that of scikit-learn.
 */
export function benchKmeans(options: KmeansBenchOptions = {}): readonly KmeansBenchRow[] {
  const { points: count = 1_000_000, k = 8, rounds = 3 } = options;
  const values = makePoints(count);
  const points = { count, width: 3, values };
  const centres = startCentres(pickPoints(points, sampleRows(points, 1, 20_000)), k, 1, 0);
  const start = Array.from({ length: k }, (_, c) => Array.from(centres.subarray(3 * c, 3 * c + 3)));
  const rows = [
    ours(values, count, start, rounds),
    scikitLearn(values, count, start, rounds),
    ml(values, count, start),
  ];
  const found = rows.filter((row) => row !== undefined);
  const [first, peer] = found as [KmeansBenchRow, KmeansBenchRow];
  if (peer.peer.startsWith("scikit") && first.inertia > peer.inertia * (1 + 1e-9)) {
    throw new Error(`inertia ${first.inertia} is above that of ${peer.peer}, ${peer.inertia}`);
  }
  return found;
}

function ours(
  values: Float64Array,
  count: number,
  start: readonly (readonly number[])[],
  rounds: number,
): KmeansBenchRow {
  const axis = (j: number) => Float64Array.from({ length: count }, (_, i) => values[3 * i + j] as number);
  const columns = {
    customerId: Array.from({ length: count }, (_, i) => `c${i}`),
    x: axis(0),
    y: axis(1),
    z: axis(2),
  };
  let cpuMs = Number.POSITIVE_INFINITY;
  let found = { iterations: 0, inertia: 0 };
  for (let round = 0; round < rounds; round += 1) {
    const before = process.cpuUsage();
    found = cluster({ columns }, { start, scale: "none" });
    cpuMs = Math.min(cpuMs, cpuSince(before));
  }
  return { peer: "clientele", points: count, cpuMs, iterations: found.iterations, inertia: found.inertia };
}

function scikitLearn(
  values: Float64Array,
  count: number,
  start: readonly (readonly number[])[],
  rounds: number,
): KmeansBenchRow | undefined {
  const folder = mkdtempSync(join(tmpdir(), "clientele-bench-"));
  try {
    const file = join(folder, "points.bin");
    writeFileSync(file, values);
    const threads = { OMP_NUM_THREADS: "1", OPENBLAS_NUM_THREADS: "1", MKL_NUM_THREADS: "1" };
    const run = spawnSync(
      "python3",
      ["-c", SCIKIT, file, String(count), JSON.stringify(start), String(rounds)],
      {
        encoding: "utf8",
        env: { ...process.env, ...threads },
      },
    );
    if (run.status !== 0) return undefined;
    const { cpuMs, iterations, inertia } = JSON.parse(run.stdout) as Omit<KmeansBenchRow, "peer" | "points">;
    return { peer: "scikit-learn, one thread", points: count, cpuMs, iterations, inertia };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function ml(values: Float64Array, count: number, start: readonly (readonly number[])[]): KmeansBenchRow {
  const rows = Array.from({ length: count }, (_, i) => Array.from(values.subarray(3 * i, 3 * i + 3)));
  const before = process.cpuUsage();
  const { centroids, iterations } = mlKmeans(rows, start.length, {
    initialization: start.map((centre) => [...centre]),
    maxIterations: 300,
    tolerance: 1e-4,
  });
  const cpuMs = cpuSince(before);
  let inertia = 0;
  for (const row of rows) {
    let least = Number.POSITIVE_INFINITY;
    for (const centre of centroids) {
      const squared = centre.reduce((sum, value, j) => sum + (value - (row[j] as number)) ** 2, 0);
      least = Math.min(least, squared);
    }
    inertia += least;
  }
  return { peer: "ml-kmeans", points: count, cpuMs, iterations, inertia };
}

function cpuSince(before: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

/** Recency, repeat orders and mean order value of generated customers, as logarithms of mean 0 and deviation 1. */
function makePoints(customers: number): Float64Array {
  const log = generateLog(customers, 1);
  const last = new Int32Array(customers);
  const orders = new Int32Array(customers);
  const spent = new Float64Array(customers);
  let end = 0;
  for (let i = 0; i < log.codes.length; i += 1) {
    const c = log.codes[i] as number;
    const day = log.days[i] as number;
    last[c] = Math.max(last[c] as number, day);
    end = Math.max(end, day);
    orders[c] = (orders[c] as number) + 1;
    spent[c] = (spent[c] as number) + (log.cents[i] as number);
  }
  const features = [
    last.map((day) => end - day),
    orders,
    spent.map((cents, c) => cents / (orders[c] as number)),
  ];
  const values = new Float64Array(3 * customers);
  features.forEach((column, j) => {
    const logs = Float64Array.from(column, (one) => Math.log1p(one));
    const mean = logs.reduce((sum, one) => sum + one, 0) / customers;
    const deviation = Math.sqrt(logs.reduce((sum, one) => sum + (one - mean) ** 2, 0) / customers);
    logs.forEach((one, i) => {
      values[3 * i + j] = (one - mean) / deviation;
    });
  });
  return values;
}
