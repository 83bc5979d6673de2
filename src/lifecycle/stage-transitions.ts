import { isoOfDay } from "../calendar/civil.ts";
import { PERIODS, type Period, type WeekStart } from "../calendar/period.ts";
import { checkNumber, checkOneOf, checkOptions } from "../core/check-options.ts";
import { describeValue } from "../core/describe.ts";
import { ScoringError } from "../core/error.ts";
import { openInput } from "../core/open-input.ts";
import { fieldValue, hasOwn } from "../core/own.ts";
import { readNumbers } from "../core/read-numbers.ts";
import { readTexts } from "../core/read-values.ts";
import { createRejector } from "../core/rejector.ts";
import { createTable } from "../core/table.ts";
import type { Input, Table, Time } from "../core/types.ts";
import { countMatrix } from "../math/count-matrix.ts";
import { normalQuantile } from "../math/normal-quantile.ts";
import { type Estimates, estimateShares } from "./estimate-shares.ts";
import { matrixRows } from "./matrix-input.ts";
import { knownAsOf, openStays, type Stay } from "./open-timeline.ts";
import { stageMoves } from "./stage-moves.ts";

/** A move that was counted elsewhere: from one stage to another, once or `count` times. */
export interface StageMove {
  readonly from: string;
  readonly to: string;
  readonly count?: number | null | undefined;
  /** In which period. */
  readonly period?: string | null | undefined;
}

/** Options of {@link stageTransitions}. */
export interface StageTransitionOptions<S extends string = string> {
  /** Calendar period of a step, for timelines. Default `month`. */
  readonly period?: Period;
  /** First day of a week, Sunday = 0. Default Monday, 1. */
  readonly weekStartsOn?: WeekStart;
  /** The stages, in the order of the matrix. Default: those that occur, in the order of the lifecycle. */
  readonly stages?: readonly S[];
  /** Added to every count before shares are taken: 1 is Laplace's rule, 0.5 Jeffreys's. Default 0. */
  readonly smoothing?: number;
  /** Of the intervals. Default 0.95. */
  readonly confidence?: number;
  /** The moment of looking, where the timeline does not say it. */
  readonly asOf?: Time;
}

/** From one stage to another. */
export interface StageTransitionRow {
  readonly from: string;
  readonly to: string;
  readonly count: number;
  /** Share of those who were in `from`; null where nobody was. */
  readonly probability: number | null;
  /** Interval of the share. */
  readonly low: number | null;
  readonly high: number | null;
}

/** The same in one period. */
export interface PeriodTransitionRow extends StageTransitionRow {
  /** First day of the period, or its name. */
  readonly period: string;
}

/** What comes with the lines. */
export interface StageTransitionFacts<S extends string = string> {
  readonly stages: readonly S[];
  /** Probabilities, a row for each stage; NaN in the row of a stage in which nobody was. */
  readonly matrix: readonly (readonly number[])[];
  readonly counts: readonly (readonly number[])[];
  /** The stages in which nobody was, so that no share is known. */
  readonly unseen: readonly S[];
  /** Period by period, made when asked for. */
  readonly byPeriod: () => Table<PeriodTransitionRow>;
}

/**
 * How many customers moved from each stage to each, and with what probability: from a timeline, looking
 * at the end of every whole calendar period, or from moves that were counted elsewhere. What it gives is
 * the matrix that `steadyState`, `expectedTimeInStage`, `forecastStageMix` and `markovValue` take.
 *
 * Intervals are Wilson's, each cell against the rest of its row.
 *
 * @throws A {@link ScoringError} for the input with `wrong_type`, `missing`, `invalid_date` or
 * `out_of_range`; for options with `unknown_name`, `out_of_range`, `wrong_type` or `duplicate` for `stages`, and
 * `missing` for `asOf` where it is needed.
 * @example
 * ```ts
 * const moves = [
 *   { from: "active", to: "active", count: 30 },
 *   { from: "active", to: "lost", count: 10 },
 *   { from: "lost", to: "lost", count: 5 },
 * ];
 * const transitions = stageTransitions(moves);
 * transitions.matrix; // => [[0.75, 0.25], [0, 1]]
 * transitions.row(1).low?.toFixed(3); // => "0.142"
 * ```
 * @see Anderson and Goodman (1957), Statistical inference about Markov chains; Wilson (1927), Probable
 * inference, the law of succession, and statistical inference.
 */
export function stageTransitions<S extends string = string>(
  input: Input<Stay> | Input<StageMove>,
  options: StageTransitionOptions<S> = {},
): Table<StageTransitionRow> & StageTransitionFacts<S> {
  options = checkOptions(options, ["period", "weekStartsOn", "stages", "smoothing", "confidence", "asOf"]);
  const { smoothing = 0, confidence = 0.95 } = options;
  checkNumber(smoothing, ["options", "smoothing"], { min: 0 });
  checkNumber(confidence, ["options", "confidence"], { min: Number.MIN_VALUE, max: 1 - Number.EPSILON });
  const counted = isTimeline(input) ? countStays(input, options) : countMoves(input as Input<StageMove>);
  const { names, places } = chosenStages(counted, options.stages);
  const size = names.length;
  const pairs = counted.from.map((from) => places[from] as number);
  const targets = counted.to.map((to) => places[to] as number);
  const all = countsOf(pairs, targets, counted.weights, size);
  const shape = { names, smoothing, z: normalQuantile(0.5 + confidence / 2) };
  const estimates = estimateShares(all, size, smoothing, shape.z);
  const table = createTable<StageTransitionRow>({
    length: all.length,
    columns: columnsOf(names, all, estimates),
    id: "from",
  });
  const unseen = names.filter((_, i) => Number.isNaN(estimates.share[i * size]));
  return Object.assign(table, {
    stages: names as readonly S[],
    matrix: matrixRows(estimates.share, size),
    counts: matrixRows(all, size),
    unseen: unseen as unknown as readonly S[],
    byPeriod: () => periodTable(counted, pairs, targets, shape),
  });
}

