import { checkResult } from "./check-result.ts";
import type { Table } from "./types.ts";

/**
 * The buffers behind a table's number columns: the transfer list that hands them to a worker
 * without a copy. After the transfer the table here is empty of them.
 *
 * @example
 * ```ts
 * buffersOf(table([{ customerId: "ann", amount: 3 }])).length; // => 1
 * ```
 */
export function buffersOf<R>(table: Table<R>): ArrayBuffer[] {
  checkResult(table, ["columns", "row()"], ["table"], "a table");
  const buffers = new Set<ArrayBuffer>();
  for (const name of Object.keys(table.columns)) {
    const column: unknown = table.columns[name as keyof R];
    if (ArrayBuffer.isView(column)) buffers.add(column.buffer as ArrayBuffer);
  }
  return Array.from(buffers);
}
