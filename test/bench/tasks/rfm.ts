import { writeColumns } from "../harness/files.ts";
import { readLog } from "../harness/log-files.ts";
import { measure } from "../harness/section.ts";
import type { Task } from "../harness/workspace.ts";
import { historyOf } from "../subjects/history.ts";

/** RFM quintiles of a base. */
export const rfm: Task = async function* ({ scaled, log, folder: make }) {
  const size = scaled(1_000_000);
  const folder = make(`base-${size}`, (path) => {
    const { recencyDays, orders, revenue } = historyOf(readLog(log(size).folder)).columns;
    writeColumns(path, { recencyDays, orders: Float64Array.from(orders), revenue });
  });
  yield measure({
    title: "RFM quintiles",
    unit: "customers",
    rounds: 7,
    peers: [
      { title: "ties split by id", place: "rfm#splitById", folder, size },
      { title: "ties share a score", place: "rfm#sameBin", folder, size },
      { title: "DuckDB ntile, 1 thread", place: "rfm#ntile", folder, size, must: 4 },
      { title: "pandas rank and qcut", place: "rfm#pandas", folder, size, must: 6, python: "pandas" },
    ],
  });
};
