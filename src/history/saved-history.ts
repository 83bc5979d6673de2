import { FIRST_DAY, LAST_DAY } from "../calendar/civil.ts";
import { checkNumber, checkOneOf } from "../core/check-options.ts";
import { describeValue } from "../core/describe.ts";
import { type InputPath, ScoringError } from "../core/error.ts";
import { ownData, ownValue } from "../core/own.ts";
import type { Rejection } from "../core/types.ts";
import {
  createTally,
  FIRST_GROSS,
  FIRST_ORDERS,
  GROSS,
  GROSS_LOW,
  LOG_GAPS,
  REFUNDS,
  SQUARED_GAPS,
  type Tally,
} from "./state.ts";

/** A history's state as plain JSON. Fields that end in `Low` are what rounding took from the sum before. */
export interface SavedHistory {
  readonly kind: "purchaseHistory";
  readonly version: 1;
  /** Were rows promised in time order? */
  readonly order: "any" | "time";
  /** Civil day (since 1970-01-01) before which records are closed; null if there is none. */
  readonly sealedBefore: number | null;
  readonly currency: string | null;
  readonly customerId: readonly string[];
  /** Four whole numbers a customer: first day, last day, closed purchase days, orders. */
  readonly records: readonly number[];
  /** Six numbers a customer: order amounts, Low, first day's amount and orders, squared gaps, log gaps. */
  readonly sums: readonly number[];
  /** Three numbers a customer: refunds, Low, rows. Empty where there were none. */
  readonly refunds: readonly number[];
  /** Open purchase days: customer number and day in turn. */
  readonly openDays: readonly number[];
  /** Keys of the orders seen; null where duplicates are not looked for. */
  readonly orderKeys: readonly string[] | null;
  readonly tally: Readonly<Tally>;
  readonly rejected: readonly Rejection[];
}

/** Whole numbers and sums of a customer. */
export const WHOLE = 4;
export const SUMS = 6;
/** The slot of a record that each of the sums is. */
export const SUM_SLOTS: readonly number[] = [
  GROSS,
  GROSS_LOW,
  FIRST_GROSS,
  FIRST_ORDERS,
  SQUARED_GAPS,
  LOG_GAPS,
];

const LISTS = ["customerId", "records", "sums", "refunds", "openDays", "rejected"] as const;
const DAYS = { min: FIRST_DAY, max: LAST_DAY, integer: true } as const;
const COUNT = { min: 0, max: 0x7fffffff, integer: true } as const;

/**
 * Refuses what would break the records. A whole check of foreign JSON is the schema's.
 *
 * @throws A {@link ScoringError} with `unknown_version`, `wrong_type`, `length_mismatch`, `not_finite`,
 * `out_of_range` or `duplicate`.
 */
export function checkSaved(saved: SavedHistory): void {
  const given = saved as unknown;
  const known =
    typeof given === "object" &&
    given !== null &&
    ownData(given, "kind") === "purchaseHistory" &&
    saved.version === 1;
  if (!known) {
    const expected = "a saved purchase history of version 1";
    throw new ScoringError("unknown_version", ["saved"], expected, describeValue(given));
  }
  checkOneOf(saved.order, ["any", "time"], ["saved", "order"]);
  for (const name of LISTS) checkList(saved[name], ["saved", name]);
  if (saved.orderKeys !== null) checkTexts(saved.orderKeys, ["saved", "orderKeys"]);
  checkTexts(saved.customerId, ["saved", "customerId"]);
  const customers = saved.customerId.length;
  checkLength("records", saved.records, customers * WHOLE);
  checkLength("sums", saved.sums, customers * SUMS);
  checkLength("refunds", saved.refunds, saved.refunds.length === 0 ? 0 : customers * REFUNDS);
  checkLength("openDays", saved.openDays, 2 * Math.floor(saved.openDays.length / 2));
  checkNumbers("records", saved.records, WHOLE, [DAYS, DAYS, COUNT, COUNT]);
  checkNumbers("sums", saved.sums, 1, [{}]);
  checkNumbers("refunds", saved.refunds, 1, [{}]);
  checkNumbers("openDays", saved.openDays, 2, [{ ...COUNT, max: customers - 1 }, DAYS]);
  if (saved.sealedBefore !== null) checkNumber(saved.sealedBefore, ["saved", "sealedBefore"], DAYS);
  for (const name of Object.keys(createTally()) as (keyof Tally)[]) {
    checkNumber(saved.tally?.[name], ["saved", "tally", name], { min: 0, integer: true });
  }
}

function checkList(list: unknown, path: InputPath): asserts list is readonly unknown[] {
  if (!Array.isArray(list)) throw new ScoringError("wrong_type", path, "an array", describeValue(list));
}

/** Texts, each of them once. */
function checkTexts(list: unknown, path: InputPath): void {
  checkList(list, path);
  const seen = new Set<unknown>();
  for (let i = 0; i < list.length; i += 1) {
    if (typeof list[i] !== "string") {
      throw new ScoringError("wrong_type", [...path, i], "a string", describeValue(list[i]));
    }
    seen.add(list[i]);
  }
  if (seen.size !== list.length) throw new ScoringError("duplicate", path, "each once", "one of them twice");
}

function checkLength(name: string, list: readonly unknown[], expected: number): void {
  if (list.length === expected) return;
  throw new ScoringError("length_mismatch", ["saved", name], `${expected} numbers`, `${list.length}`);
}

interface Rule {
  readonly min?: number;
  readonly max?: number;
  readonly integer?: boolean;
}

/** The paths of a million good numbers are not written. */
function checkNumbers(name: string, list: readonly unknown[], width: number, rules: readonly Rule[]): void {
  // Complete, so that what all objects inherit is no bound.
  const own = rules.map((rule) => ({
    min: ownValue(rule, "min") ?? Number.NEGATIVE_INFINITY,
    max: ownValue(rule, "max") ?? Number.POSITIVE_INFINITY,
    integer: ownValue(rule, "integer") ?? false,
  }));
  for (let i = 0; i < list.length; i += 1) {
    const value = list[i];
    const { min, max, integer } = own[i % width] as Required<Rule>;
    const good = integer ? Number.isInteger(value) : Number.isFinite(value);
    if (!(good && (value as number) >= min && (value as number) <= max)) {
      checkNumber(value, ["saved", name, i], { min, max, integer });
    }
  }
}
