/**
 * Covariates that do not change over time: which customers buy more often, and which leave sooner.
 *
 * @module
 */

/** What a covariate acts on: the rate of purchases, or the time until a customer leaves. */
export type Process = "purchase" | "lifetime";

/** Both, in order. */
export const PROCESSES: readonly Process[] = ["purchase", "lifetime"];

/**
 * For each process, what one unit of `coefficient x covariate` adds to the logarithm of each parameter, in
 * their order.
 */
export type ProcessDirections = { readonly [P in Process]: readonly number[] };

/** Which covariates to fit, and how. Fields hold numbers, true or false, or text. */
export interface CovariateOptions {
  /** Fields that the rate of purchases depends on. */
  readonly purchase?: readonly string[];
  /** Fields that the time until a customer leaves depends on. */
  readonly lifetime?: readonly string[];
  /** Fields that both depend on with the same coefficient. They need not be listed again. */
  readonly equal?: readonly string[];
  /**
   * L2 penalty: each coefficient has a normal prior about 0 that counts as much as this many customers who
   * would each tell it with a standard deviation of 1. A coefficient counts per difference of the two values
   * of its covariate where there are two, else per two standard deviations, so that units do not matter.
   * Default 0.
   */
  readonly penalty?: number | { readonly [P in Process]?: number };
}

/** A coefficient of a fitted model. */
export interface CovariateEffect {
  readonly process: Process;
  /** The field of the rows. */
  readonly field: string;
  /** For text: the value that the coefficient is of. The covariate is 1 for customers who have it, else 0. */
  readonly level?: string;
  /** For text: the value that the levels are compared with. */
  readonly reference?: string;
  /**
   * One more of the covariate multiplies the rate of purchases by `exp(coefficient)`, and likewise in the
   * lifetime process the rate of leaving (Pareto/NBD), or both `a` and `b` (BG/NBD, MBG/NBD).
   */
  readonly coefficient: number;
  /**
   * What is taken off the covariate first, where 0 is far from all customers: `parameters` are then those of a customer
   * who has just this. Default 0.
   */
  readonly centre?: number;
  /** Its standard error; null where there is none. */
  readonly standardError?: number | null;
  /** The same in both processes, by constraint. */
  readonly equal?: boolean;
  /** The penalty that it was fitted with, in pseudo-customers. */
  readonly penalty?: number;
}

/** The covariates of one new customer: a value for each field. */
export type CovariateValues = { readonly [field: string]: number | string | boolean };
