import type { Duration } from "../../calendar/duration.ts";
import type { TimeOptions } from "../../calendar/time-reader.ts";
import type { Id, Table, Time } from "../../core/types.ts";

/** Distance from an edge: a share of it, or an amount (an edge of 0 has no shares). */
export type TierMargin = number | { readonly amount: number };

/** What keeps customers from going up and down with every order. */
export interface TierHysteresis {
  /** How far above an edge a value must be to be lifted over it. Default 0: to reach it is enough. */
  readonly promotionMargin?: TierMargin;
  /** How far below the edge of its tier a value may fall and stay. Default 0. */
  readonly demotionMargin?: TierMargin;
  /** How long a tier is safe once it is reached: `{ months: 12 }`. Default not at all. */
  readonly hold?: Duration;
  /** How long a value must have been too low before the tier is lost. Default not at all. */
  readonly grace?: Duration;
  /** Who falls, falls to where the value belongs (default `all`), or to the next tier below (`step`). */
  readonly demoteBy?: "all" | "step";
}

/** How a customer's tier changed. */
export type TierMove = "entered" | "up" | "down" | "stayed" | "left";

/**
 * Why.
 *
 * - `first-value`: no tier before; `reached`: the value lifts; `fell`: the value no longer keeps it.
 * - `same`: the value belongs where the customer is; `within-margin`: it does not, by less than the
 *   margin; `held`, `in-grace`: it is too low, and hold or grace keep the tier.
 * - `unknown-value`: no value, so nothing changes; `absent`: no longer among the customers.
 */
export type TierMoveReason =
  | "first-value"
  | "reached"
  | "fell"
  | "same"
  | "within-margin"
  | "held"
  | "in-grace"
  | "unknown-value"
  | "absent";

/** Where a customer stood. A line of `valueTiers` fits, and so does one of an earlier {@link tierChanges}. */
export interface TierState {
  /** Who. */
  readonly customerId: Id;
  /** Key of the tier; null for none. */
  readonly tier: string | null;
  /** When it was reached. Where this is not known, no hold protects the tier. */
  readonly since?: Time | null | undefined;
  /** Since when the value has been too low for it. */
  readonly belowSince?: Time | null | undefined;
}

/** Options of {@link tierChanges}. */
export interface TierChangeOptions extends TierHysteresis, TimeOptions {
  /** The moment of looking. */
  readonly asOf: Time;
}

/** Where a customer stands now. It is the {@link TierState} of the next time. */
export interface TierChange {
  /** Who. */
  readonly customerId: string;
  /** Key of the tier now; null without a value, and for who has left. */
  readonly tier: string | null;
  /** Key of the tier before; null for none. */
  readonly previousTier: string | null;
  /** What happened. */
  readonly move: TierMove;
  /** Why. */
  readonly reason: TierMoveReason;
  /** The value now; null where not known. */
  readonly value: number | null;
  /** Civil date on which the tier was reached; null where not known. */
  readonly since: string | null;
  /** Civil date since which the value has been too low for it; null where it is not. */
  readonly belowSince: string | null;
}

/** What comes with the changes. */
export interface TierChangeFacts {
  /** Civil date of the moment of looking. */
  readonly asOf: string;
  /** How many customers moved which way. */
  readonly counts: { readonly [M in TierMove]: number };
  /** The customers whose tier is another than before: those who entered, went up or down, or left. */
  readonly events: Table<TierChange>;
}

/** Customers with a value now, in their order, then those who are no longer among them. */
export type TierChanges = Table<TierChange> & TierChangeFacts;
