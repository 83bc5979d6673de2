import { ScoringError } from "../core/error.ts";
import { openInput } from "../core/open-input.ts";
import { ownValue } from "../core/own.ts";
import { createIdRegister, type IdRegister, readIds } from "../core/read-ids.ts";
import { readTexts } from "../core/read-values.ts";
import { createRejector } from "../core/rejector.ts";
import type { Id, Input } from "../core/types.ts";
import { countMatrix, rowShares, squareRows } from "../math/count-matrix.ts";
import { segmentOrder } from "./segment-order.ts";
import type { RfmCuts } from "./types.ts";

/** Scores as migration reads them. The result of `scoreRfm` fits. */
export interface MigratingRow {
  readonly customerId: Id;
  readonly segment: string;
}

/** Who moved between segments from one scoring to another. Plain JSON. */
export interface RfmMigration {
  /** The segments, from best to worst: rows and columns of what follows. */
  readonly segments: readonly string[];
  /** Customers by segment before (rows) and after (columns). */
  readonly counts: readonly (readonly number[])[];
  /** The same as shares of the segment before; null where it had no customer in both scorings. */
  readonly shares: readonly (readonly (number | null)[])[];
  /** Customers in both scorings. */
  readonly customers: number;
  /** Of them, in the same segment. */
  readonly stayed: number;
  /** Of them, in a better segment. */
  readonly up: number;
  /** Of them, in a worse segment. */
  readonly down: number;
  /** Customers in the second scoring only. */
  readonly entered: number;
  /** Customers in the first scoring only. */
  readonly left: number;
  /** Where those who entered are. */
  readonly enteredBySegment: readonly number[];
  /** Where those who left were. */
  readonly leftBySegment: readonly number[];
}

type Scored = Input<MigratingRow> & { readonly cuts?: RfmCuts };

/**
 * Compares two scorings of a base: how many customers went from each segment to each other, who
 * stayed, rose, fell, came and went.
 *
 * "Better" is earlier in the segment map (that of `after` first), so a map lists its segments from
 * best to worst. Without cut-offs to take a map from, segments go by key and up and down mean little.
 * Score both with the same cut-offs (`applyRfm`) to see customers move rather than the base.
 *
 * @throws A {@link ScoringError} with `duplicate` for a customer that stands twice in one scoring,
 * else with `wrong_type`, `missing` or `length_mismatch`.
 * @example
 * ```ts
 * const before = [{ customerId: "ann", segment: "a" }, { customerId: "bob", segment: "b" }];
 * const after = [{ customerId: "ann", segment: "b" }, { customerId: "eve", segment: "a" }];
 * const moved = rfmMigration(before, after);
 * moved.counts; // => [[0, 1], [0, 0]]
 * [moved.down, moved.entered, moved.left]; // => [1, 1, 1]
 * ```
 */
export function rfmMigration(before: Scored, after: Scored): RfmMigration {
  const register = createIdRegister();
  const first = readScored(before, "before", register);
  const second = readScored(after, "after", register);
  const maps = [after, before].map((scored) => ownValue(scored as { readonly cuts?: RfmCuts }, "cuts")?.map);
  const segments = segmentOrder([...first.segments, ...second.segments], ...maps);
  const size = segments.length;
  const from = codesOf(first, segments, register.size);
  const to = codesOf(second, segments, register.size);
  const counts = countMatrix(from, to, size, size);
  const enteredBySegment = onlyIn(to, from, size);
  const leftBySegment = onlyIn(from, to, size);
  const moves = sumMoves(counts, size);
  return {
    segments,
    counts: squareRows(counts, size),
    shares: squareRows(rowShares(counts, size, size), size).map((row) =>
      row.map((share) => (Number.isNaN(share) ? null : share)),
    ),
    ...moves,
    entered: total(enteredBySegment),
    left: total(leftBySegment),
    enteredBySegment,
    leftBySegment,
  };
}

interface Read {
  /** Number of the customer in each row. */
  readonly customers: Int32Array;
  readonly segments: readonly string[];
}

function readScored(scored: Scored, name: string, register: IdRegister): Read {
  const open = openInput(scored, name);
  const rejector = createRejector(name);
  const ids = readIds(open.needed("customerId"), "customerId", rejector);
  const segments = readTexts(open.needed("segment"), "segment", rejector, false) as readonly string[];
  const seen = new Set<number>();
  const customers = Int32Array.from(ids, (id, row) => {
    const number = register.number(id);
    if (seen.has(number)) {
      throw new ScoringError(
        "duplicate",
        [name, row, "customerId"],
        "each customer once",
        "an id a second time",
      );
    }
    seen.add(number);
    return number;
  });
  return { customers, segments };
}

/** The segment's number of each customer, -1 for who is not there. */
function codesOf(read: Read, segments: readonly string[], customers: number): Int32Array {
  const numbers = new Map(segments.map((segment, s) => [segment, s]));
  const codes = new Int32Array(customers).fill(-1);
  read.customers.forEach((customer, row) => {
    codes[customer] = numbers.get(read.segments[row] as string) as number;
  });
  return codes;
}

/** Customers a segment, of those that are in the one scoring and not in the other. */
function onlyIn(codes: Int32Array, others: Int32Array, size: number): number[] {
  const counts = new Array<number>(size).fill(0);
  codes.forEach((code, i) => {
    if (others[i] === -1) counts[code] = (counts[code] as number) + 1;
  });
  return counts;
}

function sumMoves(
  counts: Float64Array,
  size: number,
): { customers: number; stayed: number; up: number; down: number } {
  const moves = { customers: 0, stayed: 0, up: 0, down: 0 };
  counts.forEach((count, cell) => {
    const from = Math.floor(cell / size);
    const to = cell % size;
    moves.customers += count;
    if (from === to) moves.stayed += count;
    else if (to < from) moves.up += count;
    else moves.down += count;
  });
  return moves;
}

function total(counts: readonly number[]): number {
  return counts.reduce((sum, count) => sum + count, 0);
}
