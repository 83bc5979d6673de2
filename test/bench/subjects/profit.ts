/**
 * Contribution of order lines and cost records by customer, from columns in memory.
 *
 * @module
 */
import { contribution } from "../../../src/profit/index.ts";
import { readDoubles, readInts } from "../harness/files.ts";
import { customerIdOf } from "../harness/generate-log.ts";
import type { Found, Subject } from "../harness/subject.ts";

const LAYERS = ["costToServe", "acquisitionCost", "retentionCost"] as const;
const COLUMNS = [
  "grossRevenue",
  "discounts",
  "returns",
  "netRevenue",
  "cogs",
  "contributionMargin1",
  "costToServe",
  "contributionMargin2",
  "acquisitionCost",
  "retentionCost",
  "contributionMargin3",
] as const;

/** Lines and costs as they were written. */
export function readRecords(folder: string) {
  return {
    lines: {
      customer: readInts(folder, "lineCustomer"),
      amount: readDoubles(folder, "amount"),
      discount: readDoubles(folder, "discount"),
      cost: readDoubles(folder, "cost"),
    },
    costs: {
      customer: readInts(folder, "costCustomer"),
      amount: readDoubles(folder, "costAmount"),
      layer: readInts(folder, "layer"),
    },
  };
}

/** Ours. */
export const columns: Subject = (folder) => {
  const { lines, costs } = readRecords(folder);
  let last = 0;
  for (const column of [lines.customer, costs.customer])
    for (const code of column) last = Math.max(last, code);
  const values = Array.from({ length: last + 1 }, (_, code) => customerIdOf(code));
  const input = {
    lines: { columns: { ...lines, customerId: { codes: lines.customer, values } } },
    costs: {
      columns: {
        customerId: { codes: costs.customer, values },
        amount: costs.amount,
        layer: { codes: costs.layer, values: LAYERS },
      },
    },
  };
  let found: Found = {};
  return {
    run: () => {
      const made = contribution(input);
      found = Object.fromEntries(COLUMNS.map((name) => [name, made.columns[name]]));
    },
    found: () => found,
  };
};
