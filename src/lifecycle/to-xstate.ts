import { ScoringError } from "../core/error.ts";
import { ownValue } from "../core/own.ts";
import type { Declared } from "../rules/types.ts";
import { dayText, readDay } from "./day.ts";
import { nextByTime, readFacts, writeFacts } from "./facts.ts";
import { type Move, type Program, programOf } from "./program.ts";
import { createRun, inTime, type Run } from "./run.ts";
import { readEvent } from "./transition.ts";
import type { Lifecycle } from "./types.ts";
import { updateCells } from "./updates.ts";

/** What an XState machine carries from state to state. */
export interface XStateContext {
  /** As in a {@link LifecycleState}. */
  readonly facts: { readonly [name: string]: unknown };
  /** Day of entering the stage. */
  readonly since: string | null;
  /** Day of the last event or change. */
  readonly now: string | null;
  /** The day it is, as the last tick or event said. */
  readonly today: string | null;
}

/** What guards and actions get from XState. */
export interface XStateArgs {
  readonly context: XStateContext;
  readonly event: { readonly type: string };
}

/** Which transition a guard or an action is about. */
export interface XStateMove {
  readonly transition: number;
  readonly stage: string;
  /** The event; null for what time or facts do. */
  readonly on: string | null;
}

/** A transition in an XState configuration. */
export interface XStateTransition {
  readonly target?: string;
  readonly guard?: { readonly type: "may"; readonly params: XStateMove };
  readonly actions: { readonly type: "pass" | "update" | "enter" | "happen"; readonly params: XStateMove };
}

/** A configuration for XState 5, as plain JSON, and the functions that it names. */
export interface XStateMachine {
  /** For `createMachine`. */
  readonly config: {
    readonly id: string;
    readonly initial: string;
    readonly context: XStateContext;
    readonly states: {
      readonly [stage: string]: {
        readonly on: { readonly [event: string]: readonly XStateTransition[] };
        readonly always: readonly XStateTransition[];
      };
    };
  };
  /** For `setup({ guards })`. */
  readonly guards: {
    /** Does the guard of the move hold? */
    readonly may: (args: XStateArgs, params: XStateMove) => boolean;
  };
  /** For `setup({ actions })`, each in XState's `assign`. */
  readonly assigns: {
    /** Time passes up to the day of a tick. */
    readonly pass: XStateAssign;
    /** Facts follow an event, and the stage stays. */
    readonly update: XStateAssign;
    /** A stage is entered because of time or facts. */
    readonly enter: XStateAssign;
    /** A stage is entered because of an event, which facts follow. */
    readonly happen: XStateAssign;
  };
}

type XStateAssign = (args: XStateArgs, params: XStateMove) => XStateContext;

/**
 * The lifecycle as a configuration that XState 5 runs with the same transitions. Nothing of XState is
 * needed here: its `assign` is put around four functions by who has it.
 *
 * Time comes as the event `tick`, and every other event with a day (`at`) of its own: send a `tick` of
 * the same day before it, so that what time does is done first. XState's own delays are not used: a
 * timer does not run for 90 days.
 *
 * @throws A {@link ScoringError} with `unknown_version` for what is no lifecycle.
 * @example
 * ```ts
 * const { config } = toXState(lifecycles.emarsys);
 * config.initial; // => "lead"
 * config.states["first-time"]?.on["purchase"]?.[0]?.target; // => "active"
 * // import { assign, setup } from "xstate";
 * // const { pass, update, enter, happen } = assigns;
 * // const actions = { pass: assign(pass), update: assign(update), enter: assign(enter), happen: assign(happen) };
 * // const machine = setup({ guards, actions }).createMachine(config);
 * ```
 * @see Stately, XState 5 documentation: setup, guards, eventless transitions.
 */
