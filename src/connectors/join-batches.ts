import { hasOwn } from "../core/own.ts";
import type { CsvDictionary, CsvTexts } from "./csv-types.ts";
import type { CsvBatch } from "./reader-plan.ts";

type Codes = CsvDictionary<unknown>;

/** One batch of many, in their order. There is at least one. */
export function joinBatches(batches: readonly CsvBatch[]): CsvBatch {
  const first = batches[0] as CsvBatch;
  if (batches.length === 1) return first;
  const length = batches.reduce((sum, batch) => sum + batch.length, 0);
  const columns = Object.create(null) as { [field: string]: unknown };
  for (const field of Object.keys(first.columns)) {
    columns[field] = joinColumn(
      batches.map((batch) => batch.columns[field]),
      length,
    );
  }
  return { length, columns };
}

function joinColumn(parts: readonly unknown[], length: number): unknown {
  if (parts.every((part) => part instanceof Float64Array)) {
    return joinNumbers(new Float64Array(length), parts);
  }
  if (parts.every(isCodes)) {
    const codes = joinNumbers(
      new Int32Array(length),
      parts.map((part) => part.codes),
    );
    return { codes, values: (parts[0] as Codes).values };
  }
  const cells: unknown[] = [];
  for (const part of parts) {
    if (isCodes(part)) for (const code of part.codes) cells.push(part.values[code]);
    else for (const cell of textsToArray(part as CsvTexts | readonly string[])) cells.push(cell);
  }
  return cells;
}

function isCodes(part: unknown): part is Codes {
  return typeof part === "object" && part !== null && hasOwn(part, "codes");
}

function joinNumbers<T extends Float64Array | Int32Array>(out: T, parts: readonly T[]): T {
  let at = 0;
  for (const part of parts) {
    out.set(part, at);
    at += part.length;
  }
  return out;
}

/** The cells of a column of texts. */
export function textsToArray(texts: CsvTexts | readonly (string | null)[]): readonly (string | null)[] {
  if (Array.isArray(texts)) return texts;
  const made: (string | null)[] = [];
  for (let i = 0; i < texts.length; i += 1) made.push((texts as CsvTexts).at(i));
  return made;
}
