import { checkOptions } from "../core/check-options.ts";
import { describeValue } from "../core/describe.ts";
import { ScoringError } from "../core/error.ts";
import type { Fold } from "../core/ports.ts";
import type { Input } from "../core/types.ts";
import { addCosts } from "./add-costs.ts";
import { addLines } from "./add-lines.ts";
import { checkCostRates, checkPolicy } from "./check-policy.ts";
import { contributionTable } from "./contribution-table.ts";
import type { contributionLayers, WaterfallStep } from "./layers.ts";
import { mergeProfitStates } from "./merge-states.ts";
import { loadProfitState, type SavedContribution, saveProfitState } from "./saved-state.ts";
import { createProfitState, type ProfitState } from "./state.ts";
import type { Contribution, ContributionPolicy, CostRates, CostRecord, ProfitLine } from "./types.ts";

/** Options of {@link contributionFold}. */
export interface ContributionFoldOptions {
  /** Rates for what the records leave out. */
  readonly rates?: CostRates;
}

/** A fold of order lines that takes cost records too. */
export interface ContributionFold<
  L extends readonly WaterfallStep[] = typeof contributionLayers,
  K extends string = "customerId",
> extends Fold<ProfitLine, ProfitState, Contribution<L, K>, SavedContribution> {
  /** The state with a batch of cost records added. The state given is used up. */
  readonly addCosts: (state: ProfitState, batch: Input<CostRecord>) => ProfitState;
}

/**
 * {@link contribution} batch by batch: lines and costs in any order and number of batches, states
 * merged and saved between runs. Sums of whole minor units come out the same to the last bit.
 *
 * @throws A {@link ScoringError}, as {@link contribution}; `load` also `unknown_version` and `conflict`
 * for a state that another waterfall has summed.
 * @example
 * ```ts
 * const fold = contributionFold({ missing: "skip" });
 * let state = fold.add(fold.empty(), [{ customerId: "ann", amount: 50, cost: 30 }]);
 * state = fold.addCosts(state, [{ customerId: "ann", amount: 5, layer: "costToServe" }]);
 * state = fold.add(state, [{ customerId: "ann", amount: 10, cost: 4 }]);
 * fold.finish(state).totals.contributionMargin3; // => 21
 * ```
 */
export function contributionFold<
  const L extends readonly WaterfallStep[] = typeof contributionLayers,
  const K extends string = "customerId",
>(policy: ContributionPolicy<L, K> = {}, options: ContributionFoldOptions = {}): ContributionFold<L, K> {
  const checked = checkPolicy(policy);
  options = checkOptions(options, ["rates"]);
  const rates = checkCostRates(options.rates, checked, false);
  const names = checked.waterfall.layers.map(({ name }) => name);
  return {
    empty: () => createProfitState(names.length),
    add: (state, batch) => addLines(state, batch, checked),
    addCosts: (state, batch) => addCosts(state, batch, checked),
    merge: mergeProfitStates,
    finish: (state) => contributionTable(state, checked, rates) as unknown as Contribution<L, K>,
    save: (state) => saveProfitState(state, checked.by, names),
    load: (saved) => {
      const fits = saved?.by === checked.by && JSON.stringify(saved.layers) === JSON.stringify(names);
      if (saved?.kind === "contribution" && saved.version === 1 && !fits) {
        const expected = "a state of this key and these layers";
        throw new ScoringError("conflict", ["saved", "layers"], expected, describeValue(saved.layers));
      }
      return loadProfitState(saved, names.length);
    },
  };
}
