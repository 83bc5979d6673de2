import { isoOfDay, isoOfDays } from "../../calendar/civil.ts";
import { readMoment } from "../../calendar/moment.ts";
import { createTimeReader } from "../../calendar/time-reader.ts";
import { checkOptions } from "../../core/check-options.ts";
import { ownValue } from "../../core/own.ts";
import { createTable } from "../../core/table.ts";
import type { ColumnsOf, Input, Table } from "../../core/types.ts";
import type {
  TierChange,
  TierChangeOptions,
  TierChanges,
  TierMove,
  TierMoveReason,
  TierState,
} from "./change-types.ts";
import { checkTierCuts } from "./check-cuts.ts";
import { readStates, type States } from "./read-states.ts";
import { readValues, type Values } from "./read-values.ts";
import {
  HYSTERESIS_OPTIONS,
  stepTier,
  type TierStanding,
  type TierStepper,
  tierStepper,
} from "./step-tier.ts";
import type { TierCuts, TierInput } from "./types.ts";

/**
 * Who goes up, down, enters or leaves, between where customers stood and what they are worth now.
 *
 * A value that reaches a higher tier lifts at once. One that has become too low loses the tier when it
 * is below by more than `demotionMargin`, the `hold` since the tier was reached is over, and it has
 * been too low for the `grace`; `demoteBy: "step"` then goes down one tier at a time. Feed the result
 * in as `before` next time: it holds what hold and grace need.
 *
 * @param before - Where they stood, a line each.
 * @param after - What they are worth now: the result of `valueTiers` or `applyTiers`, whose cut-offs count.
 * @throws A {@link ScoringError}: for options as `unknown_name`, `missing`, `invalid_date`, `out_of_range`;
 * for rows `wrong_type`, `missing`, `invalid_date`, `duplicate`; `unknown_name` for a tier that `after` lacks.
 * @example
 * ```ts
 * const { cuts } = valueTiers([{ customerId: "x", value: 1 }], {
 *   scheme: "thresholds",
 *   thresholds: [1000, 500],
 *   tiers: ["gold", "silver", "basic"],
 * });
 * const before = [
 *   { customerId: "ann", tier: "silver", since: "2025-02-01" },
 *   { customerId: "bob", tier: "gold", since: "2025-11-01" },
 * ];
 * const after = applyTiers(cuts, [
 *   { customerId: "ann", value: 1200 },
 *   { customerId: "bob", value: 300 },
 * ]);
 * const changes = tierChanges(before, after, { asOf: "2026-01-31", hold: { months: 12 } });
 * changes.columns.tier; // => ["gold", "gold"]
 * changes.columns.reason; // => ["reached", "held"]
 * changes.events.length; // => 1
 * ```
 */
export function tierChanges(
  before: Input<TierState>,
  after: { readonly columns: ColumnsOf<TierInput>; readonly cuts: TierCuts },
  options: TierChangeOptions,
): TierChanges {
  options = checkOptions(options, ["asOf", "timeZone", "numericTime", ...HYSTERESIS_OPTIONS]);
  const cuts = ownValue(after, "cuts") as TierCuts;
  checkTierCuts(cuts);
  const stepper = tierStepper(cuts, options);
  const reader = createTimeReader(options);
  const asOf = readMoment(options.asOf, "asOf", reader).day;
  const states = readStates(before, cuts, reader);
  const now = readValues(after, "after", {});

  const moved = moveAll(states, now, stepper, asOf);
  const counts = { entered: 0, up: 0, down: 0, stayed: 0, left: 0 };
  const changed: number[] = [];
  moved.moves.forEach((move, i) => {
    counts[move] += 1;
    if (moved.previous[i] !== moved.tiers[i]) changed.push(i);
  });
  const facts = { asOf: isoOfDay(asOf), counts, events: changeTable(moved, cuts, changed) };
  return Object.assign(changeTable(moved, cuts), facts);
}

/** The customers now and those who have left, as columns. Places are -1, days NaN for none. */
interface Moved {
  readonly ids: readonly string[];
  readonly values: Float64Array;
  readonly tiers: Int16Array;
  readonly previous: Int16Array;
  readonly since: Float64Array;
  readonly belowSince: Float64Array;
  readonly moves: TierMove[];
  readonly reasons: TierMoveReason[];
}

function moveAll(states: States, now: Values, stepper: TierStepper, asOf: number): Moved {
  const present = new Set(now.ids);
  const gone = states.ids.filter((id) => !present.has(id));
  const ids = gone.length === 0 ? now.ids : [...now.ids, ...gone];
  const moved: Moved = {
    ids,
    values: new Float64Array(ids.length).fill(Number.NaN),
    tiers: new Int16Array(ids.length).fill(-1),
    previous: new Int16Array(ids.length).fill(-1),
    since: new Float64Array(ids.length).fill(Number.NaN),
    belowSince: new Float64Array(ids.length).fill(Number.NaN),
    moves: new Array(ids.length).fill("left"),
    reasons: new Array(ids.length).fill("absent"),
  };
  moved.values.set(now.values);
  const standing: TierStanding = {
    tier: -1,
    since: Number.NaN,
    belowSince: Number.NaN,
    move: "stayed",
    reason: "same",
  };
  for (let i = 0; i < ids.length; i += 1) {
    const row = states.rowOf(ids[i] as string);
    const previous = row < 0 ? -1 : (states.tiers[row] as number);
    moved.previous[i] = previous;
    if (i >= now.ids.length) continue;
    standing.tier = previous;
    standing.since = row < 0 ? Number.NaN : (states.since[row] as number);
    standing.belowSince = row < 0 ? Number.NaN : (states.belowSince[row] as number);
    stepTier(stepper, standing, now.values[i] as number, asOf);
    moved.tiers[i] = standing.tier;
    moved.since[i] = standing.since;
    moved.belowSince[i] = standing.belowSince;
    moved.moves[i] = standing.move;
    moved.reasons[i] = standing.reason;
  }
  return moved;
}

/** A line per customer, or for some of them. */
function changeTable(moved: Moved, cuts: TierCuts, rows?: readonly number[]): Table<TierChange> {
  const pick = <T>(values: ArrayLike<T>): readonly T[] =>
    rows === undefined ? Array.from(values) : rows.map((row) => values[row] as T);
  const keys = (places: Int16Array) =>
    pick(places).map((place) => (place < 0 ? null : (cuts.tiers[place] as string)));
  return createTable<TierChange>({
    length: rows === undefined ? moved.ids.length : rows.length,
    columns: {
      customerId: () => pick(moved.ids),
      tier: () => keys(moved.tiers),
      previousTier: () => keys(moved.previous),
      move: () => pick(moved.moves),
      reason: () => pick(moved.reasons),
      value: () => Float64Array.from(pick(moved.values)),
      since: () => isoOfDays(pick(moved.since)),
      belowSince: () => isoOfDays(pick(moved.belowSince)),
    },
  });
}
