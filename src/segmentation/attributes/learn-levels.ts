import { checkOptions } from "../../core/check-options.ts";
import { describeValue } from "../../core/describe.ts";
import { ScoringError } from "../../core/error.ts";
import { openInput } from "../../core/open-input.ts";
import { isForm } from "../../core/own.ts";
import { readNumbers } from "../../core/read-numbers.ts";
import { createRejector } from "../../core/rejector.ts";
import type { Input, Open, Reason } from "../../core/types.ts";
import { naturalBreaks } from "../../math/natural-breaks.ts";
import { interiorQuantiles, pointBetween } from "../../math/quantiles.ts";
import { type PlannedLevel, planLevel } from "./plan-level.ts";
import type { LearnedAttributeLevels, LearnedLevel, LevelPolicy } from "./types.ts";

/** Options of {@link learnLevels}. */
export interface LearnLevelsOptions {
  /** How each attribute becomes levels, by the name that the levels get. */
  readonly levels: { readonly [name: string]: LevelPolicy };
}

/**
 * Learns levels of attributes from a base: bins of numbers, ages and dates, groups of texts and places,
 * frequent and occasional buyers. What is given as edges, lists or places is taken as it stands.
 *
 * A value belongs to the last level whose edge it reaches. Equal values are never parted, so that of few
 * different values some levels may be empty (`quantile`), or fewer are made (`clusters`, with a warning).
 *
 * @throws A {@link ScoringError}: for levels `missing`, `wrong_type`, `unknown_name`, `out_of_range`,
 * `duplicate`, `length_mismatch`, `conflict`, `empty`, `cycle`; for rows `wrong_type` or `not_finite`.
 * @example
 * ```ts
 * const customers = [1, 1, 2, 9, 12].map((orders, i) => ({ customerId: i, orders, city: i < 3 ? "Hangzhou" : "Beijing" }));
 * const { levels } = learnLevels(customers, {
 *   levels: {
 *     usage: { by: "number", of: "orders", method: "clusters", keys: ["occasional", "frequent"] },
 *     region: { by: "place", of: "city", within: { Hangzhou: "Zhejiang", Zhejiang: "East China" }, levels: ["East China"] },
 *   },
 * });
 * applyLevels(levels, customers).row(3); // => { customerId: "3", usage: "frequent", region: null }
 * applyLevels(levels, customers).columns.region; // => ["East China", "East China", "East China", null, null]
 * ```
 */
export function learnLevels<C = never>(
  customers: Input<object> | Open<C>,
  options: LearnLevelsOptions,
): LearnedAttributeLevels {
  options = checkOptions(options, ["levels"]);
  const policies: unknown = options.levels;
  const path = ["options", "levels"];
  if (typeof policies !== "object" || policies === null || Array.isArray(policies)) {
    const code = policies === undefined ? "missing" : "wrong_type";
    throw new ScoringError(code, path, "levels by name", describeValue(policies));
  }
  const open = openInput(customers, "customers");
  const warnings: Reason[] = [];
  const levels = Object.keys(policies).map((name): LearnedLevel => {
    const planned = planLevel(name, (policies as { readonly [name: string]: unknown })[name], [
      ...path,
      name,
    ]);
    if (!isForm(planned, "method")) return planned;
    const rejector = createRejector("customers");
    const values = readNumbers(open.needed(planned.of), planned.of, { nullable: true }, rejector);
    const edges = learnEdges(
      values.filter((value) => !Number.isNaN(value)),
      planned,
    );
    const keys = planned.keys.slice(0, edges.length + 1);
    if (keys.length < planned.keys.length) {
      warnings.push({
        code: "levels_few_values",
        levels: name,
        asked: planned.keys.length,
        made: keys.length,
      });
    }
    return { name, by: "number", of: planned.of, edges, keys };
  });
  return { levels: { kind: "attributeLevels", version: 1, levels }, warnings };
}

function learnEdges(values: Float64Array, { method, keys }: PlannedLevel): readonly number[] {
  const bins = keys.length;
  if (values.length === 0) return [];
  if (method === "clusters") return naturalBreaks(values, bins);
  if (method === "quantile") return interiorQuantiles(values, bins);
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < values.length; i += 1) {
    low = Math.min(low, values[i] as number);
    high = Math.max(high, values[i] as number);
  }
  return low === high ? [] : keys.slice(1).map((_, i) => pointBetween(low, high, (i + 1) / bins));
}
