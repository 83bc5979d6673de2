/**
 * Contract data in any of their forms, checked once at the door.
 *
 * @module
 */

import { describeValue } from "../../core/describe.ts";
import { ScoringError } from "../../core/error.ts";
import { type OpenInput, openInput } from "../../core/open-input.ts";
import { hasField } from "../../core/own.ts";
import { readNumbers } from "../../core/read-numbers.ts";
import { readBooleans } from "../../core/read-values.ts";
import { createRejector } from "../../core/rejector.ts";
import { readWeights, textOf, timeUnitOf } from "../read-histories.ts";
import { readCohortLists, readCohortTable } from "./read-cohorts.ts";
import { MOST_PERIODS, type Renewals, renewalsOf } from "./renewals.ts";

/** What the data are called in the paths of errors. */
const NAME = "cohort";

/**
 * Reads contract data, whichever form they have, to the numbers kept and lost at each renewal.
 *
 * @throws A {@link ScoringError} with `wrong_type`, `not_finite`, `missing` or `out_of_range` for a number;
 * `conflict` where a cohort grows, or a customer is lost before the first renewal; `duplicate` for a period
 * twice; `too_large` beyond 100,000 periods.
 */
export function readContracts(data: unknown): Renewals {
  if (ArrayBuffer.isView(data)) return readCohortLists([data as unknown as ArrayLike<number>], [[NAME]]);
  if (Array.isArray(data) && typeof data[0] === "number") return readCohortLists([data], [[NAME]]);
  if (Array.isArray(data) && (Array.isArray(data[0]) || ArrayBuffer.isView(data[0]))) {
    return readCohortLists(
      data,
      data.map((_, i) => [NAME, i]),
    );
  }
  const input = openInput(data, NAME);
  const facts = { timeUnit: timeUnitOf(data, NAME), asOf: textOf(data, "asOf") };
  if (has(data, input, "tenure")) return readCustomers(input, facts);
  if (has(data, input, "period") || input.length === 0) return { ...readCohortTable(input), ...facts };
  throw new ScoringError(
    "missing",
    [NAME],
    "a cohort table { period, active }, rows { tenure, active }, or a list of counts",
    describeValue(data),
  );
}

function has(data: unknown, input: OpenInput, field: string): boolean {
  if (Array.isArray(data)) return data.length > 0 && hasField(data[0] as object, field);
  return input.column(field) !== undefined;
}

/** A row for each customer. */
function readCustomers(input: OpenInput, facts: Pick<Renewals, "timeUnit" | "asOf">): Renewals {
  const rejector = createRejector(NAME);
  const whole = { nullable: true, min: 0, integer: true };
  const tenure = readNumbers(input.needed("tenure"), "tenure", whole, rejector);
  const active = readBooleans(input.needed("active"), "active", rejector);
  const weights = readWeights(input);
  let longest = 0;
  let leftOut = 0;
  for (let i = 0; i < input.length; i += 1) {
    const t = tenure[i] as number;
    if (Number.isNaN(t) || active[i] === null) {
      leftOut += 1;
      continue;
    }
    if (t === 0 && active[i] === false)
      rejector.reject(i, "tenure", "conflict", "at least 1, the renewal at which the customer was lost", t);
    if (t > MOST_PERIODS)
      rejector.reject(i, "tenure", "too_large", `at most ${MOST_PERIODS} renewals (use a longer period)`, t);
    if (t > longest) longest = t;
  }
  const lostAt = new Float64Array(longest + 1);
  const activeAfter = new Float64Array(longest + 1);
  for (let i = 0; i < input.length; i += 1) {
    const t = tenure[i] as number;
    if (Number.isNaN(t) || active[i] === null) continue;
    const tally = active[i] === true ? activeAfter : lostAt;
    tally[t] = (tally[t] as number) + (weights === null ? 1 : (weights[i] as number));
  }
  return renewalsOf(lostAt, activeAfter, { leftOut, ...facts });
}
