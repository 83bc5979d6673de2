/**
 * Trying conditions out: for each fact the values around those that conditions mention, in all
 * combinations, or a spread of them where there are too many.
 *
 * @module
 */

import type { Clock } from "./compile-clock.ts";
import type { Cell, Cells } from "./guard.ts";
import type { Move, Program } from "./program.ts";
import type { Threshold } from "./thresholds.ts";

/** Most combinations that are tried. */
const MOST_TRIALS = 20_000;

/** Combinations of facts. The day of looking is day 0. */
export interface Trials {
  /** How many there are. */
  readonly count: number;
  /** Are these all that can matter? */
  readonly complete: boolean;
  /** Writes combination number `i` into cells. */
  readonly write: (i: number, cells: Cells) => void;
}

/** The combinations that can matter to some moves. */
export function trialsFor(program: Program, moves: readonly Move[]): Trials {
  const values = new Map<number, Set<Cell>>();
  const of = (fact: number): Set<Cell> => {
    const known = values.get(fact) ?? new Set<Cell>([null]);
    values.set(fact, known);
    return known;
  };
  for (const move of moves) {
    for (const use of move.uses) addValues(of(use.fact), use.values, program.facts.types[use.fact]);
    for (const clock of [move.after, move.before]) {
      if (clock === undefined || clock.fact < 0) continue;
      const turn = turnOf(program, clock);
      for (const day of [-turn + 1, -turn, -turn - 1]) of(clock.fact).add(day);
    }
  }
  const facts = Array.from(values.keys());
  const lists = Array.from(values.values(), (known) => Array.from(known));
  const all = lists.reduce((product, list) => product * list.length, 1);
  const count = Math.min(all, MOST_TRIALS);
  const write = (i: number, cells: Cells): void => {
    // A stride that shares no factor with the total visits combinations far apart.
    let rest = all === count ? i : (i * 7_368_787) % all;
    facts.forEach((fact, k) => {
      const list = lists[k] as readonly Cell[];
      cells[fact] = list[rest % list.length] as Cell;
      rest = Math.floor(rest / list.length);
    });
  };
  return { count, complete: all === count, write };
}

/** Days of a clock as the lifecycle states them, whatever the customer's own rhythm. */
export function statedDays(program: Program, clock: Clock): number {
  return clock.threshold < 0 ? clock.days : (program.thresholds[clock.threshold] as Threshold).days;
}

/** Days after its date at which a clock turns. */
function turnOf(program: Program, clock: Clock): number {
  const days = statedDays(program, clock);
  return clock.atLeast ? Math.ceil(days) : Math.floor(days) + 1;
}

function addValues(known: Set<Cell>, mentioned: readonly Cell[], type: string | undefined): void {
  if (mentioned.length === 0) known.add(type === "text" ? "\u0000" : type === "boolean" ? true : 0);
  for (const value of mentioned) {
    known.add(value);
    if (typeof value === "number") for (const next of [value - 1, value + 1]) known.add(next);
    if (typeof value === "boolean") known.add(!value);
    if (typeof value === "string") {
      known.add("\u0000");
      for (const other of Array.from(known)) {
        if (typeof other === "string" && known.size < 200) known.add(other + value).add(value + other);
      }
    }
  }
}
