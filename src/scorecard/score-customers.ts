import { isoOfDay } from "../calendar/civil.ts";
import { checkOptions } from "../core/check-options.ts";
import { ScoringError } from "../core/error.ts";
import { createTable } from "../core/table.ts";
import { checkReading } from "../history/open-transactions.ts";
import { purchaseHistory } from "../history/purchase-history.ts";
import type { PurchaseHistory } from "../history/types.ts";
import { sumOf } from "../math/sums.ts";
import { scoreRfm } from "../rfm/score-rfm.ts";
import { summarizeRfm } from "../rfm/summarize-rfm.ts";
import { valueTiers } from "../segmentation/tiers/value-tiers.ts";
import { completePolicy, type ScorecardRules } from "./policy.ts";
import type { Scorecard, ScorecardInputs, ScorecardOptions, ScorecardRow } from "./types.ts";

const OPTIONS = [
  "asOf",
  "policy",
  "fields",
  "onInvalid",
  "timeZone",
  "numericTime",
  "sameDay",
  "zeroAmount",
  "duplicates",
  "rates",
  "from",
];

/**
 * All the records in, a line per customer out: purchase history, RFM scores and segment, value tier,
 * and the base as a whole beside them.
 *
 * @throws A {@link ScoringError} as {@link purchaseHistory}, {@link scoreRfm} and {@link valueTiers} do.
 * @example
 * ```ts
 * const transactions = [
 *   { customerId: "ann", at: "2026-01-05", amount: 30 },
 *   { customerId: "ann", at: "2026-01-19", amount: 50 },
 *   { customerId: "bob", at: "2025-06-07", amount: 12 },
 * ];
 * const scorecard = scoreCustomers({ transactions }, { asOf: "2026-01-31" });
 * const { segment, tier } = scorecard.row(0);
 * [segment, tier]; // => ["champions", "A"]
 * ```
 */
export function scoreCustomers(inputs: ScorecardInputs, options: ScorecardOptions): Scorecard {
  checkOptions(options, OPTIONS);
  const { policy } = options;
  const rules = completePolicy(policy);
  const history = readHistory(inputs, options, rules);
  const rfm = scoreRfm(history, rules.rfm);
  const tiers = valueTiers(history, { ...rules.tiers, fields: { value: "revenue" } });

  // A policy may leave customers without an order out of RFM; every other table has the history's rows.
  const place =
    rfm.length === history.length
      ? undefined
      : Int32Array.from(history.columns.customerId, (id) => rfm.indexOf(id));
  const numbers = (name: "r" | "f" | "m") => (): Float64Array => {
    const column = rfm.columns[name];
    return place === undefined
      ? column
      : Float64Array.from(place, (i) => (i < 0 ? Number.NaN : (column[i] as number)));
  };
  const texts = (name: "code" | "segment") => (): readonly (string | null)[] => {
    const column: readonly (string | null)[] = rfm.columns[name];
    return place === undefined
      ? column
      : Array.from(place, (i) => (i < 0 ? null : (column[i] as string | null)));
  };
  const from = history.columns;
  const table = createTable<ScorecardRow>({
    length: history.length,
    columns: {
      customerId: () => from.customerId,
      firstPurchase: () => from.firstPurchase,
      lastPurchase: () => from.lastPurchase,
      orders: () => from.orders,
      revenue: () => from.revenue,
      refunds: () => from.refunds,
      averageOrderValue: () => from.averageOrderValue,
      recencyDays: () => from.recencyDays,
      meanGapDays: () => from.meanGapDays,
      r: numbers("r"),
      f: numbers("f"),
      m: numbers("m"),
      code: texts("code"),
      segment: texts("segment"),
      tier: () => tiers.columns.tier,
    },
  });
  return Object.assign(table, {
    asOf: history.asOf,
    portfolio: {
      customers: history.length,
      orders: sumOf(from.orders),
      revenue: sumOf(from.revenue),
      segments: summarizeRfm(rfm),
      tiers: tiers.summary,
    },
    history,
    rfm,
    cuts: { rfm: rfm.cuts, tiers: tiers.cuts },
    warnings: [...rfm.warnings, ...tiers.warnings],
    rejected: { transactions: history.rejected },
  });
}

/** The history that is given, or the one of the transactions that are. */
function readHistory(
  inputs: ScorecardInputs,
  options: ScorecardOptions,
  rules: ScorecardRules,
): PurchaseHistory {
  checkOptions(inputs, ["transactions", "history"], ["inputs"]);
  const { transactions, history } = inputs;
  if ((transactions === undefined) === (history === undefined)) {
    throw new ScoringError(
      "missing",
      ["inputs", "transactions"],
      "transactions, or a history of them",
      "neither or both",
    );
  }
  const { policy: _policy, fields, ...reading } = options;
  const named = fields?.transactions === undefined ? {} : { fields: fields.transactions };
  if (transactions !== undefined) {
    return purchaseHistory(transactions, { ...reading, ...(named as object), timeUnit: rules.timeUnit });
  }
  const day = isoOfDay(checkReading(reading, options.asOf, "asOf").asOfDay);
  if (history?.asOf !== day) {
    throw new ScoringError("conflict", ["options", "asOf"], "the day of the history", "another one");
  }
  return history;
}
