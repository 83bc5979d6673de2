/** Parameters of MBG/NBD. Time is measured in the model's units. */
export interface MbgNbdParameters {
  /** Shape of the purchase rates over customers. */
  readonly r: number;
  /** Scale of these rates: their mean is `r / alpha` per time unit. */
  readonly alpha: number;
  /** With `b`, the chance to leave after a purchase, the first included, is Beta(a, b) over customers. */
  readonly a: number;
  /** See `a`. */
  readonly b: number;
}
