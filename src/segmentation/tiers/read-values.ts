import { checkOneOf, checkOptions } from "../../core/check-options.ts";
import { type Column, copyCells } from "../../core/column.ts";
import { openInput } from "../../core/open-input.ts";
import { bare } from "../../core/own.ts";
import { readIds } from "../../core/read-ids.ts";
import { readNumbers } from "../../core/read-numbers.ts";
import { createRejector, type Rejector } from "../../core/rejector.ts";
import type { OnInvalid, Rejection } from "../../core/types.ts";

/** Customers and their values, rejected rows taken out. */
export interface Values {
  readonly ids: readonly string[];
  /** NaN where not known. */
  readonly values: Float64Array;
  readonly rejected: readonly Rejection[];
}

/** Reads `customerId` and `value` under the host's names. */
export function readValues(
  input: unknown,
  name: string,
  options: { readonly fields?: unknown; readonly onInvalid?: OnInvalid | undefined },
): Values {
  const { fields = {}, onInvalid = "throw" } = bare(options);
  checkOneOf(onInvalid, ["throw", "collect"], ["options", "onInvalid"]);
  checkOptions(fields, ["customerId", "value"], ["options", "fields"]);
  const open = openInput(input, name, fields as { readonly [field: string]: string | undefined });
  const rejector = createRejector(name, onInvalid);
  const ids = readIds(open.needed("customerId"), "customerId", rejector);
  const column = open.needed("value");
  const values = readNumbers(column, "value", { nullable: true }, rejector);
  if (column.form === "rows") refuseAbsent(column, values, rejector);
  if (rejector.count() === 0) return { ids, values, rejected: [] };
  return {
    ids: ids.filter((_, i) => !rejector.has(i)),
    values: values.filter((_, i) => !rejector.has(i)),
    rejected: rejector.list(),
  };
}

/** Null says "not known"; a row without the field has it misspelt. */
function refuseAbsent(column: Column, values: Float64Array, rejector: Rejector): void {
  const cell: unknown[] = [];
  for (let i = 0; i < values.length; i += 1) {
    if (!Number.isNaN(values[i])) continue;
    copyCells(column, i, i + 1, cell);
    if (cell[0] === undefined) rejector.reject(i, "value", "missing", "a finite number, or null", cell[0]);
  }
}
