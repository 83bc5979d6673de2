/**
 * What the CLV models take and give.
 *
 * @module
 */
import type { Duration } from "../calendar/duration.ts";
import type { ColumnsOf, Rows, TimeUnit } from "../core/types.ts";
import type { CovariateEffect, CovariateOptions, CovariateValues } from "./covariates/covariates.ts";

/** The history of one customer, as the models of repeat purchases see it. A purchase history has all of it. */
export interface RepeatHistory {
  /** x: purchases after the first. Null where nothing is known; the result is null then. */
  readonly frequency: number | null;
  /** t_x: time from the first to the last purchase, in model time units; 0 without a repeat purchase. */
  readonly recency: number | null;
  /** T: time from the first purchase to the end of the observation, in model time units. */
  readonly age: number | null;
  /** How many customers the row stands for. Default 1. */
  readonly weight?: number | null | undefined;
}

/** The spend of one customer, as the Gamma-Gamma model sees it. */
export interface SpendHistory {
  /** x: purchases after the first. */
  readonly frequency: number | null;
  /** Mean value of these purchases; null without one. */
  readonly meanRepeatSpend?: number | null | undefined;
  /** How many customers the row stands for. Default 1. */
  readonly weight?: number | null | undefined;
}

/** Rows or columns that may know their time unit, as a purchase history does. */
export type Timed<R, U extends TimeUnit> =
  | Rows<R>
  | { readonly columns: ColumnsOf<R>; readonly timeUnit?: U | undefined };

/** A length of time ahead: a number in the model's time units, or a duration such as `{ months: 12 }`. */
export type Horizon = number | Duration;

/**
 * A parameter that the data do not pin down: the likelihood goes on rising, or stays flat, as it runs to
 * zero or infinity.
 */
export interface Runaway {
  /** Which parameter. */
  readonly parameter: string;
  /** Where it runs; `anywhere` where the data say nothing of it. */
  readonly runsTo: "zero" | "infinity" | "anywhere";
  /** What that means for the customers, in words. */
  readonly meaning: string;
}

/**
 * Why a fit is not to be trusted: the data do not identify the parameters (see `runaways`); the search ended
 * before it arrived.
 */
export type FitReason = "not_identified" | "no_progress" | "iteration_limit";

/** How a fit went. Plain, finite JSON. */
export interface Fit<P extends string = string> {
  /** Maximised log-likelihood of the customers, priors not counted. */
  readonly logLikelihood: number;
  /** Customers in the fit (sum of the weights). */
  readonly customers: number;
  /** Rows left out because something needed of them is not known. */
  readonly leftOut: number;
  /** Steps of the optimiser. */
  readonly iterations: number;
  /** Whether the maximum was found and the data identify it. */
  readonly converged: boolean;
  /** Why not, where `converged` is false. */
  readonly reason?: FitReason;
  /** The parameters that run away; none in a good fit. */
  readonly runaways: readonly Runaway[];
  /** Standard errors by the observed information; null where there are none. */
  readonly standardErrors: { readonly [K in P]: number } | null;
  /** Covariance of the parameters and then of the covariates' coefficients, in their order; null where there is none. */
  readonly covariance: readonly (readonly number[])[] | null;
  /** Akaike's information criterion. */
  readonly aic: number;
  /** Bayes' information criterion, by customers. */
  readonly bic: number;
  /** Civil date that the data were taken at, where they say so. */
  readonly asOf?: string;
}

/** A fitted model. Plain JSON: save it as it is. */
export interface Model<K extends string, P extends object, U extends TimeUnit = TimeUnit> {
  /** Which model. */
  readonly kind: K;
  /** Version of this form. */
  readonly version: 1;
  /** Parameters, named as in the literature. */
  readonly parameters: P;
  /** Unit of `recency`, `age` and horizons. */
  readonly timeUnit?: U;
  /** How the fit went. */
  readonly fit: Fit<keyof P & string>;
}

/** What takes a model: a fitted one, or `{ parameters }`. */
export interface ModelInput<K extends string, P extends object, U extends TimeUnit = TimeUnit> {
  readonly kind?: K | undefined;
  readonly parameters: P;
  readonly timeUnit?: U | undefined;
}

/** A fitted model that may have covariates. */
export interface CovariateModel<K extends string, P extends object, U extends TimeUnit = TimeUnit>
  extends Model<K, P, U> {
  /** The covariates that it was fitted with; the parameters are those of a customer with 0 in all of them. */
  readonly covariates?: readonly CovariateEffect[];
}

/** What takes a model that may have covariates: a fitted one, or `{ parameters, covariates }`. */
export interface CovariateModelInput<K extends string, P extends object, U extends TimeUnit = TimeUnit>
  extends ModelInput<K, P, U> {
  readonly covariates?: readonly CovariateEffect[] | undefined;
}

/** A prior on one parameter: its logarithm is normal. */
export interface Prior {
  /** Where the prior expects the parameter. */
  readonly median: number;
  /**
   * How many customers it counts for: as much as that many who would each tell the logarithm of the
   * parameter with a standard deviation of 1.
   */
  readonly pseudoCustomers: number;
}

/** How to fit. */
export interface FitOptions<P extends object, U extends TimeUnit = TimeUnit> {
  /**
   * Priors of some or all parameters, or `"weak"`: medians that fit most businesses, in the scale of the
   * data, each counting for 0.44 customers (a factor of 19 either way). Default: none, maximum likelihood.
   */
  readonly priors?: { readonly [K in keyof P]?: Prior } | "weak";
  /** Where to start, one point or several. Default: several, chosen from the data. */
  readonly start?: P | readonly P[];
  /** Unit of `recency` and `age`, where the rows do not say. Durations need it. */
  readonly timeUnit?: U;
}

/** How to fit a model that takes covariates. */
export interface CovariateFitOptions<P extends object, U extends TimeUnit = TimeUnit>
  extends FitOptions<P, U> {
  /**
   * Fields of the rows on which purchases and leaving depend: a list for both, or {@link CovariateOptions}.
   * Default: none. A row where one is null is left out. Priors are then those of a customer with the mean of
   * each covariate.
   */
  readonly covariates?: readonly string[] | CovariateOptions;
}

/** What a log-likelihood takes beside the parameters. */
export interface LikelihoodOptions {
  /** The covariates of the model, as it holds them. */
  readonly covariates?: readonly CovariateEffect[];
}

/** The horizon of a prediction for a new customer. */
export interface NewCustomerOptions extends HorizonOptions {
  /** The customer's value in each covariate of the model. */
  readonly covariates?: CovariateValues;
}

/** The horizon of a prediction. */
export interface HorizonOptions {
  /** From the end of the observation (of a new customer, from the first purchase). */
  readonly horizon: Horizon;
}

/** When to ask whether customers are alive. */
export interface AliveOptions {
  /** This long after the end of the observation. Default 0. */
  readonly after?: Horizon;
}

/** How to discount. Exactly one of the two. */
export interface DiscountOptions {
  /** Effective rate per year: 0.1 is ten percent. Needs a model with a time unit, unless it is 0. */
  readonly discountRate?: number;
  /** Continuous rate per model time unit. */
  readonly continuousRate?: number;
}

/** How sure to be of the next purchase. */
export interface NextPurchaseOptions {
  /** From 0 to 1. Default 0.5: as likely before as after, or never. */
  readonly probability?: number;
}
