import { type SingularValues, singularValues } from "../../math/singular-values.ts";
import { sumOf } from "../../math/sums.ts";
import type { Ratings } from "./read-ratings.ts";
import type { LearnedMap, MapAxis } from "./types.ts";

/** Ratings taken apart. */
export interface Decomposition {
  readonly map: LearnedMap;
  readonly axes: readonly MapAxis[];
  /** Ratings less the means, scaled, row by row. */
  readonly centred: Float64Array;
  readonly parts: SingularValues;
}

/** A value below this part of the greatest rating is what rounding left. */
const ROUNDING = 1e-13;

/** Takes off the mean of each attribute, scales, and finds the directions in which brands differ most. */
export function decompose(ratings: Ratings, scale: "none" | "unit-variance"): Decomposition {
  const { brands, attributes, means: cells } = ratings;
  const [rows, width] = [brands.length, attributes.length];
  const centred = new Float64Array(cells.length);
  const column = new Float64Array(rows);
  const means: number[] = [];
  const scales: number[] = [];
  for (let j = 0; j < width; j += 1) {
    for (let i = 0; i < rows; i += 1) column[i] = cells[i * width + j] as number;
    const [low, high] = [Math.min(...column), Math.max(...column)];
    // Where all are equal the mean is that value, not what a sum and a division make of it.
    const mean = low === high ? low : Math.min(high, Math.max(low, sumOf(column) / rows));
    const squares = sumOf(column.map((value) => (value - mean) ** 2));
    const deviation = rows > 1 ? Math.sqrt(squares / (rows - 1)) : 0;
    const factor = scale === "none" || deviation === 0 ? 1 : deviation;
    for (let i = 0; i < rows; i += 1) centred[i * width + j] = ((column[i] as number) - mean) / factor;
    means.push(mean);
    scales.push(factor);
  }
  const parts = cleaned(singularValues(centred, rows, width));
  const axis = (k: number): number[] =>
    attributes.map((_, j) => (k < parts.count ? (parts.right[j * parts.count + k] as number) : 0));
  const map: LearnedMap = {
    kind: "positioningMap",
    version: 1,
    attributes,
    means,
    scales,
    axes: [axis(0), axis(1)],
  };
  return { map, axes: axesOf(parts), centred, parts };
}

/** Directions in which nobody differs are none: their vectors would be made of rounding. */
function cleaned(parts: SingularValues): SingularValues {
  const { count } = parts;
  const floor = Math.max((parts.values[0] as number) * ROUNDING, Number.MIN_VALUE);
  const [values, left, right] = [parts.values.slice(), parts.left.slice(), parts.right.slice()];
  for (let k = 0; k < count; k += 1) {
    if ((values[k] as number) > floor) continue;
    values[k] = 0;
    for (let at = k; at < left.length; at += count) left[at] = 0;
    for (let at = k; at < right.length; at += count) right[at] = 0;
  }
  return { count, values, left, right };
}

function axesOf({ values }: SingularValues): readonly MapAxis[] {
  const most = (values[0] as number) > 0 ? (values[0] as number) : 1;
  const squares = values.map((value) => (value / most) ** 2);
  const total = sumOf(squares);
  let cumulative = 0;
  return Array.from(values, (singularValue, k) => {
    const varianceShare = total > 0 ? (squares[k] as number) / total : 0;
    cumulative += varianceShare;
    return { axis: k + 1, singularValue, varianceShare, cumulativeShare: Math.min(1, cumulative) };
  });
}
