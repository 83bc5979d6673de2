import { openInput } from "../../core/open-input.ts";
import { type NumberRule, readNumbers } from "../../core/read-numbers.ts";
import { readBooleans, readTexts } from "../../core/read-values.ts";
import { createRejector } from "../../core/rejector.ts";

/** The columns of a result, checked as they are read. */
export interface ChartTable {
  readonly length: number;
  /** NaN where null is allowed and given. */
  readonly numbers: (field: string, rule?: NumberRule) => Float64Array;
  readonly texts: (field: string) => readonly string[];
  /** Texts that may be null. */
  readonly someTexts: (field: string) => readonly (string | null)[];
  /** Yes or no; all null where there is no such column. */
  readonly flags: (field: string) => readonly (boolean | null)[];
}

/**
 * Opens a table of results, or its rows as they come back from JSON.
 *
 * @throws A {@link ScoringError} with `wrong_type`, `missing`, `length_mismatch`; and as its columns are read.
 */
export function readTable(input: unknown, name: string): ChartTable {
  const open = openInput(input, name);
  const rejector = createRejector(name);
  return {
    length: open.length,
    numbers: (field, rule = {}) => readNumbers(open.needed(field), field, rule, rejector),
    texts: (field) => readTexts(open.needed(field), field, rejector, false) as readonly string[],
    someTexts: (field) => readTexts(open.needed(field), field, rejector),
    flags: (field) => {
      const column = open.column(field);
      return column === undefined
        ? new Array<null>(open.length).fill(null)
        : readBooleans(column, field, rejector);
    },
  };
}
