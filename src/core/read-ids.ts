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
  return new Register(known);
}

/** A class: a literal with getters is a slow dictionary to an engine, and this one is asked for every row. */
class Register implements IdRegister {
  texts: ByteTexts | undefined;
  private readonly made: string[];
  /** How many of the texts are ids. */
  private followed = 0;
  private numbers: Map<Id, number> | undefined;
  /** Did ids come otherwise than as small numbers? */
  private listed: boolean;
  private small = new Int32Array(0);

  constructor(known: readonly string[]) {
    this.made = known.slice();
    this.listed = known.length > 0;
  }

  get size(): number {
    return Math.max(this.made.length, this.followed);
  }

  get ids(): string[] {
    const { made, texts, followed } = this;
    for (let i = made.length; texts !== undefined && i < followed; i += 1) made.push(texts.text(i));
    return made;
  }

  number(id: Id): number {
    const numbers = this.table();
    const met = numbers.get(id);
    if (met !== undefined) return met;
    if (typeof id === "string") return this.added(id);
    const text = String(id);
    const found = numbers.get(text) ?? this.added(text);
    // The number itself as a second key: no string is made when it comes again.
    numbers.set(id, found);
    return found;
  }

  numberTexts(texts: readonly string[], length: number, out: Int32Array): void {
    const { ids } = this;
    const before = ids.length;
    numberEach(texts, length, this.table(), ids, out);
    if (ids.length > before) this.list();
  }

  find(id: Id): number {
    const numbers = this.table();
    return numbers.get(id) ?? numbers.get(String(id)) ?? -1;
  }

  append(id: string): void {
    this.numbers?.set(id, this.size);
    this.ids.push(id);
    this.list();
  }

  follow(texts: ByteTexts): void {
    this.listed = true;
    const from = this.size;
    this.texts = texts;
    this.followed = texts.length;
    const { numbers } = this;
    for (let i = from; numbers !== undefined && i < this.followed; i += 1)
      numbers.set(this.ids[i] as string, i);
  }

  numberSmall(id: number): number {
    if (id >= this.small.length) this.small = lengthened(this.small, id + 1);
    let found = this.small[id] as number;
    if (found >= 0) return found;
    if (!this.listed && this.numbers === undefined) {
      // All ids so far came this way: who is not in the table is new, and no look-up table is needed yet.
      found = this.made.length;
      this.made.push(String(id));
    } else {
      found = this.number(String(id));
    }
    this.small[id] = found;
    return found;
  }

  private table(): Map<Id, number> {
    this.numbers ??= numbered(this.ids);
    return this.numbers;
  }

  private added(id: string): number {
    this.append(id);
    return this.size - 1;
  }

  /** From now on the ids are a list of strings. */
  private list(): void {
    this.listed = true;
    this.texts = undefined;
  }
}

function numbered(ids: readonly string[]): Map<Id, number> {
  const numbers = new Map<Id, number>();
  for (let i = 0; i < ids.length; i += 1) numbers.set(ids[i] as string, i);
  return numbers;
}

/** Apart from the register: what is compiled for its layout goes when the last register goes. */
function numberEach(
  texts: readonly string[],
  length: number,
  numbers: Map<Id, number>,
  ids: string[],
  out: Int32Array,
): void {
  for (let i = 0; i < length; i += 1) {
    const text = texts[i] as string;
    let found = numbers.get(text);
    if (found === undefined) {
      found = ids.length;
      numbers.set(text, found);
      ids.push(text);
    }
    out[i] = found;
  }
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
