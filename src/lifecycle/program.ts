import { describeValue } from "../core/describe.ts";
import { ScoringError } from "../core/error.ts";
import { bare, bareAll } from "../core/own.ts";
import { type Clock, compileClock } from "./compile-clock.ts";
import { compileGuard, type FactList, factList, type LeafUse, placesOf, type Test } from "./guard.ts";
import type { Threshold } from "./thresholds.ts";
import type { Lifecycle, LifecycleSpec } from "./types.ts";
import { type CompiledUpdate, compileUpdates, type Remembered, rememberedEvents } from "./updates.ts";

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
 * afterwards. What is in it was checked when it was defined, or parsed.
 *
 * @throws A {@link ScoringError} with `wrong_type` or `unknown_version` for what is no lifecycle.
 */
export function programOf(lifecycle: unknown): Program {
  if (typeof lifecycle !== "object" || lifecycle === null) {
    throw new ScoringError("wrong_type", ["lifecycle"], "a lifecycle", describeValue(lifecycle));
  }
  let program = programs.get(lifecycle);
  if (program === undefined) {
    const { kind, version } = bare(lifecycle) as { readonly kind?: unknown; readonly version?: unknown };
    try {
      if (kind === "lifecycle" && version === 1) program = compileProgram(lifecycle as Lifecycle);
    } catch {}
    // What does not compile is no lifecycle either.
    if (program === undefined) {
      const expected = "a lifecycle of version 1, as defineLifecycle gives it";
      throw new ScoringError("unknown_version", ["lifecycle"], expected, "something else");
    }
    programs.set(lifecycle, program);
  }
  return program;
}

/** Compiles a checked spec. */
export function compileProgram(spec: LifecycleSpec): Program {
  spec = bareAll(spec);
  const { stages, events, forwardOnly = false } = spec;
  const facts = factList(spec.facts ?? {});
  const stageAt = placesOf(stages);
  const eventAt = placesOf(events);
  const thresholds = spec.thresholds ?? {};
  const thresholdNames = Object.keys(thresholds);
  const { updates, fields } = compileUpdates(events, spec.updates ?? {}, facts);
  const timed: Move[][] = stages.map(() => []);
  const fired: Move[][] = Array.from({ length: stages.length * events.length }, () => []);
  const inert: number[] = [];
  spec.transitions.forEach((given, k) => {
    const uses: LeafUse[] = [];
    const { to, on, after, before, when } = given;
    const move = {
      transition: k,
      to: stageAt.get(to) as number,
      after: after && compileClock(after, facts, thresholdNames),
      before: before && compileClock(before, facts, thresholdNames),
      test: when && compileGuard(when, facts, uses),
      uses,
      priority: given.priority ?? 0,
      reason:
        given.reason ?? `lifecycle_${on === undefined ? (after === undefined ? "facts" : "time") : "event"}`,
    };
    const sources = listOf(given.from === "*" ? stages.filter((stage) => stage !== to) : given.from)
      .map((stage) => stageAt.get(stage) as number)
      .filter((from) => !forwardOnly || move.to >= from || given.backward === true);
    if (sources.length === 0) inert.push(k);
    for (const from of sources) {
      if (on === undefined) timed[from]?.push({ ...move, from });
      else
        for (const event of listOf(on))
          fired[from * events.length + (eventAt.get(event) as number)]?.push({ ...move, from });
    }
  });
  for (const moves of [...timed, ...fired]) moves.sort((a, b) => b.priority - a.priority);
  return {
    stages,
    events,
    facts,
    initial: stageAt.get(spec.initial) as number,
    thresholds: thresholdNames.map((name) => thresholds[name] as Threshold),
    thresholdNames,
    timed,
    fired,
    inert,
    updates,
    fields,
    remembered: rememberedEvents(updates),
    stamps: updates.map(({ at }) => at).filter((at) => at >= 0),
    gapFacts: {
      count: facts.indexOf("frequency"),
      mean: facts.indexOf("meanGapDays"),
      std: facts.indexOf("gapStdDays"),
      sumLog: facts.indexOf("sumLogGaps"),
      quantile: facts.indexOf("gapQuantileDays"),
    },
  };
}

function listOf(names: string | readonly string[]): readonly string[] {
  return typeof names === "string" ? [names] : names;
}
