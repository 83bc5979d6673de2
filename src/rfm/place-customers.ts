import type { Reason } from "../core/types.ts";
import { gather } from "../math/gather.ts";
import { type CellBook, scoresOfCell } from "./cell-book.ts";
import { dimensionsOf } from "./dimensions.ts";
import type { RfmDimension } from "./keys.ts";
import type { ScoredColumn, ScoredCustomers } from "./learn-cuts.ts";
import type { RfmRules } from "./policy.ts";
import { positionsOf } from "./positions.ts";
import { type Customers, NO_ORDERS, SCORED, UNKNOWN } from "./read-customers.ts";
import type { BinsUsed } from "./types.ts";

/** The customers that are scored, and where they stand; `at` is undefined where all are. */
export function scoredOf(
  customers: Customers,
  rules: RfmRules,
): ScoredCustomers & { readonly at?: Int32Array } {
  const { recencyDays, orders, monetary, extra, states } = customers;
  const all = [recencyDays, orders, monetary, extra];
  const columns = (pick: (values: Float64Array) => Float64Array): readonly ScoredColumn[] =>
    dimensionsOf(rules.variant).map((dimension, d) => ({ dimension, values: pick(all[d] as Float64Array) }));
  if (states === undefined) {
    return { length: customers.length, columns: columns((values) => values), ids: customers.ids };
  }
  const at = positionsOf(states, (state) => state === SCORED);
  return {
    length: at.length,
    columns: columns((values) => gather(values, at)),
    ids: () => {
      const ids = customers.ids();
      return Array.from(at, (i) => ids[i] as string);
    },
    at,
  };
}

/** Cells of all customers, from those of the scored ones. */
export function spreadCells(
  customers: Customers,
  cells: Uint16Array,
  at: Int32Array | undefined,
  book: CellBook,
  rules: RfmRules,
): Uint16Array {
  const { states } = customers;
  if (states === undefined || at === undefined) return cells;
  const noOrders = rules.noOrders === "lowest" ? 0 : book.noOrders;
  const out = Uint16Array.from(states, (state) => (state === NO_ORDERS ? noOrders : book.unknown));
  for (let i = 0; i < at.length; i += 1) out[at[i] as number] = cells[i] as number;
  return out;
}

/** How many of the scored customers stand in each cell. */
export function countCells(cells: Uint16Array, total: number): Float64Array {
  const counts = new Float64Array(total);
  for (let i = 0; i < cells.length; i += 1) {
    const cell = cells[i] as number;
    counts[cell] = (counts[cell] as number) + 1;
  }
  return counts;
}

/** How many bins of each dimension hold a customer. */
export function binsUsedOf(counts: Float64Array, rules: RfmRules): BinsUsed {
  const present = Array.from(counts.keys(), (cell) =>
    counts[cell] === 0 ? [] : [scoresOfCell(cell, rules)],
  ).flat();
  const used: { [D in RfmDimension]?: number } = {};
  for (const dimension of dimensionsOf(rules.variant)) {
    used[dimension] = new Set(present.map((scores) => scores[dimension])).size;
  }
  return used as BinsUsed;
}

/** The customers when there is nothing to score them with. */
export function unscorable(customers: Customers): Customers {
  const states = customers.states ?? new Uint8Array(customers.length);
  return { ...customers, states: states.map((state) => (state === NO_ORDERS ? NO_ORDERS : UNKNOWN)) };
}

/** A warning where customers have a number that is not known. */
export function unscoredWarnings(customers: Customers): readonly Reason[] {
  if (customers.states === undefined) return [];
  const { length } = positionsOf(customers.states, (state) => state === UNKNOWN);
  return length === 0 ? [] : [{ code: "rfm_unscored", customers: length }];
}
