/**
 * What the models of contracts take and give.
 *
 * A period begins with the contract or a renewal; renewal `t` stands at the end of period `t`. Whoever makes
 * it stays, whoever does not is lost: under a contract leaving is seen.
 *
 * @module
 */
import type { Id, TimeUnit } from "../../core/types.ts";
import type { DiscountOptions, Fit, FitOptions, Model, Timed } from "../types.ts";

/** A line of a cohort table: how many of a cohort are still customers after so many renewals. */
export interface CohortCount {
  /** Which cohort, where there are several. */
  readonly cohort?: Id | null | undefined;
  /** Renewals since the cohort joined; 0 is the beginning. */
  readonly period: number;
  /** Customers after that renewal: a count, or a share of any size, as 86.9 of 100. */
  readonly active: number;
}

/** One customer under contract. */
export interface ContractHistory {
  /**
   * Of a customer, the renewals made so far; of a lost one, the renewal at which they were lost, from 1. Null
   * where it is not known: the row is left out.
   */
  readonly tenure: number | null;
  /** Still a customer? */
  readonly active: boolean | null;
  /** How many customers the row stands for. Default 1. */
  readonly weight?: number | null | undefined;
}

/**
 * What a model of contracts learns from: the customers of one cohort after 0, 1, 2, … renewals; a list of such
 * lists, a cohort each; a cohort table; or a row for each customer.
 */
export type ContractData<U extends TimeUnit = TimeUnit> =
  | readonly number[]
  | readonly (readonly number[])[]
  | Timed<CohortCount, U>
  | Timed<ContractHistory, U>;

/** How to fit a model of contracts; `timeUnit` is the length of a period. */
export type ContractFitOptions<P extends object, U extends TimeUnit = TimeUnit> = FitOptions<P, U>;

/** A fitted model of contracts. */
export type ContractModel<K extends string, P extends object, U extends TimeUnit = TimeUnit> = Model<K, P, U>;

/**
 * How to discount. Exactly one of the two. `discountRate` is per year where the model has a `timeUnit`, the
 * length of its periods; else it is per period. `continuousRate` is per period.
 */
export type PeriodDiscountOptions = DiscountOptions;

/** What an interval of a projection needs to know of a model. */
export interface FittedOrNot<P extends object> {
  readonly parameters: P;
  readonly fit?: Fit<keyof P & string> | undefined;
}

/** How far to project, and what. */
export interface ProjectionOptions {
  /** Renewals ahead. */
  readonly periods: number;
  /** Renewals that the customers have made so far. Default 0: they have just joined. */
  readonly tenure?: number;
  /** How many customers there are at the beginning. Default 1. */
  readonly customers?: number;
  /** Chance that an interval covers the truth. Default 0.95. */
  readonly level?: number;
}

/** A projected renewal. */
export interface ProjectedPeriod {
  /** Renewals from now. */
  readonly period: number;
  /** Share of the customers who stay beyond it. */
  readonly survival: number;
  /** Interval of that share, as the parameters are not known for sure. Null without a covariance. */
  readonly survivalLow: number | null;
  readonly survivalHigh: number | null;
  /** Customers who stay beyond it: expected, */
  readonly active: number;
  /** and an interval of the count that will be seen, which varies by chance too. Null without a covariance. */
  readonly activeLow: number | null;
  readonly activeHigh: number | null;
}
