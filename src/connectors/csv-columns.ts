import { checkOneOf, checkOptions } from "../core/check-options.ts";
import { describeValue } from "../core/describe.ts";
import { ScoringError } from "../core/error.ts";
import { bare } from "../core/own.ts";
import { type CsvStream, csvBatches, csvStream } from "./csv-batches.ts";
import { checkCsvReading } from "./csv-checks.ts";
import { planReaders } from "./csv-plan.ts";
import { type CsvReader, createCsvReader } from "./csv-reader.ts";
import type {
  CsvDictionary,
  CsvFacts,
  CsvReading,
  CsvSource,
  CsvSyncSource,
  CsvTexts,
  CsvTimes,
} from "./csv-types.ts";
import type { CsvField, CsvType } from "./find-columns.ts";
import { joinBatches } from "./join-batches.ts";

/** Field to what its cells are: `{ referrerId: "id", at: { type: "time", optional: true } }`. */
export interface CsvColumnSpec {
  readonly [field: string]: CsvType | CsvField;
}

/** Options of {@link csvColumns}. */
export interface CsvColumnsOptions<S extends CsvColumnSpec> extends CsvReading {
  /** The columns that are wanted, in the order of the result. */
  readonly columns: S;
  /** Our field to the file's column, by name or number (from 0), where the usual names do not find it. */
  readonly fields?: { readonly [K in keyof S]?: string | number };
}

/** What a field's column is. */
export type CsvColumnOf<F> = F extends CsvField
  ? F["optional"] extends true
    ? CsvCells<F["type"], null>
    : CsvCells<F["type"], never>
  : F extends CsvType
    ? CsvCells<F, never>
    : never;

type CsvCells<T extends CsvType, Empty> = T extends "id"
  ? CsvDictionary<string | Empty>
  : T extends "boolean"
    ? CsvDictionary<boolean | Empty>
    : T extends "number"
      ? Float64Array
      : T extends "time"
        ? CsvTimes<string | Empty>
        : CsvTexts | readonly (string | null)[];

type OptionalNames<S> = {
  [K in keyof S]: S[K] extends { readonly optional: true } ? K : never;
}[keyof S];

/** Columns of rows that could be read; an optional one is absent where the file has none. */
export interface CsvColumnBatch<S extends CsvColumnSpec> {
  /** Rows. */
  readonly length: number;
  readonly columns: { readonly [K in Exclude<keyof S, OptionalNames<S>>]: CsvColumnOf<S[K]> } & {
    readonly [K in OptionalNames<S>]?: CsvColumnOf<S[K]>;
  };
}

/**
 * Reads any records from CSV, batch by batch: costs, referral edges, customers. Memory stays the same
 * however long the file is, but for the ids, of which each is kept once.
 *
 * Cells follow RFC 4180: quotes around, doubled inside, line ends inside quotes. Blanks around a bare
 * cell do not count, a bare empty cell is empty, and lines without a character are no rows. `id`,
 * `boolean` columns and calendar dates come as dictionaries whose `values` grow from batch to batch.
 *
 * @throws A {@link ScoringError}: `missing`, `duplicate` or `conflict` for columns, `empty` for a file
 * without a line, `too_large` for a row above the limits; `missing`, `wrong_type`, `not_finite`,
 * `invalid_date`, `unknown_name` or `length_mismatch` for a row, with path `csv.<row>.<field>` and the
 * line in the message. With `onInvalid: "collect"` those of a row are listed in `rejected`.
 * @example
 * ```ts
 * const edges = csvColumnsSync("referrer_id,referee_id\nann,bob\nann,cem\n", {
 *   columns: { referrerId: "id", refereeId: "id" },
 * });
 * edges.columns.referrerId; // => { codes: Int32Array.of(0, 0), values: ["ann"] }
 * edges.columns.refereeId.values; // => ["bob", "cem"]
 * ```
 * @see Shafranovich (2005), RFC 4180.
 */
export function csvColumns<const S extends CsvColumnSpec>(
  source: CsvSource,
  options: CsvColumnsOptions<S>,
): CsvStream<CsvColumnBatch<S>> {
  const createReader = columnsReader(options);
  return csvStream(source, createReader, (batch) => batch as unknown as CsvColumnBatch<S>);
}

/** As {@link csvColumns}, for a text or pieces at hand: all rows as one batch, with what was found. */
export function csvColumnsSync<const S extends CsvColumnSpec>(
  source: CsvSyncSource,
  options: CsvColumnsOptions<S>,
): CsvColumnBatch<S> & CsvFacts {
  const reader = columnsReader(options)();
  const batch = joinBatches(Array.from(csvBatches(source, reader)));
  return { ...(batch as unknown as CsvColumnBatch<S>), ...reader.facts };
}

function columnsReader<S extends CsvColumnSpec>(options: CsvColumnsOptions<S>): () => CsvReader {
  const reading = checkCsvReading(options, ["columns", "fields"]);
  options = bare(options);
  const wanted = wantedColumns(options.columns);
  const fields = checkFields(options.fields ?? {}, wanted);
  const plan = (header: readonly string[] | number) =>
    planReaders(wanted, new Map(), header, fields, options, reading.batchRows);
  return () => createCsvReader(reading, plan);
}

const TYPES: readonly CsvType[] = ["id", "text", "number", "time", "boolean"];

function wantedColumns(spec: CsvColumnSpec): ReadonlyMap<string, CsvField> {
  if (typeof spec !== "object" || spec === null || Object.keys(spec).length === 0) {
    const path = ["options", "columns"];
    throw new ScoringError(
      "wrong_type",
      path,
      'columns such as { customerId: "id", amount: "number" }',
      describeValue(spec),
    );
  }
  const wanted = new Map<string, CsvField>();
  for (const [name, given] of Object.entries(spec)) {
    const path = ["options", "columns", name];
    const field = typeof given === "object" ? given : { type: given };
    checkOptions(field, ["type", "optional", "names"], path);
    checkOneOf(field.type, TYPES, path);
    wanted.set(name, field);
  }
  return wanted;
}

/** Refuses fields that nobody wants. */
export function checkFields(
  fields: { readonly [field: string]: string | number | undefined },
  wanted: ReadonlyMap<string, CsvField>,
): { readonly [field: string]: string | number | undefined } {
  fields = checkOptions(fields, Array.from(wanted.keys()), ["options", "fields"]);
  return fields;
}
