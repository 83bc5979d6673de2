import type { GammaGammaModel } from "../clv/gamma-gamma/fit.ts";
import type { AnyRepeatModel } from "../clv/known-models.ts";
import type { LifetimeValueFacts, LifetimeValueRow } from "../clv/lifetime/lifetime-value.ts";
import type { Interval } from "../clv/lifetime/uncertainty.ts";
import type { Fit } from "../clv/types.ts";
import type { Customer, Interaction, OrderLine, ReferralEdge, Transaction } from "../core/records.ts";
import type { Fields, Id, Input, OnInvalid, Reason, Rejection, Table, Time } from "../core/types.ts";
import type { PurchaseHistory, TransactionOptions } from "../history/types.ts";
import type { StageFacts, StageRow } from "../lifecycle/classify-customers.ts";
import type { ManagementType } from "../lifecycle/types.ts";
import type { LorenzCurve } from "../profit/lorenz-curve.ts";
import type { Contribution, CostRecord } from "../profit/types.ts";
import type { WhaleCurve } from "../profit/whale-curve.ts";
import type { ClvCrvMatrix } from "../referral/clv-crv-matrix.ts";
import type { ReferralValue } from "../referral/value-types.ts";
import type { RfmSegmentSummary, RfmSummaryFacts } from "../rfm/summarize-rfm.ts";
import type { RfmCuts, RfmScores } from "../rfm/types.ts";
import type { RuleSegments } from "../segmentation/rules/types.ts";
import type { TierCuts, ValueTiers } from "../segmentation/tiers/types.ts";
import type { ScorecardPolicy, ScorecardRules } from "./policy.ts";

/** The records of a business. What is absent leaves its numbers null: nothing is guessed. */
export interface ScorecardInputs {
  /** Orders and refunds, or their lines; or give the history that has been made of them. */
  readonly transactions?: Input<Transaction> | Input<OrderLine> | undefined;
  /** A purchase history at hand, folded from a stream for example. Its `asOf` must be the scorecard's. */
  readonly history?: PurchaseHistory | undefined;
  /** Money spent on customers, by layer of the waterfall. */
  readonly costs?: Input<CostRecord> | undefined;
  /** Who brought whom. */
  readonly referrals?: Input<ReferralEdge> | undefined;
  /** What is known of customers beside their records, a line each: the facts that rules and lifecycles declare. */
  readonly customers?: Input<Customer> | Input<{ readonly customerId: Id }> | undefined;
  /** What happened beside orders: the events that rules count. */
  readonly interactions?: Input<Interaction> | Input<OpenInteraction> | undefined;
}

/** An interaction with fields of the host's, which rules may declare. */
export type OpenInteraction = Interaction & { readonly [field: string]: unknown };

/** Options of {@link scoreCustomers}. */
export interface ScorecardOptions extends Omit<TransactionOptions, "fields"> {
  /** The moment of looking. A calendar date means the end of that civil day. */
  readonly asOf: Time;
  /** What the business decides. Every choice has a default. */
  readonly policy?: ScorecardPolicy;
  /** What an earlier scorecard learned: its policy, cut-offs and models are used, and nothing is learned. */
  readonly learned?: LearnedScorecard;
  /** Our field names to the host's, by input. */
  readonly fields?: {
    readonly transactions?: Fields<OrderLine>;
    readonly costs?: Fields<CostRecord>;
    readonly referrals?: Fields<ReferralEdge>;
    readonly customers?: { readonly [field: string]: string };
    readonly interactions?: { readonly [field: string]: string };
  };
  /** A bad row ends with an error (default), or is set aside in `rejected`. */
  readonly onInvalid?: OnInvalid;
}

