import type { TimeOptions } from "../calendar/time-reader.ts";
import type { Input, OnInvalid, Time } from "../core/types.ts";
import type { Declared, RuleCustomer, RuleEvent } from "./types.ts";

/** What rules need beside the customers. */
export interface MatchOptions<E extends Declared = Declared, C extends Declared = Declared>
  extends TimeOptions {
  /** The moment of looking: relative dates count from it, and events after it do not count. */
  readonly asOf: Time;
  /** Events of the customers, for rules with aggregates. */
  readonly events?: Input<RuleEvent<E>>;
  /** Scores of the customers, a line each, joined by id, for rules that ask for scores. */
  readonly scores?: Input<RuleCustomer<C>>;
  /** Our field names of customers to the host's: `{ customerId: "id", city: "town" }`. */
  readonly fields?: { readonly [field: string]: string };
  /** Likewise for events. */
  readonly eventFields?: { readonly [field: string]: string };
  /** Likewise for scores. */
  readonly scoreFields?: { readonly [field: string]: string };
  /** A bad row ends with an error (default), or is set aside. */
  readonly onInvalid?: OnInvalid;
}

/** Names of the options. */
export const MATCH_OPTIONS: readonly string[] = [
  "asOf",
  "timeZone",
  "numericTime",
  "events",
  "scores",
  "fields",
  "eventFields",
  "scoreFields",
  "onInvalid",
];
