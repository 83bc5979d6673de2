import { readMoment } from "../calendar/moment.ts";
import { readNullableDays } from "../calendar/nullable-days.ts";
import { createTimeReader } from "../calendar/time-reader.ts";
import { ScoringError } from "../core/error.ts";
import { openInput } from "../core/open-input.ts";
import { fieldValue } from "../core/own.ts";
import { createCodeReader } from "../core/read-codes.ts";
import { createIdRegister } from "../core/read-ids.ts";
import { readTexts } from "../core/read-values.ts";
import { createRejector } from "../core/rejector.ts";
import type { Id, Input, Time } from "../core/types.ts";

/** A stay in a stage, as analyses read it: what `replay` gives, or the like. */
export interface Stay {
  readonly customerId: Id;
  readonly stage: string;
  readonly since: Time | null;
  /** Null for a stay that goes on. */
  readonly until: Time | null;
}

/** Stays as columns. */
export interface Stays {
  readonly length: number;
  readonly customers: Int32Array;
  readonly customerCount: number;
  readonly stages: Int32Array;
  /** Names of the stages, by number. */
  readonly names: readonly string[];
  /** Days, NaN where not known. */
  readonly since: Float64Array;
  readonly until: Float64Array;
  /** The day of looking; NaN where neither the timeline nor the options say. */
  readonly asOf: number;
}

/**
 * Opens a timeline.
 *
 * @throws A {@link ScoringError} with `wrong_type`, `missing` or `invalid_date`; `missing` for `asOf` where
 * the timeline does not say it.
 */
export function openStays(timeline: Input<Stay>, asOf: Time | undefined): Stays {
  const open = openInput(timeline, "timeline");
  const rejector = createRejector("timeline", "throw");
  const reader = createTimeReader({});
  const people = createIdRegister();
  const customers = new Int32Array(open.length);
  createCodeReader(open.needed("customerId"), "customerId", people, rejector)(0, open.length, customers);
  const made = fieldValue(timeline, "asOf");
  const staged = fieldValue(timeline, "stages");
  const names = Array.isArray(staged) ? (staged as string[]).slice() : [];
  const places = new Map(names.map((name, i) => [name, i]));
  const texts = readTexts(open.needed("stage"), "stage", rejector, false);
  const stages = Int32Array.from(texts, (text) => {
    const name = text as string;
    const known = places.get(name);
    if (known !== undefined) return known;
    places.set(name, names.length);
    return names.push(name) - 1;
  });
  const looked = asOf ?? (typeof made === "string" ? made : undefined);
  return {
    length: open.length,
    customers,
    customerCount: people.ids.length,
    stages,
    names,
    since: readNullableDays(open.needed("since"), "since", reader, rejector),
    until: readNullableDays(open.needed("until"), "until", reader, rejector),
    asOf: looked === undefined ? Number.NaN : readMoment(looked, "asOf", reader).day,
  };
}

/** Refuses a timeline of which nobody says when it was looked at. */
export function knownAsOf({ asOf }: Stays): number {
  if (!Number.isNaN(asOf)) return asOf;
  throw new ScoringError("missing", ["options", "asOf"], 'a date such as "2026-01-31"', "nothing");
}
