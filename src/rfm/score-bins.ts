/**
 * From values to scores: one value, or a column. Scores run from 1 to `bins`, the greatest as best.
 *
 * @module
 */
import { ownValue } from "../core/own.ts";
import { BUCKETS, bucketOf, HIGH_WORD, wordsOf } from "../math/leading-bits.ts";

/** How one dimension is cut. */
export interface Cutting {
  /** Score levels. */
  readonly bins: number;
  /** Is less of it better? */
  readonly lessIsBetter: boolean;
  /** Does a value at a cut-off lie above it? True of fixed cut-offs. */
  readonly inclusive: boolean;
  /** Cut-offs in increasing order: one list, or one a group of the dimensions before. */
  readonly edges: readonly (readonly number[])[];
  /** With ties split by id: the first id that is better than its equals below, at each cut-off. */
  readonly ids?: readonly (readonly string[])[] | undefined;
  /** The rows of those ids in the one group, where ids rise with the rows that are scored. */
  readonly rows?: readonly number[] | undefined;
}

/** Up to this many rows a table costs more than it saves. */
const FEW = 4096;
/** In a table: look at the number itself. No score is 0. */
const MIXED = 0;

/** How many cut-offs of the group lie below the value. */
export function cutsBelow(value: number, cutting: Cutting, group: number, id: string): number {
  const edges = cutting.edges[group] as readonly number[];
  const ids = cutting.ids?.[group];
  let below = 0;
  for (let e = 0; e < edges.length; e += 1) {
    const edge = edges[e] as number;
    if (value > edge) below += 1;
    else if (value === edge) {
      const above = ids === undefined ? cutting.inclusive : id >= (ids[e] as string) !== cutting.lessIsBetter;
      if (above) below += 1;
    }
  }
  return below;
}

/** Score of a value. An unknown value scores 1. */
export function scoreValue(value: number, cutting: Cutting, group: number, id: string): number {
  return Number.isNaN(value) ? 1 : scoreAbove(cutsBelow(value, cutting, group, id), cutting, group);
}

/** Score of a value with so many cut-offs below it. */
function scoreAbove(below: number, cutting: Cutting, group: number): number {
  if (!cutting.lessIsBetter) return below + 1;
  // By rank, the worst scores 1 even where there are fewer customers than bins.
  const top =
    cutting.ids === undefined ? cutting.bins : (cutting.edges[group] as readonly number[]).length + 1;
  return top - below;
}

/**
 * Adds the scores of a dimension to the cells: a cell numbers the combination of scores so far, and
 * is the group where cut-offs are nested.
 *
 * @param ids - An id a row, if and only if ties are split.
 * @param counts - What `countIntegers` gave for the values, if anything.
 */
export function addScores(
  cells: Uint16Array,
  values: Float64Array,
  cutting: Cutting,
  ids: readonly string[] | undefined,
  counts: Uint32Array | undefined,
): void {
  const grouped = cutting.edges.length > 1;
  if (!grouped && cells.length >= FEW) {
    const rows = ownValue(cutting, "rows");
    if (counts === undefined) addByBuckets(cells, values, cutting, ids);
    else if (rows === undefined) addByTable(cells, values, counts.length, cutting, ids);
    else addByTables(cells, values, counts.length, cutting, rows);
  } else if (ids === undefined) addByEdges(cells, values, cutting, grouped);
  else addByRank(cells, values, cutting, grouped, ids);
}

/** Whole numbers: the score of each, `MIXED` at a cut-off where ids decide. */
function tableOf(length: number, cutting: Cutting): Uint8Array {
  const table = new Uint8Array(length);
  for (let value = 0; value < length; value += 1) table[value] = scoreValue(value, cutting, 0, "");
  if (cutting.ids !== undefined)
    for (const edge of cutting.edges[0] as readonly number[]) table[edge] = MIXED;
  return table;
}

function addByTable(
  cells: Uint16Array,
  values: Float64Array,
  length: number,
  cutting: Cutting,
  ids: readonly string[] = [],
): void {
  const table = tableOf(length, cutting);
  const { bins } = cutting;
  for (let i = 0; i < cells.length; i += 1) {
    let score = table[(values[i] as number) | 0] as number;
    if (score === MIXED) score = scoreValue(values[i] as number, cutting, 0, ids[i] as string);
    cells[i] = (cells[i] as number) * bins + score - 1;
  }
}

