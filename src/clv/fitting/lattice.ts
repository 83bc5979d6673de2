/**
 * Steps that times are commonly whole multiples of: a day, measured in days, weeks, months and years, and
 * decimals. Tried in this order.
 */
const STEPS: readonly number[] = [1, 1 / 7, 1 / 30.4375, 1 / 365.25, 0.1, 0.01, 1 / 24, 1 / 168, 0.001];

/** A multiple may be off by this much, relative to the time: rounding, and no more. */
const SLACK = 1e-12;

/** Multiples that fit a Uint16Array. */
const MOST_STEPS = 65_535;

/** Times as whole multiples of a step. */
export interface LatticeTimes {
  readonly step: number;
  /** A list of multiples for each list of times. */
  readonly codes: readonly Uint16Array[];
}

/**
 * Lists of times as multiples of the coarsest common step; null where they are on none, or reach beyond
 * 65,535 steps.
 *
 * @example
 * ```ts
 * latticeTimes([[0, 3 / 7, 2]])?.codes; // => [[0, 3, 14]]
 * latticeTimes([[0, 0.5, Math.PI]]); // => null
 * ```
 */
export function latticeTimes(lists: readonly ArrayLike<number>[]): LatticeTimes | null {
  const codes = lists.map((times) => new Uint16Array(times.length));
  for (const step of STEPS) {
    if (lists.every((times, i) => encode(times, 1 / step, codes[i] as Uint16Array))) return { step, codes };
  }
  return null;
}

/** Fills `codes`; false at the first time that is no multiple. */
function encode(times: ArrayLike<number>, perStep: number, codes: Uint16Array): boolean {
  for (let i = 0; i < times.length; i += 1) {
    const steps = (times[i] as number) * perStep;
    const whole = Math.round(steps);
    if (whole > MOST_STEPS || Math.abs(steps - whole) > SLACK * whole) return false;
    codes[i] = whole;
  }
  return true;
}
