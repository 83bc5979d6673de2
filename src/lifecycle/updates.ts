import { checkNumber, checkOneOf, checkOptions } from "../core/check-options.ts";
import { describeValue } from "../core/describe.ts";
import { type InputPath, ScoringError } from "../core/error.ts";
import { type Cell, type Cells, type FactList, readCell } from "./guard.ts";
import type { SpecShape } from "./spec-shape.ts";

/** What an event does to the facts, compiled. Numbers of facts are -1 where there is none. */
export interface CompiledUpdate {
  /** The date that the event sets. */
  readonly at: number;
  readonly firstAt: number;
  readonly previousAt: number;
  readonly clear: readonly number[];
  readonly set: readonly { readonly fact: number; readonly value: Cell }[];
  readonly add: readonly { readonly fact: number; readonly by: number }[];
  /** Adds field number `field` of the event. */
  readonly addField: readonly { readonly fact: number; readonly field: number }[];
  /** Facts of a purchase that take more than that. */
  readonly rhythm: Rhythm | undefined;
}

/** Numbers of the facts that tell how a customer buys. */
export interface Rhythm {
  readonly purchaseDays: number;
  readonly frequency: number;
  readonly mean: number;
  readonly std: number;
  readonly sumLog: number;
}

/** An event whose last occurrences stand among the facts. */
export interface Remembered {
  readonly event: number;
  readonly last: number;
  readonly previous: number;
  readonly first: number;
  /** The fact that counts the event; -1 where none does. */
  readonly count: number;
  /** What an occurrence does where it is played again: dates and the count. */
  readonly again: CompiledUpdate;
}

const NOTHING: CompiledUpdate = {
  at: -1,
  firstAt: -1,
  previousAt: -1,
  clear: [],
  set: [],
  add: [],
  addField: [],
  rhythm: undefined,
};

/** Reads the updates of all events. */
export function compileUpdates(
  shape: SpecShape,
  facts: FactList,
  path: InputPath,
): { readonly updates: readonly CompiledUpdate[]; readonly fields: readonly string[] } {
  const fields: string[] = [];
  const fieldOf = (name: string): number => {
    if (!fields.includes(name)) fields.push(name);
    return fields.indexOf(name);
  };
  const updates = shape.events.map((event) => {
    const given = Object.getOwnPropertyDescriptor(shape.updates, event)?.value as unknown;
    if (given === undefined) return NOTHING;
    if (given === "purchase") return purchaseUpdate(facts, fieldOf);
    return compileUpdate(given, facts, fieldOf, [...path, event]);
  });
  return { updates, fields };
}

function purchaseUpdate(facts: FactList, fieldOf: (name: string) => number): CompiledUpdate {
  const orders = facts.indexOf("orders");
  const revenue = facts.indexOf("revenue");
  return {
    ...NOTHING,
    at: facts.indexOf("lastPurchase"),
    firstAt: facts.indexOf("firstPurchase"),
    previousAt: facts.indexOf("previousPurchase"),
    add: orders < 0 ? [] : [{ fact: orders, by: 1 }],
    addField: revenue < 0 ? [] : [{ fact: revenue, field: fieldOf("amount") }],
    rhythm: {
      purchaseDays: facts.indexOf("purchaseDays"),
      frequency: facts.indexOf("frequency"),
      mean: facts.indexOf("meanGapDays"),
      std: facts.indexOf("gapStdDays"),
      sumLog: facts.indexOf("sumLogGaps"),
    },
  };
}

function compileUpdate(
  given: unknown,
  facts: FactList,
  fieldOf: (name: string) => number,
  path: InputPath,
): CompiledUpdate {
  if (typeof given !== "object" || given === null || Array.isArray(given)) {
    throw new ScoringError(
      "wrong_type",
      path,
      '"purchase", or what it does to each fact',
      describeValue(given),
    );
  }
  const made = { ...NOTHING, clear: [], set: [], add: [], addField: [] } as {
    -readonly [K in keyof CompiledUpdate]: CompiledUpdate[K];
  };
  for (const name of Object.keys(given)) {
    const at = [...path, name];
    const fact = facts.indexOf(checkOneOf(name, facts.names, at));
    const type = facts.types[fact];
    const does: unknown = (given as { readonly [name: string]: unknown })[name];
    if (typeof does === "string") {
      const op = checkOneOf(does, ["at", "first-at", "previous-at", "clear"], at);
      if (op === "clear") made.clear = [...made.clear, fact];
      else setDate(made, op, fact, type, at);
      continue;
    }
    checkOptions(does, ["add", "addField", "set"], at);
    const { add, addField, set } = does as { readonly [key: string]: unknown };
    if (set !== undefined) {
      made.set = [...made.set, { fact, value: readCell(set, facts.types[fact] ?? "text", [...at, "set"]) }];
    } else if (type !== "number") {
      throw new ScoringError("conflict", at, "a fact that is a number", `a ${type}`);
    } else if (typeof addField === "string") {
      made.addField = [...made.addField, { fact, field: fieldOf(addField) }];
    } else {
      made.add = [...made.add, { fact, by: checkNumber(add, [...at, "add"]) }];
    }
  }
  if (made.previousAt >= 0 && made.at < 0) {
    throw new ScoringError("conflict", path, "a fact that is set by at, for previous-at to follow", "none");
  }
  return made;
}

