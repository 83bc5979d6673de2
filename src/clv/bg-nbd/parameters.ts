/** Parameters of BG/NBD. Time is measured in the model's units. */
export interface BgNbdParameters {
  /** Shape of the purchase rates over customers. */
  readonly r: number;
  /** Scale of these rates: their mean is `r / alpha` per time unit. */
  readonly alpha: number;
  /** With `b`, the chance to leave after a repeat purchase is Beta(a, b) over customers. */
  readonly a: number;
  /** See `a`. */
  readonly b: number;
}
