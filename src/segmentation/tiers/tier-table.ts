import { type ColumnMakers, createTable } from "../../core/table.ts";
import type { Table } from "../../core/types.ts";
import type { Ranking } from "./learn-edges.ts";
import { NO_TIER } from "./place-values.ts";
import type { Values } from "./read-values.ts";
import type { RankedTierRow, TierFacts, TierRow } from "./types.ts";

/** A line per customer. Columns are made when they are read. */
export function tierTable(read: Values, places: Uint8Array, facts: TierFacts): Table<TierRow> & TierFacts {
  return createTable<TierRow, TierFacts>(
    { length: read.ids.length, columns: tierMakers(read, places, facts.cuts.tiers) },
    facts,
  );
}

/** A line per customer, with their place among all. */
export function rankedTable(
  read: Values,
  places: Uint8Array,
  ranking: Ranking,
  facts: TierFacts,
): Table<RankedTierRow> & TierFacts {
  const whole = ranking[facts.cuts.policy.total];
  const total = whole > 0 ? whole : Number.NaN;
  const columns: ColumnMakers<RankedTierRow> = {
    ...tierMakers(read, places, facts.cuts.tiers),
    rank: () => ofLevels(read.values, ranking, (level) => 1 + (ranking.counts[level - 1] ?? 0)),
    valueShare: () => read.values.map((value) => value / total),
    cumulativeShare: () => ofLevels(read.values, ranking, (level) => (ranking.sums[level] as number) / total),
  };
  return createTable<RankedTierRow, TierFacts>({ length: read.ids.length, columns }, facts);
}

function tierMakers(read: Values, places: Uint8Array, tiers: readonly string[]): ColumnMakers<TierRow> {
  return {
    customerId: () => read.ids,
    value: () => read.values,
    tier: () => Array.from(places, (place) => (place === NO_TIER ? null : (tiers[place] as string))),
  };
}

/** A number for each customer from the level of their value; NaN where it is not known. */
function ofLevels(values: Float64Array, ranking: Ranking, numberOf: (level: number) => number): Float64Array {
  const out = new Float64Array(values.length);
  for (let i = 0; i < values.length; i += 1) {
    const value = values[i] as number;
    out[i] = Number.isNaN(value) ? value : numberOf(levelOf(ranking.levels, value));
  }
  return out;
}

/** Place of a value in decreasing levels, of which it is one. */
function levelOf(levels: Float64Array, value: number): number {
  let low = 0;
  let high = levels.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((levels[middle] as number) > value) low = middle + 1;
    else high = middle;
  }
  return low;
}
