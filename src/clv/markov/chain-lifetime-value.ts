import { checkNumber, checkOneOf } from "../../core/check-options.ts";
import { openInput } from "../../core/open-input.ts";
import { createTable } from "../../core/table.ts";
import type { Table } from "../../core/types.ts";
import type { ScheduleOptions } from "../lifetime/schedule.ts";
import { readSpendColumn, type SpendInput } from "../lifetime/spend-column.ts";
import { deltaIntervals, sumKnown } from "../lifetime/uncertainty.ts";
import { idsOf, lazy, readMargin } from "../lifetime/value-parts.ts";
import type { LifetimeValueFacts, LifetimeValueRow } from "../lifetime/value-row.ts";
import { readWeights } from "../read-histories.ts";
import { chainValues } from "./markov-value.ts";
import { checkChain, type MarkovChainModel } from "./migration-chain.ts";

/** What a chain's lifetime value is made of. */
interface ChainModels {
  readonly purchases: MarkovChainModel;
  readonly spend: SpendInput;
  readonly margin?: number | ArrayLike<number>;
}

/**
 * Lifetime values of the customers of a Markov chain: expected purchases of the whole periods within the
 * horizon, discounted, times spend and margin, less costs. A customer whose state the chain does not have is
 * not known. There is no date of a next purchase, and no interval where the chain was not counted.
 *
 * @throws A {@link ScoringError} as chains, rows, horizons and rates are refused.
 */
export function chainLifetimeValue(
  { purchases, spend, margin = 1 }: ChainModels,
  history: unknown,
  options: ScheduleOptions & { readonly level?: number },
): Table<LifetimeValueRow> & LifetimeValueFacts {
  const chain = checkChain(purchases, ["models", "purchases"]);
  const timing = checkOneOf(options.timing ?? "end", ["end", "mid"], ["options", "timing"]);
  const discountRate = checkNumber(options.discountRate ?? 0, ["options", "discountRate"], { min: 0 });
  const level = checkNumber(options.level ?? 0.9, ["options", "level"], { min: 0, max: 0.9999 });
  const input = openInput(history, "history");
  const values = chainValues(chain, history, { horizon: options.horizon, discountRate, timing });
  const spendColumn = readSpendColumn(spend, history, values.length);
  const margins = readMargin(margin, values.length);
  const weights = readWeights(input) ?? new Float64Array(values.length).fill(1);
  const spendAt = lazy(() => spendColumn.at(spendColumn.parameters));
  const discounted = lazy(() => values.discounted.at(values.discounted.parameters));
  const clv = lazy(() =>
    discounted().map(
      (d, i) => d * (spendAt()[i] as number) * (margins[i] as number) - (values.costs[i] as number),
    ),
  );
  const intervals = lazy(() => {
    const scale = margins.map((m, i) => m * (weights[i] as number));
    const { low, high, total } = deltaIntervals([values.discounted, spendColumn], scale, level);
    const costs = sumKnown(values.costs.map((cost, i) => cost * (weights[i] as number)));
    const net = (column: Float64Array): Float64Array =>
      column.map((value, i) => value / (weights[i] as number) - (values.costs[i] as number));
    return {
      low: net(low),
      high: net(high),
      total: { value: total.value - costs, low: total.low - costs, high: total.high - costs },
    };
  });
  const table = createTable<LifetimeValueRow>({
    length: values.length,
    columns: {
      customerId: () => idsOf(input, values.length),
      clv,
      clvLow: () => intervals().low,
      clvHigh: () => intervals().high,
      // a state is alive if it leads to purchases
      probabilityAlive: () => discounted().map((d) => (Number.isNaN(d) ? d : d > 0 ? 1 : 0)),
      expectedPurchases: () => values.purchases,
      expectedSpend: spendAt,
      nextPurchaseDate: () => new Array<string | null>(values.length).fill(null),
    },
  });
  const facts = Object.assign(table, {
    notPositiveSpend: spendColumn.notPositive,
    warnings: spendColumn.warnings,
    timing,
    discountRate,
  });
  return Object.defineProperty(facts, "total", {
    enumerable: true,
    get: () => intervals().total,
  }) as Table<LifetimeValueRow> & LifetimeValueFacts;
}
