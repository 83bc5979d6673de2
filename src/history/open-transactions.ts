import { readMoment } from "../calendar/moment.ts";
import { createTimeReader, type TimeReader } from "../calendar/time-reader.ts";
import { checkNumber, checkOneOf, checkOptions } from "../core/check-options.ts";
import type { Column } from "../core/column.ts";
import { describeValue } from "../core/describe.ts";
import { ScoringError } from "../core/error.ts";
import { openInput } from "../core/open-input.ts";
import { bare } from "../core/own.ts";
import type { Transaction } from "../core/records.ts";
import type { OnInvalid, Time } from "../core/types.ts";
import { UNSEALED } from "./state.ts";
import type { TransactionOptions } from "./types.ts";

/** The columns of a batch of transactions. */
export interface OpenTransactions {
  readonly length: number;
  readonly customerId: Column;
  readonly at: Column;
  readonly amount: Column;
  readonly kind: Column | undefined;
  readonly currency: Column | undefined;
  readonly orderId: Column | undefined;
}

/**
 * Finds the columns of transactions, given as rows or columns under the host's names.
 *
 * @throws A {@link ScoringError} with `wrong_type`, `missing`, `length_mismatch`, or `unknown_name` for a
 * renamed field that transactions do not have.
 */
export function openTransactions(
  transactions: unknown,
  fields: TransactionOptions["fields"],
  reading: Reading,
): OpenTransactions {
  if (fields !== undefined) checkOptions(fields, FIELDS, ["options", "fields"]);
  const input = openInput(transactions, "transactions", fields, reading.onInvalid);
  return {
    length: input.length,
    customerId: input.needed("customerId"),
    at: input.needed("at"),
    amount: input.needed("amount"),
    kind: input.column("kind"),
    currency: input.column("currency"),
    orderId: reading.dropDuplicates ? input.needed("orderId") : undefined,
  };
}

const FIELDS: readonly (keyof Transaction)[] = ["customerId", "at", "amount", "orderId", "kind", "currency"];

/** The options that say how rows are read, checked. */
export interface Reading {
  readonly time: TimeReader;
  /** Civil day of `asOf`. */
  readonly asOfDay: number;
  /** Instants after this moment are in the future. */
  readonly latest: number;
  /** Rows before this civil day are left out. */
  readonly fromDay: number;
  readonly separate: boolean;
  readonly ignoreZero: boolean;
  readonly dropDuplicates: boolean;
  readonly rates: ReadonlyMap<string, number> | undefined;
  readonly onInvalid: OnInvalid;
}

/**
 * Checks the options that say how rows are read.
 *
 * @param asOf - Absent where rows of any time are taken.
 * @throws A {@link ScoringError} with `missing`, `invalid_date`, `unknown_name`, `wrong_type` or `conflict`.
 */
export function checkReading(options: TransactionOptions, asOf: Time | undefined, asOfName: string): Reading {
  options = bare(options);
  const time = createTimeReader(options);
  const { day: asOfDay, latest } = readMoment(asOf, asOfName, time);
  const fromDay = options.from === undefined ? UNSEALED : readMoment(options.from, "from", time).day;
  if (fromDay > asOfDay) {
    throw new ScoringError("conflict", ["options", "from"], `a time before ${asOfName}`, "a later one");
  }
  const { sameDay = "merge", zeroAmount = "count", duplicates = "keep", onInvalid = "throw" } = options;
  return {
    time,
    asOfDay,
    latest,
    fromDay,
    separate: checkOneOf(sameDay, ["merge", "separate"], ["options", "sameDay"]) === "separate",
    ignoreZero: checkOneOf(zeroAmount, ["count", "ignore"], ["options", "zeroAmount"]) === "ignore",
    dropDuplicates: checkOneOf(duplicates, ["keep", "drop"], ["options", "duplicates"]) === "drop",
    rates: checkRates(options.rates),
    onInvalid: checkOneOf(onInvalid, ["throw", "collect"], ["options", "onInvalid"]),
  };
}

/** Names of the options that {@link checkReading} reads. */
export const READING_OPTIONS: readonly string[] = [
  "timeZone",
  "numericTime",
  "sameDay",
  "zeroAmount",
  "duplicates",
  "rates",
  "from",
  "onInvalid",
  "fields",
];

function checkRates(rates: unknown): ReadonlyMap<string, number> | undefined {
  if (rates === undefined) return undefined;
  if (typeof rates !== "object" || rates === null || Array.isArray(rates)) {
    throw new ScoringError(
      "wrong_type",
      ["options", "rates"],
      "rates such as { USD: 1, EUR: 1.08 }",
      describeValue(rates),
    );
  }
  const checked = new Map<string, number>();
  for (const [currency, rate] of Object.entries(rates as { [currency: string]: unknown })) {
    checked.set(currency, checkNumber(rate, ["options", "rates", currency], { min: Number.MIN_VALUE }));
  }
  return checked;
}
