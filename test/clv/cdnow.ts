import { readFileSync } from "node:fs";
import { purchaseHistory } from "../../src/history/index.ts";

/**
 * The CDNOW data of Fader and Hardie (brucehardie.com), as redistributed with lifetimes: the 1/10 sample
 * summarised (weeks rounded to two decimals), its order log, and the log of all 23,570 customers.
 */
const read = (path: string): string[][] =>
  readFileSync(new URL(path, import.meta.url), "utf8")
    .trim()
    .split(/\r?\n/)
    .slice(1)
    .map((line) => line.split(","));

/** The published summary: 2,357 customers, 39 weeks, with mean repeat spend. */
export function cdnowSummary() {
  return read("../golden/cdnow/cdnow-summary-with-spend.csv").map(([, x, tx, T, spend]) => ({
    frequency: Number(x),
    recency: Number(tx),
    age: Number(T),
    meanRepeatSpend: Number(spend),
  }));
}

const isoOf = (digits = ""): string => `${digits.slice(0, 4)}-${digits.slice(4, 6)}-${digits.slice(6, 8)}`;

/** The sample's orders: 2,357 customers to mid-1998. */
export function cdnowOrders() {
  return read("../golden/cdnow/cdnow-sample-elog.csv").map(([id = "", , date, , sales]) => ({
    customerId: id,
    at: isoOf(date),
    amount: Number(sales),
  }));
}

/** All orders: 23,570 customers to mid-1998. */
export function cdnowAllOrders() {
  return read("../../examples/quickstart/data/cdnow-master-elog.csv").map(([id = "", date, , sales]) => ({
    customerId: id,
    at: isoOf(date),
    amount: Number(sales),
  }));
}

/** The sample at the end of its calibration, in exact weeks. */
export const cdnowCalibration = () => purchaseHistory(cdnowOrders(), { asOf: "1997-09-30" });
