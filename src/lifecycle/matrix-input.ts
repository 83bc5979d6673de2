import { describeValue } from "../core/describe.ts";
import { type InputPath, ScoringError } from "../core/error.ts";
import { hasOwn } from "../core/own.ts";

/**
 * Probabilities of moving from each stage (a row) to each stage in one period: what
 * `stageTransitions` gives, or the rows of a matrix written by hand.
 */
export type TransitionMatrix<S extends string = string> =
  | readonly (readonly number[])[]
  | { readonly matrix: readonly (readonly number[])[]; readonly stages?: readonly S[] };

/** A matrix as kernels read it. */
export interface OpenMatrix {
  readonly size: number;
  /** Row by row. */
  readonly cells: Float64Array;
  /** Names of the rows; their numbers where none were given. */
  readonly stages: readonly string[];
}

/** Rows of rounded percentages still pass. */
const ROW_SUM_TOLERANCE = 1e-6;

/**
 * Opens a matrix of probabilities.
 *
 * @throws A {@link ScoringError} with `wrong_type`, `empty`, `length_mismatch` (not square),
 * `not_finite`, `out_of_range` (a negative probability), `conflict` (a row that does not sum to 1).
 */
export function openMatrix(input: unknown, path: InputPath = ["matrix"]): OpenMatrix {
  const named =
    typeof input === "object" && input !== null && !Array.isArray(input) && hasOwn(input, "matrix");
  const rows: unknown = named ? (input as { matrix: unknown }).matrix : input;
  if (!Array.isArray(rows)) {
    throw new ScoringError("wrong_type", path, "rows of probabilities", describeValue(rows));
  }
  const size = rows.length;
  if (size === 0) throw new ScoringError("empty", path, "at least one row", "none");
  const cells = new Float64Array(size * size);
  for (let i = 0; i < size; i += 1)
    readProbabilities(rows[i], size, cells.subarray(i * size, (i + 1) * size), [...path, i]);
  const given: unknown = named ? (input as { stages?: unknown }).stages : undefined;
  return { size, cells, stages: stageNames(given, size, path) };
}

/**
 * Reads one row of probabilities into `out`.
 *
 * @throws A {@link ScoringError} as {@link openMatrix}.
 */
export function readProbabilities(row: unknown, size: number, out: Float64Array, path: InputPath): void {
  if (!Array.isArray(row) && !ArrayBuffer.isView(row)) {
    throw new ScoringError("wrong_type", path, "a row of probabilities", describeValue(row));
  }
  const cells = row as unknown as ArrayLike<unknown>;
  if (cells.length !== size) {
    throw new ScoringError("length_mismatch", path, `${size} cells`, `${cells.length}`);
  }
  let sum = 0;
  for (let j = 0; j < size; j += 1) {
    const cell = cells[j];
    const at = [...path, j];
    if (typeof cell !== "number") throw new ScoringError("wrong_type", at, "a number", describeValue(cell));
    if (!Number.isFinite(cell)) {
      const remedy = "a probability (nobody was seen here: leave the stage out, or set `smoothing`)";
      throw new ScoringError("not_finite", at, remedy, describeValue(cell));
    }
    if (cell < 0) throw new ScoringError("out_of_range", at, "a number of at least 0", describeValue(cell));
    out[j] = cell;
    sum += cell;
  }
  if (Math.abs(sum - 1) > ROW_SUM_TOLERANCE) {
    throw new ScoringError("conflict", path, "a row that sums to 1", String(sum));
  }
}

function stageNames(given: unknown, size: number, path: InputPath): readonly string[] {
  if (given === undefined) return Array.from({ length: size }, (_, i) => String(i));
  if (!Array.isArray(given) || given.length !== size) {
    const got = Array.isArray(given) ? `${given.length}` : describeValue(given);
    throw new ScoringError("length_mismatch", [...path, "stages"], `${size} names`, got);
  }
  return given as readonly string[];
}

/**
 * One number a stage, in the order of the rows, or by name where the matrix has names.
 *
 * @throws A {@link ScoringError} with `wrong_type`, `length_mismatch`, `missing` or `not_finite`.
 */
export function readPerStage(values: unknown, open: OpenMatrix, path: InputPath): Float64Array {
  if (typeof values !== "object" || values === null) {
    throw new ScoringError("wrong_type", path, "a number for each stage", describeValue(values));
  }
  const list = Array.isArray(values) || ArrayBuffer.isView(values);
  if (list && (values as unknown as ArrayLike<unknown>).length !== open.size) {
    const got = `${(values as unknown as ArrayLike<unknown>).length}`;
    throw new ScoringError("length_mismatch", path, `${open.size} numbers, one a stage`, got);
  }
  return Float64Array.from(open.stages, (stage, i) => {
    const key = list ? i : stage;
    const value: unknown = Object.getOwnPropertyDescriptor(values, key)?.value;
    if (value === undefined) throw new ScoringError("missing", [...path, key], "a number", "nothing");
    if (typeof value !== "number") {
      throw new ScoringError("wrong_type", [...path, key], "a number", describeValue(value));
    }
    if (!Number.isFinite(value)) {
      throw new ScoringError("not_finite", [...path, key], "a finite number", describeValue(value));
    }
    return value;
  });
}

/** A square of cells as rows, for facts that are read by people and stored as JSON. */
export function matrixRows(cells: Float64Array, size: number): readonly (readonly number[])[] {
  return Array.from({ length: cells.length / size }, (_, i) =>
    Array.from(cells.subarray(i * size, (i + 1) * size)),
  );
}
