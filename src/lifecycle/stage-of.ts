import { checkOptions } from "../core/check-options.ts";
import { ownData } from "../core/own.ts";
import type { Reason, Time } from "../core/types.ts";
import type { Declared, FactsRow } from "../rules/types.ts";
import { dayText, readDay } from "./day.ts";
import { readFacts, writeFacts } from "./facts.ts";
import { playFacts } from "./play-facts.ts";
import { type Program, programOf } from "./program.ts";
import { type RawChange, rawChange, reasonWithFacts } from "./reasons.ts";
import { createRun, type Run } from "./run.ts";
import type { Lifecycle, LifecycleState, StateFacts } from "./types.ts";

/** Where a customer is, and why. */
export interface StageOfCustomer<S extends string = string, F extends Declared = Declared>
  extends LifecycleState<S, F> {
  /** What led there; `lifecycle_initial` for the stage of a customer of whom nothing is known. */
  readonly reason: Reason;
}

/** Options of {@link stageOf}. */
export interface StageOptions {
  /** The moment of looking; a calendar date means the end of that day. */
  readonly asOf: Time;
}

/**
 * The stage of one customer from what is known of them: a state, to which events may then happen.
 * A purchase history's row will do as facts; of facts that are not declared nothing is read.
 *
 * Facts that events stamp are memories of those events: `lastPurchase` says that there was a purchase.
 * They are played again in order of time. Dates after `asOf` that an event would have set do not count.
 * A history's `recencyDays` stands in for a `lastPurchase` that is not given, in whole days.
 *
 * Days are calendar dates; instants count by their UTC day.
 *
 * @throws A {@link ScoringError} with `unknown_version` for what is no lifecycle; for facts with
 * `wrong_type`, `not_finite`, `invalid_date` or `no_offset`; for options with `missing` or `unknown_name`.
 * @example
 * ```ts
 * const ann = stageOf(lifecycles.emarsys, { orders: 2, lastPurchase: "2026-01-01" }, { asOf: "2026-04-02" });
 * ann.stage; // => "defecting"
 * ann.since; // => "2026-04-02"
 * ann.reason.days; // => 91
 * ```
 */
export function stageOf<S extends string, E extends string, F extends Declared, T extends string>(
  lifecycle: Lifecycle<S, E, F, T>,
  facts: FactsRow<NoInfer<F>> & { readonly recencyDays?: number | null | undefined },
  options: StageOptions,
): StageOfCustomer<S, F> {
  const program = programOf(lifecycle);
  options = checkOptions(options, ["asOf"]);
  const asOf = readDay(options.asOf, ["options", "asOf"]);
  let last: RawChange | undefined;
  const run = createRun(program, (now) => {
    last = rawChange(now);
  });
  readFacts(facts, program.facts, run.cells, ["facts"]);
  fillFromRecency(program, run, facts, asOf);
  const known = writeFacts(program.facts, run.cells);
  playFacts(program, run, asOf);
  return {
    stage: program.stages[run.stage] as S,
    since: dayText(run.since),
    facts: known as StateFacts<F>,
    reason: last === undefined ? initialReason(program) : reasonWithFacts(program, last, run),
  };
}

/** The reason of a stage that nothing led to. */
export function initialReason(program: Program): Reason {
  return { code: "lifecycle_initial", stage: program.stages[program.initial] as string };
}

function fillFromRecency(program: Program, run: Run, facts: object, asOf: number): void {
  const fact = program.facts.indexOf("lastPurchase");
  if (fact < 0 || run.cells[fact] !== null) return;
  const days = ownData(facts, "recencyDays");
  if (typeof days === "number" && Number.isFinite(days)) run.cells[fact] = asOf - Math.floor(days);
}
