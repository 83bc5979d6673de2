import { type Column, copyCells } from "../core/column.ts";
import { ScoringError } from "../core/error.ts";
import type { Rejector } from "../core/rejector.ts";
import type { ProfitState } from "./state.ts";

/**
 * Brings amounts to one currency; `others` are further columns of the same rows. Rows that name none
 * are taken to be in the run's.
 *
 * @throws A {@link ScoringError} with `mixed_currency` where several are named and no rates are given.
 */
export function convertMoney(
  column: Column | undefined,
  from: number,
  to: number,
  columns: readonly Float64Array[],
  rates: ReadonlyMap<string, number> | undefined,
  state: ProfitState,
  rejector: Rejector,
  name: "lines" | "costs",
  cells: unknown[],
): void {
  if (column === undefined) return;
  copyCells(column, from, to, cells);
  for (let i = 0; i < to - from; i += 1) {
    const cell = cells[i];
    if (cell === null || cell === undefined) continue;
    if (typeof cell !== "string") {
      rejector.reject(from + i, "currency", "wrong_type", "a currency code", cell);
    } else if (rates !== undefined) {
      const rate = rates.get(cell);
      if (rate === undefined) {
        rejector.reject(from + i, "currency", "unknown_name", "a currency with a rate", cell);
      } else {
        for (const values of columns) values[i] = (values[i] as number) * rate;
      }
    } else if (state.currency === undefined) {
      state.currency = cell;
    } else if (state.currency !== cell) {
      // Not a fault of this row: which of the currencies is the wrong one cannot be known.
      const path = [name, state.tally[name] + from + i, "currency"];
      throw new ScoringError("mixed_currency", path, "one currency (or rates for each)", "another one");
    }
  }
}
