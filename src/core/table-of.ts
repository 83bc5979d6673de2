import { describeValue } from "./describe.ts";
import { ScoringError } from "./error.ts";
import { hasOwn } from "./own.ts";
import { createTable } from "./table.ts";
import type { OutColumns, Table } from "./types.ts";

/**
 * A table of any iterable of row objects: a Map's values, a generator, a result set.
 *
 * Columns are the fields of all rows, in order of first appearance. A field whose cells are numbers
 * or empty becomes a `Float64Array` (NaN where empty); any other keeps its cells, null where empty.
 *
 * @throws A {@link ScoringError} with `wrong_type` for what is no iterable of objects.
 * @example
 * ```ts
 * const orders = new Map([["a", { customerId: "ann", amount: 3 }], ["b", { customerId: "bob", amount: 4 }]]);
 * table(orders.values()).columns.amount; // => Float64Array.of(3, 4)
 * ```
 */
export function table<R extends object>(rows: Iterable<R>): Table<R> {
  const source = rows as unknown;
  if (typeof source !== "object" || source === null || !(Symbol.iterator in source)) {
    throw new ScoringError("wrong_type", ["rows"], "an iterable of row objects", describeValue(source));
  }
  const held: R[] = [];
  const names = new Set<string>();
  for (const row of rows) {
    if (typeof row !== "object" || row === null || Array.isArray(row)) {
      throw new ScoringError("wrong_type", ["rows", held.length], "a row object", describeValue(row));
    }
    for (const name of Object.keys(row)) names.add(name);
    held.push(row);
  }
  const columns = Object.create(null) as { [name: string]: () => unknown };
  for (const name of names) columns[name] = () => gather(held, name);
  return createTable<R>({
    length: held.length,
    columns: columns as { readonly [K in keyof OutColumns<R>]: () => OutColumns<R>[K] },
  });
}

/** One field of all rows. Only own fields count: what a row inherits is not data. */
function gather(rows: readonly object[], name: string): Float64Array | readonly unknown[] {
  const cells = rows.map((row) =>
    hasOwn(row, name) ? (row as { [name: string]: unknown })[name] : undefined,
  );
  const numeric = cells.every((cell) => cell === null || cell === undefined || typeof cell === "number");
  if (!numeric || cells.every((cell) => typeof cell !== "number")) return cells.map((cell) => cell ?? null);
  return Float64Array.from(cells, (cell) => (typeof cell === "number" ? cell : Number.NaN));
}
