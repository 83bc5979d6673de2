import { isoOfDay } from "../calendar/civil.ts";
import type { TimeOptions } from "../calendar/time-reader.ts";
import { valueOfOne } from "../clv/lifetime/value-of-one.ts";
import { checkWithin } from "../core/check-within.ts";
import { describeValue } from "../core/describe.ts";
import { ScoringError } from "../core/error.ts";
import { bare, ownValue } from "../core/own.ts";
import type { Reason, Time } from "../core/types.ts";
import type { HistoryRow } from "../history/types.ts";
import { type StageOfHistory, stageOfHistory } from "../lifecycle/stage-of-history.ts";
import type { Lifecycle } from "../lifecycle/types.ts";
import { contribution } from "../profit/contribution.ts";
import { referralValue } from "../referral/referral-value.ts";
import { rfmOf } from "../rfm/rfm-of.ts";
import type { Declared } from "../rules/types.ts";
import { tierOf } from "../segmentation/tiers/tier-of.ts";
import { type AttributeColumns, type Attributes, readAttributes } from "./attributes.ts";
import type { CustomerState } from "./customer-state.ts";
import { addLateFields, type LateReaders } from "./late-fields.ts";
import { type ActionFacts, actionIndex, conditionsOf, riskOf } from "./next-action.ts";
import { once } from "./once.ts";
import { rulePart } from "./rule-part.ts";
import { compileSegmentRules, factsAskedFor } from "./segment-rules.ts";
import { factsBesideHistory } from "./stage-part.ts";
import type { LearnedScorecard, ScorecardInputs, ScorecardRow } from "./types.ts";

/** A customer's line, and why they are in their stage. */
export interface ScoredRow {
  readonly row: ScorecardRow;
  readonly stageReason: () => Reason | null;
}

/** What comes with an event beside the state. */
export interface Beside extends TimeOptions {
  readonly asOf: Time;
  /** What is known of the customer. */
  readonly customer?: object;
  readonly interactions?: ScorecardInputs["interactions"];
}

/** Scores one customer after another with what a scorecard learned. */
export type Scorer = (
  history: HistoryRow,
  state: CustomerState,
  asOfDay: number,
  beside: Beside,
) => ScoredRow;

const NO_INTERVAL = [null, null] as const;

const scorers = new WeakMap<object, Scorer>();

/**
 * The scorer of what was learned, made at first sight. What was learned is data and is not to be changed
 * afterwards.
 *
 * @throws A {@link ScoringError} with `wrong_type` or `unknown_version` for what is no learned scorecard.
 */
export function scorerOf(learned: LearnedScorecard): Scorer {
  const given = learned as unknown;
  if (typeof given !== "object" || given === null) {
    throw new ScoringError("wrong_type", ["learned"], "what saveScorecard gave", describeValue(given));
  }
  let scorer = scorers.get(given);
  if (scorer === undefined) {
    if (learned.kind !== "scorecard" || learned.version !== 1) {
      throw new ScoringError("unknown_version", ["learned"], "a scorecard of version 1", "something else");
    }
    scorer = compileScorer(learned);
    scorers.set(given, scorer);
  }
  return scorer;
}

function compileScorer(learned: LearnedScorecard): Scorer {
  const { policy, cuts, models } = learned;
  const { timeUnit, lifecycle, clv } = policy;
  const stageNow = lifecycle === null ? null : stageOfHistory(lifecycle, timeUnit);
  const valueNow =
    models === null || clv === null
      ? null
      : valueOfOne({ ...models, margin: clv.margin }, { ...clv, timeUnit });
  const { rates, lines = false } = bare(policy.profit);
  const costLayers = learned.tracked?.costLayers ?? null;
  const reckonsProfit = costLayers !== null || rates !== undefined || lines;
  const tracked = learned.tracked?.referrals ?? false;
  const conditions = conditionsOf(policy.actions);
  const leavesOut = cuts.rfm.policy.noOrders === "exclude";
  const rules =
    policy.rules === null ? null : compileSegmentRules(policy.rules, ["learned", "policy", "rules"]);
  const facts = rules === null ? {} : factsAskedFor(rules);

  return (history, state, asOfDay, beside) => {
    const { customerId, orders, revenue, frequency, recency, age, meanRepeatSpend } = history;
    const rfm = leavesOut && orders === 0 ? null : rfmOf(cuts.rfm, history);
    const tier = tierOf(cuts.tiers, revenue);
    const told = beside.customer === undefined ? null : factsOf(beside, history, facts, lifecycle);
    const known = told === null ? history : { ...history, ...told.stageFacts };
    const stage = stageNow?.(known, asOfDay) ?? null;
    const value = valueNow?.({ frequency, recency, age, meanRepeatSpend, asOfDay }) ?? null;
    const interval = once(() => value?.interval() ?? NO_INTERVAL);
    const segment = rfm?.segment ?? null;
    const paysFor = reckonsProfit || ownValue(state, "costs") !== undefined;
    const brings = tracked || ownValue(state, "referred") !== undefined;
    const segments = once(() => {
      if (rules === null) return null;
      const { interactions } = beside;
      const records = { ids: [customerId], facts: told?.facts ?? null, interactions, scores: [row] };
      return rulePart(rules, records, beside)?.columns.segments[0] ?? null;
    });
    const readers: LateReaders = {
      clvLow: () => interval()[0],
      clvHigh: () => interval()[1],
      nextPurchaseDate: () => value?.nextPurchaseDate() ?? null,
      ...(paysFor && profitReaders(learned, history, state, asOfDay)),
      ...(brings && referralReaders(learned, customerId, state)),
      segments,
    };
    const line = {
      customerId,
      firstPurchase: history.firstPurchase,
      lastPurchase: history.lastPurchase,
      orders,
      revenue,
      refunds: history.refunds,
      averageOrderValue: history.averageOrderValue,
      recencyDays: history.recencyDays,
      meanGapDays: history.meanGapDays,
      r: rfm?.r ?? null,
      f: rfm?.f ?? null,
      m: rfm?.m ?? null,
      code: rfm?.code ?? null,
      segment,
      tier,
      stage: stage?.stage ?? null,
      stageSince: stage?.since ?? null,
      nextStage: stage?.nextStage ?? null,
      nextStageDate: stage?.nextDate ?? null,
      management: stage?.management ?? null,
      action: actionOf(learned, conditions, stage, segment, tier, value?.probabilityAlive ?? Number.NaN),
      probabilityAlive: value?.probabilityAlive ?? null,
      expectedPurchases: value?.expectedPurchases ?? null,
      expectedSpend: value?.expectedSpend ?? null,
      clv: value?.clv ?? null,
    };
    const row: ScorecardRow = addLateFields(line, readers);
    return { row, stageReason: () => stage?.reasonOf() ?? null };
  };
}