export function toXState<S extends string, E extends string, F extends Declared, T extends string>(
  lifecycle: Lifecycle<S, E, F, T>,
): XStateMachine {
  const program = programOf(lifecycle);
  const states: XStateMachine["config"]["states"] = {};
  program.stages.forEach((stage, s) => {
    const about = (transition: number, on: string | null): XStateMove => ({ transition, stage, on });
    const on: { [event: string]: readonly XStateTransition[] } = {
      tick: [{ actions: { type: "pass", params: about(-1, "tick") } }],
    };
    program.events.forEach((event, e) => {
      const moves = program.fired[s * program.events.length + e] as readonly Move[];
      const ways = moves.map((move) => wayOf(program, move, about(move.transition, event)));
      on[event] = [...ways, { actions: { type: "update", params: about(-1, event) } }];
    });
    const timed = program.timed[s] as readonly Move[];
    const always = timed.map((move) => wayOf(program, move, about(move.transition, null)));
    // Defined, not assigned: a stage may have any name.
    Object.defineProperty(states, stage, { value: { on, always }, enumerable: true });
  });
  return {
    config: {
      id: ownValue(lifecycle, "name") ?? "lifecycle",
      initial: program.stages[program.initial] as string,
      context: { facts: {}, since: null, now: null, today: null },
      states,
    },
    guards: {
      may: ({ context, event }, params) =>
        params.on === null ? isNext(program, context, params) : isAllowed(program, context, event, params),
    },
    assigns: {
      pass: ({ context, event }) => ({ ...context, today: dayText(eventDay(event)) }),
      update: ({ context, event }) => afterEvent(program, context, event, false),
      happen: ({ context, event }) => afterEvent(program, context, event, true),
      enter: ({ context }, params) => entered(program, context, params),
    },
  };
}

function wayOf(program: Program, move: Move, params: XStateMove): XStateTransition {
  const guard = { type: "may", params } as const;
  // An event's transition to the stage itself keeps others from being taken, and changes no stage; time's
  // begins the stage anew.
  if (params.on !== null && move.to === move.from) return { guard, actions: { type: "update", params } };
  const type = params.on === null ? "enter" : "happen";
  if (move.to === move.from) return { guard, actions: { type, params } };
  return { target: program.stages[move.to] as string, guard, actions: { type, params } };
}

function eventDay(event: object): number {
  return readDay(ownValue(event as { readonly at?: unknown }, "at"), ["event", "at"]);
}

function runOf(program: Program, context: XStateContext, stage: string): Run {
  const run = createRun(program);
  const day = (text: string | null): number =>
    text === null ? Number.NEGATIVE_INFINITY : readDay(text, ["context", "since"]);
  run.stage = program.stages.indexOf(stage);
  run.since = day(context.since);
  run.now = day(context.now);
  readFacts(context.facts, program.facts, run.cells, ["context", "facts"]);
  return run;
}

/** Is this what time does next, and is it due? */
function isNext(program: Program, context: XStateContext, { stage, transition }: XStateMove): boolean {
  const next = nextByTime(program, runOf(program, context, stage));
  const today =
    context.today === null ? Number.NEGATIVE_INFINITY : readDay(context.today, ["context", "today"]);
  return next !== undefined && next.transition === transition && next.day <= today;
}

function isAllowed(program: Program, context: XStateContext, event: object, params: XStateMove): boolean {
  const run = runOf(program, context, params.stage);
  const e = program.events.indexOf(params.on ?? "");
  const moves = program.fired[run.stage * program.events.length + e] ?? [];
  const move = moves.find(({ transition }) => transition === params.transition);
  if (move === undefined)
    throw new ScoringError("unknown_name", ["guard", "params"], "a transition", "another");
  const day = eventDay(event);
  run.now = day;
  if (!inTime(program, run, move, day)) return false;
  applyEvent(program, run, event, e, day);
  return move.test === undefined || move.test(run.cells);
}

function applyEvent(program: Program, run: Run, event: object, e: number, day: number): void {
  const { carried, fields } = readEvent(program, event);
  carried?.forEach((cell, fact) => {
    if (cell !== undefined) run.cells[fact] = cell;
  });
  const update = program.updates[e];
  if (update !== undefined) updateCells(update, run.cells, day, fields);
}

function afterEvent(
  program: Program,
  context: XStateContext,
  event: { readonly type: string },
  changed: boolean,
): XStateContext {
  const run = runOf(program, context, "");
  const day = eventDay(event);
  applyEvent(program, run, event, program.events.indexOf(event.type), day);
  const today = dayText(day);
  const facts = writeFacts(program.facts, run.cells);
  return { facts, since: changed ? today : context.since, now: today, today };
}

function entered(program: Program, context: XStateContext, { stage }: XStateMove): XStateContext {
  const next = nextByTime(program, runOf(program, context, stage));
  const day = next === undefined ? null : dayText(next.day);
  return { ...context, since: day, now: day };
}
