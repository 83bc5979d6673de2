import { bare } from "../core/own.ts";
import {
  type CellReader,
  dictionaryReader,
  idReader,
  numericReader,
  textReader,
  timeReader,
} from "./cell-reader.ts";
import type { CsvFormat } from "./csv-types.ts";
import { type CsvField, type CsvType, findColumns } from "./find-columns.ts";
import type { ReaderPlan } from "./reader-plan.ts";

/** A field whose texts stand for values: how, and what is expected. */
export interface ChoiceField {
  readonly expected: string;
  readonly readValue: (text: string) => unknown;
}

/** Ids come last: a row that is refused for another cell then leaves no id behind. */
const READING_ORDER: readonly CsvType[] = ["number", "time", "text", "boolean", "id"];

const YES_OR_NO: ChoiceField = {
  expected: "true or false, yes or no, 1 or 0",
  readValue: (text) =>
    /^(?:true|yes|1|t|y)$/i.test(text) ? true : /^(?:false|no|0|f|n)$/i.test(text) ? false : undefined,
};

/** Where the wanted columns are, and a reader for each. */
export function planReaders(
  wanted: ReadonlyMap<string, CsvField>,
  choices: ReadonlyMap<string, ChoiceField>,
  header: readonly string[] | number,
  fields: { readonly [field: string]: string | number | undefined },
  format: CsvFormat,
  rows: number,
): ReaderPlan {
  const columns = findColumns(wanted, header, fields);
  const made: { readonly name: string; readonly rank: number; readonly reader: CellReader }[] = [];
  let slot = 0;
  for (const name of columns.keys()) {
    const { type, optional = false } = bare(wanted.get(name) as CsvField);
    const rule = { slot, optional, rows };
    const choice = choices.get(name);
    const reader =
      choice !== undefined
        ? dictionaryReader(rule, choice.readValue, choice.expected)
        : createReader(type, rule, format);
    made.push({ name, rank: READING_ORDER.indexOf(choice === undefined ? type : "boolean"), reader });
    slot += 1;
  }
  made.sort((a, b) => a.rank - b.rank);
  return { columns, readers: new Map(made.map(({ name, reader }) => [name, reader])) };
}

function createReader(
  type: CsvType,
  rule: { readonly slot: number; readonly optional: boolean; readonly rows: number },
  format: CsvFormat,
): CellReader {
  switch (type) {
    case "number":
      return numericReader(rule, format);
    case "time":
      return timeReader(rule, format);
    case "text":
      return textReader(rule);
    case "boolean":
      return dictionaryReader(rule, YES_OR_NO.readValue, YES_OR_NO.expected);
    default:
      return idReader(rule);
  }
}
