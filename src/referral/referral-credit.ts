/**
 * What a customer is worth through the people they bring: who brought whom as a graph, and the value of
 * those who came handed up to those who brought them.
 *
 * @module
 */
import { createTimeReader, type TimeOptions } from "../calendar/time-reader.ts";
import { checkNumber, checkOneOf, checkOptions } from "../core/check-options.ts";
import { describeValue } from "../core/describe.ts";
import { ScoringError } from "../core/error.ts";
import type { ReferralEdge } from "../core/records.ts";
import { createTable } from "../core/table.ts";
import type { Id, Input, OnInvalid, Rejection, Table } from "../core/types.ts";
import { orderById } from "../history/id-order.ts";
import { sumOf } from "../math/sums.ts";
import { type Acyclic, withoutCircles } from "./acyclic.ts";
import { cascade, depths, directReferrals, networks } from "./cascade.ts";
import { type Claims, earliestClaims, groupClaims } from "./claims.ts";
import { pickIds, pickNumbers } from "./pick.ts";
import { type Edges, readEdges, rejectedOf } from "./read-edges.ts";
import { type PersonValues, readPersonValues } from "./read-values.ts";

/** What a customer is worth. */
export interface CustomerValue {
  /** Who. */
  readonly customerId: Id;
  /** Lifetime value or contribution; null where it is not known. */
  readonly value: number | null | undefined;
}

/** Who is credited where several say that they brought somebody. */
export type SeveralReferrers = "earliest" | "split";

/** Options of {@link referralCredit}. */
export interface ReferralCreditOptions extends TimeOptions {
  /** What is left of the credit at each further step, 0 … 1. Default 0.5; 0 credits direct referrals only. */
  readonly decay?: number;
  /** Hand out just the value that was brought in. Default true; without it the totals count money several times. */
  readonly normalise?: boolean;
  /** Of several referrers of one person: the earliest alone (default), or all of them in equal parts. */
  readonly several?: SeveralReferrers;
  /** A bad edge ends with an error (default), or is set aside in `rejected`. */
  readonly onInvalid?: OnInvalid;
  /** Our field names to the host's, by input. */
  readonly fields?: {
    readonly edges?: { readonly [field: string]: string };
    readonly values?: { readonly [field: string]: string };
  };
}

/** A customer's line. */
export interface ReferralCreditRow {
  /** Who. */
  readonly customerId: string;
  /** People they brought themselves. */
  readonly referrals: number;
  /** People they brought, directly or through others; parts where several share one. */
  readonly network: number;
  /** How many stand above them: 0 for who came alone; the longest way where several brought them. */
  readonly depth: number;
  /** Their own value; null where it is not known. */
  readonly value: number | null;
  /** What they are credited for those they brought. */
  readonly credit: number;
}

/** What stands beside the lines. */
export interface ReferralCreditFacts {
  /** Sum of all credit. */
  readonly creditedTotal: number;
  /** Value of the people whom somebody brought. With `normalise` the two are equal. */
  readonly valueTotal: number;
  /** People whom somebody brought and whose value is not known: they bring no credit. */
  readonly withoutValue: number;
  /** Edges in the input. */
  readonly given: number;
  /** Edges that credit went along. */
  readonly used: number;
  /** Edges of somebody to themselves, left out. */
  readonly selfReferrals: number;
  /** Edges that repeat another, left out. */
  readonly duplicates: number;
  /** Edges of later referrers, left out (with `several: "earliest"`). */
  readonly laterClaims: number;
  /** Edges between people who brought each other in a circle, left out. */
  readonly circular: number;
  /** Edges set aside, with `onInvalid: "collect"`. */
  readonly rejected: readonly Rejection[];
}

/** A line per customer, by ascending id: all who are in an edge or have a value. */
export type ReferralCredit = Table<ReferralCreditRow> & ReferralCreditFacts;

/**
 * Credit for the people brought, directly and through others, to any depth. O(edges + people).
 *
 * An ancestor d steps up gets `decay^(d-1)` of a person's value. Normalised, those weights are divided
 * by their sum over all of that person's ancestors: then no money is handed out twice, and the credits
 * sum to the value of the people who were brought. They are still the same money as those people's own
 * value: rank referrers by credit, do not add it to the value of the base.
 *
 * Self-referrals, repetitions and circles are left out and counted; `validateReferrals` names them. Of
 * several referrers the earliest counts (dated before undated; then the lesser id). The order of edges
 * decides nothing.
 *
 * @throws A {@link ScoringError} with `missing`, `wrong_type`, `invalid_date`, `no_offset`,
 * `not_finite`, `out_of_range`, `unknown_name`, or `duplicate` for a customer with two values.
 * @example
 * ```ts
 * const edges = [
 *   { referrerId: "ann", refereeId: "bob" },
 *   { referrerId: "bob", refereeId: "cem" },
 * ];
 * const values = [
 *   { customerId: "bob", value: 100 },
 *   { customerId: "cem", value: 60 },
 * ];
 * // Of cem's 60, bob gets 1 part and ann half a part.
 * const shared = referralCredit(edges, values, { decay: 0.5 });
 * shared.columns.customerId; // => ["ann", "bob", "cem"]
 * shared.columns.credit; // => Float64Array.of(120, 40, 0)
 * shared.creditedTotal; // => 160
 * referralCredit(edges, values, { decay: 0.5, normalise: false }).columns.credit;
 * // => Float64Array.of(130, 60, 0)
 * ```
 * @see Hogan, Lemon & Libai (2004), Quantifying the ripple: word-of-mouth and advertising
 * effectiveness, Journal of Advertising Research 44(3).
 */
