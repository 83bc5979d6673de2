import { checkNumber, checkOptions } from "../../core/check-options.ts";
import { createTable } from "../../core/table.ts";
import type { Table, TimeUnit } from "../../core/types.ts";
import { productLimit } from "../../math/survival.ts";
import { readContracts } from "./read-contracts.ts";
import type { ContractData } from "./types.ts";

/** A renewal as it was seen. */
export interface ObservedPeriod {
  /** Which renewal, from 1. */
  readonly period: number;
  /** Customers who stood before it. */
  readonly atRisk: number;
  /** Customers lost at it. */
  readonly lost: number;
  /** Estimated share of new customers who stay beyond it. */
  readonly survival: number;
  /** Interval of that share. Null before anybody and after everybody is lost: there is none. */
  readonly survivalLow: number | null;
  readonly survivalHigh: number | null;
}

/**
 * The share of customers who stay, as it was seen, without a model: the Kaplan-Meier estimate of cohorts or of
 * single customers, some of whom have not faced the later renewals yet. A line for each renewal that anybody
 * stood before.
 *
 * The interval is that of the logarithm of minus the logarithm of the share, with Greenwood's variance.
 *
 * @param options - `level`: chance that an interval covers the truth. Default 0.95.
 * @throws A {@link ScoringError} as data and options are refused.
 * @example
 * ```ts
 * const customers = [
 *   { tenure: 1, active: false },
 *   { tenure: 2, active: false },
 *   { tenure: 2, active: true },
 *   { tenure: 3, active: true },
 * ];
 * kaplanMeier(customers).columns.survival; // => Float64Array.of(0.75, 0.5, 0.5)
 * ```
 * @see Kaplan and Meier (1958), Nonparametric estimation from incomplete observations.
 */
export function kaplanMeier(
  cohort: ContractData<TimeUnit>,
  options: { readonly level?: number } = {},
): Table<ObservedPeriod> {
  options = checkOptions(options, ["level"]);
  const level = checkNumber(options.level ?? 0.95, ["options", "level"], { min: 0, max: 0.999999 });
  const { kept, lost } = readContracts(cohort);
  const atRisk = kept.map((count, i) => count + (lost[i] as number));
  const faced = Array.from(atRisk.keys()).filter((i) => (atRisk[i] as number) > 0);
  const pick = (column: Float64Array) => Float64Array.from(faced, (i) => column[i] as number);
  const periods = Float64Array.from(faced, (i) => i + 1);
  const curve = productLimit(periods, pick(atRisk), pick(lost), level);
  return createTable<ObservedPeriod>({
    length: faced.length,
    columns: {
      period: () => curve.times,
      atRisk: () => curve.atRisk,
      lost: () => curve.ended,
      survival: () => curve.survival,
      survivalLow: () => curve.low,
      survivalHigh: () => curve.high,
    },
    id: "period",
  });
}
