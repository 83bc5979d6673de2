import { classic } from "./ready/classic.ts";
import { commerce } from "./ready/commerce.ts";
import { emarsys } from "./ready/emarsys.ts";
import { funnel } from "./ready/funnel.ts";
import { subscription } from "./ready/subscription.ts";
import { showLifecycle } from "./show-lifecycle.ts";

/**
 * Lifecycles that come with the library, as plain JSON: use them as they are, or spread one into your
 * own and change what differs.
 *
 * - `classic`: prospect, new, growing, mature, at-risk, dormant, lost, won-back, by fixed days.
 * - `commerce`: the same for a shop, by the rhythm of its own base (`learnThresholds`).
 * - `subscription`: trial, active, renewal due, past due, cancelled, lapsed, from declared facts.
 * - `funnel`: from subscriber to evangelist, forward only, compatible with HubSpot's stages.
 * - `emarsys`: lead, first-time, active, defecting, inactive, with SAP Emarsys's published boundaries.
 *
 * @example
 * ```ts
 * const { classic } = lifecycles;
 * const strict = { ...classic, thresholds: { ...classic.thresholds, lost: { rule: "fixed", days: 730 } as const } };
 * stageOf(strict, { orders: 1, lastPurchase: "2025-01-01" }, { asOf: "2026-06-30" }).stage; // => "dormant"
 * ```
 */
export const lifecycles: {
  readonly classic: typeof classic;
  readonly commerce: typeof commerce;
  readonly subscription: typeof subscription;
  readonly funnel: typeof funnel;
  readonly emarsys: typeof emarsys;
} = /* @__PURE__ */ (() => ({
  classic: showLifecycle(classic),
  commerce: showLifecycle(commerce),
  subscription: showLifecycle(subscription),
  funnel: showLifecycle(funnel),
  emarsys: showLifecycle(emarsys),
}))();
