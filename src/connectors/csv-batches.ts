/**
 * The doors to the reader: pieces at hand, pieces that arrive, a whole text.
 *
 * @module
 */
import { describeValue } from "../core/describe.ts";
import { ScoringError } from "../core/error.ts";
import { offerLent } from "../core/lend.ts";
import { isBytes } from "./csv-chunks.ts";
import type { CsvReader } from "./csv-reader.ts";
import type { CsvChunk, CsvFacts, CsvSource } from "./csv-types.ts";
import type { CsvBatch } from "./reader-plan.ts";

/** Batches that arrive, with what was found so far. Each iteration reads the source anew. */
export type CsvStream<B> = AsyncIterable<B> & CsvFacts;

/** A stream of batches, each made by `shape` of what the reader gives. */
export function csvStream<B>(
  source: CsvSource,
  createReader: () => CsvReader,
  shape: (batch: CsvBatch) => B,
): CsvStream<B> {
  checkSource(source);
  let reader = createReader();
  let used = false;
  async function* batches(lend: boolean): AsyncIterator<B> {
    if (used) reader = createReader();
    used = true;
    const own = reader;
    if (lend) own.lend();
    for await (const chunk of chunksOf(source)) {
      for (const batch of own.push(chunk)) yield shape(batch);
    }
    for (const batch of own.end()) if (batch.length > 0) yield shape(batch);
  }
  return {
    [Symbol.asyncIterator]: offerLent(
      () => batches(false),
      () => batches(true),
    ),
    get separator() {
      return reader.facts.separator;
    },
    get fields() {
      return reader.facts.fields;
    },
    get given() {
      return reader.facts.given;
    },
    get accepted() {
      return reader.facts.accepted;
    },
    get rejectedRows() {
      return reader.facts.rejectedRows;
    },
    get rejected() {
      return reader.facts.rejected;
    },
  };
}

/** All batches of pieces at hand. */
export function* csvBatches(source: unknown, reader: CsvReader): Iterable<CsvBatch> {
  checkSource(source);
  if (!isSync(source)) {
    throw new ScoringError("wrong_type", ["csv"], "text, bytes or an iterable of them", "an async iterable");
  }
  for (const chunk of chunksOf(source) as Iterable<CsvChunk>) yield* reader.push(chunk);
  yield* reader.end();
}

function chunksOf(source: CsvSource): Iterable<CsvChunk> | AsyncIterable<CsvChunk> {
  return typeof source === "string" || isBytes(source) ? [source] : source;
}

function isSync(source: CsvSource): boolean {
  return typeof source === "string" || Symbol.iterator in (source as object);
}

function checkSource(source: unknown): asserts source is CsvSource {
  if (typeof source === "string" || isBytes(source)) return;
  const iterable =
    typeof source === "object" &&
    source !== null &&
    (Symbol.iterator in source || Symbol.asyncIterator in source);
  if (!iterable || ArrayBuffer.isView(source)) {
    throw new ScoringError(
      "wrong_type",
      ["csv"],
      "text, bytes, or an iterable of them",
      describeValue(source),
    );
  }
}
