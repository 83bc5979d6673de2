/**
 * Quantities of customers of one frequency over all ages, from a few of them.
 *
 * @module
 */

/** Ages at which a quantity is computed, less one; between them it is interpolated. */
const NODES = 32;

/** Ages at which the interpolation is checked, and how far it may be off there. */
const CHECKS = 5;
const TOLERANCE = 2e-13;

/** Fewer ages than this are better computed one by one. */
const FEWEST_AGES = 4 * NODES;

/** How quantities at some ages follow from those at others. */
export interface AgeInterpolation {
  /** The ages to know a quantity at. */
  readonly known: Float64Array;
  /** The ages to be found. */
  readonly ages: Float64Array;
  /** What each known age counts for, a row for each age to be found. */
  readonly shares: Float64Array;
}

/**
 * Polynomial interpolation in `ln(scale + age)`, in which the models are smooth, at Chebyshev's points, for
 * any number of quantities at the same rising `ages`; null where these are too few to gain by it.
 *
 * @see Berrut and Trefethen (2004), Barycentric Lagrange interpolation, SIAM Review 46(3).
 */
export function planInterpolation(scale: number, ages: Float64Array): AgeInterpolation | null {
  const count = ages.length;
  if (count < FEWEST_AGES) return null;
  const low = Math.log(scale + (ages[0] as number));
  const high = Math.log(scale + (ages[count - 1] as number));
  const nodes = Float64Array.from(
    { length: NODES + 1 },
    (_, k) => (low + high) / 2 - ((high - low) / 2) * Math.cos((Math.PI * k) / NODES),
  );
  const shares = new Float64Array(count * (NODES + 1));
  for (let i = 0; i < count; i += 1) {
    fillShares(nodes, Math.log(scale + (ages[i] as number)), shares, i * (NODES + 1));
  }
  return { known: nodes.map((w) => Math.max(0, Math.exp(w) - scale)), ages, shares };
}

/** The barycentric weights at `w`. */
function fillShares(nodes: Float64Array, w: number, shares: Float64Array, at: number): void {
  const hit = nodes.indexOf(w);
  if (hit >= 0) {
    shares[at + hit] = 1;
    return;
  }
  let sum = 0;
  for (let k = 0; k <= NODES; k += 1) {
    const end = k === 0 || k === NODES ? 0.5 : 1;
    const share = ((k % 2 === 0 ? 1 : -1) * end) / (w - (nodes[k] as number));
    shares[at + k] = share;
    sum += share;
  }
  for (let k = 0; k <= NODES; k += 1) shares[at + k] = (shares[at + k] as number) / sum;
}

/**
 * Fills `out` with `quantity` at the ages of a plan; false where it is not finite, or where a check finds the
 * interpolation off by more than 2e-13. What `out` holds then is not to be used.
 */
export function interpolateAges(
  { known, ages, shares }: AgeInterpolation,
  quantity: (age: number) => number,
  out: Float64Array,
): boolean {
  const values = known.map(quantity);
  for (let i = 0; i < ages.length; i += 1) {
    const row = i * (NODES + 1);
    let even = (shares[row + NODES] as number) * (values[NODES] as number);
    let odd = 0; // apart, so that neither waits for the other
    for (let k = 0; k < NODES; k += 2) {
      even += (shares[row + k] as number) * (values[k] as number);
      odd += (shares[row + k + 1] as number) * (values[k + 1] as number);
    }
    out[i] = even + odd;
  }
  for (let check = 1; check <= CHECKS; check += 1) {
    const i = Math.floor((check * (ages.length - 1)) / (CHECKS + 1));
    const exact = quantity(ages[i] as number);
    if (!(Math.abs((out[i] as number) - exact) <= TOLERANCE * Math.abs(exact))) return false;
  }
  return true;
}
