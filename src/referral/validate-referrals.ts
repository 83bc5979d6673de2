import { createTimeReader } from "../calendar/time-reader.ts";
import { checkNumber, checkOneOf, checkOptions } from "../core/check-options.ts";
import type { ReferralEdge } from "../core/records.ts";
import { createTable } from "../core/table.ts";
import type { Input, Table } from "../core/types.ts";
import { withoutCircles } from "./acyclic.ts";
import { findBursts } from "./bursts.ts";
import { type Claims, comesBefore, earliestClaims, groupClaims } from "./claims.ts";
import { compareWithOrders } from "./compare-with-orders.ts";
import { pickIds } from "./pick.ts";
import { type Edges, readEdges, rejectedOf } from "./read-edges.ts";
import type {
  MultipleReferrers,
  ReferralPair,
  ReferralReport,
  ValidateReferralsOptions,
} from "./report-types.ts";

/**
 * Looks through referrals for what cannot be, or should be looked at: self-referrals, circles, several
 * referrers of one person, unknown ids, claims before the first order, bursts. O(edges + people).
 *
 * Of several referrers the earliest is kept (dated before undated; then the lesser id). Circles are
 * looked for among what is kept: a circle that only a later claim would close is reported as that
 * claim. The order of edges decides nothing.
 *
 * @throws A {@link ScoringError} with `missing`, `wrong_type`, `invalid_date`, `no_offset`,
 * `out_of_range` or `unknown_name`.
 * @example
 * ```ts
 * const edges = [
 *   { referrerId: "A", refereeId: "B" },
 *   { referrerId: "B", refereeId: "C" },
 *   { referrerId: "C", refereeId: "A" },
 *   { referrerId: "D", refereeId: "D" },
 *   { referrerId: "E", refereeId: "F" },
 *   { referrerId: "G", refereeId: "F" },
 * ];
 * const report = validateReferrals(edges);
 * report.selfReferrals; // => ["D"]
 * report.cycles; // => [["A", "B", "C"]]
 * report.multipleReferrers; // => [{ refereeId: "F", referrers: ["E", "G"], kept: "E" }]
 * report.valid.toRows(); // => [{ referrerId: "E", refereeId: "F" }]
 * ```
 */
export function validateReferrals(
  edges: Input<ReferralEdge>,
  options: ValidateReferralsOptions = {},
): ReferralReport {
  options = checkOptions(options, ["customers", "burst", "onInvalid", "fields", "timeZone", "numericTime"]);
  const { referrals = 10, days = 1 } = checkOptions<Partial<NonNullable<ValidateReferralsOptions["burst"]>>>(
    options.burst ?? {},
    ["referrals", "days"],
    ["options", "burst"],
  );
  checkNumber(referrals, ["options", "burst", "referrals"], { min: 2, integer: true });
  checkNumber(days, ["options", "burst", "days"], { min: 0 });
  const fields = checkOptions(options.fields ?? {}, ["edges", "customers"], ["options", "fields"]);
  const onInvalid = checkOneOf(options.onInvalid ?? "throw", ["throw", "collect"], ["options", "onInvalid"]);
  const time = createTimeReader(options);
  const read = readEdges(edges, { time, onInvalid, fields: fields.edges });
  const { ids } = read.register;
  const all = groupClaims(read);
  const kept = earliestClaims(all, read);
  const { claims, circles } = withoutCircles(kept);
  const compared = compareWithOrders(read, options.customers, time, fields.customers);
  return {
    given: read.input.length,
    valid: validPairs(claims, ids),
    selfReferrals: selfReferrers(read),
    cycles: circles === undefined ? [] : listCycles(kept, circles, ids),
    multipleReferrers: listSeveral(all, read),
    duplicates: all.duplicates,
    ...compared,
    bursts: findBursts(read, referrals, days),
    rejected: rejectedOf(read),
  };
}

/** Positions of `values` in ascending order of id. */
function sortedById(people: Int32Array, ids: readonly string[]): Int32Array {
  return people.sort((a, b) => ((ids[a] as string) < (ids[b] as string) ? -1 : 1));
}

function validPairs({ people, offsets, referrers }: Claims, ids: readonly string[]): Table<ReferralPair> {
  const referees = new Int32Array(referrers.length);
  let count = 0;
  for (let v = 0; v < people; v += 1) {
    if (offsets[v] === offsets[v + 1]) continue;
    referees[count] = v;
    count += 1;
  }
  sortedById(referees, ids);
  return createTable<ReferralPair>({
    length: count,
    columns: {
      referrerId: () => Array.from(referees, (v) => ids[referrers[offsets[v] as number] as number] as string),
      refereeId: () => pickIds(ids, referees),
    },
    id: "refereeId",
  });
}

function selfReferrers({ referrers, referees, register }: Edges): string[] {
  const found = new Set<number>();
  for (let e = 0; e < referrers.length; e += 1) {
    const referrer = referrers[e] as number;
    if (referrer >= 0 && referrer === referees[e]) found.add(referrer);
  }
  return Array.from(found, (v) => register.ids[v] as string).sort();
}

/** Each circle once, down from its least id: everyone has one referrer, so one walk up goes round it. */
function listCycles(kept: Claims, circles: Int32Array, ids: readonly string[]): string[][] {
  const { people, offsets, referrers } = kept;
  const done = new Set<number>();
  const cycles: string[][] = [];
  for (let start = 0; start < people; start += 1) {
    const circle = circles[start] as number;
    if (circle < 0 || done.has(circle)) continue;
    done.add(circle);
    const upwards: string[] = [];
    let least = 0;
    let v = start;
    do {
      if (upwards.length > 0 && (ids[v] as string) < (upwards[least] as string)) least = upwards.length;
      upwards.push(ids[v] as string);
      v = referrers[offsets[v] as number] as number;
    } while (v !== start);
    const downwards = upwards.slice(0, least + 1).reverse();
    for (let i = upwards.length - 1; i > least; i -= 1) downwards.push(upwards[i] as string);
    cycles.push(downwards);
  }
  return cycles.sort((a, b) => ((a[0] as string) < (b[0] as string) ? -1 : 1));
}

function listSeveral({ people, offsets, referrers, rows }: Claims, edges: Edges): MultipleReferrers[] {
  const { ids } = edges.register;
  const found: MultipleReferrers[] = [];
  for (let v = 0; v < people; v += 1) {
    const from = offsets[v] as number;
    const to = offsets[v + 1] as number;
    if (to - from < 2) continue;
    const claims = Array.from({ length: to - from }, (_none, i) => from + i);
    claims.sort((a, b) => (comesBefore(a, b, rows, referrers, edges.times, ids) ? -1 : 1));
    const names = claims.map((i) => ids[referrers[i] as number] as string);
    found.push({ refereeId: ids[v] as string, referrers: names, kept: names[0] as string });
  }
  return found.sort((a, b) => (a.refereeId < b.refereeId ? -1 : 1));
}