/** The facts of the one customer. */
function factsOf(
  { customer, timeZone, numericTime }: Beside,
  history: HistoryRow,
  facts: Declared,
  lifecycle: Lifecycle | null,
): { readonly facts: AttributeColumns; readonly stageFacts: { readonly [name: string]: unknown } } {
  let read: Attributes | undefined;
  checkWithin(
    ["options", "customer"],
    () => {
      const times = {
        ...(timeZone !== undefined && { timeZone }),
        ...(numericTime !== undefined && { numericTime }),
      };
      const beside = factsBesideHistory(lifecycle, history);
      read = readAttributes([customer] as never, times, [history.customerId], facts, beside);
    },
    2,
  );
  const { facts: asked, stageFacts, withoutLine } = read as Attributes;
  if (withoutLine > 0) {
    const path = ["options", "customer", "customerId"];
    throw new ScoringError("conflict", path, "the customer of the state", "another one");
  }
  const first = Array.from(stageFacts, ([name, cells]) => [name, cells[0]] as const);
  return { facts: asked, stageFacts: Object.fromEntries<unknown>(first) };
}

function actionOf(
  { policy, cuts, models }: LearnedScorecard,
  conditions: ReturnType<typeof conditionsOf>,
  stage: StageOfHistory | null,
  segment: string | null,
  tier: string | null,
  alive: number,
): string | null {
  const facts: ActionFacts = {
    management: stage?.management ?? null,
    stage: stage?.stage ?? null,
    segment,
    tier,
    topTier: tier !== null && tier === cuts.tiers.tiers[0],
    risk: models === null ? null : riskOf(alive),
  };
  return policy.actions[actionIndex(conditions, facts)]?.action ?? null;
}

/** The customer's waterfall. A layer that the base has records of, and they have none of, costs 0. */
function profitOf(
  { policy, tracked }: LearnedScorecard,
  history: HistoryRow,
  state: CustomerState,
  asOfDay: number,
) {
  const { rates, missing, lines = false } = bare(policy.profit);
  const layers = tracked?.costLayers ?? null;
  const { customerId } = history;
  const at = isoOfDay(asOfDay);
  const amounts = new Map((layers ?? []).map((layer) => [layer, 0]));
  for (const { layer, amount } of ownValue(state, "costs") ?? []) amounts.set(layer, amount);
  const costs = Array.from(amounts, ([layer, amount]) => ({ customerId, at, amount, layer }));
  const terms = missing === undefined ? {} : { missing };
  const taken = rates === undefined ? {} : { rates };
  if (!lines) return contribution({ history: [history], costs, ...taken }, terms).row(0);
  const sums = (ownValue(state, "lines") ?? []).map((sum) => ({ ...sum, customerId, at }));
  const found = contribution({ lines: sums, costs, ...taken }, terms);
  return found.length === 0 ? null : found.row(0);
}

/** The referral value, by the values that came with the referrals. */
function referralReaders(
  { policy }: LearnedScorecard,
  referrerId: string,
  state: CustomerState,
): LateReaders {
  const referred = ownValue(state, "referred") ?? [];
  const brought = once(() => {
    if (referred.length === 0) return { referrals: 0, crv: 0 };
    const { worth: _valueOf, ...terms } = bare(policy.referral);
    const edges = referred.map(({ customerId }) => ({ referrerId, refereeId: customerId }));
    const found = referralValue({ edges, values: referred }, terms);
    const line = found.row(found.indexOf(referrerId));
    return found.incomplete.length > 0 ? { ...line, crv: null } : line;
  });
  return { referrals: () => brought().referrals, referralValue: () => brought().crv };
}

/** The margins. */
function profitReaders(
  learned: LearnedScorecard,
  history: HistoryRow,
  state: CustomerState,
  asOfDay: number,
): LateReaders {
  const profit = once(() => profitOf(learned, history, state, asOfDay));
  return {
    contributionMargin1: () => profit()?.contributionMargin1 ?? null,
    contributionMargin2: () => profit()?.contributionMargin2 ?? null,
    contributionMargin3: () => profit()?.contributionMargin3 ?? null,
  };
}
