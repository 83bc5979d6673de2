import type { CellReader } from "./cell-reader.ts";

/** Columns of a batch, by field. */
export interface CsvBatch {
  /** Rows. */
  readonly length: number;
  readonly columns: { readonly [field: string]: unknown };
}

/** What is read of a file whose header is known. */
export interface ReaderPlan {
  /** Field to its column in the file, from 0. */
  readonly columns: ReadonlyMap<string, number>;
  /** Field to its reader, in the order of reading. The place of a field in `columns` is its slot. */
  readonly readers: ReadonlyMap<string, CellReader>;
}

/** Makes the plan: `header` holds the names of the columns, or their number where they have none. */
export type PlanMaker = (header: readonly string[] | number) => ReaderPlan;
