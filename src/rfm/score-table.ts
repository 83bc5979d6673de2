import { type ColumnMakers, createTable } from "../core/table.ts";
import type { CellBook } from "./cell-book.ts";
import { dimensionsOf } from "./dimensions.ts";
import type { Customers } from "./read-customers.ts";
import type { RfmFacts, RfmScore, RfmScores } from "./types.ts";

/** The table of customers and their cells. Each column is made when it is read. */
export function scoreTable(
  customers: Customers,
  cells: Uint16Array,
  book: CellBook,
  facts: RfmFacts,
): RfmScores {
  const { policy } = facts.cuts;
  const makers: { [name: string]: () => unknown } = {
    customerId: customers.ids,
    recencyDays: () => customers.recencyDays,
    orders: () => customers.orders,
    monetary: () => customers.monetary,
  };
  if (policy.variant !== "rfm") {
    makers[policy.variant === "lrfm" ? "lengthDays" : "meanGapDays"] = () => customers.extra;
  }
  for (const dimension of dimensionsOf(policy.variant)) {
    makers[dimension] = () => numbersOf(cells, book.shown[dimension] as Float64Array);
  }
  makers["code"] = () => textsOf(cells, book.codes);
  makers["segment"] = () => textsOf(cells, book.segments);
  const { weighted } = book;
  if (weighted !== undefined) makers["score"] = () => numbersOf(cells, weighted);
  const columns = makers as unknown as ColumnMakers<RfmScore>;
  return createTable<RfmScore, RfmFacts>(
    { length: customers.length, columns },
    facts,
  ) as unknown as RfmScores;
}

function numbersOf(cells: Uint16Array, ofCell: Float64Array): Float64Array {
  const out = new Float64Array(cells.length);
  for (let i = 0; i < out.length; i += 1) out[i] = ofCell[cells[i] as number] as number;
  return out;
}

function textsOf<T>(cells: Uint16Array, ofCell: readonly T[]): readonly T[] {
  const out: T[] = new Array(cells.length);
  for (let i = 0; i < out.length; i += 1) out[i] = ofCell[cells[i] as number] as T;
  return out;
}
