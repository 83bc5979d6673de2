import { hasOwn, ownValue } from "../core/own.ts";
import type { Reason } from "../core/types.ts";
import { dayText } from "./day.ts";
import { writeFacts } from "./facts.ts";
import type { Move, Program } from "./program.ts";
import type { Run } from "./run.ts";
import type { StageChange } from "./types.ts";

/** A change, as kernels note it. */
export interface RawChange {
  readonly from: number;
  readonly move: Move;
  readonly day: number;
  readonly event: number;
  readonly elapsed: number;
  readonly limit: number;
}

/** The last change of a run. */
export function rawChange(run: Run): RawChange {
  const { before: from, move, since: day, event, elapsed, limit } = run;
  return { from, move: move as Move, day, event, elapsed, limit };
}

/**
 * The reason of a change: its code, the stage entered, the label key of the one before (`stage.new`), and the
 * numbers that decided: for time the date it
 * counted from, the days since and how many were asked; for an event the days since the last of them.
 */
export function changeReason(program: Program, change: RawChange): Reason {
  const { move, event, elapsed, limit } = change;
  const clock = event < 0 ? move.after : undefined;
  const reason: { code: string; [fact: string]: string | number | boolean | null } = {
    code: move.reason,
    stage: program.stages[move.to] as string,
    from: `stage.${program.stages[change.from]}`,
    at: dayText(change.day),
  };
  if (event >= 0) reason["event"] = program.events[event] as string;
  if (clock !== undefined)
    reason["since"] = clock.fact < 0 ? "stage" : (program.facts.names[clock.fact] as string);
  if (Number.isFinite(elapsed)) reason["days"] = elapsed;
  if (Number.isFinite(limit)) reason["limit"] = limit;
  if (clock !== undefined && clock.threshold >= 0) {
    reason["threshold"] = program.thresholdNames[clock.threshold] as string;
  }
  return reason;
}

/** Facts that the transition's condition looked at join the reason. */
export function reasonWithFacts(program: Program, change: RawChange, run: Run): Reason {
  const reason = changeReason(program, change);
  const facts = writeFacts(program.facts, run.cells);
  const seen: { [fact: string]: string | number | boolean | null } = {};
  for (const { fact } of change.move.uses) {
    const name = program.facts.names[fact] as string;
    if (hasOwn(reason, name)) continue;
    seen[name] = ownValue(facts, name) ?? null;
  }
  return { ...seen, ...reason };
}

/** A change as callers see it. */
export function stageChange(program: Program, change: RawChange, run: Run): StageChange {
  return {
    from: program.stages[change.from] as string,
    to: program.stages[change.move.to] as string,
    at: dayText(change.day),
    reason: reasonWithFacts(program, change, run),
  };
}
