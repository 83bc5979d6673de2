import { checkNumber, checkOptions } from "../core/check-options.ts";
import { ownValue } from "../core/own.ts";
import {
  checkEffect,
  checkLayers,
  contributionLayers,
  type MissingEffect,
  START,
  type WaterfallStep,
} from "./layers.ts";
import type { ContributionRow } from "./types.ts";
import { runWaterfall } from "./waterfall.ts";

/** Amounts of one statement: the start and what is taken off, by column. */
export interface StatementAmounts {
  /** Amounts before discounts. */
  readonly grossRevenue: number;
  /** What the waterfall takes off. Null or absent: not known. */
  readonly [deduction: string]: number | null | undefined;
}

/** Options of {@link contributionWaterfall}. */
export interface StatementOptions<L extends readonly WaterfallStep[] = typeof contributionLayers> {
  /** The waterfall. Default {@link contributionLayers}. */
  readonly layers?: L;
  /** What an unknown amount does to the subtotals below it. Default `unknown`. */
  readonly missing?: MissingEffect;
}

/**
 * The waterfall of amounts that are already summed: a customer's, a channel's or a whole year's.
 *
 * @throws A {@link ScoringError} with `missing`, `wrong_type`, `not_finite`, `unknown_name` for an
 * amount that no step takes.
 * @example
 * ```ts
 * const year = { grossRevenue: 12000, discounts: 900, returns: 600, cogs: 6300, costToServe: 950 };
 * contributionWaterfall({ ...year, acquisitionCost: 800, retentionCost: 350 });
 * // => { grossRevenue: 12000, discounts: 900, returns: 600, netRevenue: 10500, cogs: 6300,
 * //      grossMargin: 4200, grossMarginRate: 0.4, contributionMargin1: 4200, costToServe: 950,
 * //      contributionMargin2: 3250, acquisitionCost: 800, retentionCost: 350,
 * //      contributionMargin3: 2100, contributionMargin3Rate: 0.2 }
 * contributionWaterfall(year).contributionMargin3; // => null
 * ```
 * @see Mulhern (1999), Customer profitability analysis, Journal of Interactive Marketing 13(1).
 */
export function contributionWaterfall<const L extends readonly WaterfallStep[] = typeof contributionLayers>(
  amounts: StatementAmounts,
  options: StatementOptions<L> = {},
): Omit<ContributionRow<L>, "customerId"> {
  options = checkOptions(options, ["layers", "missing"]);
  const missing = checkEffect(options.missing ?? "unknown", ["options", "missing"]);
  const { steps, layers } = checkLayers(options.layers ?? contributionLayers, missing, "customerId");
  amounts = checkOptions(amounts, [START, ...layers.map(({ name }) => name)], ["amounts"]);
  const start = Float64Array.of(checkNumber(ownValue(amounts, START), ["amounts", START]));
  const taken = layers.map(({ name }) => {
    const amount = ownValue(amounts, name) ?? null;
    return Float64Array.of(amount === null ? Number.NaN : checkNumber(amount, ["amounts", name]));
  });
  const columns = runWaterfall(start, steps, taken);
  const cells = Array.from(columns, ([name, make]) => [name, cellOf(make())] as const);
  return Object.fromEntries(cells) as unknown as Omit<ContributionRow<L>, "customerId">;
}

function cellOf(column: Float64Array): number | null {
  const value = column[0] as number;
  return Number.isNaN(value) ? null : value;
}