/** A customer's line. Null where something cannot be known; see the room that gives the number. */
export interface ScorecardRow {
  readonly customerId: string;
  readonly firstPurchase: string | null;
  readonly lastPurchase: string | null;
  readonly orders: number;
  /** Net of refunds. */
  readonly revenue: number;
  readonly refunds: number;
  readonly averageOrderValue: number | null;
  readonly recencyDays: number | null;
  readonly meanGapDays: number | null;
  /** Recency score. */
  readonly r: number | null;
  /** Frequency score. */
  readonly f: number | null;
  /** Monetary score. */
  readonly m: number | null;
  /** The scores in a row. */
  readonly code: string | null;
  /** Key of the RFM segment. */
  readonly segment: string | null;
  /** Key of the value tier. */
  readonly tier: string | null;
  /** Lifecycle stage; null, as the next five, where the policy leaves stages out. */
  readonly stage: string | null;
  /** Civil day of entering it; null where the facts do not tell. */
  readonly stageSince: string | null;
  /** Where time alone leads next. */
  readonly nextStage: string | null;
  /** The civil day of that. */
  readonly nextStageDate: string | null;
  /** What kind of management the stage asks for. */
  readonly management: ManagementType | null;
  /** Key of what to do next, by the policy's table. */
  readonly action: string | null;
  /** Chance to be alive now. This and the next six are null where no model is identified. */
  readonly probabilityAlive: number | null;
  /** Expected purchases within the horizon of the policy. */
  readonly expectedPurchases: number | null;
  /** Expected value of a purchase. */
  readonly expectedSpend: number | null;
  /** Lifetime value: expected discounted margin within the horizon. */
  readonly clv: number | null;
  /** Lower end of its interval. */
  readonly clvLow: number | null;
  /** Upper end of its interval. */
  readonly clvHigh: number | null;
  /** Civil date by which the next purchase is as likely to have come as not; null where it never is. */
  readonly nextPurchaseDate: string | null;
  /** Net revenue less the cost of goods. This and the next two are null without costs. */
  readonly contributionMargin1: number | null;
  /** Less the cost to serve. */
  readonly contributionMargin2: number | null;
  /** Less acquisition and retention cost. */
  readonly contributionMargin3: number | null;
  /** People brought; null without referrals. */
  readonly referrals: number | null;
  /**
   * Value of the people brought; null where that of one of them is not known. Not to be added to `clv`: their
   * money is in their own line.
   */
  readonly referralValue: number | null;
  /** Segments of the policy's rules, in their order; null without rules, or without the records that they ask for. */
  readonly segments: readonly string[] | null;
}

/** The stage of each customer, with facts and reasons. */
export type StageTable = Table<StageRow> & StageFacts;

/** Lifetime values, a line per customer. */
export type ValueTable = Table<LifetimeValueRow> & LifetimeValueFacts;

/** The models behind lifetime values. Plain JSON. */
export interface LearnedModels {
  /** How often customers buy. */
  readonly purchases: AnyRepeatModel & { readonly fit: Fit };
  /** What a purchase is worth: a Gamma-Gamma model, or one value for all. */
  readonly spend: GammaGammaModel | number;
}

/** What a scorecard has learned of its base: scores further customers in the same way. Plain JSON. */
export interface LearnedScorecard {
  readonly kind: "scorecard";
  readonly version: 1;
  /** Civil date of the base. */
  readonly asOf: string;
  /** The policy, every choice made. */
  readonly policy: ScorecardRules;
  /** Cut-offs. */
  readonly cuts: { readonly rfm: RfmCuts; readonly tiers: TierCuts };
  /** Models of lifetime value; null where the base identifies none. */
  readonly models: LearnedModels | null;
  /** Which of the records that may be absent the base had: what is absent for all is null, else 0. */
  readonly tracked?: TrackedRecords;
}

/** Records that a base had. */
export interface TrackedRecords {
  /** Layers of the waterfall that there were cost records of; null without cost records. */
  readonly costLayers: readonly string[] | null;
  /** Were there referrals? */
  readonly referrals: boolean;
  /** Were customers described? */
  readonly customers?: boolean;
  /** Were there interactions? */
  readonly interactions?: boolean;
}

