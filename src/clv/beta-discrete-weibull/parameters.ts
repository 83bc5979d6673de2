/** Parameters of the beta-discrete-Weibull model. */
export interface BetaDiscreteWeibullParameters {
  /** First shape of the customers' chances to be lost at the first renewal; their mean is `alpha / (alpha + beta)`. */
  readonly alpha: number;
  /** Second shape of these chances. */
  readonly beta: number;
  /**
   * How a customer's own chance to be lost changes: it rises with time above 1, falls below 1, and stays at 1, where
   * the model is the shifted-beta-geometric one.
   */
  readonly c: number;
}
