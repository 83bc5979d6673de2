import { checkNumber, checkOptions } from "../../core/check-options.ts";
import { describeValue } from "../../core/describe.ts";
import { ScoringError } from "../../core/error.ts";
import { idealCloseness } from "../../math/ideal-closeness.ts";

/** What {@link topsis} needs to know of the criteria, in the order of the matrix's columns. */
export interface TopsisOptions {
  /** At least 0, not all 0; only their ratios count. Default all equal. */
  readonly weights?: readonly number[];
  /** Is more better? `false` for costs. Default true for all. */
  readonly benefit?: readonly boolean[];
}

/** How near the alternatives come to the ideal. */
export interface Topsis {
  /** 0 (worst in everything) to 1 (best in everything), in the order of the matrix. */
  readonly closeness: Float64Array;
  /** Place of each alternative, 1 the best; equal ones share the better place. */
  readonly rank: Float64Array;
  /** Indices of the alternatives from the best to the worst. */
  readonly order: readonly number[];
}

/**
 * Ranks alternatives by how near they come to the best value found in each criterion, and how far they
 * are from the worst. A row an alternative, a column a criterion.
 *
 * The best and worst are those among the alternatives given: another alternative can turn a ranking
 * over. A criterion in which all are equal decides nothing; where all are equal in all, each gets 0.5.
 *
 * @throws A {@link ScoringError} with `wrong_type`, `not_finite`, `empty`, `length_mismatch` or `out_of_range`.
 * @example
 * ```ts
 * // Range in km, price: the one with more range costs more.
 * const { closeness, order } = topsis([[500, 30], [400, 20]], { weights: [1, 2], benefit: [true, false] });
 * closeness; // => [0.2196926…, 0.7803073…]
 * order; // => [1, 0]
 * ```
 * @see Hwang & Yoon (1981), Multiple attribute decision making.
 */
export function topsis(matrix: readonly (readonly number[])[], options: TopsisOptions = {}): Topsis {
  options = checkOptions(options, ["weights", "benefit"]);
  const cells = readMatrix(matrix);
  const width = cells.length / matrix.length;
  const weights = readWeights(options.weights, width);
  const benefit = Uint8Array.from(readList(options.benefit, "benefit", width, true), (better, j) => {
    if (typeof better === "boolean") return Number(better);
    throw new ScoringError("wrong_type", ["options", "benefit", j], "true or false", describeValue(better));
  });
  const closeness = idealCloseness(cells, weights, benefit);
  const rank = ranksOf(closeness);
  const order = Array.from(closeness.keys()).sort(
    (a, b) => (rank[a] as number) - (rank[b] as number) || a - b,
  );
  return { closeness, rank, order };
}

/** Places from the greatest score down; equal ones share the better place, NaN has none. */
export function ranksOf(scores: Float64Array): Float64Array {
  const sorted = scores.filter((score) => !Number.isNaN(score)).sort();
  const places = new Map<number, number>();
  // Ascending: the last entry written for a score is that of its best place.
  sorted.forEach((score, i) => {
    places.set(score, sorted.length - i);
  });
  return scores.map((score) => places.get(score) ?? Number.NaN);
}

function readMatrix(matrix: unknown): Float64Array {
  if (!Array.isArray(matrix)) {
    throw new ScoringError("wrong_type", ["matrix"], "a list of rows", describeValue(matrix));
  }
  const rows: readonly unknown[] = matrix;
  const [first] = rows;
  const width = Array.isArray(first) ? first.length : 0;
  if (rows.length === 0) throw new ScoringError("empty", ["matrix"], "at least one row", "none");
  const cells = new Float64Array(rows.length * width);
  rows.forEach((row, i) => {
    if (!Array.isArray(row)) {
      throw new ScoringError("wrong_type", ["matrix", i], "a list of numbers", describeValue(row));
    }
    if (width === 0) throw new ScoringError("empty", ["matrix", i], "at least one number", "none");
    if (row.length !== width) {
      throw new ScoringError("length_mismatch", ["matrix", i], `${width} numbers`, `${row.length}`);
    }
    for (let j = 0; j < width; j += 1) cells[i * width + j] = checkNumber(row[j], ["matrix", i, j]);
  });
  return cells;
}

function readWeights(given: unknown, width: number): Float64Array {
  const list = readList(given, "weights", width, 1);
  const weights = Float64Array.from(list, (weight, j) =>
    checkNumber(weight, ["options", "weights", j], { min: 0 }),
  );
  if (weights.some((weight) => weight > 0)) return weights;
  throw new ScoringError("out_of_range", ["options", "weights"], "a weight above 0", "none");
}

function readList(given: unknown, name: string, width: number, otherwise: unknown): readonly unknown[] {
  if (given === undefined) return new Array(width).fill(otherwise);
  if (!Array.isArray(given)) {
    throw new ScoringError("wrong_type", ["options", name], "a list, one a criterion", describeValue(given));
  }
  if (given.length === width) return given;
  throw new ScoringError(
    "length_mismatch",
    ["options", name],
    `${width}, one a criterion`,
    `${given.length}`,
  );
}
