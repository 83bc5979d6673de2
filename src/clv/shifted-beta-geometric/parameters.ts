/** Parameters of the shifted-beta-geometric model. */
export interface ShiftedBetaGeometricParameters {
  /** First shape of the customers' chances to be lost at a renewal; their mean is `alpha / (alpha + beta)`. */
  readonly alpha: number;
  /** Second shape. Both small: some stay for good and some leave at once; both large: all customers are alike. */
  readonly beta: number;
}
