import type { MarketCell, MarketLevel, MarketStrategy } from "./keys.ts";

/** An index this little below a cut has reached it: 0.2 + 0.4 is not quite 0.6. */
const ROUNDING = 1e-12;

function levelOf(index: number, [medium, high]: readonly [number, number]): MarketLevel {
  if (index >= high - ROUNDING) return "high";
  return index >= medium - ROUNDING ? "medium" : "low";
}

/** The cell of the nine-box; null where an index is not known. */
export function cellOf(
  attractiveness: number,
  ability: number,
  cuts: readonly [number, number],
): MarketCell | null {
  if (Number.isNaN(attractiveness) || Number.isNaN(ability)) return null;
  return `${levelOf(attractiveness, cuts)}-${levelOf(ability, cuts)}`;
}

const STRATEGIES: { readonly [C in MarketCell]: MarketStrategy } = {
  "high-high": "invest",
  "high-medium": "invest",
  "medium-high": "invest",
  "high-low": "select",
  "medium-medium": "select",
  "low-high": "select",
  "medium-low": "harvest",
  "low-medium": "harvest",
  "low-low": "harvest",
};

/**
 * What the nine-box advises: to invest above its diagonal, to select on it, to harvest below.
 *
 * @see McKinsey & Company and General Electric's business screen; Kotler & Keller, Marketing management.
 */
export function strategyOf(cell: MarketCell | null): MarketStrategy | null {
  return cell === null ? null : STRATEGIES[cell];
}
