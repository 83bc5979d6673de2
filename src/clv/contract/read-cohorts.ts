/**
 * Cohorts as counts by period: lists, and tables.
 *
 * @module
 */
import { checkNumber } from "../../core/check-options.ts";
import { copyCells } from "../../core/column.ts";
import { describeValue } from "../../core/describe.ts";
import { type InputPath, ScoringError } from "../../core/error.ts";
import type { OpenInput } from "../../core/open-input.ts";
import { readIds } from "../../core/read-ids.ts";
import { readNumbers } from "../../core/read-numbers.ts";
import { createRejector } from "../../core/rejector.ts";
import { MOST_PERIODS, type Renewals } from "./renewals.ts";

/** Lists of customers after 0, 1, 2, … renewals, a cohort each. */
export function readCohortLists(lists: readonly unknown[], paths: readonly InputPath[]): Renewals {
  const sums = createSums();
  lists.forEach((list, c) => {
    const path = paths[c] as InputPath;
    const counts = list as ArrayLike<unknown>;
    if (!Array.isArray(list) && !ArrayBuffer.isView(list)) {
      throw new ScoringError("wrong_type", path, "a list of counts", describeValue(list));
    }
    let before = Number.NaN;
    for (let t = 0; t < counts.length; t += 1) {
      const active = checkNumber(counts[t], [...path, t], { min: 0 });
      if (t > MOST_PERIODS) throw tooLong([...path, t]);
      if (active > before) throw grows([...path, t]);
      sums.add(t, before, active);
      before = active;
    }
  });
  return { ...sums.finish(), leftOut: 0, timeUnit: undefined, asOf: undefined };
}

/**
 * A table of counts by cohort and period, in any order. A cohort may begin after period 0, where nobody was
 * counted before; from there on it has every period to its last.
 */
export function readCohortTable(input: OpenInput): Renewals {
  const rejector = createRejector(input.name);
  const whole = { min: 0, integer: true };
  const period = readNumbers(input.needed("period"), "period", whole, rejector);
  const active = readNumbers(input.needed("active"), "active", { min: 0 }, rejector);
  const sums = createSums();
  for (const rows of rowsByCohort(input)) {
    rows.sort((i, j) => (period[i] as number) - (period[j] as number));
    let last = Number.NaN;
    let before = Number.NaN;
    for (const i of rows) {
      const t = period[i] as number;
      const count = active[i] as number;
      if (t === last) rejector.reject(i, "period", "duplicate", "each period of a cohort once", t);
      if (t > last + 1) rejector.reject(i, "period", "missing", "every period from the cohort's first on", t);
      if (t > MOST_PERIODS) throw tooLong([input.name, i, "period"]);
      if (count > before) throw grows([input.name, i, "active"]);
      sums.add(t, before, count);
      last = t;
      before = count;
    }
  }
  return { ...sums.finish(), leftOut: 0, timeUnit: undefined, asOf: undefined };
}

/** The rows of each cohort; of one cohort where no row names any. */
function rowsByCohort(input: OpenInput): number[][] {
  const all = Array.from({ length: input.length }, (_, i) => i);
  const column = input.column("cohort");
  if (column === undefined) return [all];
  const cells: unknown[] = [];
  copyCells(column, 0, input.length, cells);
  if (cells.every((cell) => cell === null || cell === undefined)) return [all];
  const ids = readIds(column, "cohort", createRejector(input.name));
  const cohorts = new Map<string, number[]>();
  for (const i of all) {
    const rows = cohorts.get(ids[i] as string);
    if (rows === undefined) cohorts.set(ids[i] as string, [i]);
    else rows.push(i);
  }
  return Array.from(cohorts.values());
}

interface Sums {
  /** A cohort's count after renewal `t`; `before` is that of the renewal before, NaN for its first. */
  readonly add: (t: number, before: number, active: number) => void;
  readonly finish: () => Pick<Renewals, "kept" | "lost" | "customers">;
}

function createSums(): Sums {
  const kept: number[] = [];
  const lost: number[] = [];
  let customers = 0;
  return {
    add(t, before, active) {
      if (Number.isNaN(before)) {
        customers += active;
        return;
      }
      while (kept.length < t) {
        kept.push(0);
        lost.push(0);
      }
      kept[t - 1] = (kept[t - 1] as number) + active;
      lost[t - 1] = (lost[t - 1] as number) + (before - active);
    },
    finish: () => ({ kept: Float64Array.from(kept), lost: Float64Array.from(lost), customers }),
  };
}

function grows(path: InputPath): ScoringError {
  return new ScoringError("conflict", path, "no more customers than a period before", "more");
}

function tooLong(path: InputPath): ScoringError {
  return new ScoringError("too_large", path, `at most ${MOST_PERIODS} renewals (use a longer period)`);
}
