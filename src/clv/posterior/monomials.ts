/**
 * Products of powers of coordinates, each made of a shorter one by one multiplication.
 *
 * @module
 */

/** All monomials of `size` coordinates from degree 1 to `degree`, the lower first. */
export interface Monomials {
  readonly size: number;
  readonly degree: number;
  readonly count: number;
  /** Exponents, `size` a monomial. */
  readonly exponents: Uint8Array;
  /** The monomial that each is a multiple of: its number plus 1; 0 is the constant 1. */
  readonly parents: Uint16Array;
  /** The coordinate that it is multiplied by. */
  readonly factors: Uint8Array;
}

/** Lists them. */
export function monomials(size: number, degree: number): Monomials {
  const list: number[][] = [];
  const numbers = new Map<string, number>([[new Array(size).fill(0).join(), 0]]);
  const parents: number[] = [];
  const factors: number[] = [];
  for (let total = 1; total <= degree; total += 1) {
    for (const exponents of ofDegree(size, total)) {
      const factor = exponents.findIndex((e) => e > 0);
      const parent = exponents.map((e, i) => (i === factor ? e - 1 : e));
      parents.push(numbers.get(parent.join()) as number);
      factors.push(factor);
      list.push(exponents);
      numbers.set(exponents.join(), list.length);
    }
  }
  return {
    size,
    degree,
    count: list.length,
    exponents: Uint8Array.from(list.flat()),
    parents: Uint16Array.from(parents),
    factors: Uint8Array.from(factors),
  };
}

function ofDegree(size: number, total: number): number[][] {
  if (size === 1) return [[total]];
  const found: number[][] = [];
  for (let first = total; first >= 0; first -= 1) {
    for (const rest of ofDegree(size - 1, total - first)) found.push([first, ...rest]);
  }
  return found;
}

/** Fills `into` with 1 and the value of each monomial at the point at `offset` in `z`, times `stretch`. */
export function fillMonomials(
  { count, parents, factors }: Monomials,
  z: Float64Array,
  offset: number,
  stretch: number,
  into: Float64Array,
): void {
  into[0] = 1;
  for (let q = 0; q < count; q += 1) {
    const factor = stretch * (z[offset + (factors[q] as number)] as number);
    into[q + 1] = (into[parents[q] as number] as number) * factor;
  }
}

/** Fills `into` with the derivative of each monomial by coordinate `k` at the point `z`. */
export function fillSlopes(
  { count, size, degree, exponents }: Monomials,
  z: Float64Array,
  k: number,
  into: Float64Array,
): void {
  const powers = Array.from(z, (v) => Array.from({ length: degree + 1 }, (_, e) => v ** e));
  for (let q = 0; q < count; q += 1) {
    const own = exponents[q * size + k] as number;
    let value = own;
    for (let i = 0; i < size && value !== 0; i += 1) {
      const e = exponents[q * size + i] as number;
      value *= powers[i]?.[i === k ? e - 1 : e] as number;
    }
    into[q] = value;
  }
}
