/**
 * What each customer earns: revenue, what is taken off it layer by layer, and the contribution that is
 * left at each. Order lines and cost records are joined by customer in one pass; nothing of the rows
 * is kept.
 *
 * @module
 */
import { checkOptions } from "../core/check-options.ts";
import { ScoringError } from "../core/error.ts";
import { openInput } from "../core/open-input.ts";
import { ascendingIds } from "../core/read-codes.ts";
import { addCosts } from "./add-costs.ts";
import { addHistory } from "./add-history.ts";
import { addLines } from "./add-lines.ts";
import { type CheckedPolicy, checkCostRates, checkPolicy } from "./check-policy.ts";
import { contributionTable } from "./contribution-table.ts";
import type { contributionLayers, WaterfallStep } from "./layers.ts";
import { createProfitState, type ProfitState } from "./state.ts";
import type { Contribution, ContributionPolicy, HistoryInput, LinesInput } from "./types.ts";

/**
 * A line per customer with the contribution waterfall: gross revenue, discounts, returns, net revenue,
 * cost of goods, margin 1, cost to serve, margin 2, acquisition, retention, margin 3, and the totals.
 * One pass over order lines and cost records, or a purchase history with rates.
 *
 * `amount` of a line is what was paid, `discount` what was taken off before, `cost` the cost of the
 * goods of the line (all of its `quantity`). A refund (negative amount, or `kind: "refund"`) counts as
 * returns at its absolute amount; its `cost`, if any, is what the goods that came back are worth and
 * lowers the cost of goods.
 *
 * What is not known is null, never 0: the cost of goods of a customer one of whose lines has no cost
 * and no rate stands in for it; a layer of which there is not a single record. The subtotals below are
 * null then, or pass over it with `missing: "skip"`; `missing` says how many lines it concerns. Where
 * a layer has records, a customer without one has 0. No line with a discount means no discounts known:
 * gross revenue is then what was paid.
 *
 * Customers with costs and no order line have a line too. `by: "channel"` or `"productId"` gives a
 * line for each of those instead; what names none stands under null. Lines come by ascending key.
 *
 * @throws A {@link ScoringError}: for rows `missing`, `wrong_type`, `not_finite`, `invalid_date`,
 * `no_offset`, `out_of_range` (a negative quantity, discount or cost on a line that is no refund),
 * `unknown_name` (unless collected) and `mixed_currency`; for the policy `unknown_name`,
 * `unknown_version`, `duplicate`, `conflict`, `wrong_type`, `empty`.
 * @example
 * ```ts
 * const lines = [
 *   { customerId: "ann", amount: 900, discount: 100, cost: 400 },
 *   { customerId: "ann", amount: -100 },
 *   { customerId: "bob", amount: 50, cost: 40 },
 * ];
 * const costs = [
 *   { customerId: "ann", amount: 60, layer: "costToServe" },
 *   { customerId: "bob", amount: 25, layer: "acquisitionCost" },
 *   { customerId: "bob", amount: 5, layer: "retentionCost" },
 * ];
 * const profit = contribution({ lines, costs });
 * const { grossRevenue, discounts, returns, netRevenue, cogs } = profit.row(0);
 * [grossRevenue, discounts, returns, netRevenue, cogs]; // => [1000, 100, 100, 800, 400]
 * profit.columns.contributionMargin3; // => Float64Array.of(340, -20)
 * profit.totals.contributionMargin3; // => 320
 * ```
 * @see Mulhern (1999), Customer profitability analysis, Journal of Interactive Marketing 13(1); Kaplan
 * & Narayanan (2001), Measuring and managing customer profitability, Journal of Cost Management 15(5).
 */
export function contribution<
  const L extends readonly WaterfallStep[] = typeof contributionLayers,
  const K extends string = "customerId",
>(input: LinesInput | HistoryInput, policy: ContributionPolicy<L, K> = {}): Contribution<L, K> {
  const checked = checkPolicy(policy);
  input = checkOptions(input, ["lines", "history", "costs", "rates"], ["input"]);
  const { lines, history, costs, rates } = input;
  if ((lines === undefined) === (history === undefined)) {
    const got = lines === undefined ? "neither" : "both";
    throw new ScoringError("conflict", ["input"], "lines or a history", got);
  }
  const byLayer = checkCostRates(rates, checked, history !== undefined);
  const state = lines === undefined ? gatherHistory(history, checked) : gatherLines(lines, checked);
  if (costs !== undefined) addCosts(state, costs, checked);
  return contributionTable(state, checked, byLayer) as unknown as Contribution<L, K>;
}

function gatherHistory(history: unknown, policy: CheckedPolicy): ProfitState {
  return addHistory(createProfitState(policy.waterfall.layers.length), history, policy);
}

/** A dictionary of rising ids is taken over as it is. */
function gatherLines(lines: unknown, policy: CheckedPolicy): ProfitState {
  const key = openInput(lines, "lines", policy.fields["lines"]).column(policy.by);
  const ids = key === undefined || policy.by !== "customerId" ? undefined : ascendingIds(key);
  const state = createProfitState(policy.waterfall.layers.length, ids, ids !== undefined);
  return addLines(state, lines, policy);
}
