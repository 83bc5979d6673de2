import { checkOneOf } from "../core/check-options.ts";
import { bare } from "../core/own.ts";
import { type CsvStream, csvBatches, csvStream } from "./csv-batches.ts";
import { checkCsvReading } from "./csv-checks.ts";
import { checkFields } from "./csv-columns.ts";
import { type ChoiceField, planReaders } from "./csv-plan.ts";
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
import type { CsvField } from "./find-columns.ts";
import { joinBatches } from "./join-batches.ts";
import { STATUS_EXPECTED, statusOf } from "./order-status.ts";

/** Options of {@link csvTransactions}. */
export interface CsvTransactionsOptions extends CsvReading {
  /** Our field to the file's column, by name or number (from 0), where the usual names do not find it. */
  readonly fields?: {
    readonly customerId?: string | number;
    readonly at?: string | number;
    readonly amount?: string | number;
    readonly orderId?: string | number;
    readonly kind?: string | number;
    readonly currency?: string | number;
    readonly status?: string | number;
  };
  /**
   * Is a row refused whose status says that no money came or stayed (`cancelled`, `voided`, `refunded`, `failed`,
   * `待付款`, …)? Default `check`, where the file has such a column; `ignore` takes every row as a sale.
   */
  readonly orderStatus?: "check" | "ignore";
}

/** Transactions as columns, ready for `purchaseHistory` and `historyFold`. */
export interface CsvTransactions {
  /** Rows. */
  readonly length: number;
  readonly columns: {
    /** Customers, numbered in order of appearance; the numbers hold for the whole file. */
    readonly customerId: CsvDictionary<string>;
    /** Calendar dates as a dictionary, or ISO texts where a row of the batch has a time of day. */
    readonly at: CsvTimes;
    readonly amount: Float64Array;
    /** Orders, where the file names them. */
    readonly orderId?: CsvTexts | readonly (string | null)[];
    /** Purchase or refund, where the file says so. */
    readonly kind?: CsvDictionary<"purchase" | "refund" | null>;
    /** Currencies, where the file names them. */
    readonly currency?: CsvDictionary<string | null>;
    /** What became of the order, where the file says so: of those that count. */
    readonly status?: CsvDictionary<string | null>;
  };
}

/**
 * Reads an order log from CSV, batch by batch, as columns that `purchaseHistory` and `historyFold` take.
 * Memory stays the same however long the file is, but for the ids, of which each is kept once.
 *
 * Columns are found by their usual names (`customer_id`, `date`, `amount` and many more, in English
 * and Chinese) or named in `fields`. Dates have the year first, or the form that `dateFormat` names:
 * the order of day and month is never guessed. For quotes, blanks and empty cells see {@link csvColumns}.
 * An order that was cancelled, refunded or never paid, as its status says, is no sale: its row is refused.
 *
 * @throws A {@link ScoringError} as {@link csvColumns} does.
 * @example
 * ```ts
 * const log = csvTransactionsSync("customer;date;sales\nann;20260131;12,50\nbob;20260131;8\n", {
 *   decimal: ",",
 * });
 * log.columns.customerId; // => { codes: Int32Array.of(0, 1), values: ["ann", "bob"] }
 * log.columns.at; // => { codes: Int32Array.of(0, 0), values: ["2026-01-31"] }
 * log.columns.amount; // => Float64Array.of(12.5, 8)
 * ```
 */
export function csvTransactions(
  source: CsvSource,
  options: CsvTransactionsOptions = {},
): CsvStream<CsvTransactions> {
  return csvStream(source, transactionsReader(options), (batch) => batch as unknown as CsvTransactions);
}

/** As {@link csvTransactions}, for a text or pieces at hand: all rows as one batch, with what was found. */
export function csvTransactionsSync(
  source: CsvSyncSource,
  options: CsvTransactionsOptions = {},
): CsvTransactions & CsvFacts {
  const reader = transactionsReader(options)();
  const batch = joinBatches(Array.from(csvBatches(source, reader)));
  return { ...(batch as unknown as CsvTransactions), ...reader.facts };
}

const WANTED: ReadonlyMap<string, CsvField> = /* @__PURE__ */ new Map<string, CsvField>([
  ["customerId", { type: "id" }],
  ["at", { type: "time" }],
  ["amount", { type: "number" }],
  ["orderId", { type: "text", optional: true }],
  ["kind", { type: "text", optional: true }],
  ["currency", { type: "text", optional: true }],
  ["status", { type: "text", optional: true }],
]);

const CHOICES: ReadonlyMap<string, ChoiceField> = /* @__PURE__ */ new Map<string, ChoiceField>([
  ["kind", { expected: "purchase or refund", readValue: kindOf }],
  ["currency", { expected: "a currency", readValue: (text) => text }],
  ["status", { expected: STATUS_EXPECTED, readValue: statusOf }],
]);

function kindOf(text: string): "purchase" | "refund" | undefined {
  if (/^(?:purchase|sale|order|购买|销售)$/i.test(text)) return "purchase";
  return /^(?:refund|refunded|return|returned|退款|退货)$/i.test(text) ? "refund" : undefined;
}

function transactionsReader(options: CsvTransactionsOptions): () => CsvReader {
  const reading = checkCsvReading(options, ["fields", "orderStatus"]);
  options = bare(options);
  const { orderStatus = "check" } = options;
  checkOneOf(orderStatus, ["check", "ignore"], ["options", "orderStatus"]);
  const wanted = new Map(WANTED);
  if (orderStatus === "ignore") wanted.delete("status");
  const fields = checkFields({ ...options.fields }, wanted);
  const plan = (header: readonly string[] | number) =>
    planReaders(wanted, CHOICES, header, fields, options, reading.batchRows);
  return () => createCsvReader(reading, plan);
}
