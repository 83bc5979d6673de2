import { readInts, writeColumns } from "./files.ts";
import { FIRST_DAY, generateLog, type LogShape, type OrderLog } from "./generate-log.ts";

/** Writes a log of so many customers where others can read it; gives its number of rows. */
export function writeLog(folder: string, customers: number, shape?: LogShape): number {
  const { codes, days, cents } = generateLog(customers, 1, shape);
  writeColumns(folder, { codes, days, cents });
  return codes.length;
}

/** A log that was written. */
export function readLog(folder: string): OrderLog {
  const codes = readInts(folder, "codes");
  let customers = 0;
  for (const code of codes) customers = Math.max(customers, code + 1);
  return { codes, days: readInts(folder, "days"), cents: readInts(folder, "cents"), customers };
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
