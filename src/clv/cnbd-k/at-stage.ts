/** Who is alive: `shape` of their rate, after `stage` of `k` stages; chances to leave Beta(`a`, `b`). */
export interface AtStage {
  readonly k: number;
  readonly stage: number;
  readonly shape: number;
  readonly a: number;
  readonly b: number;
}
