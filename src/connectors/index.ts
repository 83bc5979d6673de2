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
