/** Parameters of Pareto/NBD. Time is measured in the model's units. */
export interface ParetoNbdParameters {
  /** Shape of the purchase rates over customers. */
  readonly r: number;
  /** Scale of these rates: their mean is `r / alpha` per time unit. */
  readonly alpha: number;
  /** Shape of the rates of leaving over customers. */
  readonly s: number;
  /** Scale of these rates: their mean is `s / beta` per time unit. */
  readonly beta: number;
}
