/**
 * k-means from the same centres.
 *
 * @module
 */
import { kmeans } from "ml-kmeans";
import { cluster } from "../../../src/segmentation/index.ts";
import { readDoubles } from "../harness/files.ts";
import { pythonSubject } from "../harness/python.ts";
import type { Subject } from "../harness/subject.ts";

function triples(values: Float64Array): number[][] {
  return Array.from({ length: values.length / 3 }, (_, i) => Array.from(values.subarray(3 * i, 3 * i + 3)));
}

/** Ours, at the tolerance of scikit-learn. */
export const clientele: Subject = (folder) => {
  const columns = columnsOf(folder);
  const start = triples(readDoubles(folder, "centres"));
  let made: ReturnType<typeof cluster> | undefined;
  return {
    run: () => {
      made = cluster({ columns }, { start, scale: "none" });
    },
    found: () => ({ labels: byAppearance(made?.columns.cluster ?? []) }),
    quality: () => ({ minusInertia: -(made?.inertia ?? Number.POSITIVE_INFINITY) }),
  };
};

function columnsOf(folder: string) {
  const points = readDoubles(folder, "points");
  const count = points.length / 3;
  const axis = (j: number) => Float64Array.from({ length: count }, (_, i) => points[3 * i + j] as number);
  const customerId = Array.from({ length: count }, (_, i) => `c${i}`);
  return { customerId, x: axis(0), y: axis(1), z: axis(2) };
}

/** Clusters numbered in the order in which rows come to them, whatever they are called. */
function byAppearance<K>(keys: readonly K[]): Float64Array {
  const numbers = new Map<K, number>();
  return Float64Array.from(keys, (key) => {
    if (!numbers.has(key)) numbers.set(key, numbers.size);
    return numbers.get(key) as number;
  });
}

/**
 * ml-kmeans: it stops by another rule, so it is given the steps that ours takes; one more, since its labels
 * are those of before its last step.
 */
export const mlKmeans: Subject = (folder) => {
  const rows = triples(readDoubles(folder, "points"));
  const start = triples(readDoubles(folder, "centres"));
  const { iterations } = cluster({ columns: columnsOf(folder) }, { start, scale: "none" });
  let labels: number[] = [];
  return {
    run: () => {
      const initialization = start.map((centre) => [...centre]);
      const maxIterations = iterations + 1;
      ({ clusters: labels } = kmeans(rows, start.length, { initialization, maxIterations, tolerance: 0 }));
    },
    found: () => ({ labels: byAppearance(labels) }),
  };
};

/** scikit-learn on one thread. */
export const scikitLearn: Subject = pythonSubject(`
from sklearn.cluster import KMeans
points, start = doubles("points").reshape(-1, 3), doubles("centres").reshape(-1, 3)
def run():
    global model
    model = KMeans(len(start), init=start, n_init=1, max_iter=300, tol=1e-4, algorithm="lloyd").fit(points)
def found():
    _, first = np.unique(model.labels_, return_index=True)
    return {"labels": np.argsort(np.argsort(first))[model.labels_]}
def quality():
    return {"minusInertia": -model.inertia_}
`);
