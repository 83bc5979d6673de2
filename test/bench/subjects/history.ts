/**
 * Purchase histories, ours: orders as columns, as rows, in disorder.
 *
 * @module
 */
import { type PurchaseHistory, purchaseHistory } from "../../../src/index.ts";
import { customerIdOf, isoDateOf, type OrderLog } from "../harness/generate-log.ts";
import { amountsOf, civilDays, lastDay, readLog } from "../harness/log-files.ts";
import type { Found, Subject } from "../harness/subject.ts";

/** An order as an object. */
export interface Order {
  readonly customerId: string;
  readonly at: string;
  readonly amount: number;
}

/** Columns with customers as codes and days as numbers. */
export const columns: Subject = (folder) => ofColumns(readLog(folder));

/** The same columns, to all numbers of a history and not just those that the models take. */
export const allNumbers: Subject = (folder) => {
  const log = readLog(folder);
  const input = columnsOf(log);
  const options = { ...optionsOf(log), numericTime: "day" } as const;
  const found: { [name: string]: Float64Array } = {};
  return {
    run: () => {
      const { columns } = purchaseHistory(input, options);
      for (const name of NUMBERS) found[name] = columns[name];
    },
    found: () => found,
  };
};

/** The numbers that any database can make of orders; refunds there are none. */
const NUMBERS = [
  ...(["orders", "purchaseDays", "revenue", "frequency", "recency", "age", "averageOrderValue"] as const),
  ...(["meanRepeatSpend", "recencyDays", "meanGapDays", "gapStdDays", "sumLogGaps"] as const),
];

/** The same in no order. */
export const shuffledColumns: Subject = (folder) => ofColumns(shuffled(readLog(folder)));

/** Columns with customers as whole numbers, not in a dictionary. */
export const numberIds: Subject = (folder) => {
  const log = readLog(folder);
  const input = { columns: { customerId: log.codes, at: civilDays(log), amount: amountsOf(log) } };
  const options = { ...optionsOf(log), numericTime: "day" } as const;
  return trialOf(log.customers, () => purchaseHistory(input, options));
};

/** Row objects with ids and dates as text. */
export const rows: Subject = (folder) => ofRows(readLog(folder));

/** The same in no order. */
export const shuffledRows: Subject = (folder) => ofRows(shuffled(readLog(folder)));

function ofColumns(log: OrderLog) {
  const input = columnsOf(log);
  const options = { ...optionsOf(log), numericTime: "day" } as const;
  return trialOf(log.customers, () => purchaseHistory(input, options));
}

function ofRows(log: OrderLog) {
  const orders = ordersOf(log);
  const options = optionsOf(log);
  return trialOf(log.customers, () => purchaseHistory(orders, options));
}

/**
 * A run makes the columns that the models take and that a peer can make too. The log that the input was made of is not
 * held, as no database holds what it has read; nor, while a run makes them anew, are the columns of the run before.
 */
function trialOf(customers: number, run: () => PurchaseHistory) {
  let found: { [name: string]: Float64Array } = {};
  let ids: readonly string[] = [];
  return {
    run: () => {
      found = {};
      const history = run();
      const { frequency, recency, age, meanRepeatSpend, customerId } = history.columns;
      Object.assign(found, { frequency, recency, age, meanRepeatSpend });
      ids = customerId;
    },
    found: (): Found => byNumber(found, ids, customers),
  };
}

/** Ids of text and of whole numbers come in another order than the customers' numbers. */
function byNumber(found: Found, ids: readonly string[], customers: number): Found {
  const sorted: { [name: string]: Float64Array } = {};
  for (const name of Object.keys(found)) {
    const column = new Float64Array(customers).fill(Number.NaN);
    for (let i = 0; i < ids.length; i += 1) {
      column[Number((ids[i] as string).replace("C", ""))] = found[name]?.[i] as number;
    }
    sorted[name] = column;
  }
  return sorted;
}

/** The history that RFM scores are made of. */
export function historyOf(log: OrderLog): PurchaseHistory<"day"> {
  return purchaseHistory(columnsOf(log), { ...optionsOf(log), numericTime: "day" });
}

/** How histories of a log are asked for. */
export function optionsOf(log: OrderLog): { readonly asOf: string; readonly timeUnit: "day" } {
  return { asOf: isoDateOf(lastDay(log)), timeUnit: "day" };
}

/** A log as columns, customers as codes. */
export function columnsOf(log: OrderLog) {
  const values = Array.from({ length: log.customers }, (_, code) => customerIdOf(code));
  return {
    columns: { customerId: { codes: log.codes, values }, at: civilDays(log), amount: amountsOf(log) },
  };
}

/** The log as row objects; equal texts are one, as a parser or a driver that interns them gives them. */
export function ordersOf(log: OrderLog): readonly Order[] {
  const ids = Array.from({ length: log.customers }, (_, code) => customerIdOf(code));
  const dates = Array.from({ length: lastDay(log) + 1 }, (_, day) => isoDateOf(day));
  return Array.from(log.codes, (code, i) => ({
    customerId: ids[code] as string,
    at: dates[log.days[i] as number] as string,
    amount: (log.cents[i] as number) / 100,
  }));
}

/** The rows of a log in a fixed disorder; the last stays the last, so that the day of looking does. */
function shuffled(log: OrderLog): OrderLog {
  const order = Int32Array.from(log.codes.keys());
  let state = 1;
  for (let i = order.length - 2; i > 0; i -= 1) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    const j = Math.floor((state / 2 ** 32) * (i + 1));
    const held = order[i] as number;
    order[i] = order[j] as number;
    order[j] = held;
  }
  const pick = (column: Int32Array): Int32Array => order.map((row) => column[row] as number);
  return { codes: pick(log.codes), days: pick(log.days), cents: pick(log.cents), customers: log.customers };
}
