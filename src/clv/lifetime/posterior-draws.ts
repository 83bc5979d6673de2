/**
 * Draws of a posterior, as a lifetime value takes them.
 *
 * @module
 */
import { checkNumber } from "../../core/check-options.ts";
import { describeValue } from "../../core/describe.ts";
import { ScoringError } from "../../core/error.ts";
import { ownValue } from "../../core/own.ts";
import type { ParameterDraw } from "./drawn-intervals.ts";

/** A part of a lifetime value: what was given for it, and how its model's parameters are called. */
export interface DrawnPart {
  readonly model: unknown;
  readonly path: readonly string[];
  readonly names: readonly string[];
  /** What stands for every draw where the part is no posterior. */
  readonly parameters: Float64Array;
}

/** Whether a model is a posterior. */
export function hasDraws(model: unknown): boolean {
  return typeof model === "object" && model !== null && ownValue(model as Loose, "draws") !== undefined;
}

interface Loose {
  readonly [name: string]: unknown;
}

/**
 * `count` pairs of draws, taken evenly from both posteriors. One is taken from the end: chains of the same
 * seed are made of the same chances, and the two must not go together.
 *
 * @throws A {@link ScoringError} with `wrong_type`, `missing`, `length_mismatch`, `not_finite` or
 * `out_of_range` for draws that no posterior has.
 */
export function pairDraws(purchases: DrawnPart, spend: DrawnPart, count: number): ParameterDraw[] {
  const often = evenDraws(purchases, count);
  const worth = evenDraws(spend, count).reverse();
  return often.map((draw, i) => ({ purchases: draw, spend: worth[i] as Float64Array }));
}

/** `count` draws, taken evenly from a posterior; what is given instead of one as many times. */
export function evenDraws({ model, path, names, parameters }: DrawnPart, count: number): Float64Array[] {
  if (!hasDraws(model)) return Array.from({ length: count }, () => parameters);
  const columns = names.map((name) => columnOf((model as Loose)["draws"], name, path));
  const total = (columns[0] as number[]).length;
  columns.forEach((column, i) => {
    if (column.length === total) return;
    const at = [...path, "draws", names[i] as string];
    throw new ScoringError("length_mismatch", at, `${total} draws, as the others`, `${column.length}`);
  });
  return Array.from({ length: count }, (_, s) => {
    const draw = Math.floor((s * total) / count);
    return Float64Array.from(columns, (column, i) =>
      checkNumber(column[draw], [...path, "draws", names[i] as string, draw], { min: Number.MIN_VALUE }),
    );
  });
}

/** The draws of one parameter, chain after chain. */
function columnOf(draws: unknown, name: string, path: readonly string[]): number[] {
  const at = [...path, "draws", name];
  const chains = typeof draws === "object" && draws !== null ? ownValue(draws as Loose, name) : undefined;
  if (!Array.isArray(chains) || !chains.every(Array.isArray)) {
    throw new ScoringError("wrong_type", at, "a list of numbers for each chain", describeValue(chains));
  }
  const all: number[] = chains.flat();
  if (all.length === 0) throw new ScoringError("empty", at, "at least one draw", "none");
  return all;
}
