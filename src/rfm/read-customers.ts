import { checkOneOf, checkOptions } from "../core/check-options.ts";
import { type Column, copyCells } from "../core/column.ts";
import { type OpenInput, openInput } from "../core/open-input.ts";
import { readIds } from "../core/read-ids.ts";
import { readNumbers } from "../core/read-numbers.ts";
import { createRejector, type Rejector } from "../core/rejector.ts";
import type { OnInvalid, Rejection } from "../core/types.ts";
import { gather } from "../math/gather.ts";
import { readLengths } from "./length-days.ts";
import type { RfmRules } from "./policy.ts";
import { positionsOf, someNaN } from "./positions.ts";

/** What is the matter with a customer: nothing, no order yet, or a number that is not known. */
export const SCORED = 0;
export const NO_ORDERS = 1;
export const UNKNOWN = 2;
const REJECTED = 3;

/** Customers as columns, rejected and excluded ones taken out. */
export interface Customers {
  /** How many. */
  readonly length: number;
  /** An id a customer, made when asked for. */
  readonly ids: () => readonly string[];
  readonly recencyDays: Float64Array;
  readonly orders: Float64Array;
  readonly monetary: Float64Array;
  /** Length or gap in days, in the variants that have one. */
  readonly extra: Float64Array | undefined;
  /** `SCORED`, `NO_ORDERS` or `UNKNOWN` for each; undefined where all are scored. */
  readonly states: Uint8Array | undefined;
  /** Customers without an order that were taken out. */
  readonly excluded: number;
  readonly rejected: readonly Rejection[];
}

/** Reads rows or columns of customers as the policy asks for them. */
export function readCustomers(
  input: unknown,
  name: string,
  rules: RfmRules,
  options: { readonly fields?: unknown; readonly onInvalid?: OnInvalid },
): Customers {
  options = checkOptions(options, ["fields", "onInvalid"]);
  const { fields = {}, onInvalid = "throw" } = options;
  checkOneOf(onInvalid, ["throw", "collect"], ["options", "onInvalid"]);
  checkOptions(fields, fieldsOf(rules), ["options", "fields"]);
  const open = openInput(input, name, fields as { readonly [field: string]: string | undefined });
  const rejector = createRejector(name, onInvalid);

  const ids = openIds(open.needed("customerId"), rejector);
  const money = moneyField(rules);
  const moneyColumn = open.needed(money);
  const given = [open.needed("orders"), open.needed("recencyDays"), moneyColumn] as const;
  const whole = wholeNumbers(given);
  const [orders, recencyDays, amounts] = whole ?? [
    readNumbers(given[0], "orders", {}, rejector),
    readNumbers(given[1], "recencyDays", { nullable: true }, rejector),
    readNumbers(given[2], money, { nullable: true }, rejector),
  ];
  const extra = readExtra(open, rules, orders, rejector);

  const columns = { recencyDays, orders, amounts, extra: rules.variant === "lrfm" ? extra : undefined };
  const known = whole !== undefined || allKnown(orders, recencyDays, amounts);
  const complete =
    known && rejector.count() === 0 && (columns.extra === undefined || !someNaN(columns.extra));
  const states = complete ? undefined : statesOf(columns, moneyColumn, rules, rejector);
  const monetary = rules.monetary === "average" ? averages(amounts, orders) : amounts;
  const all = { ids, recencyDays, orders, monetary, extra, states };
  return { ...keepRows(all, rules), rejected: rejector.list() };
}

/** The fields that a policy reads. */
function fieldsOf(rules: RfmRules): readonly string[] {
  const fields = ["customerId", "recencyDays", "orders", moneyField(rules)];
  if (rules.variant === "lrfm") return [...fields, "lengthDays", "firstPurchase", "lastPurchase"];
  return rules.variant === "rfmt" ? [...fields, "meanGapDays"] : fields;
}

/** The column that holds the money. */
export function moneyField(rules: RfmRules): string {
  return rules.monetary === "total" || rules.monetary === "average" ? "revenue" : rules.monetary;
}

/** Numbers in one buffer are ids as they stand; they become texts when somebody reads them. */
function openIds(column: Column, rejector: Rejector): () => readonly string[] {
  if (column.form === "typed" && !(column.values instanceof Float64Array)) {
    const { values } = column;
    let ids: readonly string[] | undefined;
    return () => {
      ids ??= Array.from(values as ArrayLike<number>, String);
      return ids;
    };
  }
  const ids = readIds(column, "customerId", rejector);
  return () => ids;
}

function readExtra(
  open: OpenInput,
  rules: RfmRules,
  orders: Float64Array,
  rejector: Rejector,
): Float64Array | undefined {
  if (rules.variant === "lrfm") return readLengths(open, orders, rejector);
  if (rules.variant === "rfm") return undefined;
  return readNumbers(open.needed("meanGapDays"), "meanGapDays", { nullable: true, min: 0 }, rejector);
}

