import type { ManagementType } from "../lifecycle/types.ts";

/** How likely a customer is gone: from the chance to be alive, below 1/3, below 2/3, above. */
export type Risk = "high" | "medium" | "low";

/** What a customer must be for an action. What is left out does not matter. */
export interface ActionCondition {
  readonly management?: readonly ManagementType[];
  readonly stage?: readonly string[];
  readonly segment?: readonly string[];
  readonly tier?: readonly string[];
  /** In the best tier, or not. */
  readonly topTier?: boolean;
  readonly risk?: readonly Risk[];
}

/** A line of the action table. */
export interface ActionRule {
  readonly when: ActionCondition;
  /** Key of the action; the dictionary and the host know what it means. */
  readonly action: string;
}

/**
 * What to do next, by what kind of management a customer needs, how much they bring and how likely they
 * are gone. The first line that fits decides.
 */
export const defaultActions: readonly ActionRule[] = [
  { when: { management: ["win-back"], topTier: true }, action: "win-back-in-person" },
  { when: { management: ["win-back"] }, action: "win-back-offer" },
  { when: { management: ["retain"], topTier: true, risk: ["high", "medium"] }, action: "call" },
  { when: { management: ["retain"], risk: ["high", "medium"] }, action: "remind" },
  { when: { management: ["retain"], topTier: true }, action: "thank" },
  { when: { management: ["expand"], topTier: true }, action: "reward" },
  { when: { management: ["expand"] }, action: "recommend" },
  { when: { management: ["acquire"] }, action: "welcome" },
];

/** A customer as the action table sees them. */
export interface ActionFacts {
  readonly management: ManagementType | null;
  readonly stage: string | null;
  readonly segment: string | null;
  readonly tier: string | null;
  readonly topTier: boolean;
  readonly risk: Risk | null;
}

/** A condition as it is looked at: every name may be there, and undefined. */
type Condition = { readonly [K in keyof ActionCondition]?: ActionCondition[K] | undefined };

const ANYBODY: Condition = {
  management: undefined,
  stage: undefined,
  segment: undefined,
  tier: undefined,
  topTier: undefined,
  risk: undefined,
};

/** What each line of the table asks for, with every name its own: what all objects inherit is no condition. */
export function conditionsOf(rules: readonly ActionRule[]): readonly { readonly when: Condition }[] {
  return rules.map(({ when }) => ({ when: { ...ANYBODY, ...when } }));
}

/** The first line of the table that fits; -1 for none. */
export function actionIndex(rules: readonly { readonly when: Condition }[], facts: ActionFacts): number {
  return rules.findIndex(({ when }) => fits(when, facts));
}

function fits(when: Condition, facts: ActionFacts): boolean {
  const { management, stage, segment, tier, topTier, risk } = when;
  return (
    among(management, facts.management) &&
    among(stage, facts.stage) &&
    among(segment, facts.segment) &&
    among(tier, facts.tier) &&
    among(risk, facts.risk) &&
    (topTier === undefined || topTier === facts.topTier)
  );
}

function among<T>(allowed: readonly T[] | undefined, value: T | null): boolean {
  return allowed === undefined || (value !== null && allowed.includes(value));
}

/** The risk that goes with a chance to be alive; null where that is not known. */
export function riskOf(probabilityAlive: number): Risk | null {
  if (Number.isNaN(probabilityAlive)) return null;
  if (probabilityAlive < 1 / 3) return "high";
  return probabilityAlive < 2 / 3 ? "medium" : "low";
}
