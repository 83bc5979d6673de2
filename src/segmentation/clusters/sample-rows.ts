import type { Points } from "./points.ts";

/**
 * Rows in an order that is their own, not that of the table: by their numbers. Of more than `most`
 * points, about as many, chosen by their numbers and the seed, so that a shuffled table gives the same.
 */
export function sampleRows(points: Points, seed: number, most: number): Int32Array {
  const { count, width, values } = points;
  const rows =
    count <= most ? Int32Array.from({ length: count }, (_, i) => i) : chosenRows(points, seed, most);
  return rows.sort((a, b) => {
    for (let j = 0; j < width; j += 1) {
      const difference = (values[a * width + j] as number) - (values[b * width + j] as number);
      if (difference !== 0) return difference;
    }
    return 0;
  });
}

/** Each row has a number from its content and the seed; those below a mark are in. Equal rows go together. */
function chosenRows(points: Points, seed: number, most: number): Int32Array {
  const { count, width, values } = points;
  const words = new Int32Array(values.buffer, values.byteOffset, values.length * 2);
  const mark = (most / count) * 4_294_967_296;
  const rows: number[] = [];
  for (let i = 0; i < count; i += 1) {
    let hash = seed ^ 0x9e3779b9;
    for (let w = i * width * 2; w < (i + 1) * width * 2; w += 1) hash = mix(hash ^ (words[w] as number));
    if (hash >>> 0 < mark) rows.push(i);
  }
  // Few different rows, each many times: then any part is like another.
  if (rows.length >= most / 2 && rows.length <= 2 * most) return Int32Array.from(rows);
  return Int32Array.from({ length: most }, (_, i) => Math.floor((i * count) / most));
}

function mix(word: number): number {
  let z = Math.imul(word ^ (word >>> 16), 0x21f0aaad);
  z = Math.imul(z ^ (z >>> 15), 0x735a2d97);
  return z ^ (z >>> 15);
}
