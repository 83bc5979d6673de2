import { checkOptions } from "../core/check-options.ts";
import { describeValue } from "../core/describe.ts";
import { ScoringError } from "../core/error.ts";
import { createTable } from "../core/table.ts";
import type { Table } from "../core/types.ts";
import { communicatingClasses, expectedVisits } from "../math/markov.ts";
import { matrixRows, type OpenMatrix, openMatrix, type TransitionMatrix } from "./matrix-input.ts";
import { endProbabilities, stateList } from "./steady-state.ts";

/** Options of {@link expectedTimeInStage} and {@link absorption}. */
export interface EndOptions<S extends string = string> {
  /** Stages that count as the end, whatever may follow. Default: the stages that are never left. */
  readonly end?: readonly S[];
}

/** How long customers stay in a stage. */
export interface StageTimeRow {
  /** The stage. */
  readonly stage: string;
  /** Expected periods of one stay, the first included; null for a stage that is never left. */
  readonly perVisit: number | null;
  /** Expected periods before the end, from here; 0 at the end, null where the end may never come. */
  readonly beforeEnd: number | null;
}

/** What comes with the times. */
export interface StageTimeFacts {
  /** The stages that are not the end. */
  readonly live: readonly string[];
  /** Expected periods in each live stage (a column) of who is in each live stage (a row) now; empty where the end may never come. */
  readonly visits: readonly (readonly number[])[];
}

/**
 * Expected time in each stage, in periods of the matrix: of one stay, and altogether before the end.
 *
 * @throws A {@link ScoringError} as the matrix asks; `wrong_type` or `unknown_name` for an `end` that is no stage.
 * @example
 * ```ts
 * const times = expectedTimeInStage({ stages: ["active", "lost"], matrix: [[0.75, 0.25], [0, 1]] });
 * times.row(0); // => { stage: "active", perVisit: 4, beforeEnd: 4 }
 * ```
 * @see Kemeny and Snell (1976), Finite Markov Chains, theorems 3.2.4 and 3.5.6.
 */
export function expectedTimeInStage<S extends string = string>(
  matrix: TransitionMatrix<S>,
  options: EndOptions<NoInfer<S>> = {},
): Table<StageTimeRow> & StageTimeFacts {
  options = checkOptions(options, ["end"]);
  const open = openMatrix(matrix);
  const { size, cells, stages } = open;
  const ends = new Set(endGroups(open, options.end).flat());
  const live = stateList(size).filter((i) => !ends.has(i));
  const visits = expectedVisits(cells, size, live);
  const before = new Float64Array(size);
  live.forEach((i, row) => {
    const own = visits?.subarray(row * live.length, (row + 1) * live.length);
    before[i] = own === undefined ? Number.NaN : own.reduce((sum, periods) => sum + periods, 0);
  });
  const perVisit = Float64Array.from(stages, (_stage, i) => {
    const leaving = leavingProbability(open, i);
    return leaving > 0 ? 1 / leaving : Number.NaN;
  });
  const table = createTable<StageTimeRow>({
    length: size,
    columns: { stage: () => stages, perVisit: () => perVisit, beforeEnd: () => before },
    id: "stage",
  });
  return Object.assign(table, {
    live: live.map((i) => stages[i] as string),
    visits: visits === undefined ? [] : matrixRows(visits, live.length),
  });
}

/** The sum of the other cells: exact where staying is nearly certain. */
function leavingProbability({ cells, size }: OpenMatrix, i: number): number {
  let leaving = 0;
  for (let j = 0; j < size; j += 1) if (j !== i) leaving += cells[i * size + j] as number;
  return leaving;
}

/** A stage from which customers may end, and where. */
export interface AbsorptionRow {
  /** Where they are now. */
  readonly stage: string;
  /** Where they end; stages that are only left for each other are one end, their names joined by `+`. */
  readonly end: string;
  /** How likely that is. */
  readonly probability: number;
}

/**
 * How likely customers of each stage are to end in each of the stages that are never left.
 *
 * @throws A {@link ScoringError} as {@link expectedTimeInStage}.
 * @example
 * ```ts
 * const matrix = [[0.5, 0.3, 0.2], [0, 1, 0], [0, 0, 1]];
 * absorption({ stages: ["trial", "paying", "gone"], matrix }).row(0); // => { stage: "trial", end: "paying", probability: 0.6 }
 * ```
 * @see Kemeny and Snell (1976), Finite Markov Chains, theorem 3.5.4.
 */
export function absorption<S extends string = string>(
  matrix: TransitionMatrix<S>,
  options: EndOptions<NoInfer<S>> = {},
): Table<AbsorptionRow> {
  options = checkOptions(options, ["end"]);
  const open = openMatrix(matrix);
  const groups = endGroups(open, options.end);
  const probability = endProbabilities(open, groups);
  const names = groups.map((states) => states.map((i) => open.stages[i]).join("+"));
  const cells = stateList(probability.length);
  return createTable<AbsorptionRow>({
    length: probability.length,
    columns: {
      stage: () => cells.map((cell) => open.stages[Math.floor(cell / groups.length)] as string),
      end: () => cells.map((cell) => names[cell % groups.length] as string),
      probability: () => probability,
    },
    id: "stage",
  });
}

function endGroups(open: OpenMatrix, end: readonly string[] | undefined): (readonly number[])[] {
  if (end === undefined) {
    return communicatingClasses(open.cells, open.size)
      .filter((one) => one.closed)
      .map((one) => one.states);
  }
  if (!Array.isArray(end)) {
    throw new ScoringError("wrong_type", ["options", "end"], "a list of stages", describeValue(end));
  }
  return end.map((stage: string, k) => {
    const i = open.stages.indexOf(stage);
    if (i >= 0) return [i];
    throw new ScoringError("unknown_name", ["options", "end", k], "a stage of the matrix", "another name");
  });
}
