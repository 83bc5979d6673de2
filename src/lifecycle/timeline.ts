import { isoOfDay, isoOfDays } from "../calendar/civil.ts";
import { ScoringError } from "../core/error.ts";
import { createTable } from "../core/table.ts";
import type { Reason, Rejection, Table } from "../core/types.ts";
import type { Declared } from "../rules/types.ts";
import { dayText } from "./day.ts";
import { writeFacts } from "./facts.ts";
import { type Journal, NO_DAY, type Played } from "./journal.ts";
import type { Move, Program } from "./program.ts";
import { changeReason } from "./reasons.ts";
import type { LifecycleState, StateFacts } from "./types.ts";

/** A customer's stay in a stage. */
export interface TimelineRow<S extends string = string> {
  readonly customerId: string;
  readonly stage: S;
  /** Civil day of entering; null where the state given did not tell. */
  readonly since: string | null;
  /** Civil day of leaving; null for the stage of now. The same as `since` where it was left at once. */
  readonly until: string | null;
  /** Code of the reason it was entered; `reasonOf` has its numbers. */
  readonly reason: string;
}

/** What comes with the stays. `accepted + rejected.length = given`. */
export interface TimelineFacts<S extends string = string, F extends Declared = Declared> {
  /** Civil day of the moment of looking. */
  readonly asOf: string;
  /** The stages of the lifecycle. */
  readonly stages: readonly S[];
  readonly given: number;
  readonly accepted: number;
  /** Events from before the states given, left out. */
  readonly late: number;
  /** Events after `asOf`, left out. */
  readonly future: number;
  /** Refunds among transactions, left out. */
  readonly refunds: number;
  readonly rejected: readonly Rejection[];
  /** The reason of row `i`, with its numbers. */
  readonly reasonOf: (i: number) => Reason;
  /** Each customer's state at the end: to be kept, and given to the next replay. */
  readonly states: () => ReadonlyMap<string, LifecycleState<S, F>>;
}

/** Stays by customer, in the order of their first events, and in order of time. */
export type Timeline<S extends string = string, F extends Declared = Declared> = Table<TimelineRow<S>> &
  TimelineFacts<S, F>;

/** Numbers that go to the facts as they are. */
export interface TimelineNumbers {
  readonly asOfDay: number;
  readonly given: number;
  readonly accepted: number;
  readonly late: number;
  readonly future: number;
  readonly refunds: number;
  readonly rejected: readonly Rejection[];
}

/** The table of a journal. */
export function timelineOf<S extends string, F extends Declared>(
  program: Program,
  played: Played,
  { asOfDay, ...numbers }: TimelineNumbers,
): Timeline<S, F> {
  const { journal, ids } = played;
  const { length } = journal;
  const days = (): Float64Array =>
    Float64Array.from(journal.day.subarray(0, length), (day) => (day === NO_DAY ? Number.NaN : day));
  const table = createTable<TimelineRow<S>>({
    length,
    columns: {
      customerId: () => Array.from(journal.customer.subarray(0, length), (c) => ids[c] as string),
      stage: () => stageNames<S, never>(program, journal),
      since: () => isoOfDays(days()),
      until: () => isoOfDays(endings(journal)),
      reason: () =>
        Array.from(journal.transition.subarray(0, length), (t, i) => codeOf(program, journal, t, i)),
    },
  });
  return Object.assign(table, {
    asOf: isoOfDay(asOfDay),
    stages: program.stages as readonly S[],
    ...numbers,
    reasonOf: (i: number): Reason => reasonAt(program, journal, i),
    states: () => finalStates<S, F>(program, played),
  });
}

/** The column's type depends on S. */
function stageNames<S extends string, C>(program: Program, journal: Journal): C {
  const names = Array.from(journal.stage.subarray(0, journal.length), (stage) => program.stages[stage] as S);
  return names as unknown as C;
}

/** The day on which the next stay of the same customer begins. */
function endings({ length, customer, day }: Journal): Float64Array {
  const out = new Float64Array(length).fill(Number.NaN);
  for (let i = 0; i + 1 < length; i += 1) {
    if (customer[i] === customer[i + 1] && day[i + 1] !== NO_DAY) out[i] = day[i + 1] as number;
  }
  return out;
}

function moveOf(program: Program, journal: Journal, i: number): Move | undefined {
  const transition = journal.transition[i] as number;
  if (transition < 0) return undefined;
  const from = journal.before[i] as number;
  const event = journal.event[i] as number;
  const moves = event < 0 ? program.timed[from] : program.fired[from * program.events.length + event];
  return moves?.find((move) => move.transition === transition);
}

function codeOf(program: Program, journal: Journal, transition: number, i: number): string {
  if (transition < 0) return "lifecycle_initial";
  return (moveOf(program, journal, i) as Move).reason;
}

function reasonAt(program: Program, journal: Journal, i: number): Reason {
  if (!Number.isInteger(i) || i < 0 || i >= journal.length) {
    throw new ScoringError("out_of_range", ["row"], `a row number below ${journal.length}`, "another");
  }
  const move = moveOf(program, journal, i);
  const day = journal.day[i] as number;
  const stage = program.stages[journal.stage[i] as number] as string;
  if (move === undefined) return { code: "lifecycle_initial", stage, at: dayText(day) };
  return changeReason(program, {
    from: journal.before[i] as number,
    move,
    day,
    event: journal.event[i] as number,
    elapsed: journal.elapsed[i] as number,
    limit: journal.limit[i] as number,
  });
}

function finalStates<S extends string, F extends Declared>(
  program: Program,
  { journal, ids, cells }: Played,
): ReadonlyMap<string, LifecycleState<S, F>> {
  const states = new Map<string, LifecycleState<S, F>>();
  const width = program.facts.names.length;
  for (let i = 0; i < journal.length; i += 1) {
    const c = journal.customer[i] as number;
    if (i + 1 < journal.length && journal.customer[i + 1] === c) continue;
    const own = cells.slice(c * width, (c + 1) * width);
    states.set(ids[c] as string, {
      stage: program.stages[journal.stage[i] as number] as S,
      since: dayText(journal.day[i] as number),
      facts: writeFacts(program.facts, own) as StateFacts<F>,
    });
  }
  return states;
}
