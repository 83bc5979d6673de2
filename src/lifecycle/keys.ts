/**
 * The stable keys of this room. Dictionaries must have an entry for each: a missing one does not compile.
 *
 * @module
 */
import type { LifecycleProblemCode } from "./check-lifecycle.ts";
import type { lifecycles } from "./lifecycles.ts";
import type { ManagementType } from "./types.ts";

type Ready = (typeof lifecycles)[keyof typeof lifecycles];

/** Names: stages and events of the lifecycles that come with the library, dates that time counts from, management types. */
export type LifecycleNameKey =
  | `stage.${Ready["stages"][number]}`
  | `event.${Ready["events"][number]}`
  | `since.${"lastPurchase" | "lastResponse" | "registeredAt" | "renewsAt" | "trialEndsAt" | "stage"}`
  | `management.${ManagementType}`;

/** Why somebody is in a stage, and what may be wrong with a lifecycle. */
export type LifecycleReasonCode =
  | "lifecycle_initial"
  | "lifecycle_event"
  | "lifecycle_time"
  | "lifecycle_facts"
  | "lifecycle_first_purchase"
  | "lifecycle_orders"
  | "lifecycle_won_back"
  | "lifecycle_silence"
  | "lifecycle_refund"
  | "lifecycle_cancelled"
  | "lifecycle_trial_over"
  | "lifecycle_renewal_due"
  | "lifecycle_unpaid"
  | "lifecycle_paid_time_over"
  | LifecycleProblemCode;
