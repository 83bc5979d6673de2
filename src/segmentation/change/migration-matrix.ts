import { checkNumber, checkOptions } from "../../core/check-options.ts";
import { createIdRegister } from "../../core/read-ids.ts";
import type { Input, Open } from "../../core/types.ts";
import { countMatrix, rowShares, squareRows } from "../../math/count-matrix.ts";
import { LEAST_SHARE, stabilityParts } from "../../math/drift.ts";
import { sumOf } from "../../math/sums.ts";
import { moveOf } from "./moves.ts";
import { placesOf, readStandings, spread } from "./read-standings.ts";
import { segmentOrder } from "./segment-order.ts";
import type { MigrationMatrix, MigrationOptions, SegmentStanding } from "./types.ts";
import { sumValues } from "./value-flows.ts";

/**
 * Compares two segmentations of a base: how many customers went from each segment to each other, who
 * stayed, rose, fell, entered and left, what value went with them, and how far the mix has drifted.
 *
 * Up is towards the front of `order`. Who has no segment (null) counts as not there. Score both with the
 * same cut-offs to see customers move rather than the cuts.
 *
 * @throws A {@link ScoringError} with `duplicate` for a customer who stands twice in one segmentation,
 * else `wrong_type`, `missing`, `not_finite`, `out_of_range`, `unknown_name` or `length_mismatch`.
 * @example
 * ```ts
 * const before = [
 *   { customerId: "ann", tier: "A", revenue: 90 },
 *   { customerId: "bob", tier: "B", revenue: 40 },
 * ];
 * const after = [
 *   { customerId: "ann", tier: "B", revenue: 50 },
 *   { customerId: "eve", tier: "A", revenue: 80 },
 * ];
 * const moved = migrationMatrix(before, after, { order: ["A", "B"], fields: { segment: "tier", value: "revenue" } });
 * moved.counts; // => [[0, 1], [0, 0]]
 * moved.moves; // => { stayed: 0, up: 0, down: 1, changed: 0, entered: 1, left: 1 }
 * moved.value?.moves.down; // => { before: 90, after: 50 }
 * ```
 */
export function migrationMatrix<B = never, A = never>(
  before: Input<SegmentStanding> | Input<object> | Open<B>,
  after: Input<SegmentStanding> | Input<object> | Open<A>,
  options: MigrationOptions = {},
): MigrationMatrix {
  options = checkOptions(options, ["order", "fields", "leastShare"]);
  const { fields = {}, leastShare = LEAST_SHARE } = options;
  const least = checkNumber(leastShare, ["options", "leastShare"], { min: Number.MIN_VALUE, max: 1 });
  const register = createIdRegister();
  const named = fields as { readonly [field: string]: string | undefined };
  const first = readStandings(before, "before", named, register);
  const second = readStandings(after, "after", named, register);
  const { segments, ranked } = segmentOrder(options.order, [after, before], [first, second]);
  const size = segments.length;
  const count = register.size;
  const from = placesOf(first, segments, count);
  const to = placesOf(second, segments, count);

  const counts = countMatrix(from, to, size, size);
  const shares = rowShares(counts, size, size);
  const moves = countMoves(from, to, ranked);
  const mix = [mixOf(from, size), mixOf(to, size)] as const;
  const parts = stabilityParts(mix[0], mix[1], least);
  const customers = sumOf(counts);
  const values =
    first.values && second.values
      ? [spread(first.values, first.customers, count), spread(second.values, second.customers, count)]
      : undefined;
  return {
    segments,
    ranked,
    counts: squareRows(counts, size),
    shares: squareRows(shares, size).map((row) => row.map(orNull)),
    moves,
    customers,
    stayRate: customers === 0 ? null : moves.stayed / customers,
    enteredBySegment: onlyIn(to, from, size),
    leftBySegment: onlyIn(from, to, size),
    stability: { psi: orNull(size === 0 ? Number.NaN : sumOf(parts)), bySegment: Array.from(parts, orNull) },
    expectedNext: Array.from(nextMix(mix[1], shares, size)),
    value:
      values === undefined
        ? null
        : sumValues(from, to, values[0] as Float64Array, values[1] as Float64Array, size, ranked),
  };
}

function countMoves(from: Int32Array, to: Int32Array, ranked: boolean): MigrationMatrix["moves"] {
  const moves = { stayed: 0, up: 0, down: 0, changed: 0, entered: 0, left: 0 };
  for (let i = 0; i < from.length; i += 1) {
    const move = moveOf(from[i] as number, to[i] as number, ranked);
    if (move !== undefined) moves[move] += 1;
  }
  return moves;
}

/** Customers of each segment. */
function mixOf(places: Int32Array, size: number): Float64Array {
  const mix = new Float64Array(size);
  for (let i = 0; i < places.length; i += 1) {
    const place = places[i] as number;
    if (place >= 0) mix[place] = (mix[place] as number) + 1;
  }
  return mix;
}

/** Customers of each segment, of those who are in the one segmentation and not in the other. */
function onlyIn(places: Int32Array, others: Int32Array, size: number): readonly number[] {
  return Array.from(
    mixOf(
      places.map((place, i) => (others[i] === -1 ? place : -1)),
      size,
    ),
  );
}

/** The mix one step on. */
function nextMix(mix: Float64Array, shares: Float64Array, size: number): Float64Array {
  const next = new Float64Array(size);
  for (let from = 0; from < size; from += 1) {
    for (let to = 0; to < size; to += 1) {
      const known = shares[from * size + to] as number;
      const share = Number.isNaN(known) ? Number(from === to) : known;
      next[to] = (next[to] as number) + share * (mix[from] as number);
    }
  }
  return next;
}

function orNull(value: number): number | null {
  return Number.isNaN(value) ? null : value;
}
