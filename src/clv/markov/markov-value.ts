/**
 * The lifetime value of customers of a Markov chain.
 *
 * @module
 */
import { DAYS_PER_UNIT, type Duration, durationDays } from "../../calendar/duration.ts";
import { copyCells } from "../../core/column.ts";
import { ScoringError } from "../../core/error.ts";
import { openInput } from "../../core/open-input.ts";
import { discountedRewards } from "../../math/markov.ts";
import type { UncertainPart } from "../lifetime/uncertainty.ts";
import { readHistories } from "../read-histories.ts";
import { neededUnit } from "../read-model.ts";
import type { Horizon } from "../types.ts";
import { recencyState } from "./fit-recency-chain.ts";
import type { MarkovChainModel } from "./migration-chain.ts";

/** Customers by state, and what the chain says of each state. */
export interface ChainValues {
  readonly length: number;
  /** The discounted purchases to come, of every row, from those of each state. NaN of an unknown state. */
  readonly discounted: UncertainPart;
  /** The same, not discounted. */
  readonly purchases: Float64Array;
  /** The discounted costs to come. */
  readonly costs: Float64Array;
}

/** How far ahead, and at what discount. */
export interface ChainSchedule {
  readonly horizon: Horizon | "lifetime";
  readonly discountRate: number;
  readonly timing: "end" | "mid";
}

/** What a chain says of rows. */
export function chainValues(chain: MarkovChainModel, history: unknown, schedule: ChainSchedule): ChainValues {
  const states = statesOf(chain, history);
  const size = chain.states.length;
  const matrix = Float64Array.from(chain.transitions.flatMap((row) => Array.from(row)));
  const days = durationDays(chain.period, ["models", "purchases", "period"]);
  const discount = (1 + schedule.discountRate) ** (-days / DAYS_PER_UNIT.year);
  const periods = schedule.horizon === "lifetime" ? undefined : periodsOf(schedule.horizon, days);
  const early = schedule.timing === "mid" ? discount ** -0.5 : 1;
  const ahead = (transitions: Float64Array, rewards: readonly number[], factor: number): Float64Array => {
    const own = Float64Array.from(rewards);
    const all = discountedRewards(transitions, size, own, factor, periods);
    if (all === undefined) {
      throw new ScoringError(
        "out_of_range",
        ["options", "discountRate"],
        "a rate above 0 for a lifetime",
        "0",
      );
    }
    return all.map((value, state) => value - (own[state] as number)); // what the last period brought is past
  };
  const spread = (values: Float64Array): Float64Array =>
    Float64Array.from(states, (state) => (state < 0 ? Number.NaN : (values[state] as number)));
  const discounted = (transitions: Float64Array): Float64Array =>
    ahead(transitions, chain.purchases, discount).map((value) => value * early);
  const none = new Array<number>(size).fill(0);
  return {
    length: states.length,
    discounted: {
      parameters: discounted(matrix),
      positive: 0,
      fit:
        chain.observed === undefined
          ? undefined
          : { covariance: covarianceOf(discounted, matrix, chain.observed) },
      at: spread,
    },
    purchases: spread(
      periods === undefined ? new Float64Array(size).fill(Number.NaN) : ahead(matrix, chain.purchases, 1),
    ),
    costs: spread(ahead(matrix, chain.costs ?? none, discount).map((value) => value * early)),
  };
}

/** Whole periods within the horizon. */
function periodsOf(horizon: Horizon, days: number): number {
  const path = ["options", "horizon"];
  if (typeof horizon === "number") {
    throw new ScoringError("wrong_type", path, "a duration such as { months: 12 }, or lifetime", "a number");
  }
  const periods = Math.floor(durationDays(horizon as Duration, path) / days + 1e-9);
  if (periods > 100_000) throw new ScoringError("out_of_range", path, "at most 100000 periods", "more");
  return periods;
}

/** A step in a chance, for differences. */
const STEP = 1e-6;

/**
 * The covariance of the states' values: the chances of a row are shares of so many customers, and multinomial.
 * A row that nobody was seen in is taken as it is.
 */
function covarianceOf(
  valuesAt: (transitions: Float64Array) => Float64Array,
  matrix: Float64Array,
  observed: readonly number[],
): number[][] {
  const size = observed.length;
  const slopes = Array.from(matrix, (p, cell) => {
    if (p === 0) return new Float64Array(size); // weighs nothing below
    const moved = (step: number): Float64Array =>
      valuesAt(matrix.map((chance, c) => (c === cell ? chance + step : chance)));
    const up = moved(STEP);
    return moved(-STEP).map((down, s) => ((up[s] as number) - down) / (2 * STEP));
  });
  const covariance = observed.map(() => new Array<number>(size).fill(0));
  observed.forEach((customers, row) => {
    if (!(customers > 0)) return;
    const cells = Array.from({ length: size }, (_, j) => row * size + j);
    const slope = (cell: number, state: number): number => slopes[cell]?.[state] as number;
    const means = observed.map((_, state) =>
      cells.reduce((sum, cell) => sum + (matrix[cell] as number) * slope(cell, state), 0),
    );
    covariance.forEach((line, s) => {
      line.forEach((_, t) => {
        const both = cells.reduce(
          (sum, cell) => sum + (matrix[cell] as number) * slope(cell, s) * slope(cell, t),
          0,
        );
        line[t] = (line[t] as number) + (both - (means[s] as number) * (means[t] as number)) / customers;
      });
    });
  });
  return covariance;
}

/** The state of each row; -1 where it is not known. */
function statesOf(chain: MarkovChainModel, history: unknown): Int32Array {
  if (chain.stateFrom === "recency") {
    const { recency, age, frequency, timeUnit } = readHistories(history, "history");
    const path = ["models", "purchases", "period"];
    const unit = neededUnit(timeUnit, path, ["history", "timeUnit"]);
    const period = durationDays(chain.period, path) / DAYS_PER_UNIT[unit];
    return Int32Array.from(frequency, (x, i) =>
      Number.isNaN(x)
        ? -1
        : recencyState((age[i] as number) - (recency[i] as number), period, chain.states.length - 1),
    );
  }
  const input = openInput(history, "history");
  const field = chain.field ?? "stage";
  const column = input.needed(field);
  const cells: unknown[] = [];
  copyCells(column, 0, column.length, cells);
  if (cells.length > 0 && cells.every((cell) => cell === undefined)) {
    throw new ScoringError("missing", ["history", 0, field], "the name of a state", "nothing");
  }
  const places = new Map<unknown, number>(chain.states.map((state, i) => [state, i]));
  return Int32Array.from(cells, (cell) => places.get(cell) ?? -1);
}
