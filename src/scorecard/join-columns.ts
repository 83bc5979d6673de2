import type { ColumnMakers } from "../core/table.ts";
import type { PurchaseHistory } from "../history/types.ts";
import type { Contribution } from "../profit/types.ts";
import type { ReferralValue } from "../referral/value-types.ts";
import type { RfmScores } from "../rfm/types.ts";
import type { RuleSegments } from "../segmentation/rules/types.ts";
import { type ActionFacts, type ActionRule, actionIndex, conditionsOf, riskOf } from "./next-action.ts";
import type { ScorecardRow, StageTable, ValueTable } from "./types.ts";

/** The tables that a scorecard joins. Those that stand by customer, but not in the history's order, are looked up. */
export interface Parts {
  readonly history: PurchaseHistory;
  readonly rfm: RfmScores;
  readonly tiers: {
    readonly columns: { readonly tier: readonly (string | null)[] };
    readonly cuts: { readonly tiers: readonly string[] };
  };
  readonly actions: readonly ActionRule[];
  readonly stages: StageTable | null;
  readonly values: ValueTable | null;
  readonly profit: Contribution | null;
  readonly referral: ReferralValue | null;
  /** Segments by rules; asked for only when the column is read, since rules read the others. */
  readonly rules: () => RuleSegments | null;
}

/** The columns of a scorecard, each made from its part when it is asked for. */
export function joinColumns(parts: Parts): ColumnMakers<ScorecardRow> {
  const { history, rfm, tiers, stages, values, profit, referral } = parts;
  const none = (): null[] => new Array<null>(history.length).fill(null);
  const from = history.columns;
  const unknown = (): Float64Array => new Float64Array(history.length).fill(Number.NaN);
  // A policy may leave customers without an order out of RFM; otherwise it has the history's rows.
  const scored = lookUp(history, rfm.length === history.length ? null : rfm);
  const earning = lookUp(history, profit);
  const referring = lookUp(history, referral);
  const margin =
    (name: "contributionMargin1" | "contributionMargin2" | "contributionMargin3") => (): Float64Array =>
      profit === null ? unknown() : placeNumbers(profit.columns[name], earning());
  return {
    customerId: () => from.customerId,
    firstPurchase: () => from.firstPurchase,
    lastPurchase: () => from.lastPurchase,
    orders: () => from.orders,
    revenue: () => from.revenue,
    refunds: () => from.refunds,
    averageOrderValue: () => from.averageOrderValue,
    recencyDays: () => from.recencyDays,
    meanGapDays: () => from.meanGapDays,
    r: () => placeNumbers(rfm.columns.r, scored()),
    f: () => placeNumbers(rfm.columns.f, scored()),
    m: () => placeNumbers(rfm.columns.m, scored()),
    code: () => placeTexts(rfm.columns.code, scored()),
    segment: () => placeTexts(rfm.columns.segment, scored()),
    tier: () => tiers.columns.tier,
    stage: () => stages?.columns.stage ?? none(),
    stageSince: () => stages?.columns.since ?? none(),
    nextStage: () => stages?.columns.nextStage ?? none(),
    nextStageDate: () => stages?.columns.nextDate ?? none(),
    management: () => stages?.columns.management ?? none(),
    action: () => actionColumn(parts, placeTexts(rfm.columns.segment, scored())),
    probabilityAlive: () => values?.columns.probabilityAlive ?? unknown(),
    expectedPurchases: () => values?.columns.expectedPurchases ?? unknown(),
    expectedSpend: () => values?.columns.expectedSpend ?? unknown(),
    clv: () => values?.columns.clv ?? unknown(),
    clvLow: () => values?.columns.clvLow ?? unknown(),
    clvHigh: () => values?.columns.clvHigh ?? unknown(),
    nextPurchaseDate: () => values?.columns.nextPurchaseDate ?? none(),
    contributionMargin1: margin("contributionMargin1"),
    contributionMargin2: margin("contributionMargin2"),
    contributionMargin3: margin("contributionMargin3"),
    // Who is in no edge has brought nobody.
    referrals: () =>
      referral === null ? unknown() : placeNumbers(referral.columns.referrals, referring(), 0),
    referralValue: () => (referral === null ? unknown() : knownValues(referral, history, referring())),
    segments: () => parts.rules()?.columns.segments ?? none(),
  };
}

/** The next action of each customer. */
function actionColumn(parts: Parts, segments: readonly (string | null)[]): readonly (string | null)[] {
  const { actions } = parts;
  const conditions = conditionsOf(actions);
  return segments.map((segment, i) => {
    const found = actionIndex(conditions, actionFacts(parts, i, segment));
    return found < 0 ? null : (actions[found] as ActionRule).action;
  });
}

/** A customer as the action table sees them; row `i` of the history. */
export function actionFacts(
  { tiers, stages, values }: Pick<Parts, "tiers" | "stages" | "values">,
  i: number,
  segment: string | null,
): ActionFacts {
  const tier = tiers.columns.tier[i] ?? null;
  return {
    management: stages?.columns.management[i] ?? null,
    stage: stages?.columns.stage[i] ?? null,
    segment,
    tier,
    topTier: tier !== null && tier === tiers.cuts.tiers[0],
    risk: values === null ? null : riskOf(values.columns.probabilityAlive[i] as number),
  };
}

/** Where each customer of the history stands in another table, found once: -1 where they do not. */
function lookUp(
  history: PurchaseHistory,
  other: { indexOf(id: string): number } | null,
): () => Int32Array | undefined {
  let places: Int32Array | undefined;
  return () => {
    if (other === null) return undefined;
    places ??= Int32Array.from(history.columns.customerId, (id) => other.indexOf(id));
    return places;
  };
}

/** Referral values; unknown for who brought somebody of unknown value, which the sum leaves out. */
function knownValues(
  { columns, incomplete }: ReferralValue,
  history: PurchaseHistory,
  places: Int32Array | undefined,
): Float64Array {
  const values = placeNumbers(columns.crv, places, 0);
  const left = new Set(incomplete);
  if (left.size === 0) return values;
  const { customerId } = history.columns;
  return values.map((value, i) => (left.has(customerId[i] as string) ? Number.NaN : value));
}

/** A column in the order of the history; `absent` where the customer is not in it. */
function placeNumbers(
  column: Float64Array,
  places: Int32Array | undefined,
  absent: number = Number.NaN,
): Float64Array {
  if (places === undefined) return column;
  return Float64Array.from(places, (i) => (i < 0 ? absent : (column[i] as number)));
}

function placeTexts(
  column: readonly (string | null)[],
  places: Int32Array | undefined,
): readonly (string | null)[] {
  return places === undefined
    ? column
    : Array.from(places, (i) => (i < 0 ? null : (column[i] as string | null)));
}
