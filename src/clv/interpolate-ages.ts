/**
 * A quantity of customers of one frequency over all ages, from a few of them.
 *
 * @module
 */

/** Ages at which the quantity is computed; between them it is interpolated. */
const NODES = 32;

/** Ages at which the interpolation is checked, and how far it may be off there. */
const CHECKS = 5;
const TOLERANCE = 2e-13;

/** Fewer ages than this are computed one by one. */
const FEWEST_AGES = 4 * NODES;

/**
 * Fills `out` with `quantity` at each of the rising `ages`, by polynomial interpolation in `ln(scale + age)`,
 * in which the models are smooth; false where there are too few ages to gain by it, or where a check finds
 * the interpolation off by more than 2e-13.
 *
 * @see Berrut and Trefethen (2004), Barycentric Lagrange interpolation, SIAM Review 46(3).
 */
export function interpolateAges(
  quantity: (age: number) => number,
  scale: number,
  ages: Float64Array,
  out: Float64Array,
): boolean {
  const count = ages.length;
  if (count < FEWEST_AGES) return false;
  const low = Math.log(scale + (ages[0] as number));
  const high = Math.log(scale + (ages[count - 1] as number));
  const nodes = new Float64Array(NODES + 1);
  const values = new Float64Array(NODES + 1);
  for (let k = 0; k <= NODES; k += 1) {
    nodes[k] = (low + high) / 2 - ((high - low) / 2) * Math.cos((Math.PI * k) / NODES);
    values[k] = quantity(Math.max(0, Math.exp(nodes[k] as number) - scale));
    if (!Number.isFinite(values[k] as number)) return false;
  }
  for (let check = 1; check <= CHECKS; check += 1) {
    const age = ages[Math.floor((check * (count - 1)) / (CHECKS + 1))] as number;
    const exact = quantity(age);
    const gap = Math.abs(barycentric(nodes, values, Math.log(scale + age)) - exact);
    if (!(gap <= TOLERANCE * Math.abs(exact))) return false;
  }
  for (let i = 0; i < count; i += 1) {
    out[i] = barycentric(nodes, values, Math.log(scale + (ages[i] as number)));
  }
  return true;
}

/** The value at `w` of the polynomial through the values at Chebyshev's points. */
function barycentric(nodes: Float64Array, values: Float64Array, w: number): number {
  let top = 0;
  let bottom = 0;
  let sign = 0.5;
  for (let k = 0; k <= NODES; k += 1) {
    const gap = w - (nodes[k] as number);
    if (gap === 0) return values[k] as number;
    const share = (k === NODES ? sign / 2 : sign) / gap;
    top += share * (values[k] as number);
    bottom += share;
    sign = k === 0 ? -1 : -sign;
  }
  return top / bottom;
}
