import { checkOptions } from "../core/check-options.ts";
import { describeValue } from "../core/describe.ts";
import { ScoringError } from "../core/error.ts";
import type { Time } from "../core/types.ts";
import type { Declared } from "../rules/types.ts";
import { readDay } from "./day.ts";
import { type Program, programOf } from "./program.ts";
import { resetRun, settle } from "./run.ts";
import { noteChanges, readState, resultOf, type TransitionResult } from "./transition.ts";
import type { Lifecycle, LifecycleState, StageChange } from "./types.ts";

/** Options of {@link sweepStates}. */
export interface SweepOptions {
  /** The moment of looking, not before what any of the states knows. */
  readonly asOf: Time;
}

/** A customer whom time has moved. */
export interface SweptCustomer<S extends string = string, F extends Declared = Declared>
  extends TransitionResult<S, F> {
  readonly customerId: string;
}

/**
 * The customers whom time alone has moved since their states were kept, one after the other: what a
 * nightly job writes back. Each is what `transition` gives for a tick; those who stay where they are do
 * not come up. Nothing is held but the customer at hand; about a microsecond for who stays.
 *
 * @param states - Customers and their states: a `Map`, or pairs as a store gives them.
 * @throws A {@link ScoringError} with `missing` or `invalid_date` for `asOf`, and as it goes for a state
 * `wrong_type`, `unknown_name` or `invalid_date`, and `late` for one of a later day.
 * @example
 * ```ts
 * const states = new Map([
 *   ["ann", { stage: "new", since: "2026-01-05", facts: { orders: 1, lastPurchase: "2026-01-05" } }],
 *   ["bob", { stage: "new", since: "2026-03-30", facts: { orders: 1, lastPurchase: "2026-03-30" } }],
 * ] as const);
 * const moved = Array.from(sweepStates(lifecycles.classic, states, { asOf: "2026-04-30" }));
 * moved.map(({ customerId, state }) => `${customerId}: ${state.stage}`); // => ["ann: at-risk"]
 * moved[0]?.reason?.days; // => 91
 * ```
 */
export function sweepStates<S extends string, E extends string, F extends Declared, T extends string>(
  lifecycle: Lifecycle<S, E, F, T>,
  states: Iterable<readonly [string, LifecycleState<NoInfer<S>, NoInfer<F>>]>,
  options: SweepOptions,
): IterableIterator<SweptCustomer<S, F>> {
  const program = programOf(lifecycle);
  options = checkOptions(options, ["asOf"]);
  const { asOf } = options;
  if (asOf === undefined) throw new ScoringError("missing", ["options", "asOf"], "a date", "nothing");
  if (typeof (states as Partial<Iterable<unknown>> | undefined)?.[Symbol.iterator] !== "function") {
    throw new ScoringError("wrong_type", ["states"], "a Map or pairs of id and state", describeValue(states));
  }
  return movedOnly<S, F>(program, states, readDay(asOf, ["options", "asOf"]));
}

function* movedOnly<S extends string, F extends Declared>(
  program: Program,
  states: Iterable<readonly [string, LifecycleState<S, F>]>,
  day: number,
): IterableIterator<SweptCustomer<S, F>> {
  const changes: StageChange[] = [];
  const run = noteChanges(program, changes);
  for (const pair of states) {
    if (!Array.isArray(pair)) {
      throw new ScoringError("wrong_type", ["states"], "pairs of id and state", describeValue(pair));
    }
    const [customerId, state] = pair as readonly [string, LifecycleState<S, F>];
    changes.length = 0;
    resetRun(program, run);
    readState(program, state, run);
    if (run.now > day) {
      throw new ScoringError(
        "late",
        ["options", "asOf"],
        "a day not before that of a state",
        "an earlier one",
      );
    }
    settle(program, run, day);
    if (changes.length > 0) yield { customerId, ...resultOf(program, state, run, changes.slice()) };
  }
}
