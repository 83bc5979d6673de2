import { addDuration, type Duration } from "../../calendar/duration.ts";
import { shiftDay } from "../../calendar/shift-day.ts";
import { checkNumber, checkOneOf } from "../../core/check-options.ts";
import { type InputPath, ScoringError } from "../../core/error.ts";
import { ownValue } from "../../core/own.ts";
import type { TierHysteresis, TierMove, TierMoveReason } from "./change-types.ts";
import type { TierCuts } from "./types.ts";

/** Names of these options. */
export const HYSTERESIS_OPTIONS: readonly string[] = [
  "promotionMargin",
  "demotionMargin",
  "hold",
  "grace",
  "demoteBy",
];

/** The options, checked, with the edges that they move. An edge that nothing reaches is Infinity. */
export interface TierStepper {
  readonly edges: Float64Array;
  /** What lifts over each edge. */
  readonly lifts: Float64Array;
  /** What keeps above each edge. */
  readonly keeps: Float64Array;
  readonly hold: Duration | undefined;
  readonly grace: Duration | undefined;
  readonly byStep: boolean;
}

/** Where a customer stands; changed in place by {@link stepTier}. Days are NaN where not known. */
export interface TierStanding {
  /** Place of the tier, 0 the best; -1 for none. */
  tier: number;
  /** Civil day on which it was reached. */
  since: number;
  /** Civil day since which the value has been too low for it. */
  belowSince: number;
  move: TierMove;
  reason: TierMoveReason;
}

/**
 * Checks the options against the edges.
 *
 * @throws A {@link ScoringError} with `wrong_type`, `not_finite`, `out_of_range` or `unknown_name`.
 */
export function tierStepper(cuts: TierCuts, options: TierHysteresis): TierStepper {
  const { promotionMargin = 0, demotionMargin = 0, hold, grace, demoteBy = "all" } = options;
  const lift = checkMargin(promotionMargin, ["options", "promotionMargin"]);
  const keep = checkMargin(demotionMargin, ["options", "demotionMargin"]);
  if (hold !== undefined) addDuration(0, hold, ["options", "hold"]);
  if (grace !== undefined) addDuration(0, grace, ["options", "grace"]);
  const edges = Float64Array.from(cuts.edges, (edge) => edge ?? Number.POSITIVE_INFINITY);
  return {
    edges,
    lifts: edges.map((edge) => edge + lift(edge)),
    keeps: edges.map((edge) => edge - keep(edge)),
    hold,
    grace,
    byStep: checkOneOf(demoteBy, ["all", "step"], ["options", "demoteBy"]) === "step",
  };
}

function checkMargin(margin: unknown, path: InputPath): (edge: number) => number {
  if (typeof margin === "object" && margin !== null) {
    const amount = checkNumber(ownValue(margin as { amount?: unknown }, "amount"), [...path, "amount"], {
      min: 0,
    });
    return () => amount;
  }
  const share = checkNumber(margin, path, { min: 0 });
  if (share >= 1)
    throw new ScoringError("out_of_range", path, "a share below 1, or { amount }", String(share));
  return (edge) => (Number.isFinite(edge) ? share * Math.abs(edge) : 0);
}

/** Moves one customer to where their value, the time and the options put them. `value` is NaN where not known. */
export function stepTier(stepper: TierStepper, standing: TierStanding, value: number, asOf: number): void {
  const { tier } = standing;
  if (Number.isNaN(value)) {
    settle(standing, "stayed", "unknown-value");
    return;
  }
  const place = placeAmong(stepper.edges, value);
  if (tier < 0) {
    arrive(standing, place, asOf, "entered", "first-value");
    return;
  }
  const lifted = placeAmong(stepper.lifts, value);
  if (lifted < tier) {
    arrive(standing, lifted, asOf, "up", "reached");
    return;
  }
  const kept = placeAmong(stepper.keeps, value);
  if (kept <= tier) {
    standing.belowSince = Number.NaN;
    settle(standing, "stayed", place === tier ? "same" : "within-margin");
    return;
  }
  if (Number.isNaN(standing.belowSince)) standing.belowSince = asOf;
  if (isWithin(standing.since, stepper.hold, asOf)) settle(standing, "stayed", "held");
  else if (isWithin(standing.belowSince, stepper.grace, asOf)) settle(standing, "stayed", "in-grace");
  else arrive(standing, stepper.byStep ? tier + 1 : kept, asOf, "down", "fell");
}

/** Place of a value among edges, 0 the best. */
function placeAmong(edges: Float64Array, value: number): number {
  let place = 0;
  while (place < edges.length && value < (edges[place] as number)) place += 1;
  return place;
}

/** Is the day of looking before the end of a time that began on a day? An unknown day protects nobody. */
function isWithin(from: number, duration: Duration | undefined, asOf: number): boolean {
  if (duration === undefined || Number.isNaN(from)) return false;
  return asOf < shiftDay(from, duration, 1);
}

function settle(standing: TierStanding, move: TierMove, reason: TierMoveReason): void {
  standing.move = move;
  standing.reason = reason;
}

function arrive(
  standing: TierStanding,
  tier: number,
  asOf: number,
  move: TierMove,
  reason: TierMoveReason,
): void {
  standing.tier = tier;
  standing.since = asOf;
  standing.belowSince = Number.NaN;
  settle(standing, move, reason);
}
