import type { Transaction } from "../../src/core/records.ts";
import type { HistoryFacts, HistoryRow, PurchaseHistory } from "../../src/history/index.ts";

/** `order("ann", "2026-01-05", 30)`. */
export function order(customerId: string, at: string, amount: number): Transaction {
  return { customerId, at, amount };
}

/** A history as its rows and its facts, to compare two of them. */
export function told(history: PurchaseHistory): { rows: HistoryRow[]; facts: HistoryFacts } {
  const { asOf, timeUnit, given, accepted, merged, refundRows, zeroAmounts, future, beforeFrom, unsorted } =
    history;
  const facts = {
    asOf,
    timeUnit,
    given,
    accepted,
    merged,
    refundRows,
    zeroAmounts,
    future,
    beforeFrom,
    unsorted,
  };
  return {
    rows: history.toRows(),
    facts: { ...facts, duplicates: history.duplicates, rejected: history.rejected },
  };
}

/** Rows to twelve digits: sums of logarithms, and of amounts that are no whole numbers, may differ in the last ones. */
export function rounded(rows: readonly HistoryRow[]): HistoryRow[] {
  return rows.map((row) => {
    const short = Object.entries(row).map(([name, cell]) => [
      name,
      typeof cell === "number" ? Number(cell.toPrecision(12)) : cell,
    ]);
    return Object.fromEntries(short) as HistoryRow;
  });
}
