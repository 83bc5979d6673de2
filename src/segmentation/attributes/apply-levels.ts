import { isoOfDay } from "../../calendar/civil.ts";
import { readMoment } from "../../calendar/moment.ts";
import { readNullableDays } from "../../calendar/nullable-days.ts";
import { periodStart } from "../../calendar/period.ts";
import { scanTime } from "../../calendar/scan-time.ts";
import { shiftDay } from "../../calendar/shift-day.ts";
import { createTimeReader, type TimeOptions, type TimeReader } from "../../calendar/time-reader.ts";
import { checkOneOf, checkOptions } from "../../core/check-options.ts";
import { type OpenInput, openInput } from "../../core/open-input.ts";
import { readIds } from "../../core/read-ids.ts";
import { readNumbers } from "../../core/read-numbers.ts";
import { readTexts } from "../../core/read-values.ts";
import { createRejector, type Rejector } from "../../core/rejector.ts";
import { type ColumnMakers, createTable } from "../../core/table.ts";
import type { Input, OnInvalid, Open, Time } from "../../core/types.ts";
import { checkLevels } from "./check-levels.ts";
import type { AttributeLevels, LearnedLevel, LevelRow, LevelTable } from "./types.ts";

/** Options of {@link applyLevels}. */
export interface ApplyLevelsOptions extends TimeOptions {
  /** The moment of looking, from which ages count. */
  readonly asOf?: Time;
  /** A bad row ends with an error (default), or is set aside in `rejected`. */
  readonly onInvalid?: OnInvalid;
}

/** The level of each row; null for none. */
type Column = readonly (string | null)[];

/**
 * The level of each customer in each attribute: a line per customer, a column for each. Null where the
 * attribute is not known, has no level, or is a date of birth after the day of looking.
 *
 * @throws A {@link ScoringError} with `wrong_type` or `unknown_version` for what are no levels, `missing`
 * for ages without `asOf`; for rows `wrong_type`, `not_finite`, `invalid_date`, `no_offset` or `missing`.
 * @example
 * ```ts
 * const customers = [
 *   { customerId: "ann", born: "2001-02-01" },
 *   { customerId: "bob", born: "1960-05-05" },
 *   { customerId: "cat", born: null },
 * ];
 * const { levels } = learnLevels(customers, { levels: { age: { by: "age", of: "born", edges: [25, 50] } } });
 * applyLevels(levels, customers, { asOf: "2026-01-31" }).columns.age; // => ["under-25", "50-up", null]
 * applyLevels(levels, customers, { asOf: "2026-02-01" }).columns.age; // => ["25-49", "50-up", null]
 * ```
 */
export function applyLevels<C = never>(
  levels: AttributeLevels,
  customers: Input<object> | Open<C>,
  options: ApplyLevelsOptions = {},
): LevelTable {
  checkLevels(levels);
  options = checkOptions(options, ["asOf", "timeZone", "numericTime", "onInvalid"]);
  const onInvalid = checkOneOf(options.onInvalid ?? "throw", ["throw", "collect"], ["options", "onInvalid"]);
  const reader = createTimeReader(options);
  const needsDay = levels.levels.some(({ by }) => by === "age");
  const asOf =
    needsDay || options.asOf !== undefined ? readMoment(options.asOf, "asOf", reader).day : Number.NaN;
  const open = openInput(customers, "customers");
  const rejector = createRejector("customers", onInvalid);
  const ids = readIds(open.needed("customerId"), "customerId", rejector);
  const columns = levels.levels.map((level) => levelColumn(level, open, reader, asOf, rejector));
  const keep = <T>(values: readonly T[]): readonly T[] =>
    rejector.count() === 0 ? values : values.filter((_, row) => !rejector.has(row));
  const makers = Object.create(null) as { [name: string]: () => unknown };
  makers["customerId"] = () => keep(ids);
  levels.levels.forEach(({ name }, i) => {
    makers[name] = () => keep(columns[i] as Column);
  });
  const made = createTable<LevelRow>({
    length: ids.length - rejector.count(),
    columns: makers as unknown as ColumnMakers<LevelRow>,
  });
  return Object.assign(made, { rejected: rejector.list() });
}

function levelColumn(
  level: LearnedLevel,
  open: OpenInput,
  reader: TimeReader,
  asOf: number,
  rejector: Rejector,
): Column {
  const { of } = level;
  const column = open.needed(of);
  if (level.by === "text") {
    const keys = new Map<string, string>();
    for (const { key, texts } of level.groups) for (const text of texts) keys.set(text, key);
    return readTexts(column, of, rejector).map((text) =>
      text === null ? null : (keys.get(text) ?? level.others),
    );
  }
  if (level.by === "number") {
    const values = readNumbers(column, of, { nullable: true }, rejector);
    return binned(values, level.edges as readonly number[], level.keys);
  }
  const days = readNullableDays(column, of, reader, rejector);
  if (level.by === "period") {
    return Array.from(days, (day) => (Number.isNaN(day) ? null : periodKey(day, level.period)));
  }
  if (level.by === "date") return binned(days, level.edges.map(dayOf), level.keys);
  // The later born, the younger: ages are bins of days counted backwards.
  const latest = level.edges.map((years) => -shiftDay(asOf, { years: years as number }, -1));
  return binned(
    days.map((day) => (day > asOf ? Number.NaN : -day)),
    latest,
    level.keys,
  );
}

function dayOf(edge: number | string): number {
  const found = { value: 0 };
  scanTime(edge as string, found);
  return found.value;
}

/** The last level whose edge the value reaches; null where it is not known. */
function binned(values: Float64Array, edges: readonly number[], keys: readonly string[]): Column {
  return Array.from(values, (value) => {
    if (Number.isNaN(value)) return null;
    let low = 0;
    let high = edges.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (value >= (edges[middle] as number)) low = middle + 1;
      else high = middle;
    }
    return keys[low] as string;
  });
}

/** `2026`, `2026-Q1` or `2026-01`. */
function periodKey(day: number, period: "month" | "quarter" | "year"): string {
  const start = isoOfDay(periodStart(day, period));
  if (period === "year") return start.slice(0, 4);
  if (period === "month") return start.slice(0, 7);
  return `${start.slice(0, 4)}-Q${(Number(start.slice(5, 7)) + 2) / 3}`;
}
