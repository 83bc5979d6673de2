/** Parameters of Gamma-Gamma. */
export interface GammaGammaParameters {
  /** Shape of the values of one customer's purchases. */
  readonly p: number;
  /** Shape of the customers' scales. */
  readonly q: number;
  /** Scale of these scales, in the currency; the mean spend is `p gamma / (q - 1)`. */
  readonly gamma: number;
}
