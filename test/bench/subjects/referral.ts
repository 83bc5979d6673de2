/**
 * Referral credit, several referrers of one person sharing equally.
 *
 * @module
 */
import { referralCredit } from "../../../src/referral/index.ts";
import { readInts } from "../harness/files.ts";
import { customerIdOf } from "../harness/generate-log.ts";
import type { Subject, Trial } from "../harness/subject.ts";

/** What a step of the cascade leaves. */
export const DECAY = 0.5;

const OPTIONS = { decay: DECAY, several: "split" } as const;

function readNetwork(folder: string) {
  const from = readInts(folder, "from");
  const to = readInts(folder, "to");
  const [people = 0] = readInts(folder, "people");
  const ids = Array.from({ length: people }, (_, i) => customerIdOf(i));
  return { from, to, ids, values: Float64Array.from(ids, (_, i) => (i * 7919) % 1000) };
}

/** Edges and values as row objects. */
export function networkRows(folder: string) {
  const { from, to, ids, values } = readNetwork(folder);
  return {
    edges: Array.from(from, (referrer, e) => ({
      referrerId: ids[referrer] as string,
      refereeId: ids[to[e] as number] as string,
    })),
    values: ids.map((customerId, i) => ({ customerId, value: values[i] as number })),
  };
}

export const columns: Subject = (folder) => {
  const { from, to, ids, values: value } = readNetwork(folder);
  const edges = {
    columns: { referrerId: { codes: from, values: ids }, refereeId: { codes: to, values: ids } },
  };
  const customerId = { codes: Int32Array.from(ids.keys()), values: ids };
  const values = { columns: { customerId, value } };
  return creditTrial(() => {
    const made = referralCredit(edges, values, OPTIONS).columns;
    return { ids: made.customerId, credit: made.credit };
  });
};

export const rows: Subject = (folder) => {
  const { edges, values } = networkRows(folder);
  return creditTrial(() => {
    const made = referralCredit(edges, values, OPTIONS).columns;
    return { ids: made.customerId, credit: made.credit };
  });
};

/** Credit in the order of the people's numbers. */
export function creditTrial(
  run: () => { readonly ids: readonly string[]; readonly credit: ArrayLike<number> },
): Trial {
  let made: ReturnType<typeof run> = { ids: [], credit: [] };
  return {
    run: () => {
      made = run();
    },
    found: () => {
      const credit = new Float64Array(made.ids.length);
      made.ids.forEach((id, i) => {
        credit[Number(id.slice(1))] = made.credit[i] as number;
      });
      return { credit };
    },
  };
}
