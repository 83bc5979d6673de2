import { writePoints } from "../harness/points.ts";
import { measure } from "../harness/section.ts";
import type { Task } from "../harness/workspace.ts";

/** k-means of customers in three dimensions. */
export const kmeans: Task = async function* ({ scaled, folder: make }) {
  const size = scaled(1_000_000);
  const folder = make(`points-${size}`, (path) => writePoints(path, size, 8));
  yield measure({
    title: "k-means, three dimensions, eight clusters, from the same centres",
    unit: "customers",
    rounds: 5,
    peers: [
      { title: "clientele", place: "kmeans#clientele", folder, size },
      {
        ...{ title: "scikit-learn, 1 thread", place: "kmeans#scikitLearn", folder, size },
        ...{ rounds: 2, must: 4, python: "sklearn" },
      },
      { title: "ml-kmeans", place: "kmeans#mlKmeans", folder, size, rounds: 1, cold: true, must: 50 },
    ],
  });
};
