import { describeValue } from "./describe.ts";
import { consoleText, displayBundle } from "./display.ts";
import { ScoringError } from "./error.ts";
import { shownAs } from "./shown-as.ts";
import type { OutColumns, Table } from "./types.ts";

/** Makes a column when it is asked for. */
export type ColumnMakers<R> = { readonly [K in keyof OutColumns<R>]: () => OutColumns<R>[K] };

/** What a table is made of. */
export interface TableParts<R> {
  /** Number of rows. */
  readonly length: number;
  /** A maker a column, in the order of the row's fields. Each is called at most once. */
  readonly columns: ColumnMakers<R>;
  /** The column that `indexOf` searches. Default `customerId`. */
  readonly id?: string;
}

/**
 * Makes a table of column makers, with `facts` (totals, cut-offs, warnings) as properties beside it.
 *
 * Nothing is computed before it is read: who asks for one column pays for one.
 */
export function createTable<R, F extends object = object>(parts: TableParts<R>, facts?: F): Table<R> & F {
  const { length, id = "customerId" } = parts;
  const names = Object.keys(parts.columns) as (keyof R & string)[];
  const columns = lazyColumns(parts.columns);
  let index: Map<string, number> | undefined;

  const row = (i: number): R => {
    if (!Number.isInteger(i) || i < 0 || i >= length) {
      throw new ScoringError("out_of_range", ["row"], `a row number below ${length}`, describeValue(i));
    }
    return readRow(columns, names, i);
  };
  const toRows = (): R[] => {
    const rows: R[] = [];
    for (let i = 0; i < length; i += 1) rows.push(readRow(columns, names, i));
    return rows;
  };
  const slice = (from: number, to: number = length): Table<R> => {
    const start = clampIndex(from, length);
    const end = Math.max(start, clampIndex(to, length));
    return createTable<R>({ length: end - start, columns: slicedColumns(columns, names, start, end), id });
  };
  const indexOf = (wanted: string): number => {
    index ??= indexColumn(columns[id as keyof R] as ArrayLike<unknown> | undefined, length);
    return index.get(String(wanted)) ?? -1;
  };

  const made = {
    length,
    columns,
    row,
    toRows,
    slice,
    indexOf,
    *[Symbol.iterator](): Iterator<R> {
      for (let i = 0; i < length; i += 1) yield readRow(columns, names, i);
    },
  };
  const ownNames = Object.keys(made).length;
  shownAs(made, {
    text: () => consoleText(made, Object.keys(made).slice(ownNames)),
    bundle: () => displayBundle(made),
  });
  return Object.assign(made, facts);
}

/** One property a column, computed at first reading. No prototype: any name is just a name. */
function lazyColumns<R>(makers: ColumnMakers<R>): OutColumns<R> {
  const columns = Object.create(null) as OutColumns<R>;
  for (const name of Object.keys(makers) as (keyof R)[]) {
    let value: OutColumns<R>[typeof name] | undefined;
    Object.defineProperty(columns, name, {
      enumerable: true,
      get: () => {
        value ??= makers[name]();
        return value;
      },
    });
  }
  return columns;
}

/** The cell as a row shows it: an unknown number is null. */
function readCell(column: ArrayLike<unknown>, i: number): unknown {
  const cell = column[i];
  return typeof cell === "number" && Number.isNaN(cell) ? null : cell;
}

function readRow<R>(columns: OutColumns<R>, names: readonly (keyof R & string)[], i: number): R {
  const row: { [name: string]: unknown } = {};
  for (const name of names) {
    const cell = readCell(columns[name] as ArrayLike<unknown>, i);
    // An own property even where the name is "__proto__".
    if (name === "__proto__") Object.defineProperty(row, name, { value: cell, enumerable: true });
    else row[name] = cell;
  }
  return row as R;
}

function slicedColumns<R>(
  columns: OutColumns<R>,
  names: readonly (keyof R & string)[],
  from: number,
  to: number,
): ColumnMakers<R> {
  const makers = Object.create(null) as { [K in keyof R]: () => OutColumns<R>[K] };
  for (const name of names) {
    const make = (): unknown => (columns[name] as unknown as readonly unknown[]).slice(from, to);
    makers[name] = make as () => OutColumns<R>[typeof name];
  }
  return makers as ColumnMakers<R>;
}

/** As `Array.prototype.slice` reads its arguments: fractions are cut off, negative counts from the end. */
function clampIndex(i: number, length: number): number {
  const whole = Math.trunc(i) || 0;
  return Math.min(length, Math.max(0, whole < 0 ? length + whole : whole));
}

/** Where each id stands first. Ids are told apart by their text: 7 is "7". */
function indexColumn(column: ArrayLike<unknown> | undefined, length: number): Map<string, number> {
  const index = new Map<string, number>();
  if (column === undefined) return index;
  for (let i = length - 1; i >= 0; i -= 1) {
    const cell = readCell(column, i);
    if (cell !== null && cell !== undefined) index.set(String(cell), i);
  }
  return index;
}