/** As {@link addByTable}, where equals are parted by row: between two parting rows one table holds for all. */
function addByTables(
  cells: Uint16Array,
  values: Float64Array,
  length: number,
  cutting: Cutting,
  rows: readonly number[],
): void {
  const table = tableOf(length, cutting);
  const edges = cutting.edges[0] as readonly number[];
  const { bins, lessIsBetter } = cutting;
  let from = 0;
  for (const to of [...rows.slice().sort((a, b) => a - b), cells.length]) {
    for (const tied of edges) {
      const below = edges.filter((edge, e) =>
        edge === tied ? from >= (rows[e] as number) !== lessIsBetter : edge < tied,
      );
      table[tied] = scoreAbove(below.length, cutting, 0);
    }
    addScoresOf(cells, values, table, bins, from, to);
    from = to;
  }
}

function addScoresOf(
  cells: Uint16Array,
  values: Float64Array,
  table: Uint8Array,
  bins: number,
  from: number,
  to: number,
): void {
  for (let i = from; i < to; i += 1) {
    const score = table[(values[i] as number) | 0] as number;
    cells[i] = (cells[i] as number) * bins + score - 1;
  }
}

function addByRank(
  cells: Uint16Array,
  values: Float64Array,
  cutting: Cutting,
  grouped: boolean,
  ids: readonly string[],
): void {
  for (let i = 0; i < cells.length; i += 1) {
    const cell = cells[i] as number;
    const score = scoreValue(values[i] as number, cutting, grouped ? cell : 0, ids[i] as string);
    cells[i] = cell * cutting.bins + score - 1;
  }
}

/** Any numbers: most buckets of leading bits lie between two cut-offs as a whole. */
function addByBuckets(
  cells: Uint16Array,
  values: Float64Array,
  cutting: Cutting,
  ids: readonly string[] = [],
): void {
  const table = bucketTable(cutting);
  const words = wordsOf(values);
  const { bins } = cutting;
  for (let i = 0; i < cells.length; i += 1) {
    let score = table[bucketOf(words[2 * i + HIGH_WORD] as number)] as number;
    if (score === MIXED) score = scoreValue(values[i] as number, cutting, 0, ids[i] as string);
    cells[i] = (cells[i] as number) * bins + score - 1;
  }
}

/** Score of every number in a bucket, `MIXED` where a cut-off parts them and for what is not finite. */
function bucketTable(cutting: Cutting): Uint8Array {
  const table = new Uint8Array(BUCKETS);
  const [edges = []] = cutting.edges;
  const marks = Float64Array.of(Number.NEGATIVE_INFINITY, ...edges, Number.POSITIVE_INFINITY);
  const words = wordsOf(marks);
  const buckets = Array.from(marks, (_, m) => bucketOf(words[2 * m + HIGH_WORD] as number));
  for (let m = 1; m < buckets.length; m += 1) {
    const from = (buckets[m - 1] as number) + 1;
    table.fill(scoreAbove(m - 1, cutting, 0), from, buckets[m]);
  }
  // 0 and -0 are equal and stand in two buckets.
  if (edges.includes(0)) for (const word of [0, 0x80000000]) table[bucketOf(word)] = MIXED;
  return table;
}

function addByEdges(cells: Uint16Array, values: Float64Array, cutting: Cutting, grouped: boolean): void {
  const { bins, lessIsBetter, inclusive } = cutting;
  const width = bins - 1;
  const flat = flatEdges(cutting.edges, width);
  for (let i = 0; i < cells.length; i += 1) {
    const value = values[i] as number;
    const cell = cells[i] as number;
    const from = grouped ? cell * width : 0;
    let below = 0;
    for (let e = from; e < from + width; e += 1) {
      const edge = flat[e] as number;
      if (value > edge || (inclusive && value === edge)) below += 1;
    }
    if (lessIsBetter) below = width - below;
    if (Number.isNaN(value)) below = 0;
    cells[i] = cell * bins + below;
  }
}

/** The edges of all groups in one array, each group filled up with cut-offs that nothing reaches. */
function flatEdges(groups: readonly (readonly number[])[], width: number): Float64Array {
  const flat = new Float64Array(groups.length * width).fill(Number.POSITIVE_INFINITY);
  groups.forEach((edges, group) => {
    flat.set(edges, group * width);
  });
  return flat;
}
