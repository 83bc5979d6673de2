import { checkOptions } from "../../core/check-options.ts";
import type { Fields, Input, Open, Renamed } from "../../core/types.ts";
import { checkTierCuts } from "./check-cuts.ts";
import { placeValues, summarizeTiers } from "./place-values.ts";
import { readValues } from "./read-values.ts";
import { tierTable } from "./tier-table.ts";
import type { AppliedTiers, TierCuts, TierInput, TierReading } from "./types.ts";

/**
 * Sorts customers into tiers that were learned before. The base that was learned from gets exactly the
 * tiers it got.
 *
 * @throws A {@link ScoringError} with `wrong_type` or `unknown_version` for what is no cut-offs, else
 * as {@link valueTiers}, with paths that begin with `input`.
 * @example
 * ```ts
 * const base = [
 *   { customerId: "ann", value: 80 },
 *   { customerId: "bob", value: 20 },
 * ];
 * const { cuts } = valueTiers(base, { scheme: "abc" });
 * const stored = JSON.parse(JSON.stringify(cuts)) as typeof cuts;
 * applyTiers(stored, [{ customerId: "eve", value: 95 }]).row(0).tier; // => "A"
 * ```
 */
export function applyTiers<const F extends Fields<TierInput> = Record<never, never>, C = never>(
  cuts: TierCuts,
  input: Input<Renamed<TierInput, F>> | Open<C>,
  options: TierReading<F> = {},
): AppliedTiers {
  checkTierCuts(cuts);
  options = checkOptions(options, ["fields", "onInvalid"]);
  const read = readValues(input, "input", options);
  const places = placeValues(read.values, cuts.edges);
  const { summary, unknown } = summarizeTiers(read.values, places, cuts);
  return tierTable(read, places, { cuts, summary, unknown, warnings: [], rejected: read.rejected });
}