interface Counted {
  readonly from: Int32Array;
  readonly to: Int32Array;
  readonly weights: Float64Array | undefined;
  readonly names: readonly string[];
  readonly period: Int32Array;
  readonly periods: readonly string[];
}

interface Shape {
  readonly names: readonly string[];
  readonly smoothing: number;
  readonly z: number;
}

function hasFrom(row: unknown): boolean {
  return typeof row === "object" && row !== null && fieldValue(row, "from") !== undefined;
}

/** A timeline has stays; moves have a `from`. */
function isTimeline(input: unknown): input is Input<Stay> {
  if (Array.isArray(input)) return input.length > 0 && !hasFrom(input[0]);
  const columns = (input as { readonly columns?: object } | null)?.columns;
  return typeof columns === "object" && columns !== null && hasOwn(columns, "stage");
}

function countStays(input: Input<Stay>, options: StageTransitionOptions): Counted {
  const stays = openStays(input, options.asOf);
  const period = checkOneOf(options.period ?? "month", PERIODS, ["options", "period"]);
  const rule = { min: 0, max: 6, integer: true };
  const weekday = checkNumber(options.weekStartsOn ?? 1, ["options", "weekStartsOn"], rule) as WeekStart;
  const moves = stageMoves(stays, knownAsOf(stays), period, weekday);
  return { ...moves, weights: undefined, names: stays.names, periods: moves.periods.map(isoOfDay) };
}

function countMoves(input: Input<StageMove>): Counted {
  const open = openInput(input, "moves");
  const rejector = createRejector("moves");
  const names: string[] = [];
  const periods: string[] = [];
  const number = (list: string[], name: string): number => {
    const at = list.indexOf(name);
    return at >= 0 ? at : list.push(name) - 1;
  };
  const code = (field: string): Int32Array =>
    Int32Array.from(readTexts(open.needed(field), field, rejector, false), (one) =>
      number(names, one as string),
    );
  const given = open.column("count");
  const when = open.column("period");
  const weights = given && readNumbers(given, "count", { min: 0, nullable: true }, rejector);
  return {
    from: code("from"),
    to: code("to"),
    weights: weights?.map((weight) => (Number.isNaN(weight) ? 1 : weight)),
    names,
    period:
      when === undefined
        ? new Int32Array(open.length).fill(number(periods, ""))
        : Int32Array.from(readTexts(when, "period", rejector), (one) => number(periods, one ?? "")),
    periods,
  };
}

/** The stages of the matrix, and the place of each counted one among them (-1: left out). */
function chosenStages(
  counted: Counted,
  given: readonly string[] | undefined,
): { readonly names: readonly string[]; readonly places: Int32Array } {
  const seen = new Uint8Array(counted.names.length);
  for (let i = 0; i < counted.from.length; i += 1) {
    seen[counted.from[i] as number] = 1;
    seen[counted.to[i] as number] = 1;
  }
  if (given !== undefined) checkNames(given);
  const names = given ?? counted.names.filter((_, i) => seen[i] === 1);
  return { names, places: Int32Array.from(counted.names, (name) => names.indexOf(name)) };
}

function checkNames(given: unknown): void {
  const path = ["options", "stages"];
  if (!Array.isArray(given))
    throw new ScoringError("wrong_type", path, "a list of stages", describeValue(given));
  given.forEach((stage, k) => {
    if (given.indexOf(stage) !== k)
      throw new ScoringError("duplicate", [...path, k], "each stage once", "twice");
  });
}

function countsOf(
  from: Int32Array,
  to: Int32Array,
  weights: Float64Array | undefined,
  size: number,
): Float64Array {
  if (weights === undefined) return countMatrix(from, to, size, size);
  const counts = new Float64Array(size * size);
  for (let i = 0; i < from.length; i += 1) {
    const row = from[i] as number;
    const column = to[i] as number;
    if (row < 0 || column < 0) continue;
    counts[row * size + column] = (counts[row * size + column] as number) + (weights[i] as number);
  }
  return counts;
}

function columnsOf(
  names: readonly string[],
  counts: Float64Array,
  { share, low, high }: Estimates,
): { readonly [K in keyof StageTransitionRow]: () => never } {
  const size = names.length;
  const cells = Array.from(counts, (_, cell) => cell % (size * size));
  const made = {
    from: () => cells.map((cell) => names[Math.floor(cell / size)]),
    to: () => cells.map((cell) => names[cell % size]),
    count: () => counts,
    probability: () => share,
    low: () => low,
    high: () => high,
  };
  return made as unknown as { readonly [K in keyof StageTransitionRow]: () => never };
}

function periodTable(
  counted: Counted,
  from: Int32Array,
  to: Int32Array,
  { names, smoothing, z }: Shape,
): Table<PeriodTransitionRow> {
  const size = names.length;
  const block = size * size;
  const counts = new Float64Array(counted.periods.length * block);
  for (let i = 0; i < from.length; i += 1) {
    const row = from[i] as number;
    const column = to[i] as number;
    if (row < 0 || column < 0) continue;
    const cell = (counted.period[i] as number) * block + row * size + column;
    counts[cell] = (counts[cell] as number) + (counted.weights?.[i] ?? 1);
  }
  const estimates = estimateShares(counts, size, smoothing, z);
  return createTable<PeriodTransitionRow>({
    length: counts.length,
    columns: {
      period: () => Array.from(counts, (_, cell) => counted.periods[Math.floor(cell / block)] as string),
      ...columnsOf(names, counts, estimates),
    },
    id: "period",
  });
}
