/**
 * Pairs each row with a column of its own so that the costs sum to the least: `result[row]` is its column.
 * O(n² m).
 *
 * @param costs - Row by row, finite; at least as many columns as rows.
 * @example
 * ```ts
 * assignLeastCost(Float64Array.of(1, 2, 1, 9), 2, 2); // => Int32Array.of(1, 0)
 * ```
 * @see Kuhn (1955), The Hungarian method for the assignment problem; the form with potentials and
 * shortest paths of Jonker & Volgenant (1987).
 */
export function assignLeastCost(costs: Float64Array, rows: number, columns: number): Int32Array {
  // Row and column 0 stand for nobody.
  const rowPotential = new Float64Array(rows + 1);
  const columnPotential = new Float64Array(columns + 1);
  const rowOf = new Int32Array(columns + 1);
  const before = new Int32Array(columns + 1);
  for (let row = 1; row <= rows; row += 1) {
    rowOf[0] = row;
    const least = new Float64Array(columns + 1).fill(Number.POSITIVE_INFINITY);
    const used = new Uint8Array(columns + 1);
    let column = 0;
    do {
      used[column] = 1;
      const at = rowOf[column] as number;
      let next = 0;
      let step = Number.POSITIVE_INFINITY;
      for (let j = 1; j <= columns; j += 1) {
        if (used[j] === 1) continue;
        const cost =
          (costs[(at - 1) * columns + j - 1] as number) -
          (rowPotential[at] as number) -
          (columnPotential[j] as number);
        if (cost < (least[j] as number)) {
          least[j] = cost;
          before[j] = column;
        }
        if ((least[j] as number) < step) {
          step = least[j] as number;
          next = j;
        }
      }
      for (let j = 0; j <= columns; j += 1) {
        if (used[j] === 1) {
          const reached = rowOf[j] as number;
          rowPotential[reached] = (rowPotential[reached] as number) + step;
          columnPotential[j] = (columnPotential[j] as number) - step;
        } else least[j] = (least[j] as number) - step;
      }
      column = next;
    } while (rowOf[column] !== 0);
    while (column !== 0) {
      const from = before[column] as number;
      rowOf[column] = rowOf[from] as number;
      column = from;
    }
  }
  const result = new Int32Array(rows);
  for (let j = 1; j <= columns; j += 1) if (rowOf[j] !== 0) result[(rowOf[j] as number) - 1] = j - 1;
  return result;
}
