import { isForm, ownValue } from "../core/own.ts";
import type { Declared } from "../rules/types.ts";
import { type Cell, type Cells, cellOf, type FactList } from "./guard.ts";
import type { FactUpdate, Updates } from "./types.ts";

/** What an event does to the facts, compiled. Numbers of facts are -1 where there is none. */
export interface CompiledUpdate {
  /** The date that the event sets. */
  readonly at: number;
  readonly firstAt: number;
  readonly previousAt: number;
  readonly clear: readonly number[];
  readonly set: readonly Setting[];
  readonly add: readonly Addition[];
  /** Adds field number `field` of the event. */
  readonly addFields: readonly Field[];
  /** Facts of a purchase that take more than that. */
  readonly rhythm: Rhythm | undefined;
}

/** A fact that gets a value. */
interface Setting {
  readonly fact: number;
  readonly value: Cell;
}

/** A fact that something is added to. */
interface Addition {
  readonly fact: number;
  readonly by: number;
}

/** A fact that a field of the event is added to. */
interface Field {
  readonly fact: number;
  readonly field: number;
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
  addFields: [],
  rhythm: undefined,
};

/** The updates of all events, checked before. */
export function compileUpdates(
  events: readonly string[],
  given: { readonly [event: string]: Updates<Declared> | undefined },
  facts: FactList,
): { readonly updates: readonly CompiledUpdate[]; readonly fields: readonly string[] } {
  const fields: string[] = [];
  const fieldOf = (name: string): number => {
    if (!fields.includes(name)) fields.push(name);
    return fields.indexOf(name);
  };
  const updates = events.map((event) => {
    const update = ownValue(given, event);
    if (update === undefined) return NOTHING;
    return update === "purchase" ? purchaseUpdate(facts, fieldOf) : compileUpdate(update, facts, fieldOf);
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
    addFields: revenue < 0 ? [] : [{ fact: revenue, field: fieldOf("amount") }],
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
  given: { readonly [fact: string]: FactUpdate | undefined },
  facts: FactList,
  fieldOf: (name: string) => number,
): CompiledUpdate {
  const made = {
    ...NOTHING,
    clear: [] as number[],
    set: [] as Setting[],
    add: [] as Addition[],
    addFields: [] as Field[],
  };
  for (const name of Object.keys(given)) {
    const fact = facts.indexOf(name);
    const does = given[name];
    if (does === undefined) continue;
    if (does === "clear") made.clear.push(fact);
    else if (does === "at") made.at = fact;
    else if (does === "first-at") made.firstAt = fact;
    else if (does === "previous-at") made.previousAt = fact;
    else if (isForm(does, "set")) made.set.push({ fact, value: cellOf(does.set, facts.types[fact]) });
    else if (isForm(does, "addField")) made.addFields.push({ fact, field: fieldOf(does.addField) });
    else made.add.push({ fact, by: does.add });
  }
  return made;
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
  for (const { fact, field } of update.addFields) {
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
