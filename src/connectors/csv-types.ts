import type { OnInvalid, Rejection } from "../core/types.ts";

/** A piece of a file: text, or bytes cut anywhere. */
export type CsvChunk = string | Uint8Array;

/** A whole text, its bytes, or its pieces in order. A Node stream of a file is one. */
export type CsvSource = CsvChunk | Iterable<CsvChunk> | AsyncIterable<CsvChunk>;

/** A source whose pieces are at hand. */
export type CsvSyncSource = CsvChunk | Iterable<CsvChunk>;

/**
 * Text of bytes in another encoding than UTF-8. `more` is false in the last call, whose bytes are empty.
 *
 * With the host's decoder: `const gbk = new TextDecoder("gb18030")`, then
 * `decode: (bytes, more) => gbk.decode(bytes, { stream: more })`.
 */
export type CsvDecode = (bytes: Uint8Array, more: boolean) => string;

/** How a file is written. */
export interface CsvFormat {
  /** What stands between cells. Default: the one of `,` `;` tab `|` that is most frequent in the first line, quoted text apart; of two, the first named here. */
  readonly separator?: "," | ";" | "\t" | "|";
  /** Does the first line name the columns? Default true. Without a header `fields` gives column numbers. */
  readonly header?: boolean;
  /** What stands before the fraction of a number. Default `.`. */
  readonly decimal?: "." | ",";
  /** What groups the digits of a number. Default none: a grouped number is refused. `" "` also stands for the no-break spaces. */
  readonly thousands?: "," | "." | " " | "'" | "_";
  /** Stands before or behind amounts and is dropped: `$`. */
  readonly currencySymbol?: string;
  /**
   * How dates are written, where not with the year first: `DD/MM/YYYY`, `M/D/YY h:mm A`, … of `YYYY`,
   * `YY` (69 to 99 are 19xx), `MMM` (`Jan`, `January`), `MM`, `M`, `DD`, `D`, `HH`, `H`, `hh`, `h`, `mm`, `ss`, `A` (AM or PM),
   * `Z` (an offset); or `unix`, `unix-ms` for seconds or milliseconds since 1970; or `excel`
   * for days as Excel numbers them (46053 is 2026-01-31), with a fraction for the time of day.
   */
  readonly dateFormat?: string;
  /** For bytes in another encoding than UTF-8. */
  readonly decode?: CsvDecode;
}

/** How a file is read. */
export interface CsvReading extends CsvFormat {
  /** A bad row ends with an error (default), or is set aside in `rejected`. */
  readonly onInvalid?: OnInvalid;
  /** Rows a batch, 1 to 1,048,576. Default 16,384. */
  readonly batchRows?: number;
  /** Longest row in bytes of UTF-8, and so the longest cell. Default 1,048,576. */
  readonly maxRowBytes?: number;
  /** Most columns. Default 2,048. */
  readonly maxColumns?: number;
  /** How many rejected rows are listed; further ones are counted. Default 100,000. */
  readonly maxRejected?: number;
}

/** A row that was set aside, with the line of the file on which it starts (from 1). */
export interface CsvRejection extends Rejection {
  /** Line of the file, from 1; `row` counts data rows, from 0. */
  readonly line: number;
}

/** What reading has found so far; final once the last batch is out. */
export interface CsvFacts {
  /** What stands between cells. */
  readonly separator: string;
  /** Our field to the file's column: its name, or its number where there is no header. */
  readonly fields: { readonly [field: string]: string | number };
  /** Data rows. Lines without a character are none. */
  readonly given: number;
  /** Rows that are in the batches. */
  readonly accepted: number;
  /** Rows set aside: `given - accepted`. */
  readonly rejectedRows: number;
  /** Those rows, as many as `maxRejected`. */
  readonly rejected: readonly CsvRejection[];
}

/** A column of few or repeating values. `values` grows from batch to batch and stays the same array. */
export interface CsvDictionary<T> {
  readonly codes: Int32Array;
  readonly values: readonly T[];
}

/** Texts that are made when they are asked for; null where the cell is empty. */
export interface CsvTexts {
  readonly length: number;
  /** The text of a row, or null of an empty cell. */
  at(i: number): string | null;
}

/** Calendar dates as a dictionary where a batch has nothing else, ISO texts otherwise. */
export type CsvTimes<T = string> = CsvDictionary<T> | readonly T[];
