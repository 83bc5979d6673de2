import { createTable } from "../core/table.ts";
import type { Table } from "../core/types.ts";
import { orderById } from "../history/id-order.ts";
import { sumOf } from "../math/sums.ts";
import type { CheckedPolicy } from "./check-policy.ts";
import { layerAmounts, startAmounts } from "./layer-amounts.ts";
import { isLayer, type Layer, START, type Subtotal } from "./layers.ts";
import { INTS, LINES, type ProfitState, SEEN_COST, UNCOSTED_LINES } from "./state.ts";
import type { ContributionFacts, CostRate, MissingLayer } from "./types.ts";

/** A line of amounts by column. */
export interface AmountRow {
  readonly [column: string]: string | number | null;
}

/** The waterfall of each key and of all, from what a state has summed. */
export function contributionTable(
  state: ProfitState,
  policy: CheckedPolicy,
  rates: readonly (CostRate | undefined)[],
): Table<AmountRow> & ContributionFacts {
  const { steps, layers } = policy.waterfall;
  const slots = slotsByKey(state);
  const amounts = layers.map((layer) => layerAmounts(state, slots, layer, rates[layer.index]));
  const columns = runWaterfall(startAmounts(state, slots, layers), steps, amounts);
  const { ids } = state.register;
  const keys = (): (string | null)[] =>
    Array.from(slots, (slot) => (slot === 0 ? null : (ids[slot - 1] as string)));
  const makers = new Map<string, () => unknown>([[policy.by, keys]]);
  for (const [name, column] of columns) makers.set(name, () => column);
  const made = createTable<AmountRow>({
    length: slots.length,
    columns: nullProto(makers) as never,
    id: policy.by,
  });
  const { tally } = state;
  return Object.assign(made, {
    totals: totalsOf(columns, steps) as ContributionFacts["totals"],
    layers: policy.layers as ContributionFacts["layers"],
    missing: layers.flatMap((layer) => missingOf(layer, amounts, state, slots, steps)),
    given: { lines: tally.lines, costs: tally.costs },
    refundLines: tally.refundLines,
    future: tally.future,
    beforeFrom: tally.beforeFrom,
    withoutLines: countWithoutLines(state, slots),
    rejected: { lines: state.rejectedLines.slice(), costs: state.rejectedCosts.slice() },
  });
}

/** The slots in use by ascending key; what has no key comes last. */
function slotsByKey({ register, ints, seen, keyless }: ProfitState): Int32Array {
  const used = (code: number): boolean =>
    (ints[(code + 1) * INTS + LINES] as number) > 0 || (seen[code + 1] as number) > 0;
  const codes = orderById(register.ids, used);
  const slots = new Int32Array(codes.length + (keyless ? 1 : 0));
  for (let i = 0; i < codes.length; i += 1) slots[i] = (codes[i] as number) + 1;
  return slots;
}

/** All columns in order. Subtotals follow from the one before and what was taken since. */
export function runWaterfall(
  start: Float64Array,
  steps: readonly (Layer | Subtotal)[],
  amounts: readonly Float64Array[],
): Map<string, Float64Array> {
  const columns = new Map<string, Float64Array>([[START, start]]);
  let left = start;
  let first: Float64Array | undefined;
  for (const step of steps) {
    if (isLayer(step)) {
      const taken = amounts[step.index] as Float64Array;
      columns.set(step.name, taken);
      left = takeOff(left, taken, step.missing === "skip");
    } else {
      columns.set(step.subtotal, left);
      first ??= left;
      if (step.rate !== undefined) columns.set(step.rate, ratesOf(left, first));
    }
  }
  return columns;
}

function takeOff(left: Float64Array, taken: Float64Array, skip: boolean): Float64Array {
  const rest = new Float64Array(left.length);
  for (let i = 0; i < left.length; i += 1) {
    const amount = taken[i] as number;
    rest[i] = skip && Number.isNaN(amount) ? (left[i] as number) : (left[i] as number) - amount;
  }
  return rest;
}

/** Shares of a base; NaN where there is no base to have a share of. */
export function ratesOf(amounts: Float64Array, base: Float64Array): Float64Array {
  const rates = new Float64Array(amounts.length);
  for (let i = 0; i < rates.length; i += 1) {
    const whole = base[i] as number;
    rates[i] = whole === 0 ? Number.NaN : (amounts[i] as number) / whole;
  }
  return rates;
}

/** The sum of each column: null where one of it is unknown, unless the waterfall passes over that. */
export function totalsOf(
  columns: ReadonlyMap<string, Float64Array>,
  steps: readonly (Layer | Subtotal)[],
): { readonly [column: string]: number | null } {
  const sum = (name: string): number | null => numberOrNull(sumOf(columns.get(name) as Float64Array));
  const totals = new Map<string, number | null>([[START, sum(START)]]);
  let first: number | null | undefined;
  for (const step of steps) {
    if (isLayer(step)) {
      const column = columns.get(step.name) as Float64Array;
      const known = step.missing === "skip" ? column.filter((amount) => !Number.isNaN(amount)) : column;
      totals.set(step.name, known.length === 0 && column.length > 0 ? null : numberOrNull(sumOf(known)));
    } else {
      const total = sum(step.subtotal);
      totals.set(step.subtotal, total);
      if (first === undefined) first = total;
      if (step.rate !== undefined) {
        totals.set(step.rate, total === null || !first ? null : total / first);
      }
    }
  }
  return Object.fromEntries(totals);
}

function numberOrNull(value: number): number | null {
  return Number.isNaN(value) ? null : value;
}

function missingOf(
  layer: Layer,
  amounts: readonly Float64Array[],
  { ints }: ProfitState,
  slots: Int32Array,
  steps: readonly (Layer | Subtotal)[],
): MissingLayer[] {
  const taken = amounts[layer.index] as Float64Array;
  let rows = 0;
  let lines = 0;
  for (let i = 0; i < taken.length; i += 1) {
    if (!Number.isNaN(taken[i])) continue;
    rows += 1;
    if (layer.from === "goods") lines += ints[(slots[i] as number) * INTS + UNCOSTED_LINES] as number;
  }
  if (rows === 0) return [];
  const below = steps.slice(steps.indexOf(layer));
  const subtotals = below.flatMap((step) => (isLayer(step) ? [] : [step.subtotal]));
  return [{ layer: layer.name, rows, lines, effect: layer.missing, subtotals }];
}

function countWithoutLines({ ints, seen }: ProfitState, slots: Int32Array): number {
  let count = 0;
  for (let i = 0; i < slots.length; i += 1) {
    const slot = slots[i] as number;
    if ((ints[slot * INTS + LINES] as number) === 0 && seen[slot] === SEEN_COST) count += 1;
  }
  return count;
}

/** An object of any names, `__proto__` included. */
function nullProto<T>(entries: ReadonlyMap<string, T>): { readonly [name: string]: T } {
  const object = Object.create(null) as { [name: string]: T };
  for (const [name, value] of entries) object[name] = value;
  return object;
}
