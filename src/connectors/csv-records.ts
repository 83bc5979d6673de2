import { bare } from "../core/own.ts";
import { type CsvStream, csvBatches, csvStream } from "./csv-batches.ts";
import { checkCsvReading } from "./csv-checks.ts";
import { planReaders } from "./csv-plan.ts";
import { type CsvReader, createCsvReader } from "./csv-reader.ts";
import type { CsvReading, CsvSource, CsvSyncSource, CsvTexts } from "./csv-types.ts";
import type { CsvField } from "./find-columns.ts";
import type { CsvBatch } from "./reader-plan.ts";

/** A row as texts, by the names of the columns; null where a cell is empty. */
export interface CsvRecord {
  readonly [column: string]: string | null;
}

/**
 * Reads a CSV file of any shape as row objects of texts, batch by batch. For numbers, dates and speed
 * see `csvColumns`.
 *
 * Without a header the columns are called `0`, `1`, … .
 *
 * @throws A {@link ScoringError} as `csvColumns` does; `duplicate` where two columns have one name.
 * @example
 * ```ts
 * csvRecordsSync('id,note\n1,"says ""hi"""\n2,\n'); // => [{ id: "1", note: 'says "hi"' }, { id: "2", note: null }]
 * ```
 */
export function csvRecords(source: CsvSource, options: CsvReading = {}): CsvStream<readonly CsvRecord[]> {
  return csvStream(source, recordsReader(options), recordsOf);
}

/** As {@link csvRecords}, for a text or pieces at hand: all rows. */
export function csvRecordsSync(source: CsvSyncSource, options: CsvReading = {}): readonly CsvRecord[] {
  const records: CsvRecord[] = [];
  for (const batch of csvBatches(source, recordsReader(options)())) {
    for (const record of recordsOf(batch)) records.push(record);
  }
  return records;
}

function recordsReader(options: CsvReading): () => CsvReader {
  const reading = checkCsvReading(options, []);
  options = bare(options);
  const plan = (header: readonly string[] | number) => {
    const names = typeof header === "number" ? Array.from({ length: header }, (_, i) => String(i)) : header;
    const wanted = new Map<string, CsvField>();
    const fields = Object.create(null) as { [field: string]: string | number };
    for (let i = 0; i < names.length; i += 1) {
      const name = names[i] as string;
      wanted.set(name, { type: "text", optional: true });
      fields[name] = typeof header === "number" ? i : name;
    }
    return planReaders(wanted, new Map(), header, fields, options, reading.batchRows);
  };
  return () => createCsvReader(reading, plan);
}

function recordsOf(batch: CsvBatch): readonly CsvRecord[] {
  const names = Object.keys(batch.columns);
  const texts = names.map((name) => batch.columns[name] as CsvTexts);
  const records: CsvRecord[] = [];
  for (let i = 0; i < batch.length; i += 1) {
    const record: { [column: string]: string | null } = {};
    for (let c = 0; c < names.length; c += 1) {
      const value = (texts[c] as CsvTexts).at(i);
      // An own property even where the name is "__proto__".
      Object.defineProperty(record, names[c] as string, {
        value,
        enumerable: true,
        writable: true,
        configurable: true,
      });
    }
    records.push(record);
  }
  return records;
}
