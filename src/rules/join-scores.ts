import type { TimeReader } from "../calendar/time-reader.ts";
import type { OpenInput } from "../core/open-input.ts";
import { type IdRegister, readIds } from "../core/read-ids.ts";
import type { Rejector } from "../core/rejector.ts";
import type { Slot } from "./program.ts";
import { MISSING_FLAG, type RuleColumn, readRuleColumn } from "./rule-columns.ts";

/** Reads scores and sorts them into the order of the customers, by their numbers; missing where there is none. */
export function joinScores(
  input: OpenInput,
  slots: readonly Slot[],
  register: IdRegister,
  numbers: Int32Array,
  reader: TimeReader,
  rejector: Rejector,
): readonly RuleColumn[] {
  const ids = readIds(input.needed("customerId"), "customerId", rejector);
  const columns = slots.map((slot) => readRuleColumn(input.needed(slot.name), slot, reader, rejector));
  const rowOf = new Int32Array(register.size).fill(-1);
  ids.forEach((id, row) => {
    const number = register.find(id);
    if (number < 0) return;
    if ((rowOf[number] as number) >= 0) {
      rejector.reject(row, "customerId", "duplicate", "a customer once", id);
    } else if (!rejector.has(row)) {
      rowOf[number] = row;
    }
  });
  const rows = numbers.map((number) => rowOf[number] as number);
  return columns.map((column) => gather(column, rows));
}

/** The cells at the rows; missing where a row is -1. */
export function gather(column: RuleColumn, rows: Int32Array): RuleColumn {
  switch (column.form) {
    case "numbers":
      return {
        form: "numbers",
        values: Float64Array.from(rows, (row) => (row < 0 ? Number.NaN : (column.values[row] as number))),
      };
    case "flags":
      return {
        form: "flags",
        values: Uint8Array.from(rows, (row) => (row < 0 ? MISSING_FLAG : (column.values[row] as number))),
      };
    case "codes":
      return {
        form: "codes",
        codes: Int32Array.from(rows, (row) => (row < 0 ? -1 : (column.codes[row] as number))),
        values: column.values,
      };
    default:
      return { form: "texts", values: Array.from(rows, (row) => column.values[row] ?? null) };
  }
}
