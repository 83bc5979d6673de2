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
  const points = readDoubles(folder, "points");
  const start = triples(readDoubles(folder, "centres"));
  const count = points.length / 3;
  const axis = (j: number) => Float64Array.from({ length: count }, (_, i) => points[3 * i + j] as number);
  const customerId = Array.from({ length: count }, (_, i) => `c${i}`);
  const columns = { customerId, x: axis(0), y: axis(1), z: axis(2) };
  let made: ReturnType<typeof cluster> | undefined;
  return {
    run: () => {
      made = cluster({ columns }, { start, scale: "none" });
    },
    found: () => ({ labels: byAppearance(made?.columns.cluster ?? []) }),
    quality: () => ({ minusInertia: -(made?.inertia ?? Number.POSITIVE_INFINITY) }),
  };
};

/** Clusters numbered in the order in which rows come to them, whatever they are called. */
function byAppearance(keys: readonly (string | null)[]): Float64Array {
  const numbers = new Map<string | null, number>();
  return Float64Array.from(keys, (key) => {
    if (!numbers.has(key)) numbers.set(key, numbers.size);
    return numbers.get(key) as number;
  });
}

/** ml-kmeans: another rule for when to stop. */
export const mlKmeans: Subject = (folder) => {
  const rows = triples(readDoubles(folder, "points"));
  const start = triples(readDoubles(folder, "centres"));
  return {
    run: () => {
      const initialization = start.map((centre) => [...centre]);
      kmeans(rows, start.length, { initialization, maxIterations: 300, tolerance: 1e-4 });
    },
    found: () => ({}),
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
