import { isoDateOf } from "../harness/generate-log.ts";
import { lastDay, readLog } from "../harness/log-files.ts";
import type { Subject } from "../harness/subject.ts";
import { type Order, ordersOf } from "./history.ts";

/** What most code does: a Map of customers, each a Map of days. */
export const mapOfMaps: Subject = (folder) => {
  const log = readLog(folder);
  const orders = ordersOf(log);
  const end = Date.parse(isoDateOf(lastDay(log)));
  let lines: readonly Line[] = [];
  return {
    run: () => {
      lines = summarise(orders, end);
    },
    found: () => {
      const sorted = lines.slice().sort((a, b) => (a.customerId < b.customerId ? -1 : 1));
      return {
        frequency: sorted.map((line) => line.frequency),
        recency: sorted.map((line) => line.recency),
        age: sorted.map((line) => line.age),
        meanRepeatSpend: sorted.map((line) => line.meanRepeatSpend),
      };
    },
  };
};

interface Line {
  readonly customerId: string;
  readonly frequency: number;
  readonly recency: number;
  readonly age: number;
  readonly meanRepeatSpend: number;
}

const DAY = 86_400_000;

function summarise(orders: readonly Order[], end: number): readonly Line[] {
  const customers = new Map<string, Map<string, number>>();
  for (const { customerId, at, amount } of orders) {
    let days = customers.get(customerId);
    if (days === undefined) {
      days = new Map();
      customers.set(customerId, days);
    }
    days.set(at, (days.get(at) ?? 0) + amount);
  }
  const lines: Line[] = [];
  for (const [customerId, days] of customers) {
    const dates = Array.from(days.keys()).sort();
    const first = dates[0] as string;
    const start = Date.parse(first);
    let spend = 0;
    for (const [date, amount] of days) if (date !== first) spend += amount;
    const frequency = days.size - 1;
    const recency = (Date.parse(dates[frequency] as string) - start) / DAY;
    const meanRepeatSpend = frequency > 0 ? spend / frequency : Number.NaN;
    lines.push({ customerId, frequency, recency, age: (end - start) / DAY, meanRepeatSpend });
  }
  return lines;
}