function setDate(
  made: { at: number; firstAt: number; previousAt: number },
  op: "at" | "first-at" | "previous-at",
  fact: number,
  type: string | undefined,
  path: InputPath,
): void {
  if (type !== "date") throw new ScoringError("conflict", path, "a fact that is a date", `a ${type}`);
  const key = op === "at" ? "at" : op === "first-at" ? "firstAt" : "previousAt";
  if (made[key] >= 0) throw new ScoringError("duplicate", path, `${op} once an event`, "twice");
  made[key] = fact;
}

/** The events whose day is among the facts: `stageOf` plays them again. */
export function rememberedEvents(updates: readonly CompiledUpdate[]): readonly Remembered[] {
  const found: Remembered[] = [];
  updates.forEach(({ at, previousAt, firstAt, add, clear }, event) => {
    if (at < 0) return;
    const count = add.find(({ by }) => by === 1)?.fact ?? -1;
    const counted = count < 0 ? [] : [{ fact: count, by: 1 }];
    const again = { ...NOTHING, at, previousAt, clear, add: counted };
    found.push({ event, last: at, previous: previousAt, first: firstAt, count, again });
  });
  return found;
}

/** Does to the facts what an event does, on day `day` with these numbers in its fields. */
export function updateCells(update: CompiledUpdate, cells: Cells, day: number, fields: Float64Array): void {
  const { at, firstAt, previousAt, rhythm } = update;
  const last = at < 0 ? null : (cells[at] as number | null);
  if (rhythm !== undefined) updateRhythm(rhythm, cells, last, day);
  // A second event on one day has the same day before it, which tells nothing.
  if (previousAt >= 0 && last !== null && last !== day) cells[previousAt] = last;
  if (firstAt >= 0 && cells[firstAt] === null) cells[firstAt] = day;
  if (at >= 0) cells[at] = day;
  for (const fact of update.clear) cells[fact] = null;
  for (const { fact, value } of update.set) cells[fact] = value;
  for (const { fact, by } of update.add) cells[fact] = ((cells[fact] as number | null) ?? 0) + by;
  for (const { fact, field } of update.addField) {
    const value = fields[field] as number;
    if (!Number.isNaN(value)) cells[fact] = ((cells[fact] as number | null) ?? 0) + value;
  }
}

/** Number, mean, spread and logarithms of the gaps with one more; running forms of the history's. */
function updateRhythm(rhythm: Rhythm, cells: Cells, last: number | null, day: number): void {
  if (last === day) return;
  bump(cells, rhythm.purchaseDays, 1);
  if (last === null) {
    if (rhythm.frequency >= 0) cells[rhythm.frequency] = (cells[rhythm.frequency] as number | null) ?? 0;
    return;
  }
  const gap = day - last;
  const { frequency, mean, std, sumLog } = rhythm;
  bump(cells, frequency, 1);
  bump(cells, sumLog, Math.log(gap));
  if (frequency < 0 || mean < 0) return;
  const n = cells[frequency] as number;
  const before = (cells[mean] as number | null) ?? 0;
  const after = before + (gap - before) / n;
  cells[mean] = after;
  if (std < 0 || n < 2) return;
  const squares = ((cells[std] as number | null) ?? 0) ** 2 * (n - 2);
  cells[std] = Math.sqrt((squares + (gap - before) * (gap - after)) / (n - 1));
}

function bump(cells: Cells, fact: number, by: number): void {
  if (fact >= 0) cells[fact] = ((cells[fact] as number | null) ?? 0) + by;
}
