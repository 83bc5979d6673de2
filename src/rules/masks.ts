import type { BoundLeaf, BoundNode, BoundTest } from "./bind.ts";
import { matches } from "./holds.ts";
import type { TextMatch } from "./program.ts";
import { MISSING_FLAG, type RuleColumn } from "./rule-columns.ts";

/** Rows that are tested together: their columns and masks stay in the nearest cache. */
export const BLOCK = 4096;

/** What rules run over. */
export interface MaskRun {
  readonly columns: readonly RuleColumn[];
  /** 1 where a row is in a segment, as far as segments have been run. */
  readonly segments: readonly Uint8Array[];
  /** Buffers by depth, made when first needed. */
  readonly buffers: Uint8Array[];
  /** Answers of text tests for each entry of a dictionary. */
  readonly verdicts: Map<BoundLeaf, Uint8Array>;
}

/** Writes 1 where the rule holds, else 0, for rows `from` to `to` (not included) to the start of `out`. */
export function fillMask(
  run: MaskRun,
  node: BoundNode,
  from: number,
  to: number,
  out: Uint8Array,
  depth = 0,
): void {
  switch (node.kind) {
    case "leaf":
      fillLeaf(run, node, from, to, out);
      return;
    case "segment":
      out.set((run.segments[node.segment] as Uint8Array).subarray(from, to));
      return;
    case "not":
      fillMask(run, node.child, from, to, out, depth);
      invert(out, to - from);
      return;
    default:
      fillGroup(run, node, from, to, out, depth);
  }
}

/** `all` starts with everybody and takes away, `any` starts with nobody and adds; each ends early. */
function fillGroup(
  run: MaskRun,
  node: BoundNode & { readonly kind: "all" | "any" },
  from: number,
  to: number,
  out: Uint8Array,
  depth: number,
): void {
  const { children } = node;
  const isAll = node.kind === "all";
  const first = children[0];
  if (first === undefined) {
    out.fill(isAll ? 1 : 0, 0, to - from);
    return;
  }
  fillMask(run, first, from, to, out, depth + 1);
  for (let c = 1; c < children.length; c += 1) {
    if (!out.subarray(0, to - from).includes(isAll ? 1 : 0)) return;
    const other = bufferAt(run, depth);
    fillMask(run, children[c] as BoundNode, from, to, other, depth + 1);
    if (isAll) keepBoth(out, other, to - from);
    else takeEither(out, other, to - from);
  }
}

function bufferAt(run: MaskRun, depth: number): Uint8Array {
  let buffer = run.buffers[depth];
  if (buffer === undefined) {
    buffer = new Uint8Array(BLOCK);
    run.buffers[depth] = buffer;
  }
  return buffer;
}

function keepBoth(out: Uint8Array, other: Uint8Array, length: number): void {
  for (let i = 0; i < length; i += 1) out[i] = (out[i] as number) & (other[i] as number);
}

function takeEither(out: Uint8Array, other: Uint8Array, length: number): void {
  for (let i = 0; i < length; i += 1) out[i] = (out[i] as number) | (other[i] as number);
}

function invert(out: Uint8Array, length: number): void {
  for (let i = 0; i < length; i += 1) out[i] = (out[i] as number) ^ 1;
}

function fillLeaf(run: MaskRun, leaf: BoundLeaf, from: number, to: number, out: Uint8Array): void {
  const column = run.columns[leaf.slot] as RuleColumn;
  const { test } = leaf;
  if (column.form === "flags") {
    fillCodes(column.values, flagVerdicts(run, leaf), from, to, out);
  } else if (column.form === "numbers") {
    fillNumbers(column.values, test, from, to, out);
  } else if (test.form === "text") {
    if (column.form === "codes") fillCodes(column.codes, verdictsOf(run, leaf, column.values), from, to, out);
    else fillTexts(column.values, test.match, from, to, out);
  }
  if (test.negate) invert(out, to - from);
}

function fillNumbers(values: Float64Array, test: BoundTest, from: number, to: number, out: Uint8Array): void {
  switch (test.form) {
    case "within":
      fillWithin(values, test.low, test.high, from, to, out);
      return;
    case "above":
      fillAbove(values, test.low, from, to, out);
      return;
    case "below":
      fillBelow(values, test.high, from, to, out);
      return;
    case "among":
      for (let i = from; i < to; i += 1) out[i - from] = Number(test.values.has(values[i] as number));
  }
}

/* Number(a > b) compiles to a flag, where `a > b ? 1 : 0` compiles to a jump that is guessed wrong half the time. */

function fillWithin(
  values: Float64Array,
  low: number,
  high: number,
  from: number,
  to: number,
  out: Uint8Array,
): void {
  for (let i = from; i < to; i += 1) {
    const value = values[i] as number;
    out[i - from] = Number(value >= low) & Number(value <= high);
  }
}

function fillAbove(values: Float64Array, low: number, from: number, to: number, out: Uint8Array): void {
  for (let i = from; i < to; i += 1) out[i - from] = Number((values[i] as number) > low);
}

function fillBelow(values: Float64Array, high: number, from: number, to: number, out: Uint8Array): void {
  for (let i = from; i < to; i += 1) out[i - from] = Number((values[i] as number) < high);
}

function fillTexts(
  values: readonly (string | null)[],
  match: TextMatch,
  from: number,
  to: number,
  out: Uint8Array,
): void {
  if (match.by === "eq") {
    for (let i = from; i < to; i += 1) out[i - from] = Number(values[i] === match.value);
    return;
  }
  if (match.by === "in") {
    fillTextsIn(values, match.values, from, to, out);
    return;
  }
  for (let i = from; i < to; i += 1) {
    const text = values[i];
    out[i - from] = Number(typeof text === "string" && matches(match, text));
  }
}

/** A missing text is in no list of texts. */
function fillTextsIn(
  values: readonly (string | null)[],
  list: ReadonlySet<string | null>,
  from: number,
  to: number,
  out: Uint8Array,
): void {
  for (let i = from; i < to; i += 1) out[i - from] = Number(list.has(values[i] as string | null));
}

/** Each entry of a dictionary is tested once. */
function verdictsOf(run: MaskRun, leaf: BoundLeaf, values: readonly (string | null)[]): Uint8Array {
  let verdicts = run.verdicts.get(leaf);
  if (verdicts === undefined) {
    verdicts = new Uint8Array(values.length);
    if (leaf.test.form === "text") fillTexts(values, leaf.test.match, 0, values.length, verdicts);
    run.verdicts.set(leaf, verdicts);
  }
  return verdicts;
}

/** The answers for no, yes and missing, before negation. */
function flagVerdicts(run: MaskRun, leaf: BoundLeaf): Uint8Array {
  let verdicts = run.verdicts.get(leaf);
  if (verdicts === undefined) {
    verdicts = new Uint8Array(3);
    fillNumbers(Float64Array.of(0, 1, Number.NaN), leaf.test, 0, MISSING_FLAG + 1, verdicts);
    run.verdicts.set(leaf, verdicts);
  }
  return verdicts;
}

function fillCodes(
  codes: ArrayLike<number>,
  verdicts: Uint8Array,
  from: number,
  to: number,
  out: Uint8Array,
): void {
  for (let i = from; i < to; i += 1) out[i - from] = verdicts[codes[i] as number] as number;
}
