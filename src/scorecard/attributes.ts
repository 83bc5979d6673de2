import { isoOfDay } from "../calendar/civil.ts";
import { createTimeReader } from "../calendar/time-reader.ts";
import { openInput } from "../core/open-input.ts";
import { bare, ownValue } from "../core/own.ts";
import { readIds } from "../core/read-ids.ts";
import { createRejector, type Rejector } from "../core/rejector.ts";
import type { Rejection } from "../core/types.ts";
import { type FactColumn, readFactColumn } from "../rules/fact-columns.ts";
import type { Declared, FieldType } from "../rules/types.ts";
import type { ScorecardInputs, ScorecardOptions } from "./types.ts";

/** What is known of customers, in the order of the lines; null for who is not described. */
export interface Attributes {
  /** The facts that rules declare. */
  readonly facts: AttributeColumns;
  /** Those of the lifecycle, as far as they are known of anybody. */
  readonly stageFacts: AttributeColumns;
  /** Described customers without a line: they have neither orders nor refunds. */
  readonly withoutLine: number;
  readonly rejected: readonly Rejection[];
}

/** Cells by declared name. */
export type AttributeColumns = ReadonlyMap<string, readonly unknown[]>;

/**
 * Reads the declared facts of customers and brings them into the order of the lines.
 *
 * @param ids - The customers of the lines.
 * @param facts - What rules declare; a column that is not there is refused.
 * @param stageFacts - What the lifecycle declares and orders do not tell; a column may be absent.
 */
export function readAttributes(
  customers: NonNullable<ScorecardInputs["customers"]>,
  options: Partial<ScorecardOptions>,
  ids: readonly string[],
  facts: Declared,
  stageFacts: Declared,
): Attributes {
  const { timeZone, numericTime, onInvalid = "throw", fields = {} } = bare(options);
  const open = openInput(customers, "customers", ownValue(fields, "customers"));
  const rejector = createRejector("customers", onInvalid);
  const reader = createTimeReader({
    ...(timeZone !== undefined && { timeZone }),
    ...(numericTime !== undefined && { numericTime }),
  });
  const described = readIds(open.needed("customerId"), "customerId", rejector);
  const read = (declared: Declared, needed: boolean): readonly Named[] =>
    Object.entries(declared).flatMap(([name, type]): readonly Named[] => {
      const column = needed ? open.needed(name) : open.column(name);
      return column === undefined
        ? []
        : [{ name, type, column: readFactColumn(column, type, name, reader, rejector) }];
    });
  const named = read(facts, true);
  const staged = read(stageFacts, false);
  const rowOf = placesOf(described, rejector);
  const rows = Int32Array.from(ids, (id) => rowOf.get(id) ?? -1);
  const found = rows.reduce((count, row) => count + (row < 0 ? 0 : 1), 0);
  const ordered = (columns: readonly Named[]): (readonly [string, readonly unknown[]])[] =>
    columns.map((one) => [one.name, Array.from(rows, (row) => (row < 0 ? null : cellOf(one, row)))] as const);
  return {
    facts: new Map(ordered(named)),
    stageFacts: new Map(ordered(staged).filter(([, cells]) => cells.some((cell) => cell !== null))),
    withoutLine: rowOf.size - found,
    rejected: rejector.list(),
  };
}

interface Named {
  readonly name: string;
  readonly type: FieldType;
  readonly column: FactColumn;
}

/** The row of each customer who was not set aside. */
function placesOf(ids: readonly string[], rejector: Rejector): ReadonlyMap<string, number> {
  const rowOf = new Map<string, number>();
  ids.forEach((id, row) => {
    if (rejector.has(row)) return;
    if (rowOf.has(id)) rejector.reject(row, "customerId", "duplicate", "a customer once", id);
    else rowOf.set(id, row);
  });
  return rowOf;
}

/** The cell as a host would write it, which every module reads. */
function cellOf({ type, column }: Named, row: number): unknown {
  if (column.form === "texts") return column.values[row] ?? null;
  if (column.form === "codes") return column.values[column.codes[row] as number] ?? null;
  const value = column.values[row] as number;
  if (Number.isNaN(value)) return null;
  if (type === "date") return isoOfDay(value);
  return type === "boolean" ? value === 1 : value;
}
