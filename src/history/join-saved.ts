import { describeValue } from "../core/describe.ts";
import { ScoringError } from "../core/error.ts";
import { checkSaved, type SavedHistory, SUMS, WHOLE } from "./saved-history.ts";
import { createTally, REFUNDS } from "./state.ts";

/**
 * A saved history taken apart: a state for each customer, as a store keeps them and `updateCustomer`
 * takes them. Counts of rows and rejected rows belong to the whole and are not in the parts.
 *
 * @throws A {@link ScoringError} as a fold's `load`.
 */
export function splitSaved(saved: SavedHistory): ReadonlyMap<string, SavedHistory> {
  checkSaved(saved);
  const { customerId, records, sums, refunds } = saved;
  const openDays: number[][] = customerId.map(() => []);
  for (let i = 0; i < saved.openDays.length; i += 2) {
    (openDays[saved.openDays[i] as number] as number[]).push(0, saved.openDays[i + 1] as number);
  }
  const orderKeys = keysByCustomer(saved.orderKeys);
  const parts = new Map<string, SavedHistory>();
  for (let c = 0; c < customerId.length; c += 1) {
    const id = customerId[c] as string;
    parts.set(id, {
      ...saved,
      customerId: [id],
      records: records.slice(c * WHOLE, (c + 1) * WHOLE),
      sums: sums.slice(c * SUMS, (c + 1) * SUMS),
      refunds: refunds.slice(c * REFUNDS, (c + 1) * REFUNDS),
      openDays: openDays[c] as number[],
      orderKeys: orderKeys === null ? null : (orderKeys.get(id) ?? []),
      tally: createTally(),
      rejected: [],
    });
  }
  return parts;
}

/** A key begins with the customer it belongs to. */
function keysByCustomer(keys: readonly string[] | null): Map<string, string[]> | null {
  if (keys === null) return null;
  const found = new Map<string, string[]>();
  for (const key of keys) {
    const id = customerOfKey(key);
    const list = found.get(id);
    if (list === undefined) found.set(id, [key]);
    else list.push(key);
  }
  return found;
}

function customerOfKey(key: string): string {
  try {
    return (JSON.parse(key) as [string])[0];
  } catch {
    throw new ScoringError("wrong_type", ["saved", "orderKeys"], "keys as they were saved", "another text");
  }
}

/**
 * One saved history of the states of different customers.
 *
 * @throws A {@link ScoringError} with `conflict` for states of different kinds, seals or currencies, `empty`
 * for none, and as a fold's `load`.
 */
export function joinSaved(parts: Iterable<SavedHistory>): SavedHistory {
  let first: SavedHistory | undefined;
  let currency: string | null = null;
  const customerId: string[] = [];
  const records: number[] = [];
  const sums: number[] = [];
  const refunds: number[] = [];
  const openDays: number[] = [];
  const orderKeys: string[] = [];
  const given = parts as unknown;
  if (typeof given !== "object" || given === null || !(Symbol.iterator in given)) {
    throw new ScoringError("wrong_type", ["parts"], "an iterable of saved states", describeValue(given));
  }
  for (const part of parts) {
    checkSaved(part);
    first ??= part;
    checkAlike(first, part, currency);
    currency ??= part.currency;
    const shift = customerId.length;
    append(customerId, part.customerId);
    append(records, part.records);
    append(sums, part.sums);
    const given =
      part.refunds.length > 0 ? part.refunds : new Array<number>(part.customerId.length * REFUNDS).fill(0);
    append(refunds, given);
    for (let i = 0; i < part.openDays.length; i += 2) {
      openDays.push((part.openDays[i] as number) + shift, part.openDays[i + 1] as number);
    }
    append(orderKeys, part.orderKeys ?? []);
  }
  if (first === undefined) throw new ScoringError("empty", ["parts"], "at least one state", "none");
  return {
    ...first,
    currency,
    customerId,
    records,
    sums,
    refunds: refunds.some((value) => value !== 0) ? refunds : [],
    openDays,
    orderKeys: first.orderKeys === null ? null : orderKeys,
    tally: createTally(),
    rejected: [],
  };
}

function checkAlike(first: SavedHistory, part: SavedHistory, currency: string | null): void {
  const alike = part.order === first.order && part.sealedBefore === first.sealedBefore;
  const both = (part.orderKeys === null) === (first.orderKeys === null);
  if (!alike || !both || (currency !== null && part.currency !== null && part.currency !== currency)) {
    throw new ScoringError("conflict", ["parts"], "states of one kind, seal and currency", "different ones");
  }
}

/** A spread call would put all of a long list on the stack. */
function append<T>(to: T[], from: readonly T[]): void {
  for (let i = 0; i < from.length; i += 1) to.push(from[i] as T);
}
