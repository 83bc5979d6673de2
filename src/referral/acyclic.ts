import type { Claims } from "./claims.ts";
import { pickIntegers } from "./pick.ts";

/** Claims without circles. */
export interface Acyclic {
  readonly claims: Claims;
  /** All people, each after everyone they brought. */
  readonly order: Int32Array;
  /** The circle each person was on, numbered from 0; -1: none. Absent where there is no circle. */
  readonly circles: Int32Array | undefined;
  /** Claims between people of one circle, taken out. */
  readonly circular: number;
}

/**
 * Takes out the claims between people who brought each other in a circle: none of them can be the
 * first. O(claims + people), no recursion.
 */
export function withoutCircles(claims: Claims): Acyclic {
  const order = orderUpwards(claims);
  if (order.length === claims.people) return { claims, order, circles: undefined, circular: 0 };
  const circles = findCircles(claims);
  const { people, offsets, referrers, rows } = claims;
  const starts = new Int32Array(people + 1);
  const kept = new Int32Array(referrers.length);
  let count = 0;
  for (let v = 0; v < people; v += 1) {
    starts[v] = count;
    const circle = circles[v] as number;
    for (let i = offsets[v] as number; i < (offsets[v + 1] as number); i += 1) {
      if (circle >= 0 && circles[referrers[i] as number] === circle) continue;
      kept[count] = i;
      count += 1;
    }
  }
  starts[people] = count;
  const places = kept.subarray(0, count);
  const left: Claims = {
    ...claims,
    offsets: starts,
    referrers: pickIntegers(referrers, places),
    rows: pickIntegers(rows, places),
  };
  return { claims: left, order: orderUpwards(left), circles, circular: referrers.length - count };
}

/**
 * People in an order in which everyone comes after those they brought; who is on a circle, or above
 * one, is left out.
 *
 * @see Kahn (1962), Topological sorting of large networks, Communications of the ACM 5(11).
 */
function orderUpwards({ people, offsets, referrers }: Claims): Int32Array {
  const waiting = new Int32Array(people);
  for (let i = 0; i < referrers.length; i += 1) {
    const referrer = referrers[i] as number;
    waiting[referrer] = (waiting[referrer] as number) + 1;
  }
  const order = new Int32Array(people);
  let end = 0;
  for (let v = 0; v < people; v += 1) {
    if (waiting[v] !== 0) continue;
    order[end] = v;
    end += 1;
  }
  for (let at = 0; at < end; at += 1) {
    const v = order[at] as number;
    for (let i = offsets[v] as number; i < (offsets[v + 1] as number); i += 1) {
      const referrer = referrers[i] as number;
      const left = (waiting[referrer] as number) - 1;
      waiting[referrer] = left;
      if (left !== 0) continue;
      order[end] = referrer;
      end += 1;
    }
  }
  return order.subarray(0, end);
}

/**
 * Strongly connected components of two or more people, numbered from 0; -1 for everyone else.
 *
 * @see Tarjan (1972), Depth-first search and linear graph algorithms, SIAM Journal on Computing 1(2),
 * with a stack of its own in place of recursion.
 */
function findCircles({ people, offsets, referrers }: Claims): Int32Array {
  const circles = new Int32Array(people).fill(-1);
  const index = new Int32Array(people);
  const lowest = new Int32Array(people);
  const next = offsets.slice(0, people);
  const path = new Int32Array(people);
  const open = new Int32Array(people);
  const isOpen = new Uint8Array(people);
  let visited = 0;
  let opened = 0;
  let found = 0;
  for (let root = 0; root < people; root += 1) {
    if (index[root] !== 0) continue;
    let depth = 0;
    path[0] = root;
    while (depth >= 0) {
      const v = path[depth] as number;
      if (index[v] === 0) {
        visited += 1;
        index[v] = visited;
        lowest[v] = visited;
        open[opened] = v;
        opened += 1;
        isOpen[v] = 1;
      }
      const i = next[v] as number;
      if (i < (offsets[v + 1] as number)) {
        next[v] = i + 1;
        const w = referrers[i] as number;
        if (index[w] === 0) {
          depth += 1;
          path[depth] = w;
        } else if (isOpen[w] === 1) {
          lowest[v] = Math.min(lowest[v] as number, index[w] as number);
        }
        continue;
      }
      if (lowest[v] === index[v]) {
        const circular = open[opened - 1] !== v;
        let w = -1;
        while (w !== v) {
          opened -= 1;
          w = open[opened] as number;
          isOpen[w] = 0;
          if (circular) circles[w] = found;
        }
        if (circular) found += 1;
      }
      depth -= 1;
      if (depth >= 0) {
        const above = path[depth] as number;
        lowest[above] = Math.min(lowest[above] as number, lowest[v] as number);
      }
    }
  }
  return circles;
}
