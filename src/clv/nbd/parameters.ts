/** Parameters of NBD. Time is measured in the model's units. */
export interface NbdParameters {
  /** Shape of the purchase rates over customers. */
  readonly r: number;
  /** Scale of these rates: their mean is `r / alpha` per time unit. */
  readonly alpha: number;
}
