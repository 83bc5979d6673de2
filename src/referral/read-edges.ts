import { MS_PER_DAY } from "../calendar/civil.ts";
import { type TimeReader, timeRefusal } from "../calendar/time-reader.ts";
import { type Column, copyCells } from "../core/column.ts";
import { type OpenInput, openInput } from "../core/open-input.ts";
import { ascendingIds, createCodeReader } from "../core/read-codes.ts";
import { createIdRegister, type IdRegister } from "../core/read-ids.ts";
import { createRejector, type Rejector } from "../core/rejector.ts";
import type { OnInvalid, Rejection } from "../core/types.ts";

/** Who brought whom, as numbers; -1 in a row that was set aside. */
export interface Edges {
  readonly register: IdRegister;
  /** The entries of a dictionary that the register took over, if it did. */
  readonly adopted: readonly string[] | undefined;
  readonly referrers: Int32Array;
  readonly referees: Int32Array;
  /** Epoch milliseconds, NaN where undated; none where no edge is dated, or nobody asked. */
  readonly times: Float64Array | undefined;
  readonly input: OpenInput;
  readonly rejector: Rejector;
}

/** How edges are read. */
export interface EdgeReading {
  /** Reads `at`; without it times are left alone. */
  readonly time?: TimeReader | undefined;
  readonly onInvalid?: OnInvalid | undefined;
  readonly fields?: { readonly [field: string]: string } | undefined;
}

/**
 * Reads referral edges and numbers the people in them.
 *
 * @throws A {@link ScoringError}, unless collected, for cells that are no ids or no times.
 */
export function readEdges(edges: unknown, reading: EdgeReading, name = "edges"): Edges {
  const input = openInput(edges, name, reading.fields);
  const rejector = createRejector(name, reading.onInvalid);
  const from = input.needed("referrerId");
  const to = input.needed("refereeId");
  const adopted = sharedDictionary(from, to);
  const register = createIdRegister(adopted);
  const { length } = input;
  const referrers = new Int32Array(length);
  const referees = new Int32Array(length);
  const takenOver = adopted !== undefined;
  createCodeReader(from, "referrerId", register, rejector, takenOver)(0, length, referrers);
  createCodeReader(to, "refereeId", register, rejector, takenOver)(0, length, referees);
  const at = reading.time === undefined ? undefined : input.column("at");
  const times =
    at === undefined || reading.time === undefined ? undefined : readTimes(at, reading.time, "at", rejector);
  if (rejector.count() > 0) {
    for (let i = 0; i < length; i += 1) {
      if (!rejector.has(i)) continue;
      referrers[i] = -1;
      referees[i] = -1;
    }
  }
  return { register, adopted, referrers, referees, times, input, rejector };
}

/** The rows set aside while reading. */
export function rejectedOf(edges: Edges): readonly Rejection[] {
  return edges.rejector.list();
}

/** One dictionary of rising ids behind both columns: its codes are the numbers. */
function sharedDictionary(from: Column, to: Column): readonly string[] | undefined {
  if (from.form !== "dictionary" || to.form !== "dictionary" || from.values !== to.values) return undefined;
  return ascendingIds(from);
}

/**
 * Times as epoch milliseconds, a civil day as its first moment; NaN where empty. None where all
 * are empty.
 */
export function readTimes(
  column: Column,
  reader: TimeReader,
  field: string,
  rejector: Rejector,
): Float64Array | undefined {
  const cells = timeCells(column);
  const times = new Float64Array(column.length).fill(Number.NaN);
  const found = { value: 0 };
  let dated = false;
  for (let i = 0; i < cells.length; i += 1) {
    const cell = cells[i];
    if (cell === null || cell === undefined) continue;
    dated = true;
    const form = reader.scan(cell, found);
    if (form === "day") times[i] = reader.zone.instantOf(found.value * MS_PER_DAY);
    else if (form === "instant") times[i] = found.value;
    else if (form === "local") times[i] = reader.zone.instantOf(found.value);
    else {
      const { code, expected } = timeRefusal(form, cell);
      rejector.reject(i, field, code, expected, cell);
    }
  }
  return dated ? times : undefined;
}

/** The cells of a column of times. In columns NaN counts as empty, as results write it. */
export function timeCells(column: Column): unknown[] {
  const cells: unknown[] = [];
  copyCells(column, 0, column.length, cells);
  return column.form === "rows" ? cells : cells.map((cell) => (Number.isNaN(cell) ? null : cell));
}
