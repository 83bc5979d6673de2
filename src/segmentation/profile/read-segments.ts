import { describeValue } from "../../core/describe.ts";
import { ScoringError } from "../../core/error.ts";
import { openInput } from "../../core/open-input.ts";
import { readIds } from "../../core/read-ids.ts";
import { readNumbers } from "../../core/read-numbers.ts";
import { readTexts } from "../../core/read-values.ts";
import { createRejector } from "../../core/rejector.ts";
import type { Features } from "../clusters/read-features.ts";

/** The segments that occur, by key, and the place of each customer's among them; -1 for none. */
export function readSegments(
  input: unknown,
  by: unknown,
  ids: readonly string[],
): { readonly keys: readonly string[]; readonly segmentOf: Int32Array } {
  if (typeof by !== "string") {
    throw new ScoringError("wrong_type", ["options", "by"], "the name of a column", describeValue(by));
  }
  const open = openInput(input, "segments");
  const rejector = createRejector("segments");
  const owners = readIds(open.needed("customerId"), "customerId", rejector);
  const texts = readTexts(open.needed(by), by, rejector);
  const rowOf = new Map<string, number>();
  ids.forEach((id, row) => {
    if (rowOf.has(id))
      throw new ScoringError("duplicate", ["customers", row, "customerId"], "a customer once");
    rowOf.set(id, row);
  });
  const found: (string | null)[] = new Array(ids.length).fill(null);
  const seen = new Set<string>();
  owners.forEach((id, i) => {
    if (seen.has(id)) throw new ScoringError("duplicate", ["segments", i, "customerId"], "a customer once");
    seen.add(id);
    const row = rowOf.get(id);
    if (row !== undefined) found[row] = texts[i] as string | null;
  });
  const keys = Array.from(new Set(found.filter((key): key is string => key !== null))).sort();
  const places = new Map(keys.map((key, place) => [key, place]));
  return {
    keys,
    segmentOf: Int32Array.from(found, (key) => (key === null ? -1 : (places.get(key) as number))),
  };
}

/** The value column, in the order of the rows that were read. */
export function valuesOf(customers: unknown, value: string, read: Features): Float64Array {
  const open = openInput(customers, "customers");
  const rejected = new Set(read.rejected.map(({ row }) => row));
  const rejector = createRejector("customers", "collect");
  const values = readNumbers(open.needed(value), value, { nullable: true }, rejector);
  const [wrong] = rejector.list().filter(({ row }) => !rejected.has(row));
  if (wrong !== undefined) {
    throw new ScoringError(wrong.code, ["customers", wrong.row, value], wrong.expected, "another value");
  }
  return values.filter((_, row) => !rejected.has(row));
}
