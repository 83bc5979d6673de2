import { checkId, checkResult } from "../../core/check-result.ts";
import { ScoringError } from "../../core/error.ts";
import type { Id, Reason } from "../../core/types.ts";
import type { MarketReasonCode } from "./keys.ts";
import type { TargetMarkets } from "./types.ts";

/**
 * Why a market stands where it does: what each criterion adds, the greatest first, then its place and cell.
 *
 * @throws A {@link ScoringError} with `unknown_name` for a market that is not among them.
 * @example
 * ```ts
 * const markets = targetMarkets(
 *   [
 *     { segment: "urban", size: 120, growth: 0.04 },
 *     { segment: "online", size: 60, growth: 0.15 },
 *   ],
 *   { criteria: [{ key: "size" }, { key: "growth", weight: 3 }] },
 * );
 * const [first, , last] = explainMarket(markets, "online");
 * first; // => { code: "market_points", criterion: "growth", value: 0.15, points: 1, weight: 0.75 }
 * last; // => { code: "market_rank", rank: 1, markets: 2, score: 0.75 }
 * ```
 */
export function explainMarket(markets: TargetMarkets, segment: Id): readonly Reason[] {
  checkResult(
    markets,
    ["indexOf()", "points", "measured", "criteria"],
    ["markets"],
    "what targetMarkets gives",
  );
  checkId(segment, ["segment"]);
  const at = markets.indexOf(String(segment));
  if (at < 0) throw new ScoringError("unknown_name", ["segment"], "one of the markets", "another");
  const points = markets.points.row(at);
  const measured = markets.measured.row(at);
  const reason = (code: MarketReasonCode, facts: Omit<Reason, "code">): Reason => ({ code, ...facts });
  const added = (criterion: string, weight: number): number => (points[criterion] ?? -1) * weight;
  const reasons = markets.criteria
    .filter(({ weight }) => weight > 0)
    .sort((a, b) => added(b.criterion, b.weight) - added(a.criterion, a.weight))
    .map(({ criterion, weight }) => {
      const value = measured[criterion] ?? null;
      return value === null
        ? reason("market_value_unknown", { criterion, weight })
        : reason("market_points", { criterion, value, points: points[criterion] as number, weight });
    });
  const { rank, score, cell, strategy } = markets.row(at);
  reasons.push(
    rank === null
      ? reason("market_unranked", {})
      : reason("market_rank", { rank, markets: markets.length, score }),
  );
  if (cell !== null) reasons.push(reason("market_cell", { cell, strategy }));
  return reasons;
}
