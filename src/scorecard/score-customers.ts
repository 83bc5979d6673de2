import { checkOptions } from "../core/check-options.ts";
import { ScoringError } from "../core/error.ts";
import { createTable } from "../core/table.ts";
import type { PurchaseHistory } from "../history/types.ts";
import { sumOf } from "../math/sums.ts";
import { applyRfm } from "../rfm/apply-rfm.ts";
import { scoreRfm } from "../rfm/score-rfm.ts";
import { summarizeRfm } from "../rfm/summarize-rfm.ts";
import { applyTiers } from "../segmentation/tiers/apply-tiers.ts";
import { valueTiers } from "../segmentation/tiers/value-tiers.ts";
import { completePolicy, type ScorecardRules } from "./policy.ts";
import { readHistory } from "./read-history.ts";
import type {
  LearnedScorecard,
  Scorecard,
  ScorecardInputs,
  ScorecardOptions,
  ScorecardRow,
} from "./types.ts";
import { valuePart } from "./value-part.ts";

const OPTIONS = [
  "asOf",
  "policy",
  "learned",
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
 * lifetime value and next order date, and the base as a whole beside them.
 *
 * What cannot be known is null: a base that identifies no model of lifetime value has none, and a
 * warning. With `learned` nothing is learned: customers are scored as those of an earlier scorecard.
 *
 * @throws A {@link ScoringError} as {@link purchaseHistory}, {@link scoreRfm}, {@link valueTiers} and
 * {@link lifetimeValue} do.
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
  const { learned } = options;
  if (learned !== undefined && options.policy !== undefined) {
    throw new ScoringError(
      "conflict",
      ["options", "policy"],
      "no policy beside learned, which holds one",
      "both",
    );
  }
  const rules = learned?.policy ?? completePolicy(options.policy);
  const history = readHistory(inputs, options, rules.timeUnit);
  return joinParts(history, rules, learned);
}

function joinParts(history: PurchaseHistory, rules: ScorecardRules, learned?: LearnedScorecard): Scorecard {
  const rfm = learned === undefined ? scoreRfm(history, rules.rfm) : applyRfm(learned.cuts.rfm, history);
  const byRevenue = { fields: { value: "revenue" } } as const;
  const tiers =
    learned === undefined
      ? valueTiers(history, { ...rules.tiers, ...byRevenue })
      : applyTiers(learned.cuts.tiers, history, byRevenue);
  const { values, models, warnings } = valuePart(history, rules.clv, learned?.models);

  // A policy may leave customers without an order out of RFM; every other table has the history's rows.
  const place =
    rfm.length === history.length
      ? undefined
      : Int32Array.from(history.columns.customerId, (id) => rfm.indexOf(id));
  const unknown = (): Float64Array => new Float64Array(history.length).fill(Number.NaN);
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
      r: () => placedNumbers(rfm.columns.r, place),
      f: () => placedNumbers(rfm.columns.f, place),
      m: () => placedNumbers(rfm.columns.m, place),
      code: () => placedTexts(rfm.columns.code, place),
      segment: () => placedTexts(rfm.columns.segment, place),
      tier: () => tiers.columns.tier,
      probabilityAlive: () => values?.columns.probabilityAlive ?? unknown(),
      expectedPurchases: () => values?.columns.expectedPurchases ?? unknown(),
      expectedSpend: () => values?.columns.expectedSpend ?? unknown(),
      clv: () => values?.columns.clv ?? unknown(),
      clvLow: () => values?.columns.clvLow ?? unknown(),
      clvHigh: () => values?.columns.clvHigh ?? unknown(),
      nextPurchaseDate: () => values?.columns.nextPurchaseDate ?? new Array<null>(history.length).fill(null),
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
      clv: values?.total ?? null,
    },
    history,
    rfm,
    values,
    cuts: { rfm: rfm.cuts, tiers: tiers.cuts },
    models,
    policy: rules,
    warnings: [...rfm.warnings, ...tiers.warnings, ...warnings],
    rejected: { transactions: history.rejected },
  });
}

/** A column in the order of the history; NaN where the customer is not in it. */
function placedNumbers(column: Float64Array, place: Int32Array | undefined): Float64Array {
  if (place === undefined) return column;
  return Float64Array.from(place, (i) => (i < 0 ? Number.NaN : (column[i] as number)));
}

function placedTexts(
  column: readonly (string | null)[],
  place: Int32Array | undefined,
): readonly (string | null)[] {
  return place === undefined
    ? column
    : Array.from(place, (i) => (i < 0 ? null : (column[i] as string | null)));
}
