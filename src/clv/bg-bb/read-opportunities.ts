/**
 * Histories of discrete opportunities, checked once at the door.
 *
 * @module
 */
import { ScoringError } from "../../core/error.ts";
import { openInput } from "../../core/open-input.ts";
import { readNumbers } from "../../core/read-numbers.ts";
import { createRejector, type Rejector } from "../../core/rejector.ts";
import type { TimeUnit } from "../../core/types.ts";
import { readWeights, textOf, timeUnitOf } from "../read-histories.ts";
import { readHorizon } from "../read-model.ts";
import type { Cells } from "./objective.ts";

/** The history of one customer over whole opportunities to buy: yearly appeals, weekly issues, seasons. */
export interface OpportunityHistory {
  /** x: opportunities at which the customer bought, since the first purchase. Null where nothing is known. */
  readonly frequency: number | null;
  /** t_x: number of the opportunity of the last of them, from 1; 0 without one. */
  readonly recency: number | null;
  /** n: opportunities since the first purchase. */
  readonly opportunities: number | null;
  /** How many customers the row stands for. Default 1. */
  readonly weight?: number | null | undefined;
}

/** Histories as columns. Where one of the three numbers is unknown, `frequency` is NaN. */
export interface OpportunityView {
  readonly length: number;
  readonly frequency: Float64Array;
  readonly recency: Float64Array;
  readonly opportunities: Float64Array;
  readonly weights: Float64Array | null;
  readonly timeUnit: TimeUnit | undefined;
  readonly asOf: string | undefined;
}

/** Opportunities at most: the sums go over each of them. */
const MOST_OPPORTUNITIES = 100_000;

/**
 * Reads and checks histories.
 *
 * @throws A {@link ScoringError} with `wrong_type`, `not_finite`, `missing`, `out_of_range` (not whole, more
 * purchases than opportunities up to the last) or `conflict` (a last purchase without any, or none with some).
 */
export function readOpportunities(rows: unknown): OpportunityView {
  const input = openInput(rows, "rows");
  const rejector = createRejector("rows");
  const whole = { nullable: true, min: 0, integer: true };
  const read = (field: string) => readNumbers(input.needed(field), field, whole, rejector);
  const frequency = read("frequency");
  const recency = read("recency");
  const opportunities = read("opportunities");
  let known = true;
  for (let i = 0; i < input.length; i += 1) {
    const x = frequency[i] as number;
    const tx = recency[i] as number;
    const n = opportunities[i] as number;
    if (Number.isNaN(x + tx + n)) known = false;
    else if (!(x <= tx && tx <= n && n <= MOST_OPPORTUNITIES && (x > 0 || tx === 0)))
      refuse(i, x, tx, n, rejector);
  }
  return {
    length: input.length,
    frequency: known
      ? frequency
      : frequency.map((x, i) =>
          Number.isNaN((recency[i] as number) + (opportunities[i] as number)) ? Number.NaN : x,
        ),
    recency,
    opportunities,
    weights: readWeights(input),
    timeUnit: timeUnitOf(rows, "rows"),
    asOf: textOf(rows, "asOf"),
  };
}

function refuse(row: number, x: number, tx: number, n: number, rejector: Rejector): void {
  if (n > MOST_OPPORTUNITIES) {
    rejector.reject(row, "opportunities", "out_of_range", `at most ${MOST_OPPORTUNITIES}`, n);
  } else if (x === 0) {
    rejector.reject(row, "recency", "conflict", "0, as there is no purchase", tx);
  } else if (tx > n) {
    rejector.reject(row, "recency", "out_of_range", "a number from 0 to the row's opportunities", tx);
  } else {
    rejector.reject(
      row,
      "frequency",
      "out_of_range",
      "at most one purchase an opportunity, up to the last",
      x,
    );
  }
}

/** The number of a cell of three whole numbers up to 100,000: one for each. */
export function cellNumber(x: number, tx: number, n: number): number {
  return (n * 131_072 + tx) * 131_072 + x;
}

/** Equal histories as one cell with a weight, and the number of rows left out as unknown. */
export function cellsOf(view: OpportunityView): { readonly cells: Cells; readonly leftOut: number } {
  const { frequency, recency, opportunities, weights } = view;
  const cellOf = new Map<number, number>();
  const firsts: number[] = [];
  const sums: number[] = [];
  let leftOut = 0;
  let customers = 0;
  for (let i = 0; i < view.length; i += 1) {
    const x = frequency[i] as number;
    const weight = weights === null ? 1 : (weights[i] as number);
    if (Number.isNaN(x)) leftOut += 1;
    if (Number.isNaN(x) || weight === 0) continue;
    customers += weight;
    const number = cellNumber(x, recency[i] as number, opportunities[i] as number);
    const cell = cellOf.get(number);
    if (cell !== undefined) {
      sums[cell] = (sums[cell] as number) + weight;
      continue;
    }
    cellOf.set(number, sums.length);
    firsts.push(i);
    sums.push(weight);
  }
  const pick = (column: Float64Array) => Float64Array.from(firsts, (i) => column[i] as number);
  const cells = {
    frequency: pick(frequency),
    recency: pick(recency),
    opportunities: pick(opportunities),
    weights: Float64Array.from(sums),
    customers,
  };
  return { cells, leftOut };
}

/**
 * A horizon in whole opportunities.
 *
 * @throws A {@link ScoringError} with `out_of_range` for part of one, and as horizons are refused.
 */
export function readAhead(horizon: unknown, unit: TimeUnit | undefined, name: string): number {
  const path = ["options", name];
  const given = readHorizon(horizon, unit, path);
  const ahead = Math.round(given);
  if (Math.abs(given - ahead) <= 1e-9 * given && ahead <= 1e9) return ahead;
  throw new ScoringError("out_of_range", path, "a whole number of opportunities", "part of one");
}
