/** Parameters of BG/BB. */
export interface BgBbParameters {
  /** First shape of the chances to buy at an opportunity while alive; their mean is `alpha / (alpha + beta)`. */
  readonly alpha: number;
  /** Second shape of these chances. */
  readonly beta: number;
  /** First shape of the chances to leave before an opportunity; their mean is `gamma / (gamma + delta)`. */
  readonly gamma: number;
  /** Second shape of these chances. */
  readonly delta: number;
}
