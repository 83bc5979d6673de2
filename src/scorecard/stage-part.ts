import type { PurchaseHistory } from "../history/types.ts";
import { classifyCustomers } from "../lifecycle/classify-customers.ts";
import { learnThresholds } from "../lifecycle/learn-thresholds.ts";
import type { Threshold } from "../lifecycle/thresholds.ts";
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

/** The lifecycle with the thresholds that it leaves to the base; as it is where all are fixed. */
export function learnLifecycle(history: PurchaseHistory, lifecycle: Lifecycle | null): Lifecycle | null {
  if (lifecycle === null) return null;
  const thresholds: { readonly [name: string]: Threshold } = lifecycle.thresholds ?? {};
  const open = Object.keys(thresholds).some((name) => (thresholds[name] as Threshold).rule !== "fixed");
  return open ? learnThresholds(history, { lifecycle }) : lifecycle;
}
