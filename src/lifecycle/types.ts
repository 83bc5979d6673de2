import type { Id, Reason, Time } from "../core/types.ts";
import type { BooleanTest, Declared, FactsRow, NumberTest, PresenceTest, TextTest } from "../rules/types.ts";
import type { Threshold } from "./thresholds.ts";

/** What is done with customers of a stage: win them, keep them, grow them, win them back. */
export type ManagementType = "acquire" | "retain" | "expand" | "win-back";

/** Names of the declared facts that are dates. */
export type DateNames<F> = { [K in keyof F & string]: "date" extends F[K] ? K : never }[keyof F & string];

/** Conditions on a date: with another day, never with now. How long ago something is belongs in `after`. */
export type DayTest =
  | {
      readonly op: "eq" | "neq" | "before" | "after" | "onOrBefore" | "onOrAfter";
      /** ISO calendar date. */
      readonly value: string;
    }
  | PresenceTest;

interface GuardTests {
  readonly text: TextTest | PresenceTest;
  readonly number: Exclude<NumberTest, { readonly op: "between" | "notBetween" }> | PresenceTest;
  readonly date: DayTest;
  readonly boolean: BooleanTest | PresenceTest;
}

/** A condition on one declared fact. */
export type LifecycleGuardLeaf<F> = {
  [K in keyof F & string]: { readonly field: K } & (F[K] extends keyof GuardTests ? GuardTests[F[K]] : never);
}[keyof F & string];

/**
 * A condition on facts: a rule tree as in `rules`, of those leaves whose answer does not change while
 * time passes. A missing value meets no positive condition.
 */
export type LifecycleGuard<F> =
  | { readonly all: readonly LifecycleGuard<F>[] }
  | { readonly any: readonly LifecycleGuard<F>[] }
  | { readonly not: LifecycleGuard<F> }
  | LifecycleGuardLeaf<F>;

/**
 * How long something is ago, in civil days: more than so many, or at least so many; a number or the
 * name of a threshold. Negative numbers look ahead: at least -30 days since `renewsAt` is from 30 days
 * before it on.
 */
export type Elapsed<F, T extends string> = {
  /** Counted from this date; without it from the day the customer entered the stage. */
  readonly since?: DateNames<F>;
} & ({ readonly moreThan: number | T } | { readonly atLeast: number | T });

/** A way from a stage to another. */
export interface Transition<S extends string, E extends string, F, T extends string> {
  /** The stages it leads out of; `*` is every stage but `to`. */
  readonly from: S | readonly S[] | "*";
  readonly to: S;
  /**
   * Events that may cause it. Without it, time does (`after`), or the facts as they are (`when`).
   */
  readonly on?: E | readonly E[];
  /**
   * Only after so long. Without `on`: the change happens on that very day, by time alone. With `on` the
   * date is the one known before the event.
   */
  readonly after?: Elapsed<F, T>;
  /** Only as long as this is not so yet; not where it is not known since when. Needs `on`. */
  readonly before?: Elapsed<F, T>;
  /** Only where the facts say so; with `on`, the facts after the event. */
  readonly when?: LifecycleGuard<F>;
  /** Of several that may happen the highest is taken, of equals the first in the list. Default 0. */
  readonly priority?: number;
  /** May lead back although the lifecycle only goes forward. */
  readonly backward?: boolean;
  /** Code of the entry reason. Default: `lifecycle_event`, `lifecycle_time` or `lifecycle_facts`. */
  readonly reason?: string;
}

/**
 * What an event does to a fact: `at` sets its day, `first-at` only where none is known, `previous-at`
 * the day that the `at` fact of this event had before; `clear` empties it; or a number is added (a
 * given one, or that of a field of the event), or a value set.
 */
export type FactUpdate =
  | "at"
  | "first-at"
  | "previous-at"
  | "clear"
  | { readonly add: number }
  | { readonly addField: string }
  | { readonly set: string | number | boolean };

