import { type Column, copyCells } from "../../core/column.ts";
import { ScoringError } from "../../core/error.ts";
import { type OpenInput, openInput } from "../../core/open-input.ts";
import { readIds } from "../../core/read-ids.ts";
import { readNumbers } from "../../core/read-numbers.ts";
import { createRejector } from "../../core/rejector.ts";
import { cagrAt } from "./cagr.ts";
import type { MarketRule } from "./check-market-policy.ts";
import { hhiAt } from "./hhi.ts";
import type { CompetitionCriterion, GrowthCriterion } from "./types.ts";

/** Markets and what the criteria measure of them. */
export interface Measured {
  readonly segments: readonly string[];
  /** A column a criterion; NaN where not known. */
  readonly values: readonly Float64Array[];
}

/**
 * Reads the markets under the columns that the criteria name.
 *
 * @throws A {@link ScoringError} with `missing`, `wrong_type`, `not_finite`, `out_of_range`, `duplicate` or `empty`.
 */
export function measureMarkets(
  segments: unknown,
  rules: readonly MarketRule[],
  fields: { readonly segment?: string } = {},
): Measured {
  const open = openInput(segments, "segments", fields);
  const ids = readIds(open.needed("segment"), "segment", createRejector("segments"));
  if (ids.length === 0) throw new ScoringError("empty", ["segments"], "at least one market", "none");
  const seen = new Set<string>();
  ids.forEach((id, row) => {
    if (seen.has(id)) throw new ScoringError("duplicate", ["segments", row, "segment"], "a market once");
    seen.add(id);
  });
  return { segments: ids, values: rules.map(({ key, source }) => measure(open, key, source)) };
}

function measure(open: OpenInput, key: string, source: MarketRule["source"]): Float64Array {
  switch (source.measure) {
    case "growth":
      return growthOf(open, source);
    case "competition":
      return concentrationOf(open, key, source);
    default:
      return numbersOf(open, source.field ?? key);
  }
}

function numbersOf(open: OpenInput, field: string): Float64Array {
  return readNumbers(open.needed(field), field, { nullable: true }, createRejector("segments"));
}

function growthOf(open: OpenInput, { start, end, years }: GrowthCriterion): Float64Array {
  const before = numbersOf(open, start);
  const after = numbersOf(open, end);
  return before.map((size, row) => {
    const reached = after[row] as number;
    if (Number.isNaN(size) || Number.isNaN(reached)) return Number.NaN;
    return cagrAt(size, reached, years, ["segments", row]);
  });
}

function concentrationOf(open: OpenInput, key: string, source: CompetitionCriterion): Float64Array {
  const { field = key, unit = "percent" } = source;
  const column: Column = open.needed(field);
  const cells: unknown[] = [];
  copyCells(column, 0, column.length, cells);
  return Float64Array.from(cells, (cell, row) =>
    cell === null || cell === undefined ? Number.NaN : hhiAt(cell, unit, ["segments", row, field]),
  );
}
