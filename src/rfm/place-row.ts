import { checkNumber } from "../core/check-options.ts";
import { describeValue } from "../core/describe.ts";
import { ScoringError } from "../core/error.ts";
import { fieldValue } from "../core/own.ts";
import { cuttingOf, hasCuts } from "./cuttings.ts";
import { dimensionsOf } from "./dimensions.ts";
import type { RfmDimension } from "./keys.ts";
import { lengthBetween } from "./length-days.ts";
import type { PerDimension, RfmRules } from "./policy.ts";
import { scoreValue } from "./score-bins.ts";
import type { RfmCuts } from "./types.ts";

/** Where one customer stands. */
export interface Placed {
  /** The id as text, null where the row has none. */
  readonly customerId: string | null;
  /** What each dimension is scored by; NaN where it is not known. */
  readonly values: PerDimension<number>;
  /** The group of nested cut-offs that each dimension was scored in. */
  readonly cells: PerDimension<number>;
  /** Scores, the greatest as best; undefined where there are none. */
  readonly scores: PerDimension<number> | undefined;
  /** Why the scores are as they are: regular, no order, no money, nothing to score with. */
  readonly state: "scored" | "no-orders" | "lowest" | "unknown" | "no-cuts";
}

interface Row {
  readonly [field: string]: unknown;
}

/** Reads one row and scores it as a table would. */
export function placeRow(cuts: RfmCuts, given: object): Placed {
  if (typeof given !== "object" || given === null || Array.isArray(given)) {
    throw new ScoringError("wrong_type", ["row"], "a row object", describeValue(given));
  }
  const row = given as Row;
  const { policy } = cuts;
  const customerId = readId(row, policy);
  const orders = readNumber(row, "orders", false, 0);
  const values = readValues(row, policy, orders);
  const dimensions = dimensionsOf(policy.variant);
  const scores: { [D in RfmDimension]?: number } = {};
  const cells: { [D in RfmDimension]?: number } = {};
  const scoreless = (state: Placed["state"]): Placed => ({
    customerId,
    values,
    cells,
    scores: undefined,
    state,
  });
  if (orders === 0) {
    if (policy.noOrders !== "lowest") return scoreless("no-orders");
    for (const dimension of dimensions) scores[dimension] = 1;
    return { ...scoreless("lowest"), scores };
  }
  if (Number.isNaN(values.m)) return scoreless("unknown");
  if (!hasCuts(cuts)) return scoreless("no-cuts");

  let cell = 0;
  for (const dimension of dimensions) {
    const cutting = cuttingOf(cuts, dimension);
    const group = cutting.edges.length > 1 ? cell : 0;
    const score = scoreValue(values[dimension] as number, cutting, group, customerId ?? "");
    cells[dimension] = group;
    scores[dimension] = score;
    cell = cell * cutting.bins + score - 1;
  }
  return { customerId, values, cells, scores, state: "scored" };
}

function readValues(row: Row, policy: RfmRules, orders: number): PerDimension<number> {
  const bought = orders > 0;
  const r = readNumber(row, "recencyDays", !bought, 0);
  const { monetary, variant } = policy;
  const ofOrders = monetary === "total" || monetary === "average";
  const field = ofOrders ? "revenue" : monetary;
  const money = readNumber(row, field, !bought || (!ofOrders && fieldValue(row, field) !== undefined));
  const m = monetary === "average" ? (bought ? money / orders : Number.NaN) : money;
  if (variant === "lrfm") return { r, f: orders, m, l: readLength(row, bought) };
  if (variant === "rfmt") return { r, f: orders, m, t: readNumber(row, "meanGapDays", true, 0) };
  return { r, f: orders, m };
}

function readLength(row: Row, bought: boolean): number {
  const first = fieldValue(row, "firstPurchase") ?? null;
  const last = fieldValue(row, "lastPurchase") ?? null;
  const dated = first !== null && last !== null;
  const given = readNumber(row, "lengthDays", !bought || dated, 0);
  if (!Number.isNaN(given) || !bought) return given;
  return lengthBetween(first, last, (field, code, expected, got) => {
    throw new ScoringError(code, ["row", field], expected, describeValue(got));
  });
}

function readNumber(row: Row, field: string, nullable: boolean, min = Number.NEGATIVE_INFINITY): number {
  const value = fieldValue(row, field);
  if (value === null || value === undefined) {
    if (nullable) return Number.NaN;
    throw new ScoringError("missing", ["row", field], "a finite number", describeValue(value));
  }
  return checkNumber(value, ["row", field], { min });
}

function readId(row: Row, policy: RfmRules): string | null {
  const id = fieldValue(row, "customerId");
  if (typeof id === "string" || typeof id === "bigint" || Number.isFinite(id)) return String(id);
  const missing = id === null || id === undefined;
  if (missing && policy.ties !== "split-by-id") return null;
  const expected = "a string or a finite number";
  throw new ScoringError(
    missing ? "missing" : "wrong_type",
    ["row", "customerId"],
    expected,
    describeValue(id),
  );
}