/** The base as a whole. */
export interface Portfolio {
  readonly customers: number;
  readonly orders: number;
  readonly revenue: number;
  /** A line per segment of the map, those without customers included. */
  readonly segments: Table<RfmSegmentSummary> & RfmSummaryFacts;
  /** A line per tier, best first. */
  readonly tiers: ValueTiers["summary"];
  /** Lifetime value of all customers with its interval; null where no model is identified. */
  readonly clv: Interval | null;
  /** Customers in each stage; null where the policy leaves stages out. */
  readonly stages: StageTable["counts"] | null;
  /** Sums of the waterfall over all customers; null without costs. */
  readonly contribution: Contribution["totals"] | null;
  /**
   * What the best 1, 2, 3 … customers earn together: by the last margin that is known of anybody, by revenue
   * where none is. This and the next three are made when they are read.
   */
  readonly whale: WhaleCurve & { readonly of: WhaleMeasure };
  /** How unequally revenue is spread, with its Gini coefficient. */
  readonly lorenz: LorenzCurve;
  /** Customers by lifetime and referral value; null without either. */
  readonly clvCrv: ClvCrvMatrix | null;
  /** Customers and revenue of each tier in each stage, best tier first; null where the policy leaves stages out. */
  readonly tierStages: readonly TierStageCell[] | null;
  /** Cut-offs, models and warnings are those of the scorecard. */
  readonly cuts: LearnedScorecard["cuts"];
  readonly models: LearnedModels | null;
  readonly warnings: readonly Reason[];
}

/** What a whale curve adds up. */
export type WhaleMeasure = "contributionMargin1" | "contributionMargin2" | "contributionMargin3" | "revenue";

/** A tier's customers in a stage. */
export interface TierStageCell {
  readonly tier: string;
  readonly stage: string;
  readonly customers: number;
  /** Net of refunds. */
  readonly revenue: number;
}

/** What comes with the lines. */
export interface ScorecardFacts {
  /** Civil date of the moment of looking. */
  readonly asOf: string;
  /** The base as a whole. */
  readonly portfolio: Portfolio;
  /** The purchase history under the scores. */
  readonly history: PurchaseHistory;
  /** The RFM scores with their facts. */
  readonly rfm: RfmScores;
  /** Lifetime values with their facts; null where no model is identified. */
  readonly values: ValueTable | null;
  /** Stages with their facts and reasons; null where the policy leaves them out. */
  readonly stages: StageTable | null;
  /** Contribution waterfall of each customer with its facts, those with costs and no order among them; null without costs. */
  readonly profit: Contribution | null;
  /** Referral values with their facts; null without referrals. */
  readonly referral: ReferralValue | null;
  /** Segments of the rules with coverage and overlaps; null without rules, or without the records that they ask for. */
  readonly rules: RuleSegments | null;
  /** Cut-offs. Plain JSON. */
  readonly cuts: LearnedScorecard["cuts"];
  /** The models of lifetime value; null where the base identifies none. Plain JSON. */
  readonly models: LearnedModels | null;
  /** Which of the records that may be absent there were. */
  readonly tracked: TrackedRecords;
  /** The policy, every choice made. */
  readonly policy: ScorecardRules;
  /** What to know before trusting the scores. */
  readonly warnings: readonly Reason[];
  /** Rows that were set aside, by input, with `onInvalid: "collect"`. */
  readonly rejected: {
    readonly transactions: readonly Rejection[];
    readonly costs: readonly Rejection[];
    readonly referrals: readonly Rejection[];
    readonly customers: readonly Rejection[];
    readonly interactions: readonly Rejection[];
  };
}

/** A line per customer, by ascending id, and the base as a whole. */
export type Scorecard = Table<ScorecardRow> & ScorecardFacts;
