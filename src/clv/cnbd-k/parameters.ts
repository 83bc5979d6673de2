/** Parameters of BG/CNBD-k and MBG/CNBD-k. Time is measured in the model's units. */
export interface CnbdKParameters {
  /** How regular customers buy: whole, 1 at random, higher is more like a clock. */
  readonly k: number;
  /** Shape of the rates over customers. */
  readonly r: number;
  /** Scale of these rates; while alive a customer buys `r / (k alpha)` times per time unit on average. */
  readonly alpha: number;
  /** First shape of the chances to leave after a purchase; their mean is `a / (a + b)`. */
  readonly a: number;
  /** Second shape of these chances. */
  readonly b: number;
}

/** The parameters that are fitted for a given `k`. */
export type CnbdKName = Exclude<keyof CnbdKParameters, "k">;
