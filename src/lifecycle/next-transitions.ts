import type { Declared } from "../rules/types.ts";
import { dayText } from "./day.ts";
import { nextByTime } from "./facts.ts";
import type { Move, Program } from "./program.ts";
import { programOf } from "./program.ts";
import { clockDays, createRun, dueDay, type Run } from "./run.ts";
import { readState } from "./transition.ts";
import type { Lifecycle, LifecycleState } from "./types.ts";
import { type CompiledUpdate, updateCells } from "./updates.ts";

/** Something that may happen to a customer next. */
export interface NextTransition<S extends string = string, E extends string = string> {
  readonly to: S;
  /** The event that would do it; null where time or facts do it alone. */
  readonly on: E | null;
  /** The day on which time alone does it; null for events, and where no date is known to count from. */
  readonly at: string | null;
  /**
   * Do the facts allow it? Null where that depends on what the event carries, or on when it comes.
   * For time: whether this is what happens if nothing else does.
   */
  readonly allowed: boolean | null;
  /** The days that time asks for, of this customer. */
  readonly limitDays: number | null;
  /** Number of the transition in the lifecycle. */
  readonly transition: number;
}

/**
 * What may happen next from a state, and when time alone does it. First what time does, by date; then
 * what events may do, in order of precedence. The first line with `allowed: true` and a date is where
 * the customer goes if nothing happens; nothing of it is to be had where that line is missing.
 *
 * @throws A {@link ScoringError} as `transition` for the state.
 * @example
 * ```ts
 * const state = { stage: "new", since: "2026-01-05", facts: { orders: 1, lastPurchase: "2026-01-05" } } as const;
 * const [first, second] = nextTransitions(lifecycles.classic, state);
 * [first?.to, first?.at, first?.limitDays]; // => ["at-risk", "2026-04-06", 90]
 * [second?.to, second?.on, second?.allowed]; // => ["mature", "purchase", false]
 * ```
 */
export function nextTransitions<S extends string, E extends string, F extends Declared, T extends string>(
  lifecycle: Lifecycle<S, E, F, T>,
  state: LifecycleState<NoInfer<S>, NoInfer<F>>,
): readonly NextTransition<S, E>[] {
  const program = programOf(lifecycle);
  const run = createRun(program);
  readState(program, state, run);
  const byTime = nextByTime(program, run);
  const timed = (program.timed[run.stage] as readonly Move[]).map((move) => {
    const day = Math.max(run.now, dueDay(program, run, move));
    return { ...shared(program, run, move), day, first: move.transition === byTime?.transition };
  });
  timed.sort((a, b) => Number(b.first) - Number(a.first) || (a.day < b.day ? -1 : Number(a.day > b.day)));
  const rows: NextTransition[] = timed.map(({ day, first, ...row }) => ({
    ...row,
    on: null,
    at: Number.isFinite(day) ? dayText(day) : null,
    allowed: first,
  }));
  program.events.forEach((event, e) => {
    for (const move of program.fired[run.stage * program.events.length + e] as readonly Move[]) {
      const row = shared(program, run, move);
      rows.push({ ...row, on: event, at: null, allowed: allowedAfter(program, run, move, e) });
    }
  });
  return rows as unknown as readonly NextTransition<S, E>[];
}

function shared(
  program: Program,
  run: Run,
  move: Move,
): Pick<NextTransition, "to" | "limitDays" | "transition"> {
  return {
    to: program.stages[move.to] as string,
    limitDays: move.after === undefined ? null : clockDays(program, run, move.after),
    transition: move.transition,
  };
}

/** The condition with the facts as the event would leave them; null where that cannot be said. */
function allowedAfter(program: Program, run: Run, move: Move, event: number): boolean | null {
  if (move.after !== undefined || move.before !== undefined) return null;
  if (move.test === undefined) return true;
  const update = program.updates[event] as CompiledUpdate;
  const told = new Set([...update.add, ...update.set].map(({ fact }) => fact).concat(update.clear));
  if (move.uses.some(({ fact }) => !told.has(fact))) return null;
  const cells = run.cells.slice();
  const fields = new Float64Array(program.fields.length).fill(Number.NaN);
  updateCells(update, cells, run.now, fields);
  return move.test(cells);
}
