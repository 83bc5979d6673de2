import { checkNumber, checkOneOf, checkOptions } from "../core/check-options.ts";
import { describeValue } from "../core/describe.ts";
import { ScoringError, type ScoringErrorCode } from "../core/error.ts";
import type { OnInvalid } from "../core/types.ts";
import { type Layout, ROW_FAULTS } from "./csv-block.ts";
import { SEPARATORS, type Separator } from "./csv-header.ts";
import type { CsvDecode, CsvReading } from "./csv-types.ts";

/** Reading options with their defaults. */
export interface CheckedReading {
  readonly separator: Separator | undefined;
  readonly header: boolean;
  readonly decode: CsvDecode | undefined;
  readonly onInvalid: OnInvalid;
  readonly batchRows: number;
  readonly maxRowBytes: number;
  readonly maxColumns: number;
  readonly maxRejected: number;
}

const READING_OPTIONS = [
  ...["separator", "header", "decimal", "thousands", "currencySymbol", "dateFormat", "decode"],
  ...["onInvalid", "batchRows", "maxRowBytes", "maxColumns", "maxRejected"],
];

/**
 * Checks the options of reading, and that there are no others but `further`.
 *
 * @throws A {@link ScoringError} with `unknown_name`, `wrong_type`, `out_of_range` or `conflict`.
 */
export function checkCsvReading(options: CsvReading, further: readonly string[]): CheckedReading {
  options = checkOptions(options, [...READING_OPTIONS, ...further]);
  const { header = true, decode, onInvalid = "throw", separator, batchRows = 16_384 } = options;
  const { maxRowBytes = 1_048_576, maxColumns = 2048, maxRejected = 100_000 } = options;
  const at = (name: string): string[] => ["options", name];
  if (typeof header !== "boolean") {
    throw new ScoringError("wrong_type", at("header"), "true or false", describeValue(header));
  }
  if (decode !== undefined && typeof decode !== "function") {
    throw new ScoringError("wrong_type", at("decode"), "a function", describeValue(decode));
  }
  checkNumberFormat(options);
  return {
    separator: separator === undefined ? undefined : checkOneOf(separator, SEPARATORS, at("separator")),
    header,
    decode,
    onInvalid: checkOneOf(onInvalid, ["throw", "collect"], at("onInvalid")),
    batchRows: checkNumber(batchRows, at("batchRows"), { min: 1, max: 1_048_576, integer: true }),
    maxRowBytes: checkNumber(maxRowBytes, at("maxRowBytes"), { min: 16, max: 268_435_456, integer: true }),
    maxColumns: checkNumber(maxColumns, at("maxColumns"), { min: 1, max: 65_536, integer: true }),
    maxRejected: checkNumber(maxRejected, at("maxRejected"), { min: 0, integer: true }),
  };
}

function checkNumberFormat({ decimal = ".", thousands, currencySymbol, dateFormat }: CsvReading): void {
  checkOneOf(decimal, [".", ","], ["options", "decimal"]);
  if (thousands !== undefined) checkOneOf(thousands, [",", ".", " ", "'", "_"], ["options", "thousands"]);
  if (thousands === decimal) {
    throw new ScoringError("conflict", ["options", "thousands"], "another mark than decimal", "the same");
  }
  for (const [name, value] of Object.entries({ currencySymbol, dateFormat })) {
    if (value !== undefined && (typeof value !== "string" || value === "")) {
      throw new ScoringError("wrong_type", ["options", name], "a text", describeValue(value));
    }
  }
}

/** Why a row cannot be used whatever its cells hold. */
export interface RowRefusal {
  readonly code: ScoringErrorCode;
  readonly expected: string;
  readonly got: string;
}

/** The refusal of a fault that the scan found, `undefined` for none. */
export function rowFault(fault: number, { minCells, maxCells }: Layout): RowRefusal | undefined {
  const cells = minCells === maxCells ? `${minCells} cells` : `${minCells} to ${maxCells} cells`;
  switch (ROW_FAULTS[fault]) {
    case "few":
      return { code: "length_mismatch", expected: `${cells}, as the first line has`, got: "fewer" };
    case "many":
      return { code: "length_mismatch", expected: `${cells}, as the first line has`, got: "more" };
    case "afterQuote":
      return {
        code: "wrong_type",
        expected: "a separator or the end of the line behind a closing quote (quotes inside are doubled)",
        got: "other text",
      };
    case "openQuote":
      return { code: "wrong_type", expected: "a closing quote", got: "the end of the file" };
    case "nul":
      return { code: "wrong_type", expected: "no zero bytes (of UTF-16 pass decode)", got: "zero bytes" };
    default:
      return undefined;
  }
}

/** Ends the reading of any file: what comes after a row without an end cannot be judged. */
export function refuseRow(row: number, line: number, maxRowBytes: number): ScoringError {
  return new ScoringError(
    "too_large",
    ["csv", row, "cells"],
    `a row of at most ${maxRowBytes} bytes`,
    `a longer one at line ${line} (a quote that is not closed?)`,
  );
}
