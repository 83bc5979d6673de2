import { describeValue } from "../core/describe.ts";
import { ScoringError } from "../core/error.ts";
import { compileClock } from "./compile-clock.ts";
import { compileGuard, type FactList, type LeafUse, type Test } from "./guard.ts";
import { checkShape, factList, namedPlaces, type SpecShape } from "./spec-shape.ts";
import type { Threshold } from "./thresholds.ts";
import { type CompiledUpdate, compileUpdates, type Remembered, rememberedEvents } from "./updates.ts";

/** A length of time, compiled. */
export interface Clock {
  /** The date it is counted from; -1 for the day of entering the stage. */
  readonly fact: number;
  /** At least so many days, or else more than so many. */
  readonly atLeast: boolean;
  /** Days; NaN where `threshold` says them. */
  readonly days: number;
  /** Number of the threshold, -1 where there is none. */
  readonly threshold: number;
}

/** A transition out of one stage, compiled. */
export interface Move {
  /** Its number in the spec. */
  readonly transition: number;
  readonly from: number;
  readonly to: number;
  readonly after: Clock | undefined;
  readonly before: Clock | undefined;
  readonly test: Test | undefined;
  /** The leaves of the test. */
  readonly uses: readonly LeafUse[];
  readonly priority: number;
  readonly reason: string;
}

/** A lifecycle as kernels run it. */
export interface Program {
  readonly stages: readonly string[];
  readonly events: readonly string[];
  readonly facts: FactList;
  readonly initial: number;
  readonly thresholds: readonly Threshold[];
  readonly thresholdNames: readonly string[];
  /** By stage: what time or the facts alone do, in order of precedence. */
  readonly timed: readonly (readonly Move[])[];
  /** By `stage * events + event`: what an event does. */
  readonly fired: readonly (readonly Move[])[];
  /** Transitions that nobody can take, since the lifecycle only goes forward. */
  readonly inert: readonly number[];
  /** By event. */
  readonly updates: readonly CompiledUpdate[];
  /** Fields of events that are added up. */
  readonly fields: readonly string[];
  /** Events that facts remember. */
  readonly remembered: readonly Remembered[];
  /** Dates that events set: none of them is later than the state. */
  readonly stamps: readonly number[];
  /** Where a customer's own gaps stand among the facts, -1 where they are not declared. */
  readonly gapFacts: GapFacts;
}

/** Numbers of the facts that tell a customer's rhythm. */
export interface GapFacts {
  readonly count: number;
  readonly mean: number;
  readonly std: number;
  readonly sumLog: number;
  readonly quantile: number;
}

const programs = new WeakMap<object, Program>();

/**
 * The program of a lifecycle, compiled at first sight. A lifecycle is data and is not to be changed
 * afterwards.
 *
 * @throws A {@link ScoringError} as `defineLifecycle`, and `unknown_version` for what is none.
 */
export function programOf(lifecycle: unknown): Program {
  if (typeof lifecycle !== "object" || lifecycle === null) {
    throw new ScoringError("wrong_type", ["lifecycle"], "a lifecycle", describeValue(lifecycle));
  }
  let program = programs.get(lifecycle);
  if (program === undefined) {
    const { kind, version } = lifecycle as { readonly kind?: unknown; readonly version?: unknown };
    if (kind !== "lifecycle" || version !== 1) {
      const expected = "a lifecycle of version 1, as defineLifecycle gives it";
      throw new ScoringError("unknown_version", ["lifecycle"], expected, "something else");
    }
    program = compileProgram(lifecycle, "lifecycle");
    programs.set(lifecycle, program);
  }
  return program;
}

/** Compiles a spec; `name` is what the argument is called, for error paths. */
export function compileProgram(spec: object, name: string): Program {
  const shape = checkShape(spec, name);
  const facts = factList(shape.facts, [name, "facts"]);
  const stageOf = namedPlaces(shape.stages);
  const eventOf = namedPlaces(shape.events);
  const thresholdNames = Object.keys(shape.thresholds);
  const { updates, fields } = compileUpdates(shape, facts, [name, "updates"]);
  const eventCount = shape.events.length;
  const timed: Move[][] = shape.stages.map(() => []);
  const fired: Move[][] = Array.from({ length: shape.stages.length * eventCount }, () => []);
  const inert: number[] = [];
  shape.transitions.forEach((given, k) => {
    const path = [name, "transitions", k];
    const clock = (part: "after" | "before"): Clock | undefined =>
      given[part] === undefined ? undefined : compileClock(given[part], facts, shape, [...path, part]);
    const uses: LeafUse[] = [];
    const move = {
      transition: k,
      to: stageOf.get(given.to) as number,
      after: clock("after"),
      before: clock("before"),
      test: given.when === undefined ? undefined : compileGuard(given.when, facts, [...path, "when"], uses),
      uses,
      priority: given.priority ?? 0,
      reason: given.reason ?? defaultReason(given),
    };
    let taken = false;
    for (const stage of given.from) {
      const from = stageOf.get(stage) as number;
      if (shape.forwardOnly && move.to < from && given.backward !== true) continue;
      taken = true;
      if (given.on.length === 0) timed[from]?.push({ ...move, from });
      for (const event of given.on) {
        fired[from * eventCount + (eventOf.get(event) as number)]?.push({ ...move, from });
      }
    }
    if (!taken) inert.push(k);
  });
  for (const moves of [...timed, ...fired]) moves.sort((a, b) => b.priority - a.priority);
  const fact = (one: string): number => facts.indexOf(one);
  return {
    stages: shape.stages,
    events: shape.events,
    facts,
    initial: stageOf.get(shape.initial) as number,
    thresholds: thresholdNames.map((one) => shape.thresholds[one] as Threshold),
    thresholdNames,
    timed,
    fired,
    inert,
    updates,
    fields,
    remembered: rememberedEvents(updates),
    stamps: updates.map(({ at }) => at).filter((at) => at >= 0),
    gapFacts: {
      count: fact("frequency"),
      mean: fact("meanGapDays"),
      std: fact("gapStdDays"),
      sumLog: fact("sumLogGaps"),
      quantile: fact("gapQuantileDays"),
    },
  };
}

function defaultReason(given: SpecShape["transitions"][number]): string {
  if (given.on.length > 0) return "lifecycle_event";
  return given.after === undefined ? "lifecycle_facts" : "lifecycle_time";
}
