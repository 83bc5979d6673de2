/**
 * CSV in: a stream of text or bytes becomes columns that every function takes. `csvTransactions` reads an order log,
 * `csvColumns` any records as typed columns, `csvRecords` any records as rows of texts.
 *
 * @module
 */
export type { CsvStream } from "./csv-batches.ts";
export {
  type CsvColumnBatch,
  type CsvColumnOf,
  type CsvColumnSpec,
  type CsvColumnsOptions,
  csvColumns,
  csvColumnsSync,
} from "./csv-columns.ts";
export { type CsvRecord, csvRecords, csvRecordsSync } from "./csv-records.ts";
export {
  type CsvTransactions,
  type CsvTransactionsOptions,
  csvTransactions,
  csvTransactionsSync,
} from "./csv-transactions.ts";
export type {
  CsvChunk,
  CsvDecode,
  CsvDictionary,
  CsvFacts,
  CsvFormat,
  CsvReading,
  CsvRejection,
  CsvSource,
  CsvSyncSource,
  CsvTexts,
  CsvTimes,
} from "./csv-types.ts";
export type { CsvField, CsvType } from "./find-columns.ts";
