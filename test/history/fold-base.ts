import type { Transaction } from "../../src/core/records.ts";
import { type HistoryFoldOptions, historyFold } from "../../src/history/index.ts";
import { order } from "./base.ts";

export const asOf = "2026-01-31";
export const log: readonly Transaction[] = [
  order("ann", "2025-12-20", 10),
  order("bob", "2025-12-24", 7),
  order("ann", "2025-12-24", 5),
  order("bob", "2025-12-30", -2),
  order("ann", "2026-01-04", 20),
  order("ann", "2026-01-04", 1),
  order("cat", "2026-01-10", 12),
  order("ann", "2026-01-12", 30),
];

export function folded(
  batches: readonly (readonly Transaction[])[],
  options: Partial<HistoryFoldOptions> = {},
) {
  const fold = historyFold({ asOf, ...options });
  let state = fold.empty();
  for (const batch of batches) state = fold.add(state, batch as Transaction[]);
  return { fold, state };
}
