import { checkNumber, checkOneOf, checkOptions } from "../core/check-options.ts";
import { openInput } from "../core/open-input.ts";
import { readIds } from "../core/read-ids.ts";
import { readNumbers } from "../core/read-numbers.ts";
import { createRejector } from "../core/rejector.ts";
import { createTable } from "../core/table.ts";
import type { Id, Input, Table } from "../core/types.ts";
import { median } from "../math/quantiles.ts";
import { sumOf } from "../math/sums.ts";
import type { EngagementSegment } from "./keys.ts";

/** A customer with both values. */
export interface ClvCrvCustomer {
  /** Who. */
  readonly customerId: Id;
  /** Lifetime value; null where it is not known. */
  readonly clv: number | null | undefined;
  /** Referral value; null where it is not known. */
  readonly crv: number | null | undefined;
}

/** Where high begins. Plain JSON: what was learned from one base sorts another. */
export interface ClvCrvCut {
  readonly clv: number;
  readonly crv: number;
}

/** Options of {@link clvCrvMatrix}. */
export interface ClvCrvOptions {
  /** The median of each (default), the mean of each, or the two values from which on is high. */
  readonly cut?: "median" | "mean" | ClvCrvCut;
}

/** A customer's cell. */
export interface ClvCrvRow {
  readonly customerId: string;
  readonly clv: number | null;
  readonly crv: number | null;
  /** Null where a value is not known. */
  readonly segment: EngagementSegment | null;
}

/** A cell of the matrix. */
export interface ClvCrvCell {
  readonly segment: EngagementSegment;
  /** Customers in it. */
  readonly customers: number;
  /** Sum of their lifetime values. */
  readonly clv: number;
  /** Sum of their referral values. Not to be added to `clv`: see `engagementValue`. */
  readonly crv: number;
}

/** Customers by cell; `cut` is what was used, null where no value is known. */
export type ClvCrvMatrix = Table<ClvCrvRow> & {
  readonly cut: ClvCrvCut | null;
  readonly cells: readonly ClvCrvCell[];
  /** Customers without a segment. */
  readonly unknown: number;
};

const SEGMENTS: readonly EngagementSegment[] = ["champion", "affluent", "advocate", "miser"];

/**
 * Customers by lifetime and referral value: champions (both high), affluents (buy much, bring few),
 * advocates (bring many, buy little), misers (neither). High means at or above the cut.
 *
 * @throws A {@link ScoringError} with `missing`, `wrong_type`, `not_finite` or `unknown_name`.
 * @example
 * ```ts
 * const customers = [
 *   { customerId: "u1", clv: 900, crv: 40 },
 *   { customerId: "u2", clv: 120, crv: 300 },
 *   { customerId: "u3", clv: 800, crv: 260 },
 *   { customerId: "u4", clv: 90, crv: 20 },
 * ];
 * const matrix = clvCrvMatrix(customers);
 * matrix.cut; // => { clv: 460, crv: 150 }
 * matrix.columns.segment; // => ["affluent", "advocate", "champion", "miser"]
 * ```
 * @see Kumar, Petersen & Leone (2007), How valuable is word of mouth?, Harvard Business Review 85(10).
 */
export function clvCrvMatrix(customers: Input<ClvCrvCustomer>, options: ClvCrvOptions = {}): ClvCrvMatrix {
  options = checkOptions(options, ["cut"]);
  const input = openInput(customers, "customers");
  const rejector = createRejector("customers");
  const ids = readIds(input.needed("customerId"), "customerId", rejector);
  const clv = readNumbers(input.needed("clv"), "clv", { nullable: true }, rejector);
  const crv = readNumbers(input.needed("crv"), "crv", { nullable: true }, rejector);
  const cut = cutOf(options.cut ?? "median", clv, crv);
  const segments = ids.map((_id, i) => segmentOf(clv[i] as number, crv[i] as number, cut));
  const made = createTable<ClvCrvRow>({
    length: ids.length,
    columns: {
      customerId: () => ids,
      clv: () => clv,
      crv: () => crv,
      segment: () => segments,
    },
  });
  const cells = SEGMENTS.map((segment) => ({
    segment,
    customers: segments.filter((each) => each === segment).length,
    clv: sumOf(clv.filter((_value, i) => segments[i] === segment)),
    crv: sumOf(crv.filter((_value, i) => segments[i] === segment)),
  }));
  return Object.assign(made, { cut, cells, unknown: segments.filter((each) => each === null).length });
}

function segmentOf(clv: number, crv: number, cut: ClvCrvCut | null): EngagementSegment | null {
  if (cut === null || Number.isNaN(clv) || Number.isNaN(crv)) return null;
  if (clv >= cut.clv) return crv >= cut.crv ? "champion" : "affluent";
  return crv >= cut.crv ? "advocate" : "miser";
}

function cutOf(cut: unknown, clv: Float64Array, crv: Float64Array): ClvCrvCut | null {
  if (typeof cut === "object" && cut !== null) {
    const given = checkOptions(cut, ["clv", "crv"], ["options", "cut"]) as ClvCrvCut;
    return {
      clv: checkNumber(given.clv, ["options", "cut", "clv"]),
      crv: checkNumber(given.crv, ["options", "cut", "crv"]),
    };
  }
  const method = checkOneOf(cut, ["median", "mean"], ["options", "cut"]);
  const middle = (values: Float64Array): number => {
    const known = values.filter((value) => !Number.isNaN(value));
    if (known.length === 0) return Number.NaN;
    return method === "median" ? median(known) : sumOf(known) / known.length;
  };
  const found = { clv: middle(clv), crv: middle(crv) };
  return Number.isNaN(found.clv) || Number.isNaN(found.crv) ? null : found;
}
