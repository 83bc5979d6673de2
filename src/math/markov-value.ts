/**
 * Value of the states of a Markov chain.
 *
 * @module
 */

/**
 * Discounted rewards of a chain that runs for ever, `V = (I - P / (1 + d))^-1 R`, by elimination.
 *
 * @param transitions - Probability from state `i` to `j` at `i * size + j`; rows sum to at most 1.
 * @param rewards - What each visit of a state brings.
 * @param discountRate - Per step, above 0 (or rows that sum to less than 1).
 * @returns The value of each state; `null` where it has no end.
 * @see Pfeifer & Carraway (2000), Modeling customer relationships as Markov chains, Journal of
 * Interactive Marketing 14(2).
 */
export function markovValues(
  transitions: Float64Array,
  rewards: Float64Array,
  discountRate: number,
): Float64Array | null {
  const size = rewards.length;
  const matrix = transitions.map((p) => -p / (1 + discountRate));
  for (let i = 0; i < size; i += 1) matrix[i * size + i] = (matrix[i * size + i] as number) + 1;
  const values = rewards.slice();
  // Pivots stay on the diagonal: the matrix is diagonally dominant by rows.
  for (let k = 0; k < size; k += 1) {
    const pivot = matrix[k * size + k] as number;
    if (!(pivot > 1e-14)) return null;
    for (let i = k + 1; i < size; i += 1) {
      const factor = (matrix[i * size + k] as number) / pivot;
      if (factor === 0) continue;
      for (let j = k + 1; j < size; j += 1) {
        matrix[i * size + j] = (matrix[i * size + j] as number) - factor * (matrix[k * size + j] as number);
      }
      values[i] = (values[i] as number) - factor * (values[k] as number);
    }
  }
  for (let i = size - 1; i >= 0; i -= 1) {
    let sum = values[i] as number;
    for (let j = i + 1; j < size; j += 1) sum -= (matrix[i * size + j] as number) * (values[j] as number);
    values[i] = sum / (matrix[i * size + i] as number);
  }
  return values;
}
