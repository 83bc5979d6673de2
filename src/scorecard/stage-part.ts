import type { Table } from "../core/types.ts";
import type { PurchaseHistory } from "../history/types.ts";
import { classifyCustomers, type StageFacts, type StageRow } from "../lifecycle/classify-customers.ts";
import type { Lifecycle } from "../lifecycle/types.ts";
import type { ScorecardOptions } from "./types.ts";

/** The stage of each customer, with facts and reasons. */
export type StageTable = Table<StageRow> & StageFacts;

/** The stage of each customer of the history; none where the policy leaves lifecycles out. */
export function stagePart(
  history: PurchaseHistory,
  lifecycle: Lifecycle | null,
  options: ScorecardOptions,
): StageTable | null {
  if (lifecycle === null) return null;
  const { asOf, timeZone } = options;
  return classifyCustomers(lifecycle, history as never, {
    asOf,
    ...(timeZone !== undefined && { timeZone }),
  }) as unknown as StageTable;
}
