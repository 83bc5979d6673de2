import type { Duration } from "../calendar/duration.ts";
import type { Id, Time } from "../core/types.ts";

/** What kind of values a fact has. Dates are civil days. */
export type FieldType = "text" | "number" | "date" | "boolean";

/** Facts of the host, declared as data: `{ city: "text", renewsAt: "date" }`. */
export type Declared = { readonly [name: string]: FieldType };

/** Nothing declared. */
export type Undeclared = Readonly<Record<never, FieldType>>;

/** A civil day: an ISO calendar date, or one counted from the moment of looking. */
export type DateValue = string | { readonly ago: Duration } | { readonly ahead: Duration };

/** Operators on numbers. A range includes both its ends. */
export type NumberTest =
  | { readonly op: "eq" | "neq" | "gt" | "gte" | "lt" | "lte"; readonly value: number }
  | { readonly op: "between" | "notBetween"; readonly value: readonly [number, number] }
  | { readonly op: "in" | "notIn"; readonly value: readonly number[] };

/** Operators on text. Case counts. */
export type TextTest =
  | {
      readonly op: "eq" | "neq" | "contains" | "notContains" | "startsWith" | "endsWith";
      readonly value: string;
    }
  | { readonly op: "in" | "notIn"; readonly value: readonly string[] };

/**
 * Operators on dates. The last 30 days are the 30 civil days that end with the day of looking; the next
 * 30 begin the day after it.
 */
export type DateTest =
  | {
      readonly op: "eq" | "neq" | "before" | "after" | "onOrBefore" | "onOrAfter";
      readonly value: DateValue;
    }
  | { readonly op: "between" | "notBetween"; readonly value: readonly [DateValue, DateValue] }
  | { readonly op: "inLast" | "notInLast" | "inNext" | "notInNext"; readonly value: Duration };

/** Operators on yes or no. */
export type BooleanTest = { readonly op: "eq" | "neq"; readonly value: boolean };

/** Operators on anything. */
export type PresenceTest = { readonly op: "isSet" | "isNotSet" };

/** What may be asked of a fact of each kind. */
export interface TestOf {
  readonly text: TextTest | PresenceTest;
  readonly number: NumberTest | PresenceTest;
  readonly date: DateTest | PresenceTest;
  readonly boolean: BooleanTest | PresenceTest;
}

/** A condition on a declared name: `{ field: "city", op: "eq", value: "Shanghai" }`. */
export type RuleLeaf<Key extends "field" | "score", F> = {
  [K in keyof F & string]: { readonly [P in Key]: K } & (F[K] extends FieldType ? TestOf[F[K]] : never);
}[keyof F & string];

type NamesOf<E, T extends FieldType> = { [K in keyof E & string]: E[K] extends T ? K : never }[keyof E &
  string];

/** Which events count. Without a window, all until the moment of looking. */
export interface EventWindow {
  /** The civil days that end with the day of looking. */
  readonly inLast?: Duration;
  /** First day, included. */
  readonly from?: DateValue;
  /** Last day, included. */
  readonly to?: DateValue;
}

/**
 * A condition on a number made of a customer's events: how many (`count`), or the sum, mean, least or
 * greatest of a number, or how many different values (`distinct`).
 */
export type AggregateLeaf<E> = EventWindow & {
  /** Only events that meet this. */
  readonly where?: EventRule<E>;
} & (NumberTest | PresenceTest) &
  (
    | { readonly aggregate: "count"; readonly of?: undefined }
    | { readonly aggregate: "sum" | "avg" | "min" | "max"; readonly of: NamesOf<E, "number"> }
    | { readonly aggregate: "distinct"; readonly of: keyof E & string }
  );

/** A condition on one event. */
export type EventRule<E> =
  | { readonly all: readonly EventRule<E>[] }
  | { readonly any: readonly EventRule<E>[] }
  | { readonly not: EventRule<E> }
  | RuleLeaf<"field", E>;

/**
 * A rule tree. A missing value meets no positive condition, and each negative operator (`neq`, `notIn`,
 * `notContains`, `notBetween`, `notInLast`, `notInNext`, `isNotSet`) is exactly the negation of its
 * positive twin: who has no city is not in Shanghai. `all` of nothing holds, `any` of nothing does not.
 */
export type Rule<
  F extends Declared = Declared,
  E extends Declared = Undeclared,
  C extends Declared = Undeclared,
  S extends string = never,
> =
  | { readonly all: readonly Rule<F, E, C, S>[] }
  | { readonly any: readonly Rule<F, E, C, S>[] }
  | { readonly not: Rule<F, E, C, S> }
  | RuleLeaf<"field", F>
  | RuleLeaf<"score", C>
  | AggregateLeaf<E>
  | { readonly segment: S };

/** Segments and what they are told by. Plain JSON. */
export interface RuleSet<
  F extends Declared = Declared,
  E extends Declared = Undeclared,
  C extends Declared = Undeclared,
  S extends string = string,
> {
  /** Version of this form. Default 1. */
  readonly version?: 1;
  /** What is known of a customer. */
  readonly facts: F;
  /** What is known of an event, beside whose it is and when. */
  readonly events?: E;
  /** What other scorings know of a customer. */
  readonly scores?: C;
  /** A rule for each segment. Rules may refer to each other's segments, in no circle. */
  readonly segments: { readonly [K in S]: Rule<NoInfer<F>, NoInfer<E>, NoInfer<C>, NoInfer<S>> };
}

/** The values that a fact of each kind may have. */
export interface ValueOf {
  readonly text: string;
  readonly number: number;
  readonly date: Time;
  readonly boolean: boolean;
}

/** Declared facts as a row holds them; null where not known. */
export type FactsRow<F extends Declared> = {
  readonly [K in keyof F]?: ValueOf[F[K]] | null | undefined;
};

/** A customer as rules read them. */
export type RuleCustomer<F extends Declared> = { readonly customerId: Id } & FactsRow<F>;

/** An event as rules read it. */
export type RuleEvent<E extends Declared> = { readonly customerId: Id; readonly at: Time } & FactsRow<E>;
