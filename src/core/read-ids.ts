import type { ByteTexts } from "./byte-texts.ts";
import { type Column, copyCells } from "./column.ts";
import type { Rejector } from "./rejector.ts";
import type { Id } from "./types.ts";

/**
 * Numbers ids 0, 1, 2 … in order of first appearance. `7` and `"7"` are one id; any string is an id,
 * `__proto__` included.
 */
export interface IdRegister {
  /** How many ids were seen. */
  readonly size: number;
  /** The ids seen, by number. Of those that were followed texts are made when this is first asked for. */
  readonly ids: string[];
  /** The texts that were followed, where all ids are from them. */
  readonly texts: ByteTexts | undefined;
  /** Number of an id; new ids get the next one. */
  readonly number: (id: Id) => number;
  /**
   * As `number`, for `length` texts: their numbers go to the start of `out`. A loop of look-ups and nothing else, so that
   * a processor has several of them under way while each waits for memory.
   */
  readonly numberTexts: (texts: readonly string[], length: number, out: Int32Array) => void;
  /** Number of an id, -1 if it has none. */
  readonly find: (id: Id) => number;
  /** Gives the next number to an id that is known to be new. */
  readonly append: (id: string) => void;
  /** All of these texts are the ids from now on. The ids so far, if any, must be the first of them. */
  readonly follow: (texts: ByteTexts) => void;
  /** As `number`, for a whole number of at least 0 and not large: found by its place in a table. */
  readonly numberSmall: (id: number) => number;
}

/**
 * A register, empty or with the ids given (no two equal). The look-up table is built when the first
 * id is looked up: who adopts a finished dictionary never pays for it.
 */
export function createIdRegister(known: readonly string[] = []): IdRegister {
  const made = known.slice();
  let texts: ByteTexts | undefined;
  /** How many of the texts are ids. */
  let followed = 0;
  let numbers: Map<Id, number> | undefined;
  const size = (): number => Math.max(made.length, followed);
  const ids = (): string[] => {
    for (let i = made.length; texts !== undefined && i < followed; i += 1) made.push(texts.text(i));
    return made;
  };
  const table = (): Map<Id, number> => {
    if (numbers === undefined) {
      numbers = new Map();
      const known = ids();
      for (let i = 0; i < known.length; i += 1) numbers.set(known[i] as string, i);
    }
    return numbers;
  };
  const find = (id: Id): number => {
    const found = table().get(id);
    if (found !== undefined) return found;
    return typeof id === "number" ? (table().get(String(id)) ?? -1) : -1;
  };
  const number = (id: Id): number => {
    const met = (numbers ?? table()).get(id);
    if (met !== undefined) return met;
    let found = find(id);
    if (found < 0) {
      found = size();
      append(String(id));
    }
    // The number itself as a second key: no string is made when it comes again.
    if (typeof id === "number") table().set(id, found);
    return found;
  };
  const numberTexts = (texts: readonly string[], length: number, out: Int32Array): void => {
    const met = table();
    for (let i = 0; i < length; i += 1) {
      const text = texts[i] as string;
      out[i] = met.get(text) ?? number(text);
    }
  };
  let listed = false;
  const append = (id: string): void => {
    listed = true;
    numbers?.set(id, size());
    ids().push(id);
    texts = undefined;
  };
  const follow = (more: ByteTexts): void => {
    listed = true;
    const from = size();
    texts = more;
    followed = more.length;
    for (let i = from; numbers !== undefined && i < followed; i += 1) numbers.set(ids()[i] as string, i);
  };
  let small = new Int32Array(0);
  const numberSmall = (id: number): number => {
    if (id >= small.length) small = lengthened(small, id + 1);
    let found = small[id] as number;
    if (found >= 0) return found;
    if (known.length === 0 && !listed && numbers === undefined) {
      // All ids so far came this way: who is not in the table is new, and no look-up table is needed yet.
      found = made.length;
      made.push(String(id));
    } else {
      found = number(String(id));
    }
    small[id] = found;
    return found;
  };
  return {
    get size() {
      return size();
    },
    get ids() {
      return ids();
    },
    get texts() {
      return texts;
    },
    number,
    numberTexts,
    find,
    append,
    follow,
    numberSmall,
  };
}

/** At least half as long again, new places holding -1. */
function lengthened(places: Int32Array, length: number): Int32Array<ArrayBuffer> {
  const longer = new Int32Array(Math.max(length, Math.ceil(places.length * 1.5), 64));
  longer.set(places);
  return longer.fill(-1, places.length);
}

const EXPECTED = "a string or a finite number";

/** Is the cell an id? A bigint is: data frames and databases hold 64-bit ids so. */
export function isId(cell: unknown): boolean {
  return (
    typeof cell === "string" ||
    typeof cell === "bigint" ||
    (typeof cell === "number" && Number.isFinite(cell))
  );
}

/** Hands a cell that is no id to the rejector. */
export function refuseId(cell: unknown, row: number, field: string, rejector: Rejector): void {
  const missing = cell === null || cell === undefined;
  rejector.reject(row, field, missing ? "missing" : "wrong_type", EXPECTED, cell);
}

/**
 * Numbers the ids in cells `from` to `to` (not included) into the start of `out`; -1 where the cell is
 * no id, which goes to `rejector`.
 */
export function readIdRange(
  column: Column,
  from: number,
  to: number,
  out: Int32Array,
  field: string,
  register: IdRegister,
  rejector: Rejector,
  cells: unknown[],
): void {
  copyCells(column, from, to, cells);
  for (let i = 0; i < to - from; i += 1) {
    const cell = cells[i];
    if (typeof cell === "string") {
      out[i] = register.number(cell);
    } else if (isId(cell)) {
      out[i] = register.number(typeof cell === "bigint" ? String(cell) : (cell as number));
    } else {
      out[i] = -1;
      refuseId(cell, from + i, field, rejector);
    }
  }
}

/** An id a row, as strings: for tables that hold a line per customer. */
export function readIds(column: Column, field: string, rejector: Rejector): readonly string[] {
  if (column.form === "list" && allStrings(column.values)) return column.values as readonly string[];
  const cells: unknown[] = [];
  copyCells(column, 0, column.length, cells);
  for (let i = 0; i < cells.length; i += 1) {
    if (!isId(cells[i])) refuseId(cells[i], i, field, rejector);
    cells[i] = String(cells[i]);
  }
  return cells as string[];
}

function allStrings(values: ArrayLike<unknown>): boolean {
  if (!Array.isArray(values)) return false;
  for (let i = 0; i < values.length; i += 1) if (typeof values[i] !== "string") return false;
  return true;
}
