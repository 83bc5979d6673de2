import { checkOptions } from "../core/check-options.ts";
import { describeValue } from "../core/describe.ts";
import { ScoringError } from "../core/error.ts";
import { openInput } from "../core/open-input.ts";
import { ownValue } from "../core/own.ts";
import { createIdRegister, readIds } from "../core/read-ids.ts";
import { readTexts } from "../core/read-values.ts";
import { createRejector } from "../core/rejector.ts";
import { createTable } from "../core/table.ts";
import type { Id, Input, Table } from "../core/types.ts";
import { addAt } from "../math/sums.ts";
import { columnMakers } from "./contribution-table.ts";
import {
  checkEffect,
  checkLayers,
  isLayer,
  type MissingEffect,
  START,
  type WaterfallStep,
} from "./layers.ts";
import type { Contribution, ContributionFacts, ContributionRow } from "./types.ts";
import { sharesOf } from "./waterfall.ts";

/** Which segment a customer belongs to. */
export interface SegmentOf {
  /** Who. */
  readonly customerId: Id;
  /** Key of the segment; null for none. */
  readonly segment: string | null | undefined;
}

/** A contribution by segment. */
export type SegmentContribution<L extends readonly WaterfallStep[]> = Table<
  ContributionRow<L, "segment"> & {
    /** Customers of the segment. */
    readonly customers: number;
  }
> &
  Pick<ContributionFacts<L>, "totals" | "layers"> & {
    /** Customers named by `segments` who have no line in the contribution. */
    readonly unknownCustomers: number;
  };

/** Options of {@link segmentContribution}. */
export interface SegmentContributionOptions {
  /** As in the policy of the contribution. Default `unknown`. */
  readonly missing?: MissingEffect;
}

/**
 * The waterfall of each segment, summed from the lines of a contribution by customer. Customers that
 * `segments` leaves out stand together under null, last.
 *
 * An amount that is null for one customer is null for their segment, or passed over with
 * `missing: "skip"`.
 *
 * @throws A {@link ScoringError} with `wrong_type`, `missing`, `unknown_name`, or `duplicate` for a
 * customer in two segments.
 * @example
 * ```ts
 * const lines = [
 *   { customerId: "ann", amount: 90, cost: 40 },
 *   { customerId: "bob", amount: 50, cost: 30 },
 *   { customerId: "cem", amount: 10, cost: 9 },
 * ];
 * const segments = [
 *   { customerId: "ann", segment: "gold" },
 *   { customerId: "bob", segment: "gold" },
 * ];
 * const bySegment = segmentContribution(contribution({ lines }), segments);
 * bySegment.columns.segment; // => ["gold", null]
 * bySegment.columns.contributionMargin1; // => Float64Array.of(70, 1)
 * ```
 */
export function segmentContribution<const L extends readonly WaterfallStep[]>(
  customers: Contribution<L>,
  segments: Input<SegmentOf>,
  options: SegmentContributionOptions = {},
): SegmentContribution<L> {
  options = checkOptions(options, ["missing"]);
  const missing = checkEffect(options.missing ?? "unknown", ["options", "missing"]);
  const known = (customers ?? {}) as Partial<Contribution<L>>;
  const ids = ownValue(ownValue(known, "columns") ?? ({} as Contribution<L>["columns"]), "customerId");
  if (ids === undefined || !Array.isArray(ownValue(known, "layers"))) {
    const expected = "what contribution() gives by customer";
    throw new ScoringError("wrong_type", ["customers"], expected, describeValue(customers));
  }
  const { steps, layers } = checkLayers(customers.layers, missing, "customerId");
  const { keys, groups, sizes, unknownCustomers } = groupCustomers(customers, segments);
  const held = customers.columns as unknown as { readonly [name: string]: Float64Array };
  const sum = (name: string, skip: boolean): Float64Array =>
    sumGroups(held[name] as Float64Array, groups, keys.length, skip);
  const start = sum(START, false);
  const amounts = layers.map(({ name, missing }) => sum(name, missing === "skip"));
  const columns = new Map<string, () => Float64Array>([[START, () => start]]);
  let first: Float64Array | undefined;
  for (const step of steps) {
    if (isLayer(step)) {
      columns.set(step.name, () => amounts[step.index] as Float64Array);
      continue;
    }
    // The sum of the customers' subtotals: what theirs passed over, theirs does.
    const left = sum(step.subtotal, false);
    columns.set(step.subtotal, () => left);
    first ??= left;
    const base = first;
    const rate = ownValue(step, "rate");
    if (rate !== undefined) columns.set(rate, () => sharesOf(left, base));
  }
  const made = createTable<object>({
    length: keys.length,
    columns: { ...columnMakers("segment", () => keys, columns), customers: () => sizes } as never,
    id: "segment",
  });
  const facts = { totals: customers.totals, layers: customers.layers, unknownCustomers };
  return Object.assign(made, facts) as unknown as SegmentContribution<L>;
}

/** As much of a contribution as finding customers needs. */
interface Lookup {
  readonly length: number;
  indexOf(id: string): number;
}

interface Groups {
  readonly keys: readonly (string | null)[];
  /** Number of the group of each line of the contribution. */
  readonly groups: Int32Array;
  readonly sizes: Float64Array;
  readonly unknownCustomers: number;
}

function groupCustomers(customers: Lookup, segments: unknown): Groups {
  const input = openInput(segments, "segments");
  const rejector = createRejector("segments");
  const ids = readIds(input.needed("customerId"), "customerId", rejector);
  const names = readTexts(input.needed("segment"), "segment", rejector);
  const register = createIdRegister();
  const found = new Int32Array(customers.length).fill(-1);
  let unknownCustomers = 0;
  const given = new Uint8Array(customers.length);
  for (let i = 0; i < ids.length; i += 1) {
    const at = customers.indexOf(ids[i] as string);
    if (at < 0) {
      unknownCustomers += 1;
      continue;
    }
    if (given[at] === 1) {
      throw new ScoringError("duplicate", ["segments", i, "customerId"], "one segment a customer", "another");
    }
    given[at] = 1;
    const name = names[i];
    if (typeof name === "string") found[at] = register.number(name);
  }
  const order = register.ids.map((_id, code) => code);
  order.sort((a, b) => ((register.ids[a] as string) < (register.ids[b] as string) ? -1 : 1));
  const rank = new Int32Array(order.length);
  for (let i = 0; i < order.length; i += 1) rank[order[i] as number] = i;
  const groups = found.map((code) => (code < 0 ? order.length : (rank[code] as number)));
  const keys: (string | null)[] = order.map((code) => register.ids[code] as string);
  if (groups.includes(order.length)) keys.push(null);
  const sizes = new Float64Array(keys.length);
  for (const group of groups) sizes[group] = (sizes[group] as number) + 1;
  return { keys, groups, sizes, unknownCustomers };
}

/** NaN where one of the group is unknown; with `skip` only where all are. */
function sumGroups(values: Float64Array, groups: Int32Array, count: number, skip: boolean): Float64Array {
  const high = new Float64Array(count);
  const low = new Float64Array(count);
  const known = new Uint8Array(count);
  for (let i = 0; i < values.length; i += 1) {
    const value = values[i] as number;
    const group = groups[i] as number;
    if (skip && Number.isNaN(value)) continue;
    known[group] = 1;
    addAt(high, low, group, value);
  }
  return high.map((sum, group) => (known[group] === 0 ? Number.NaN : sum + (low[group] as number)));
}
