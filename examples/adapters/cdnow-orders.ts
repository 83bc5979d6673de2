import { readFileSync } from "node:fs";
import { csvRecordsSync } from "../../src/index.ts";
import type { Order } from "./adapter.ts";

const FILE = new URL("../quickstart/data/cdnow-master-elog.csv", import.meta.url);

/** The orders of the CDNOW master data in the order in which they were placed, as a shop would have them. */
export function cdnowOrders(): readonly Order[] {
  const orders: Order[] = [];
  for (const record of csvRecordsSync(readFileSync(FILE))) {
    const { customer_id: customerId, date, sales } = record as { readonly [column: string]: string };
    const at = `${date?.slice(0, 4)}-${date?.slice(4, 6)}-${date?.slice(6)}T12:00:00Z`;
    orders.push({ customerId: customerId as string, at, amount: Number(sales) });
  }
  return orders.sort((a, b) => (a.at < b.at ? -1 : Number(a.at > b.at)));
}
