import type { Reason } from "../core/types.ts";
import type { Declared } from "../rules/types.ts";
import type { Move, Program } from "./program.ts";
import { programOf } from "./program.ts";
import { createRun, inTime } from "./run.ts";
import { statedDays, trialsFor } from "./trials.ts";
import type { Lifecycle } from "./types.ts";

/** What may be wrong with a lifecycle, though it can be run. */
export type LifecycleProblemCode =
  /** Nothing leads to this stage. */
  | "lifecycle_unreachable"
  /** Nothing leads out of this stage. */
  | "lifecycle_dead_end"
  /** For some facts two transitions are possible, and only their order decides. */
  | "lifecycle_overlap"
  /** For some facts an event finds no transition, though it has some under conditions. */
  | "lifecycle_gap"
  /** This transition can never be taken. */
  | "lifecycle_never"
  /** There are more combinations of facts than were tried. */
  | "lifecycle_not_all_tried";

/**
 * What is seldom meant: stages that nothing leads to or out of, conditions that overlap or leave a gap,
 * transitions that never happen because time or an earlier one always comes first. Empty for a lifecycle
 * without any of them.
 *
 * Conditions are tried out on the values around those that they mention, in all combinations up to
 * 20,000 for each event and stage. A last transition without a condition is no overlap: it is for the rest.
 *
 * @throws A {@link ScoringError} with `unknown_version` for what is no lifecycle.
 * @example
 * ```ts
 * const lifecycle = defineLifecycle({
 *   stages: ["free", "paid", "gone"],
 *   events: ["order"],
 *   facts: { orders: "number" },
 *   initial: "free",
 *   transitions: [{ from: "free", on: "order", to: "paid", when: { field: "orders", op: "gte", value: 2 } }],
 * });
 * checkLifecycle(lifecycle).map(({ code }) => code); // => ["lifecycle_unreachable", "lifecycle_dead_end", "lifecycle_dead_end", "lifecycle_gap"]
 * ```
 */
export function checkLifecycle<S extends string, E extends string, F extends Declared, T extends string>(
  lifecycle: Lifecycle<S, E, F, T>,
): readonly (Reason & { readonly code: LifecycleProblemCode })[] {
  const program = programOf(lifecycle);
  const problems: (Reason & { readonly code: LifecycleProblemCode })[] = [];
  checkStages(program, problems);
  for (const transition of program.inert) problems.push({ code: "lifecycle_never", transition });
  program.stages.forEach((_stage, s) => {
    program.events.forEach((_event, e) => {
      checkEvent(program, s, e, problems);
    });
    checkTimed(program, s, problems);
  });
  return problems;
}

type Problems = (Reason & { readonly code: LifecycleProblemCode })[];

function checkStages(program: Program, problems: Problems): void {
  const reached = new Set([program.initial]);
  // A set hands out what is added while it is walked.
  for (const stage of reached) for (const move of movesOf(program, stage)) reached.add(move.to);
  program.stages.forEach((stage, s) => {
    if (!reached.has(s)) problems.push({ code: "lifecycle_unreachable", stage });
  });
  program.stages.forEach((stage, s) => {
    if (movesOf(program, s).some(({ to }) => to !== s)) return;
    problems.push({ code: "lifecycle_dead_end", stage });
  });
}

function movesOf(program: Program, stage: number): readonly Move[] {
  const width = program.events.length;
  return [
    ...(program.timed[stage] as readonly Move[]),
    ...program.fired.slice(stage * width, (stage + 1) * width).flat(),
  ];
}

/** Tries out the transitions of one event in one stage. */
function checkEvent(program: Program, stage: number, event: number, problems: Problems): void {
  const moves = program.fired[stage * program.events.length + event] as readonly Move[];
  if (moves.length === 0) return;
  const place = { stage: program.stages[stage] as string, event: program.events[event] as string };
  const trials = trialsFor(program, moves);
  if (!trials.complete) problems.push({ code: "lifecycle_not_all_tried", ...place });
  const run = createRun(program);
  run.stage = stage;
  const taken = new Set<Move>();
  const overlaps = new Set<string>();
  let gap = false;
  for (let i = 0; i < trials.count; i += 1) {
    trials.write(i, run.cells);
    run.since = 0;
    // Days in the stage are another thing that can differ.
    for (const day of entryDays(program, moves)) {
      const open = moves.filter(
        (move) =>
          inTime(program, { ...run, since: -day }, move, 0) &&
          (move.test === undefined || move.test(run.cells)),
      );
      const [first, second] = open;
      if (first === undefined) gap = true;
      else taken.add(first);
      if (first === undefined || second === undefined) continue;
      const forTheRest =
        second.test === undefined && second.after === undefined && second.before === undefined;
      if (first.priority !== second.priority || first.to === second.to || forTheRest) continue;
      overlaps.add(`${first.transition} ${second.transition}`);
    }
  }
  for (const pair of overlaps) {
    const [first = 0, second = 0] = pair.split(" ").map(Number);
    problems.push({ code: "lifecycle_overlap", ...place, first, second });
  }
  if (gap) problems.push({ code: "lifecycle_gap", ...place });
  for (const move of moves) {
    if (!taken.has(move) && trials.complete) {
      problems.push({ code: "lifecycle_never", ...place, transition: move.transition });
    }
  }
}

/** Days in the stage around those that transitions ask for. */
function entryDays(program: Program, moves: readonly Move[]): readonly number[] {
  const days = new Set([0]);
  for (const { after, before } of moves) {
    for (const clock of [after, before]) {
      if (clock === undefined || clock.fact >= 0) continue;
      const turn = statedDays(program, clock);
      for (const day of [Math.floor(turn), Math.ceil(turn), Math.floor(turn) + 1]) days.add(day);
    }
  }
  return Array.from(days);
}

/** A length of time that always comes after another one from the same day, without a condition, never ends. */
function checkTimed(program: Program, stage: number, problems: Problems): void {
  const moves = program.timed[stage] as readonly Move[];
  moves.forEach((late, k) => {
    const shadowed = moves.some((early, j) => {
      if (j === k || early.test !== undefined || early.after === undefined || late.after === undefined)
        return false;
      if (early.after.fact !== late.after.fact) return false;
      const a = turnOf(program, early);
      const b = turnOf(program, late);
      return a < b || (a === b && j < k);
    });
    if (shadowed) {
      problems.push({
        code: "lifecycle_never",
        stage: program.stages[stage] as string,
        transition: late.transition,
      });
    }
  });
}

/** First day of a transition by time; NaN where it differs between customers. */
function turnOf(program: Program, { after }: Move): number {
  if (after === undefined) return Number.NaN;
  const threshold = program.thresholds[after.threshold];
  if (threshold !== undefined && threshold.rule !== "fixed" && threshold.rule !== "base-quantile")
    return Number.NaN;
  const days = threshold?.days ?? after.days;
  return after.atLeast ? Math.ceil(days) : Math.floor(days) + 1;
}