interface RawColumns {
  readonly recencyDays: Float64Array;
  readonly orders: Float64Array;
  readonly amounts: Float64Array;
  /** Only where it must be known for who has an order. */
  readonly extra: Float64Array | undefined;
}

/** The numbers themselves where all are buffers of doubles and nothing is the matter with any. */
function wholeNumbers(
  columns: readonly [Column, Column, Column],
): readonly [Float64Array, Float64Array, Float64Array] | undefined {
  const [orders, recencyDays, amounts] = columns.map((column) =>
    column.form === "typed" && column.values instanceof Float64Array ? column.values : undefined,
  );
  if (orders === undefined || recencyDays === undefined || amounts === undefined) return undefined;
  return allKnown(orders, recencyDays, amounts) ? [orders, recencyDays, amounts] : undefined;
}

/** The common case, in one pass: finite numbers, orders above 0, days not below. */
function allKnown(orders: Float64Array, recencyDays: Float64Array, amounts: Float64Array): boolean {
  // x - x is 0 for finite x and NaN otherwise, and the sum keeps the NaN.
  let zero = 0;
  let known = true;
  for (let i = 0; i < orders.length; i += 1) {
    const count = orders[i] as number;
    const days = recencyDays[i] as number;
    const amount = amounts[i] as number;
    zero += count - count + (days - days) + (amount - amount);
    known = known && count > 0 && days >= 0;
  }
  return known && zero === 0;
}

/** What is the matter with each row. Sets aside rows with orders whose other numbers are missing. */
function statesOf(columns: RawColumns, moneyColumn: Column, rules: RfmRules, rejector: Rejector): Uint8Array {
  const { recencyDays, orders, amounts, extra } = columns;
  const money = moneyField(rules);
  const expected = "a finite number, since the customer has orders";
  const states = new Uint8Array(orders.length);
  for (let i = 0; i < orders.length; i += 1) {
    if (rejector.has(i)) {
      states[i] = REJECTED;
    } else if ((orders[i] as number) < 0 || (recencyDays[i] as number) < 0) {
      const field = (orders[i] as number) < 0 ? "orders" : "recencyDays";
      rejector.reject(i, field, "out_of_range", "a number of at least 0", -1);
    } else if (orders[i] === 0) {
      states[i] = NO_ORDERS;
    } else if (Number.isNaN(recencyDays[i])) {
      rejector.reject(i, "recencyDays", "missing", expected, null);
    } else if (extra !== undefined && Number.isNaN(extra[i])) {
      rejector.reject(i, "lengthDays", "missing", `${expected}, or both purchase dates`, null);
    } else if (Number.isNaN(amounts[i])) {
      if (money === "revenue" || isAbsent(moneyColumn, i)) {
        rejector.reject(i, money, "missing", expected, null);
      } else {
        states[i] = UNKNOWN;
      }
    }
    if (rejector.has(i)) states[i] = REJECTED;
  }
  return states;
}

/** Does the row lack the field altogether? Null says "not known"; nothing is a misspelt name. */
function isAbsent(column: Column, i: number): boolean {
  if (column.form !== "rows") return false;
  const cell: unknown[] = [];
  copyCells(column, i, i + 1, cell);
  return cell[0] === undefined;
}

function averages(revenue: Float64Array, orders: Float64Array): Float64Array {
  const out = new Float64Array(revenue.length);
  for (let i = 0; i < out.length; i += 1) {
    out[i] = orders[i] === 0 ? Number.NaN : (revenue[i] as number) / (orders[i] as number);
  }
  return out;
}

type AllRows = Pick<Customers, "ids" | "recencyDays" | "orders" | "monetary" | "extra" | "states">;

/** Takes rejected rows out, and customers without orders where the policy excludes them. */
function keepRows(all: AllRows, rules: RfmRules): Omit<Customers, "rejected"> {
  const { states } = all;
  const length = all.orders.length;
  if (states === undefined) return { ...all, length, excluded: 0 };
  const exclude = rules.noOrders === "exclude";
  const kept = positionsOf(states, (state) => state !== REJECTED && !(exclude && state === NO_ORDERS));
  const excluded = exclude ? positionsOf(states, (state) => state === NO_ORDERS).length : 0;
  if (kept.length === length) return { ...all, length, excluded };
  return {
    length: kept.length,
    ids: () => {
      const ids = all.ids();
      return Array.from(kept, (i) => ids[i] as string);
    },
    recencyDays: gather(all.recencyDays, kept),
    orders: gather(all.orders, kept),
    monetary: gather(all.monetary, kept),
    extra: all.extra === undefined ? undefined : gather(all.extra, kept),
    states: Uint8Array.from(kept, (i) => states[i] as number),
    excluded,
  };
}
