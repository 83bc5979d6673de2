import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { FIRST_DAY, generateLog, type OrderLog } from "./generate-log.ts";

/** Writes a log of so many customers where others can read it, and says where. */
export function writeLog(
  root: string,
  customers: number,
): { readonly folder: string; readonly rows: number } {
  const folder = join(root, `log-${customers}`);
  const log = generateLog(customers);
  mkdirSync(folder);
  for (const name of ["codes", "days", "cents"] as const) writeFileSync(join(folder, name), log[name]);
  return { folder, rows: log.codes.length };
}

/** A log that was written. */
export function readLog(folder: string): OrderLog {
  const read = (name: string): Int32Array => {
    const { buffer, byteOffset, byteLength } = readFileSync(join(folder, name));
    return new Int32Array(buffer, byteOffset, byteLength / 4);
  };
  const codes = read("codes");
  let customers = 0;
  for (const code of codes) customers = Math.max(customers, code + 1);
  return { codes, days: read("days"), cents: read("cents"), customers };
}

/** The last day of a log, which is when histories are looked at. */
export function lastDay({ days }: OrderLog): number {
  return days[days.length - 1] as number;
}

/** Days of a log as days since 1970. */
export function civilDays({ days }: OrderLog): Int32Array {
  return days.map((day) => day + FIRST_DAY);
}

/** Amounts of a log in whole units of money. */
export function amountsOf({ cents }: OrderLog): Float64Array {
  return Float64Array.from(cents, (cent) => cent / 100);
}
