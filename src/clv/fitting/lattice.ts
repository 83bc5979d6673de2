/**
 * Steps that times are commonly whole multiples of: a day, measured in days, weeks, months and years, and
 * decimals. Tried in this order.
 */
const STEPS: readonly number[] = [1, 1 / 7, 1 / 30.4375, 1 / 365.25, 0.1, 0.01, 1 / 24, 1 / 168, 0.001];

/** A multiple may be off by this much, relative to the time: rounding, and no more. */
const SLACK = 1e-12;

/**
 * The coarsest common step of which all the times are whole multiples, each below `most` steps; 0 if none
 * is.
 *
 * @example
 * ```ts
 * latticeStep([[0, 3, 12]], 1000); // => 1
 * latticeStep([[0, 0.5, Math.PI]], 1000); // => 0
 * ```
 */
export function latticeStep(columns: readonly ArrayLike<number>[], most: number): number {
  for (const step of STEPS) {
    if (columns.every((column) => isOnLattice(column, 1 / step, most))) return step;
  }
  return 0;
}

function isOnLattice(times: ArrayLike<number>, perStep: number, most: number): boolean {
  for (let i = 0; i < times.length; i += 1) {
    const steps = (times[i] as number) * perStep;
    const whole = Math.round(steps);
    if (whole >= most || Math.abs(steps - whole) > SLACK * whole) return false;
  }
  return true;
}
