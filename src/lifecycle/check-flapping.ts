import { type InputPath, ScoringError } from "../core/error.ts";
import { communicatingClasses } from "../math/markov.ts";
import type { Move, Program } from "./program.ts";
import { createRun, settle } from "./run.ts";
import { statedDays, trialsFor } from "./trials.ts";

/**
 * Refuses a lifecycle in which facts and time alone can lead a customer in a circle on one day. Tried
 * out on facts around the values that its conditions mention.
 *
 * @throws A {@link ScoringError} with `cycle`, at the transition that closes the circle.
 */
export function checkFlapping(program: Program, name: string): void {
  const path = flappingAt(program);
  if (path === undefined) return;
  const at: InputPath = [name, ...path.slice(1)];
  throw new ScoringError("cycle", at, "stages that do not lead back on the same day", "a circle");
}

function flappingAt(program: Program): InputPath | undefined {
  const size = program.stages.length;
  const edges = new Float64Array(size * size);
  for (const moves of program.timed) {
    for (const move of moves) if (isImmediate(program, move)) edges[move.from * size + move.to] = 1;
  }
  for (const { states } of communicatingClasses(edges, size)) {
    const [first = 0] = states;
    if (states.length < 2 && edges[first * size + first] === 0) continue;
    const path = circleAmong(program, states);
    if (path !== undefined) return path;
  }
  return undefined;
}

/** May it happen on the very day of entering the stage? */
function isImmediate(program: Program, { after }: Move): boolean {
  if (after === undefined || after.fact >= 0) return true;
  return after.atLeast && statedDays(program, after) === 0;
}

function circleAmong(program: Program, states: readonly number[]): InputPath | undefined {
  const moves = states.flatMap((state) => program.timed[state] as readonly Move[]);
  const trials = trialsFor(program, moves);
  const run = createRun(program);
  for (let i = 0; i < trials.count; i += 1) {
    for (const state of states) {
      trials.write(i, run.cells);
      run.stage = state;
      run.since = 0;
      run.now = 0;
      try {
        settle(program, run, 0);
      } catch (error) {
        if (error instanceof ScoringError && error.code === "cycle") return error.path;
        throw error;
      }
    }
  }
  return undefined;
}
