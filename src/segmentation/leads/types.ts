import type { TimeOptions } from "../../calendar/time-reader.ts";
import type { Id, Input, OnInvalid, Rejection, Table, Time } from "../../core/types.ts";
import type { Declared, EventRule, FactsRow, Rule, RuleCustomer, Undeclared } from "../../rules/types.ts";

/** What every interaction may say; a policy may declare more. */
export interface LeadEvents {
  readonly type: "text";
  readonly channel: "text";
  readonly value: "number";
}

/** The fields of interactions that rules of a policy may ask for. */
export type LeadEventFields<E extends Declared> = Omit<LeadEvents, keyof E> & E;

/** Grades by points. */
export interface PointGrades {
  /** Keys, best first. */
  readonly keys: readonly string[];
  /** The least points of each but the last, in decreasing order. */
  readonly from: readonly number[];
}

/**
 * What is left of an interaction's points with the civil days that have passed since.
 *
 * - `halfLifeDays`: half after so many days, a quarter after twice as many.
 * - `linearDays`: evenly less, nothing from then on.
 * - `steps`: from so many days on, this part; all of it before the first.
 */
export type PointDecay =
  | { readonly halfLifeDays: number }
  | { readonly linearDays: number }
  | { readonly steps: readonly { readonly afterDays: number; readonly keep: number }[] };

/** Points for what a prospect is. */
export interface FitCriterion<F extends Declared = Declared> {
  /** Name of the criterion; within rules of others it can be referred to as a segment. */
  readonly key: string;
  /** Points where the rule holds. Below 0 for what speaks against. */
  readonly points: number;
  /** The rule, on the declared facts. */
  readonly when: Rule<F, Undeclared, Undeclared, string>;
}

/** Points for what a prospect does. */
export interface BehaviourCriterion<E extends Declared = Declared> {
  /** Name of the criterion. */
  readonly key: string;
  /** Points for each interaction that meets the rule. Below 0 for what speaks against. */
  readonly points: number;
  /** The rule, on the fields of one interaction. */
  readonly when: EventRule<E>;
  /** Most points that all such interactions bring together, after decay (of negative points, the least). */
  readonly limit?: number;
  /** How points fade. Default that of the part; null for not at all. */
  readonly decay?: PointDecay | null;
}

/** What both parts of a score may say. */
export interface LeadPartSettings {
  /** Least points of the part. Default 0. */
  readonly min?: number;
  /** Most points of the part. Default 100. */
  readonly max?: number;
  /** Default three cuts at 75, 50 and 25 % of `max`: A to D for fit, 1 to 4 for behaviour. */
  readonly grades?: PointGrades;
}

/** How prospects are scored. Plain JSON; at least one of the parts. */
export interface LeadPolicy<F extends Declared = Undeclared, E extends Declared = Undeclared> {
  /** Version of this form. Default 1. */
  readonly version?: 1;
  /** What is known of a prospect. */
  readonly facts?: F;
  /** What is known of an interaction, beside `type`, `channel` and `value`. */
  readonly events?: E;
  /** Who they are. */
  readonly fit?: LeadPartSettings & { readonly criteria: readonly FitCriterion<NoInfer<F>>[] };
  /** What they do. */
  readonly behaviour?: LeadPartSettings & {
    readonly criteria: readonly BehaviourCriterion<LeadEventFields<NoInfer<E>>>[];
    /** How points fade, unless a criterion says otherwise. Default null: not at all. */
    readonly decay?: PointDecay | null;
  };
  /** Grades of the score. Default A to D, at 75, 50 and 25 % of the most points of both parts. */
  readonly grades?: PointGrades;
}

/** An interaction as policies read it. */
export type LeadInteraction<E extends Declared> = { readonly customerId: Id; readonly at: Time } & FactsRow<
  LeadEventFields<E>
>;

/** What is scored. */
export interface LeadData<F extends Declared = Undeclared, E extends Declared = Undeclared> {
  /** Whom to score: a line of the result each. */
  readonly prospects: Input<RuleCustomer<F>>;
  /** What they did. Needed where the policy has a part for behaviour. */
  readonly interactions?: Input<LeadInteraction<E>>;
}

/** One prospect with their interactions; others' among them do not count. */
export interface LeadDataOfOne<F extends Declared = Undeclared, E extends Declared = Undeclared> {
  readonly prospect: RuleCustomer<F>;
  readonly interactions?: Input<LeadInteraction<E>>;
}

/** The moment of looking, and how records are read. */
export interface LeadOptions extends TimeOptions {
  /** The moment of looking: points fade up to it, and interactions after it do not count. */
  readonly asOf: Time;
  /** Our field names to the host's, by input. */
  readonly fields?: {
    readonly prospects?: { readonly [field: string]: string };
    readonly interactions?: { readonly [field: string]: string };
  };
  /** A bad row ends with an error (default), or is set aside. */
  readonly onInvalid?: OnInvalid;
}

/** A prospect's line of the result. */
export interface LeadRow {
  readonly customerId: string;
  /** Points for what they are; null where the policy has no such part. */
  readonly fit: number | null;
  readonly fitGrade: string | null;
  /** Points for what they do, as faded; null likewise. */
  readonly behaviour: number | null;
  readonly behaviourGrade: string | null;
  /** Both together. */
  readonly score: number;
  /** Grade of the score. */
  readonly grade: string;
  /** Civil days since their last interaction; null without any. */
  readonly daysSinceInteraction: number | null;
}

/** What comes with the prospects. */
export interface LeadFacts {
  /** Civil date of the moment of looking. */
  readonly asOf: string;
  /** How many prospects have each grade, best first. */
  readonly counts: readonly { readonly grade: string; readonly prospects: number }[];
  /** Interactions of nobody among the prospects. */
  readonly unknownInteractions: number;
  /** Interactions after the moment of looking, which do not count. */
  readonly futureInteractions: number;
  /** Prospects that were set aside, with `onInvalid: "collect"`. */
  readonly rejected: readonly Rejection[];
  /** Interactions that were set aside. */
  readonly rejectedInteractions: readonly Rejection[];
}

/** Prospects in the order of the input. */
export type LeadScores = Table<LeadRow> & LeadFacts;
