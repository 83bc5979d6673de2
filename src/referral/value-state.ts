import { createIdRegister, type IdRegister } from "../core/read-ids.ts";
import { createTable } from "../core/table.ts";
import type { Rejection } from "../core/types.ts";
import { orderById } from "../history/id-order.ts";
import { addPair } from "../math/sums.ts";
import { pickIds } from "./pick.ts";
import type { ReferralValue, ReferralValueRow } from "./value-types.ts";

/** Numbers of a person: referrals, then sum and rounding of each type. */
const WIDTH = 5;
const COUNT = 0;
const ONE = 1;
const TWO = 3;

/** How a person's line came about. */
const OBSERVED = 1;
const EXPECTED = 2;
/** Has a line, and no referral. */
const LISTED = 4;

/** Referral values while they are summed. */
export interface ValueState {
  readonly register: IdRegister;
  sums: Float64Array;
  bases: Uint8Array;
  used: number;
  beyondHorizon: number;
  invalid: number;
  withoutValue: number;
  /** Who brought somebody of unknown value. */
  readonly incomplete: Set<number>;
  readonly rejected: Rejection[];
}

/** A state that has seen nothing. */
export function createValueState(register: IdRegister = createIdRegister()): ValueState {
  return {
    register,
    sums: new Float64Array(register.size * WIDTH),
    bases: new Uint8Array(register.size),
    used: 0,
    beyondHorizon: 0,
    invalid: 0,
    withoutValue: 0,
    incomplete: new Set(),
    rejected: [],
  };
}

/** Makes room for every registered person. */
export function growValueState(state: ValueState): void {
  const people = state.register.size;
  if (people <= state.bases.length) return;
  const { sums, bases } = state;
  state.sums = new Float64Array(people * WIDTH);
  state.sums.set(sums);
  state.bases = new Uint8Array(people);
  state.bases.set(bases);
}

/** Gives a person a line. */
export function listPerson(state: ValueState, person: number): void {
  state.bases[person] = (state.bases[person] as number) | LISTED;
}

/** Has it been said what to expect of this person? */
export function isExpected(state: ValueState, person: number): boolean {
  return ((state.bases[person] as number) & EXPECTED) !== 0;
}

/** Is a referral of this person observed? */
export function isObserved(state: ValueState, person: number): boolean {
  return ((state.bases[person] as number) & OBSERVED) !== 0;
}

/** Adds an observed referral. */
export function addObserved(state: ValueState, person: number, one: number, two: number): void {
  const at = person * WIDTH;
  state.bases[person] = (state.bases[person] as number) | OBSERVED;
  state.sums[at + COUNT] = (state.sums[at + COUNT] as number) + 1;
  addPair(state.sums, at + ONE, one);
  addPair(state.sums, at + TWO, two);
  state.used += 1;
}

/** Sets what is expected of a person; NaN where it is not known. */
export function setExpected(
  state: ValueState,
  person: number,
  referrals: number,
  one: number,
  two: number,
): void {
  const at = person * WIDTH;
  state.bases[person] = (state.bases[person] as number) | EXPECTED;
  state.sums[at + COUNT] = referrals;
  state.sums[at + ONE] = one;
  state.sums[at + TWO] = two;
}

/** The table of what was summed. */
export function valueTable(state: ValueState): ReferralValue {
  const { register, sums, bases } = state;
  const { ids } = register;
  const order = orderById(ids, (v) => bases[v] !== 0);
  const pick = (of: (v: number) => number) => (): Float64Array => Float64Array.from(order, of);
  const one = (v: number): number =>
    (sums[v * WIDTH + ONE] as number) + (sums[v * WIDTH + ONE + 1] as number);
  const two = (v: number): number =>
    (sums[v * WIDTH + TWO] as number) + (sums[v * WIDTH + TWO + 1] as number);
  const made = createTable<ReferralValueRow>({
    length: order.length,
    columns: {
      customerId: () => pickIds(ids, order),
      basis: () =>
        Array.from(order, (v) => (((bases[v] as number) & EXPECTED) === 0 ? "observed" : "expected")),
      referrals: pick((v) => sums[v * WIDTH + COUNT] as number),
      typeOneValue: pick(one),
      typeTwoValue: pick(two),
      crv: pick((v) => one(v) + two(v)),
    },
  });
  const { used, beyondHorizon, invalid, withoutValue, rejected } = state;
  return Object.assign(made, {
    additive: false as const,
    used,
    beyondHorizon,
    invalid,
    withoutValue,
    incomplete: pickIds(
      ids,
      order.filter((v) => state.incomplete.has(v)),
    ),
    rejected: rejected.slice(),
  });
}
