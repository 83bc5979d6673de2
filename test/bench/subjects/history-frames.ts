/**
 * The same purchase histories by data frames.
 *
 * @module
 */
import { createRequire } from "node:module";
import { op, table } from "arquero";
import { lastDay, readLog } from "../harness/log-files.ts";
import type { Subject } from "../harness/subject.ts";

/** Arquero, on columns of whole numbers. */
export const arquero: Subject = (folder) => {
  const log = readLog(folder);
  const last = lastDay(log);
  const frame = table({ id: log.codes, day: log.days });
  let made = frame;
  return {
    run: () => {
      made = frame
        .groupby("id")
        .rollup({ days: op.distinct("day"), first: op.min("day"), recent: op.max("day") })
        .orderby("id")
        .reify();
    },
    found: () => {
      const first = made.array("first") as ArrayLike<number>;
      return {
        frequency: Float64Array.from(made.array("days") as ArrayLike<number>, (days) => days - 1),
        recency: Float64Array.from(
          made.array("recent") as ArrayLike<number>,
          (day, i) => day - (first[i] as number),
        ),
        age: Float64Array.from(first, (day) => last - day),
      };
    },
  };
};

interface Polars {
  readonly DataFrame: (columns: object) => PolarsFrame;
  readonly col: (name: string) => PolarsColumn;
}

interface PolarsFrame {
  groupBy(...by: string[]): { agg(...columns: PolarsColumn[]): PolarsFrame };
  sort(by: string): PolarsFrame;
  getColumn(name: string): { toArray(): number[] };
}

interface PolarsColumn {
  min(): PolarsColumn;
  max(): PolarsColumn;
  nUnique(): PolarsColumn;
  alias(name: string): PolarsColumn;
}

/** Polars, where it is installed. */
export const polars: Subject = (folder) => {
  const { DataFrame, col } = createRequire(import.meta.url)("nodejs-polars") as Polars;
  const log = readLog(folder);
  const last = lastDay(log);
  const frame = DataFrame({ id: log.codes, day: log.days });
  let made = frame;
  return {
    run: () => {
      const days = [col("day").nUnique().alias("days"), col("day").min().alias("first")];
      made = frame.groupBy("id").agg(...days, col("day").max().alias("recent"));
    },
    found: () => {
      const sorted = made.sort("id");
      const first = sorted.getColumn("first").toArray();
      return {
        frequency: sorted
          .getColumn("days")
          .toArray()
          .map((days) => days - 1),
        recency: sorted
          .getColumn("recent")
          .toArray()
          .map((day, i) => day - (first[i] as number)),
        age: first.map((day) => last - day),
      };
    },
  };
};
