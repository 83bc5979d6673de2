import { checkNumber, checkOptions } from "../core/check-options.ts";
import { type InputPath, ScoringError } from "../core/error.ts";
import { createTable } from "../core/table.ts";
import type { Table } from "../core/types.ts";
import { stepMix } from "../math/markov.ts";
import { openMatrix, readPerStage, type TransitionMatrix } from "./matrix-input.ts";

/** Customers by stage: in the order of the matrix, or by name. */
export type StageMix = ArrayLike<number> | { readonly [stage: string]: number };

/** Options of {@link forecastStageMix}. */
export interface MixForecastOptions {
  /** How many periods ahead. */
  readonly periods: number;
  /** Customers who join in each period, by the stage they join in; they move from the next period on. */
  readonly joining?: StageMix;
}

/** One stage in one period to come. */
export interface MixForecastRow {
  /** 0 is now. */
  readonly period: number;
  readonly stage: string;
  /** Expected customers. */
  readonly customers: number;
  /** Their share of all in that period; null where there are none. */
  readonly share: number | null;
}

/**
 * The stage mix of the periods to come: `mix P^t`, with those who join.
 *
 * @throws A {@link ScoringError} as the matrix asks; for `mix` and `joining` with `length_mismatch`,
 * `missing`, `not_finite`; for `periods` with `out_of_range`.
 * @example
 * ```ts
 * const matrix = { stages: ["active", "lost"], matrix: [[0.8, 0.2], [0, 1]] };
 * const ahead = forecastStageMix(matrix, { active: 100, lost: 0 }, { periods: 2, joining: { active: 10, lost: 0 } });
 * ahead.columns.customers; // => Float64Array.of(100, 0, 90, 20, 82, 38)
 * ```
 */
export function forecastStageMix(
  matrix: TransitionMatrix,
  mix: StageMix,
  options: MixForecastOptions,
): Table<MixForecastRow> {
  options = checkOptions(options, ["periods", "joining"]);
  const open = openMatrix(matrix);
  const { size, cells, stages } = open;
  const periods = checkNumber(options.periods, ["options", "periods"], {
    min: 0,
    max: 100_000,
    integer: true,
  });
  const joining =
    options.joining === undefined ? undefined : readMix(options.joining, ["options", "joining"]);
  function readMix(given: StageMix, path: InputPath): Float64Array {
    const read = readPerStage(given, open, path);
    if (read.every((customers) => customers >= 0)) return read;
    throw new ScoringError("out_of_range", path, "numbers of at least 0", "a negative number");
  }

  const customers = new Float64Array((periods + 1) * size);
  let now = readMix(mix, ["mix"]);
  customers.set(now);
  for (let t = 1; t <= periods; t += 1) {
    now = stepMix(cells, size, now);
    if (joining !== undefined) now = now.map((count, i) => count + (joining[i] as number));
    customers.set(now, t * size);
  }
  const period = customers.map((_, cell) => Math.floor(cell / size));
  return createTable<MixForecastRow>({
    length: customers.length,
    columns: {
      period: () => period,
      stage: () => Array.from(customers, (_, cell) => stages[cell % size] as string),
      customers: () => customers,
      share: () => {
        const totals = new Float64Array(periods + 1);
        customers.forEach((count, cell) => {
          const t = Math.floor(cell / size);
          totals[t] = (totals[t] as number) + count;
        });
        return customers.map((count, cell) => count / (totals[Math.floor(cell / size)] as number));
      },
    },
    id: "stage",
  });
}
