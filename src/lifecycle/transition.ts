import { checkOneOf } from "../core/check-options.ts";
import { describeValue } from "../core/describe.ts";
import { ScoringError } from "../core/error.ts";
import { bare, ownData } from "../core/own.ts";
import type { Reason } from "../core/types.ts";
import type { Declared, FieldType } from "../rules/types.ts";
import { dayText, readDay } from "./day.ts";
import { factCell, readFacts, writeFacts } from "./facts.ts";
import type { Cell } from "./guard.ts";
import { type Program, programOf } from "./program.ts";
import { rawChange, stageChange } from "./reasons.ts";
import { createRun, fire, type Run, settle } from "./run.ts";
import type { Lifecycle, LifecycleEvent, LifecycleState, StageChange, StateFacts } from "./types.ts";

/** What an event led to. */
export interface TransitionResult<S extends string = string, F extends Declared = Declared> {
  readonly state: LifecycleState<S, F>;
  /** Is the customer in another stage than before, or again in the same? */
  readonly changed: boolean;
  /** Why they are in the stage they are in now; null where nothing changed. */
  readonly reason: Reason | null;
  /** Each change on the way: time may have led through several stages. */
  readonly changes: readonly StageChange<S>[];
}

/**
 * The state after an event, or after time has passed (`{ type: "tick", at }`). Pure; a few microseconds.
 *
 * Time first does what it was due to do up to the day of the event, that day included. Then the event
 * changes the facts, and then the stage where a transition says so. An event that no transition waits
 * for changes facts only.
 *
 * @throws A {@link ScoringError}: for the event `wrong_type`, `missing`, `unknown_name`, `invalid_date`,
 * `no_offset`, `not_finite`, and `late` where it is dated before what the state already knows (`replay`
 * takes events in any order); for the state `wrong_type`, `unknown_name` or `invalid_date`.
 * @example
 * ```ts
 * const nobody = { stage: "prospect", since: null, facts: {} } as const;
 * const { state } = transition(lifecycles.classic, nobody, { type: "purchase", at: "2026-01-05", amount: 30 });
 * state.stage; // => "new"
 * const later = transition(lifecycles.classic, state, { type: "tick", at: "2027-12-31" });
 * later.changes.map(({ to, at }) => `${to} ${at}`); // => ["at-risk 2026-04-06", "dormant 2026-07-05", "lost 2027-01-06"]
 * ```
 */
export function transition<S extends string, E extends string, F extends Declared, T extends string>(
  lifecycle: Lifecycle<S, E, F, T>,
  state: LifecycleState<NoInfer<S>, NoInfer<F>>,
  event: LifecycleEvent<NoInfer<E>, NoInfer<F>>,
): TransitionResult<S, F> {
  const program = programOf(lifecycle);
  const changes: StageChange[] = [];
  const run = noteChanges(program, changes);
  readState(program, state, run);
  happen(program, run, event);
  return resultOf(program, state, run, changes);
}

/** A run that puts each change into a list. */
export function noteChanges(program: Program, changes: StageChange[]): Run {
  return createRun(program, (now) => {
    changes.push(stageChange(program, rawChange(now), now));
  });
}

/** Where a run has led from a state. */
export function resultOf<S extends string, F extends Declared>(
  program: Program,
  state: LifecycleState<S, F>,
  run: Run,
  changes: readonly StageChange[],
): TransitionResult<S, F> {
  const last = changes[changes.length - 1];
  const facts = { ...undeclaredFacts(program, bare(state).facts), ...writeFacts(program.facts, run.cells) };
  return {
    state: {
      stage: program.stages[run.stage] as S,
      since: dayText(run.since),
      facts: facts as StateFacts<F>,
    },
    changed: last !== undefined,
    reason: last?.reason ?? null,
    changes: changes as unknown as readonly StageChange<S>[],
  };
}

/** What else the host keeps with the state stays there. */
function undeclaredFacts(program: Program, facts: object): object {
  const others: { [name: string]: unknown } = { ...facts };
  for (const name of program.facts.names) delete others[name];
  return others;
}

/** Puts a state into a run. */
export function readState(program: Program, state: unknown, run: Run): void {
  if (typeof state !== "object" || state === null) {
    throw new ScoringError("wrong_type", ["state"], "a state", describeValue(state));
  }
  const { stage, since, facts } = bare(state) as { readonly [key: string]: unknown };
  run.stage = program.stages.indexOf(checkOneOf(stage, program.stages, ["state", "stage"]));
  run.since =
    since === null || since === undefined ? Number.NEGATIVE_INFINITY : readDay(since, ["state", "since"]);
  readFacts(facts ?? {}, program.facts, run.cells, ["state", "facts"]);
  run.now = run.since;
  for (const fact of program.stamps) {
    const day = run.cells[fact] as number | null;
    if (day !== null && day > run.now) run.now = day;
  }
}

function happen(program: Program, run: Run, event: unknown): void {
  if (typeof event !== "object" || event === null) {
    throw new ScoringError("wrong_type", ["event"], "an event", describeValue(event));
  }
  const given = event as { readonly [field: string]: unknown };
  const type = checkOneOf(given["type"], [...program.events, "tick"], ["event", "type"]);
  const day = readDay(given["at"], ["event", "at"]);
  if (day < run.now) {
    const expected = "a day not before the last event and the last change of stage";
    throw new ScoringError("late", ["event", "at"], expected, "an earlier one");
  }
  if (type === "tick") {
    settle(program, run, day);
    return;
  }
  const { carried, fields } = readEvent(program, given);
  fire(program, run, program.events.indexOf(type), day, carried, fields);
}

/** What an event brings along: facts, as cells, and numbers that updates add. */
export function readEvent(
  program: Program,
  event: object,
): { readonly carried: readonly (Cell | undefined)[] | undefined; readonly fields: Float64Array } {
  return { carried: carriedFacts(program, event), fields: eventFields(program, event) };
}

/** Facts that an event carries, as cells. */
function carriedFacts(program: Program, event: object): readonly (Cell | undefined)[] | undefined {
  let any = false;
  const carried = program.facts.names.map((name, i) => {
    const value = ownData(event, name);
    if (value === undefined || value === null) return undefined;
    any = true;
    return factCell(value, program.facts.types[i] as FieldType, ["event", name]);
  });
  return any ? carried : undefined;
}

function eventFields(program: Program, event: object): Float64Array {
  return Float64Array.from(program.fields, (name) => {
    const value = ownData(event, name);
    return (factCell(value, "number", ["event", name]) as number | null) ?? Number.NaN;
  });
}
