import { checkOptions } from "../../core/check-options.ts";
import { describeValue } from "../../core/describe.ts";
import { ScoringError } from "../../core/error.ts";
import { createTable } from "../../core/table.ts";
import type { Input, Open, Table } from "../../core/types.ts";
import { targetMarkets } from "./target-markets.ts";
import type { MarketSegment } from "./types.ts";

/** What counts, and how much. */
export interface AttractivenessOptions {
  /** Weight of each criterion by the name of its column; only ratios matter. */
  readonly weights: { readonly [criterion: string]: number };
  /** Criteria of which less is better. */
  readonly costCriteria?: readonly string[];
}

/** A market and its weighted points. */
export interface AttractivenessRow {
  readonly segment: string;
  /** 0 to 1; null where a value is not known. */
  readonly score: number | null;
  /** Place, 1 the best. */
  readonly rank: number | null;
}

/**
 * One number for each market: its criteria scaled to 0 … 1 between the worst and the best, weighted.
 * {@link targetMarkets} is the long form, with own ability apart.
 *
 * @throws A {@link ScoringError} as {@link targetMarkets} does.
 * @example
 * ```ts
 * const segments = [
 *   { segment: "urban", size: 120, competition: 0.25 },
 *   { segment: "online", size: 60, competition: 0.3 },
 * ];
 * const scored = segmentAttractiveness(segments, { weights: { size: 3, competition: 1 }, costCriteria: ["competition"] });
 * scored.row(0); // => { segment: "urban", score: 1, rank: 1 }
 * ```
 */
export function segmentAttractiveness<C = never>(
  segments: Input<MarketSegment> | Open<C>,
  options: AttractivenessOptions,
): Table<AttractivenessRow> {
  options = checkOptions(options, ["weights", "costCriteria"]);
  const { weights, costCriteria = [] } = options;
  if (typeof weights !== "object" || weights === null || Array.isArray(weights)) {
    throw new ScoringError(
      "wrong_type",
      ["options", "weights"],
      "a weight a criterion",
      describeValue(weights),
    );
  }
  if (!Array.isArray(costCriteria)) {
    const came = describeValue(costCriteria);
    throw new ScoringError("wrong_type", ["options", "costCriteria"], "a list of criteria", came);
  }
  const keys = Object.keys(weights);
  costCriteria.forEach((key: string, i) => {
    if (!keys.includes(key)) {
      throw new ScoringError("unknown_name", ["options", "costCriteria", i], `one of ${keys.join(", ")}`);
    }
  });
  const criteria = keys.map((key) => {
    const better: "lower" | "higher" = costCriteria.includes(key) ? "lower" : "higher";
    return { key, weight: weights[key] as number, better };
  });
  const { length, columns } = targetMarkets(segments as Input<MarketSegment>, { criteria });
  return createTable<AttractivenessRow>({
    length,
    columns: { segment: () => columns.segment, score: () => columns.score, rank: () => columns.rank },
    id: "segment",
  });
}
