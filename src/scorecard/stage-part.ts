import type { PurchaseHistory } from "../history/types.ts";
import { classifyCustomers } from "../lifecycle/classify-customers.ts";
import type { Lifecycle } from "../lifecycle/types.ts";
import type { ScorecardOptions, StageTable } from "./types.ts";

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
