import { MS_PER_DAY } from "../calendar/civil.ts";
import type { TimeValue } from "../calendar/scan-time.ts";
import type { TimeReader } from "../calendar/time-reader.ts";
import { timeRefusal } from "../calendar/time-reader.ts";
import { type Column, copyCells } from "../core/column.ts";
import type { OpenInput } from "../core/open-input.ts";
import { fieldValue } from "../core/own.ts";
import { createCodeReader } from "../core/read-codes.ts";
import { createIdRegister, type IdRegister } from "../core/read-ids.ts";
import { readNumbers } from "../core/read-numbers.ts";
import type { Rejector } from "../core/rejector.ts";
import { readFactColumn } from "../rules/fact-columns.ts";
import type { FieldType } from "../rules/types.ts";
import type { Cell } from "./guard.ts";
import type { Program } from "./program.ts";

/** Events as columns. */
export interface EventTable {
  readonly length: number;
  readonly register: IdRegister;
  /** Number of the customer, -1 for a row that was set aside. */
  readonly codes: Int32Array;
  /** Number of the event; as many as there are events for a tick. */
  readonly types: Int16Array;
  readonly days: Int32Array;
  /** Milliseconds since the start of the day; 0 for calendar dates. Undefined where all are 0. */
  readonly clock: Float64Array | undefined;
  /** Facts that events carry, with their columns. */
  readonly carried: readonly { readonly fact: number; readonly column: readonly Cell[] | Float64Array }[];
  /** Numbers that updates add, by field; undefined where there is no such column. */
  readonly fields: readonly (Float64Array | undefined)[];
}

/** The name of the only customer of events without a `customerId`. */
export const ONLY_CUSTOMER = "";

/** Reads events, given as rows or columns. */
export function readEvents(
  program: Program,
  open: OpenInput,
  reader: TimeReader,
  rejector: Rejector,
  eventType: string | undefined,
): EventTable {
  const register = createIdRegister();
  const codes = readCodes(open, register, rejector);
  const types = readTypes(program, open, rejector, eventType);
  const days = new Int32Array(open.length);
  const clock = readTimes(open.needed("at"), days, reader, rejector);
  const carried: { fact: number; column: readonly Cell[] | Float64Array }[] = [];
  program.facts.names.forEach((name, fact) => {
    const column = open.column(name);
    if (column === undefined || !isCarried(column)) return;
    const type = program.facts.types[fact] as FieldType;
    const read = readFactColumn(column, type, name, reader, rejector);
    if (read.form === "texts") carried.push({ fact, column: read.values });
    else if (read.form === "codes") {
      carried.push({ fact, column: Array.from(read.codes, (code) => read.values[code] ?? null) });
    } else if (type === "boolean") {
      carried.push({
        fact,
        column: Array.from(read.values, (one) => (Number.isNaN(one) ? null : one === 1)),
      });
    } else carried.push({ fact, column: read.values });
  });
  const fields = program.fields.map((name) => {
    const column = open.column(name);
    return column === undefined ? undefined : readNumbers(column, name, { nullable: true }, rejector);
  });
  if (rejector.count() > 0) for (let i = 0; i < codes.length; i += 1) if (rejector.has(i)) codes[i] = -1;
  return { length: open.length, register, codes, types, days, clock, carried, fields };
}

/** Does any row have the field? Rows of objects answer for every name. */
function isCarried(column: Column): boolean {
  if (column.form !== "rows") return true;
  const { rows, key } = column;
  return rows.some((row) => {
    const value = typeof row === "object" && row !== null ? fieldValue(row, key) : undefined;
    return value !== undefined && value !== null;
  });
}

function readCodes(open: OpenInput, register: IdRegister, rejector: Rejector): Int32Array {
  const codes = new Int32Array(open.length);
  const column = open.column("customerId");
  if (column === undefined || (column.form === "rows" && !isCarried(column))) {
    register.number(ONLY_CUSTOMER);
    return codes;
  }
  createCodeReader(column, "customerId", register, rejector)(0, open.length, codes);
  return codes;
}

function readTypes(
  program: Program,
  open: OpenInput,
  rejector: Rejector,
  eventType: string | undefined,
): Int16Array {
  const types = new Int16Array(open.length);
  const known = new Map<unknown, number>(program.events.map((event, i) => [event, i]));
  known.set("tick", program.events.length);
  if (eventType !== undefined) return types.fill(known.get(eventType) as number);
  const column = open.needed("type");
  const expected = `one of ${[...program.events, "tick"].join(", ")}`;
  const look = (cell: unknown, i: number): number => {
    const type = known.get(cell);
    if (type !== undefined) return type;
    const missing = cell === undefined || cell === null;
    rejector.reject(i, "type", missing ? "missing" : "unknown_name", expected, cell);
    return 0;
  };
  if (column.form === "dictionary") {
    const { codes, values } = column;
    const found = Array.from(values, (value) => known.get(value) ?? -1);
    for (let i = 0; i < types.length; i += 1) {
      const type = found[codes[i] as number] ?? -1;
      types[i] = type < 0 ? look(values[codes[i] as number], i) : type;
    }
    return types;
  }
  const cells: unknown[] = [];
  for (let from = 0; from < types.length; from += CHUNK) {
    const to = Math.min(from + CHUNK, types.length);
    copyCells(column, from, to, cells);
    for (let i = from; i < to; i += 1) types[i] = look(cells[i - from], i);
  }
  return types;
}

const CHUNK = 4096;

/** Writes days; returns the time of day where any row has one. */
function readTimes(
  column: Column,
  days: Int32Array,
  reader: TimeReader,
  rejector: Rejector,
): Float64Array | undefined {
  if (column.form === "typed" && reader.unit === "day") {
    for (let i = 0; i < days.length; i += 1) {
      const day = column.values[i] as number;
      if (!Number.isInteger(day)) refuseTime("invalid", day, i, rejector);
      days[i] = day;
    }
    return undefined;
  }
  let clock: Float64Array | undefined;
  const cells: unknown[] = [];
  const found: TimeValue = { value: 0 };
  for (let from = 0; from < days.length; from += CHUNK) {
    const to = Math.min(from + CHUNK, days.length);
    copyCells(column, from, to, cells);
    for (let i = from; i < to; i += 1) {
      const form = reader.scan(cells[i - from], found);
      if (form !== "day" && form !== "instant" && form !== "local") {
        refuseTime(form, cells[i - from], i, rejector);
        continue;
      }
      days[i] = reader.dayOf(form, found.value);
      if (form === "day") continue;
      clock ??= new Float64Array(days.length);
      // Order within a day is all that it is for: the day's own start does not matter.
      clock[i] = form === "instant" ? found.value : reader.zone.instantOf(found.value);
      clock[i] = (clock[i] as number) - (days[i] as number) * MS_PER_DAY + 2 * MS_PER_DAY;
    }
  }
  return clock;
}

function refuseTime(
  form: Parameters<typeof timeRefusal>[0],
  cell: unknown,
  row: number,
  rejector: Rejector,
): void {
  const { code, expected } = timeRefusal(form, cell);
  rejector.reject(row, "at", code, expected, cell);
}
