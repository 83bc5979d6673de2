import type { TimeReader } from "../calendar/time-reader.ts";
import { openInput } from "../core/open-input.ts";
import { createCodeReader } from "../core/read-codes.ts";
import { createRejector } from "../core/rejector.ts";
import { type Edges, readTimes, timeCells } from "./read-edges.ts";
import type { ReferralPair, ReferralReport } from "./report-types.ts";

type Compared = Pick<ReferralReport, "unknownIds" | "beforeFirstOrder" | "beforeOwnOrder">;

/** Looks up the people in edges among the customers, and claims beside first orders. */
export function compareWithOrders(
  edges: Edges,
  customers: unknown,
  time: TimeReader,
  fields: { readonly [field: string]: string } | undefined,
): Compared {
  const nothing: Compared = { unknownIds: [], beforeFirstOrder: [], beforeOwnOrder: [] };
  if (customers === undefined) return nothing;
  const { register, referrers, referees, times } = edges;
  const input = openInput(customers, "customers", fields);
  const rejector = createRejector("customers");
  const codes = new Int32Array(input.length);
  createCodeReader(input.needed("customerId"), "customerId", register, rejector)(0, input.length, codes);
  const known = new Uint8Array(register.size);
  for (const code of codes) known[code] = 1;
  const unknown = new Set<number>();
  for (let e = 0; e < referrers.length; e += 1) {
    for (const v of [referrers[e] as number, referees[e] as number])
      if (v >= 0 && known[v] === 0) unknown.add(v);
  }
  const unknownIds = Array.from(unknown, (v) => register.ids[v] as string).sort();

  const column = input.column("firstPurchase");
  if (times === undefined || column === undefined) return { ...nothing, unknownIds };
  const orders = readTimes(column, time, "firstPurchase", rejector);
  const cells = timeCells(column);
  /** First order of each person; Infinity: not yet; NaN: nobody knows. */
  const first = new Float64Array(register.size).fill(Number.NaN);
  for (let i = 0; i < codes.length; i += 1) {
    const dated = orders === undefined ? Number.NaN : (orders[i] as number);
    first[codes[i] as number] = cells[i] === null ? Number.POSITIVE_INFINITY : dated;
  }
  const early = (whose: Int32Array): ReferralPair[] => {
    const found: ReferralPair[] = [];
    for (let e = 0; e < referrers.length; e += 1) {
      const v = whose[e] as number;
      if (v < 0 || referrers[e] === referees[e] || !((times[e] as number) < (first[v] as number))) continue;
      found.push({
        referrerId: register.ids[referrers[e] as number] as string,
        refereeId: register.ids[referees[e] as number] as string,
      });
    }
    return found.sort(byPair);
  };
  return { unknownIds, beforeFirstOrder: early(referees), beforeOwnOrder: early(referrers) };
}

function byPair(a: ReferralPair, b: ReferralPair): number {
  if (a.refereeId !== b.refereeId) return a.refereeId < b.refereeId ? -1 : 1;
  return a.referrerId < b.referrerId ? -1 : 1;
}
