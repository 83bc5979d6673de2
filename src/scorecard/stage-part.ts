import { hasOwn } from "../core/own.ts";
import type { PurchaseHistory } from "../history/types.ts";
import { classifyCustomers } from "../lifecycle/classify-customers.ts";
import { learnThresholds } from "../lifecycle/learn-thresholds.ts";
import type { Threshold } from "../lifecycle/thresholds.ts";
import type { Lifecycle } from "../lifecycle/types.ts";
import type { Declared, FieldType } from "../rules/types.ts";
import type { AttributeColumns } from "./attributes.ts";
import type { ScorecardOptions, StageTable } from "./types.ts";

/**
 * The stage of each customer of the history; none where the policy leaves lifecycles out.
 *
 * @param facts - What else is known of them.
 */
export function stagePart(
  history: PurchaseHistory,
  lifecycle: Lifecycle | null,
  options: ScorecardOptions,
  facts: AttributeColumns,
): StageTable | null {
  if (lifecycle === null) return null;
  const { asOf, timeZone } = options;
  return classifyCustomers(lifecycle, withFacts(history, lifecycle, facts) as never, {
    asOf,
    ...(timeZone !== undefined && { timeZone }),
  }) as unknown as StageTable;
}

/** What the lifecycle declares and a purchase history, by its columns or a row of it, does not tell. */
export function factsBesideHistory(lifecycle: Lifecycle | null, history: object): Declared {
  const declared = Object.entries<FieldType>(lifecycle?.facts ?? {});
  return Object.fromEntries(declared.filter(([name]) => !hasOwn(history, name)));
}

/** The history, as far as the lifecycle reads it, with further columns. */
function withFacts(history: PurchaseHistory, lifecycle: Lifecycle, facts: AttributeColumns): object {
  if (facts.size === 0) return history;
  const { asOf, timeUnit, length } = history;
  const names = ["customerId", "recencyDays", "age", ...Object.keys(lifecycle.facts ?? {})];
  const own = history.columns as unknown as { readonly [name: string]: unknown };
  const told = names.filter((name) => hasOwn(own, name)).map((name) => [name, own[name]] as const);
  return { asOf, timeUnit, length, columns: Object.fromEntries<unknown>([...told, ...facts]) };
}

/** The lifecycle with the thresholds that it leaves to the base; as it is where all are fixed. */
export function learnLifecycle(history: PurchaseHistory, lifecycle: Lifecycle | null): Lifecycle | null {
  if (lifecycle === null) return null;
  const thresholds: { readonly [name: string]: Threshold } = lifecycle.thresholds ?? {};
  const open = Object.keys(thresholds).some((name) => (thresholds[name] as Threshold).rule !== "fixed");
  return open ? learnThresholds(history, { lifecycle }) : lifecycle;
}