export function referralCredit(
  edges: Input<ReferralEdge>,
  values: Input<CustomerValue>,
  options: ReferralCreditOptions = {},
): ReferralCredit {
  options = checkOptions(options, [
    "decay",
    "normalise",
    "several",
    "onInvalid",
    "fields",
    "timeZone",
    "numericTime",
  ]);
  const decay = checkNumber(options.decay ?? 0.5, ["options", "decay"], { min: 0, max: 1 });
  const normalise = checkFlag(options.normalise ?? true, "normalise");
  const several = checkSeveral(options.several);
  checkOptions(options.fields ?? {}, ["edges", "values"], ["options", "fields"]);
  const onInvalid = checkOneOf(options.onInvalid ?? "throw", ["throw", "collect"], ["options", "onInvalid"]);
  const time = several === "earliest" ? createTimeReader(options) : undefined;
  const read = readEdges(edges, { time, onInvalid, fields: options.fields?.edges });
  const people = readPersonValues(values, read, options.fields?.values);
  const all = groupClaims(read);
  const chosen = several === "earliest" ? earliestClaims(all, read) : all;
  return creditTable(read, people, all, chosen, withoutCircles(chosen), decay, normalise);
}

/** The way to credit several referrers, if it is one. */
export function checkSeveral(several: unknown): SeveralReferrers {
  return checkOneOf(several ?? "earliest", ["earliest", "split"], ["options", "several"]);
}

function checkFlag(value: unknown, name: string): boolean {
  if (typeof value === "boolean") return value;
  throw new ScoringError("wrong_type", ["options", name], "true or false", describeValue(value));
}

function creditTable(
  edges: Edges,
  people: PersonValues,
  all: Claims,
  chosen: Claims,
  acyclic: Acyclic,
  decay: number,
  normalise: boolean,
): ReferralCredit {
  const { ids } = edges.register;
  const { referrers } = acyclic.claims;
  const known = knownValues(people.values);
  const credit = cascade(acyclic, known, decay, normalise);
  const order = orderOf(edges, people);
  const { brought, withoutValue } = broughtValues(acyclic.claims, people.values, known);
  const pick = (column: () => ArrayLike<number>) => (): Float64Array => pickNumbers(column(), order);
  const made = createTable<ReferralCreditRow>({
    length: order.length,
    columns: {
      customerId: () => pickIds(ids, order),
      referrals: pick(() => directReferrals(acyclic)),
      network: pick(() => networks(acyclic)),
      depth: pick(() => depths(acyclic)),
      value: pick(() => people.values),
      credit: pick(() => credit),
    },
  });
  return Object.assign(made, {
    creditedTotal: sumOf(credit),
    valueTotal: sumOf(brought),
    withoutValue,
    given: edges.input.length,
    used: referrers.length,
    selfReferrals: all.selfReferrals,
    duplicates: all.duplicates,
    laterClaims: all.referrers.length - chosen.referrers.length,
    circular: acyclic.circular,
    rejected: rejectedOf(edges),
  });
}

/** The values with 0 for what is not known. */
function knownValues(values: Float64Array): Float64Array {
  const known = new Float64Array(values.length);
  for (let v = 0; v < known.length; v += 1) known[v] = (values[v] as number) || 0;
  return known;
}

/** The value of each person whom somebody brought, 0 for others; and for how many of them it is not known. */
function broughtValues(
  { offsets }: Claims,
  values: Float64Array,
  known: Float64Array,
): { readonly brought: Float64Array; readonly withoutValue: number } {
  const brought = new Float64Array(values.length);
  let withoutValue = 0;
  for (let v = 0; v < values.length; v += 1) {
    if (offsets[v] === offsets[v + 1]) continue;
    brought[v] = known[v] as number;
    if (Number.isNaN(values[v])) withoutValue += 1;
  }
  return { brought, withoutValue };
}

/** Everyone who has a line, by ascending id: as they are numbered, where a dictionary of rising ids numbers them. */
function orderOf(edges: Edges, people: PersonValues): Int32Array {
  const { ids } = edges.register;
  const seen = listed(edges, people);
  if (edges.adopted === undefined || edges.adopted.length < ids.length) {
    return orderById(ids, (v) => seen[v] === 1);
  }
  const order = new Int32Array(ids.length);
  let count = 0;
  for (let v = 0; v < seen.length; v += 1) {
    if (seen[v] === 0) continue;
    order[count] = v;
    count += 1;
  }
  return order.subarray(0, count);
}

/** Everyone in an edge that was read, and everyone with a value; a dictionary may hold more. */
function listed({ referrers, referees, register }: Edges, { given }: PersonValues): Uint8Array {
  const seen = new Uint8Array(register.size);
  seen.set(given);
  for (let e = 0; e < referrers.length; e += 1) {
    if ((referees[e] as number) < 0) continue;
    seen[referrers[e] as number] = 1;
    seen[referees[e] as number] = 1;
  }
  return seen;
}
