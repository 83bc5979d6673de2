import { pickIntegers } from "./pick.ts";
import type { Edges } from "./read-edges.ts";

/**
 * The claims that are left when self-referrals and repetitions are gone, by referee: those of person
 * `v` stand at `offsets[v]` to `offsets[v + 1]`.
 */
export interface Claims {
  readonly people: number;
  readonly offsets: Int32Array;
  readonly referrers: Int32Array;
  /** Row of each claim in the input. */
  readonly rows: Int32Array;
  /** Claims of somebody by themselves. */
  readonly selfReferrals: number;
  /** Rows that repeat a claim. */
  readonly duplicates: number;
}

/** Groups claims by referee. Of rows that say the same, the earliest stays. O(edges + people). */
export function groupClaims(edges: Edges): Claims {
  const { referrers, referees, register } = edges;
  const people = register.size;
  const starts = new Int32Array(people + 1);
  let selfReferrals = 0;
  for (let e = 0; e < referrers.length; e += 1) {
    const referee = referees[e] as number;
    if (referee < 0) continue;
    if (referee === referrers[e]) selfReferrals += 1;
    else starts[referee + 1] = (starts[referee + 1] as number) + 1;
  }
  for (let v = 0; v < people; v += 1) starts[v + 1] = (starts[v + 1] as number) + (starts[v] as number);
  const grouped = groupRows(edges, starts);
  const kept = dropRepeated(edges, starts, grouped);
  return {
    people,
    offsets: starts,
    referrers: grouped.referrers.subarray(0, kept),
    rows: grouped.rows.subarray(0, kept),
    selfReferrals,
    duplicates: grouped.rows.length - kept,
  };
}

/** Claims by referee: the row and, beside it, the referrer, so that nobody has to look into the input again. */
interface Grouped {
  readonly rows: Int32Array;
  readonly referrers: Int32Array;
}

function groupRows(edges: Edges, starts: Int32Array): Grouped {
  const next = starts.slice();
  const length = starts[starts.length - 1] as number;
  const grouped = { rows: new Int32Array(length), referrers: new Int32Array(length) };
  placeRows(edges, next, grouped);
  return grouped;
}

function placeRows({ referrers, referees }: Edges, next: Int32Array, grouped: Grouped): void {
  for (let e = 0; e < referrers.length; e += 1) {
    const referee = referees[e] as number;
    const referrer = referrers[e] as number;
    if (referee < 0 || referee === referrer) continue;
    const at = next[referee] as number;
    next[referee] = at + 1;
    grouped.rows[at] = e;
    grouped.referrers[at] = referrer;
  }
}

/** Moves the claims that stay to the front and `starts` with them; says how many stay. */
function dropRepeated({ times, register }: Edges, starts: Int32Array, { rows, referrers }: Grouped): number {
  const people = register.size;
  /** Where the claim of a referrer on the person at hand was put. */
  const place = new Int32Array(people).fill(-1);
  let kept = 0;
  let from = 0;
  for (let v = 0; v < people; v += 1) {
    const to = starts[v + 1] as number;
    const first = kept;
    for (let i = from; i < to; i += 1) {
      const row = rows[i] as number;
      const referrer = referrers[i] as number;
      const before = place[referrer] as number;
      if (before >= first) {
        if (times !== undefined && isEarlier(times, row, rows[before] as number)) rows[before] = row;
        continue;
      }
      place[referrer] = kept;
      rows[kept] = row;
      referrers[kept] = referrer;
      kept += 1;
    }
    starts[v] = first;
    from = to;
  }
  starts[people] = kept;
  return kept;
}

/** Is the first row dated before the second? Undated rows come after dated ones. */
export function isEarlier(times: Float64Array, row: number, other: number): boolean {
  const a = times[row] as number;
  const b = times[other] as number;
  return a < b || (!Number.isNaN(a) && Number.isNaN(b));
}

/**
 * The claims with one for each referee: the earliest; of equally early ones that of the least id, so
 * that the order of rows decides nothing.
 */
export function earliestClaims(claims: Claims, edges: Edges): Claims {
  const { people, offsets, referrers, rows } = claims;
  const { times, register } = edges;
  const starts = new Int32Array(people + 1);
  const chosen = new Int32Array(people);
  let kept = 0;
  for (let v = 0; v < people; v += 1) {
    starts[v] = kept;
    let best = offsets[v] as number;
    const to = offsets[v + 1] as number;
    if (best === to) continue;
    for (let i = best + 1; i < to; i += 1) {
      if (comesBefore(i, best, rows, referrers, times, register.ids)) best = i;
    }
    chosen[kept] = best;
    kept += 1;
  }
  starts[people] = kept;
  const places = chosen.subarray(0, kept);
  return {
    ...claims,
    offsets: starts,
    referrers: pickIntegers(referrers, places),
    rows: pickIntegers(rows, places),
  };
}

/** Does claim `a` come before claim `b`, by time and then by the referrer's id? */
export function comesBefore(
  a: number,
  b: number,
  rows: Int32Array,
  referrers: Int32Array,
  times: Float64Array | undefined,
  ids: readonly string[],
): boolean {
  if (times !== undefined) {
    if (isEarlier(times, rows[a] as number, rows[b] as number)) return true;
    if (isEarlier(times, rows[b] as number, rows[a] as number)) return false;
  }
  return (ids[referrers[a] as number] as string) < (ids[referrers[b] as number] as string);
}