/**
 * What an event does to the facts. `purchase` keeps those facts that a purchase history has, as far as
 * they are declared: `orders`, `purchaseDays`, `revenue` (of the event's `amount`), `firstPurchase`,
 * `previousPurchase`, `lastPurchase`, `frequency`, `meanGapDays`, `gapStdDays`, `sumLogGaps`.
 *
 * Before that, fields of the event that are named as facts set them; empty ones say nothing.
 */
export type Updates<F> = "purchase" | { readonly [K in keyof F & string]?: FactUpdate };

/** A lifecycle as it is written: plain JSON. */
export interface LifecycleSpec<
  S extends string = string,
  E extends string = string,
  F extends Declared = Declared,
  T extends string = string,
> {
  /** Names the lifecycle; the labels of a stage stand under `stage.<key>`. */
  readonly name?: string;
  /** The stages, in the order in which a customer grows. */
  readonly stages: readonly S[];
  /** What may happen. `tick`, the passing of time, is known to every lifecycle. */
  readonly events: readonly E[];
  /** What is known of a customer. */
  readonly facts?: F;
  /** The stage of a customer of whom nothing is known. */
  readonly initial: NoInfer<S>;
  /** Named lengths of time, in days: fixed, of the base, or of the customer's own rhythm. */
  readonly thresholds?: { readonly [K in T]: Threshold };
  /** What events do to facts. */
  readonly updates?: { readonly [K in NoInfer<E>]?: Updates<NoInfer<F>> };
  readonly transitions: readonly Transition<NoInfer<S>, NoInfer<E>, NoInfer<F>, NoInfer<T>>[];
  /** Nobody goes back to a stage further up the list, but by a transition with `backward`. */
  readonly forwardOnly?: boolean;
  /** What is done with customers of each stage. */
  readonly management?: { readonly [K in NoInfer<S>]?: ManagementType };
  /** What the thresholds were learned from; written by `learnThresholds`. */
  readonly learned?: LearnedFrom;
}

/** What thresholds were learned from. */
export interface LearnedFrom {
  /** Times between two purchases. */
  readonly gaps: number;
  /** Customers with at least one of them. */
  readonly customers: number;
  /** Mean of the gaps in days, and mean and variance of their logarithms. */
  readonly meanGapDays: number;
  readonly gapStdDays: number;
  readonly meanLogGap: number;
  readonly logGapStd: number;
}

/** A checked lifecycle. Plain JSON: what is read back from a file works the same. */
export interface Lifecycle<
  S extends string = string,
  E extends string = string,
  F extends Declared = Declared,
  T extends string = string,
> extends LifecycleSpec<S, E, F, T> {
  readonly kind: "lifecycle";
  readonly version: 1;
  readonly thresholds: { readonly [K in T]: Threshold };
}

/** The facts of a customer as JSON: dates as ISO calendar dates. */
export type StateFacts<F extends Declared> = {
  readonly [K in keyof F]?:
    | (F[K] extends "number" ? number : F[K] extends "boolean" ? boolean : string)
    | null
    | undefined;
};

/** Where a customer is. Plain JSON, kept by the host between events. */
export interface LifecycleState<S extends string = string, F extends Declared = Declared> {
  readonly stage: S;
  /** Civil day of entering the stage; null where it is not known. */
  readonly since: string | null;
  readonly facts: StateFacts<F>;
}

/** Something that happened to a customer, or `tick`: time has passed. */
export type LifecycleEvent<E extends string = string, F extends Declared = Declared> = {
  readonly type: E | "tick";
  readonly at: Time;
  /** Whose it is; needed in replays of several customers. */
  readonly customerId?: Id | null | undefined;
  /** Money of a purchase, and whatever `addField` names. */
  readonly [field: string]: unknown;
} & FactsRow<F>;

/** A change of stage. */
export interface StageChange<S extends string = string> {
  readonly from: S;
  readonly to: S;
  /** The day of it; null where facts do not tell. */
  readonly at: string | null;
  readonly reason: Reason;
}

/** A lifecycle of any names. */
export type AnyLifecycle = Lifecycle;
