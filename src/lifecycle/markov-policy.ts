import { checkNumber, checkOptions } from "../core/check-options.ts";
import { checkResult } from "../core/check-result.ts";
import { describeValue } from "../core/describe.ts";
import { type InputPath, ScoringError } from "../core/error.ts";
import { createTable } from "../core/table.ts";
import type { Table } from "../core/types.ts";
import { type MarkovValueOptions, readDiscount, type StageRewards, stageValues } from "./markov-value.ts";
import {
  type OpenMatrix,
  openMatrix,
  readPerStage,
  readProbabilities,
  type TransitionMatrix,
} from "./matrix-input.ts";

/** A way of treating customers: how they then move, and what each stage then brings in a period. */
export interface MarkovPolicy {
  readonly name: string;
  readonly matrix: TransitionMatrix;
  readonly rewards: StageRewards;
}

/** A stage under a policy. */
export interface PolicyValueRow {
  readonly policy: string;
  readonly stage: string;
  /** As {@link markovValue}. */
  readonly value: number;
  /** Less the value under the first policy. */
  readonly gain: number;
}

/**
 * The value of each stage under several policies, and what each gains on the first.
 *
 * @throws A {@link ScoringError} as `markovValue`, with paths that begin with `policies`; `empty`
 * without a policy, `length_mismatch` for matrices of different size.
 * @example
 * ```ts
 * const rewards = [10, 0];
 * const compared = comparePolicies(
 *   [
 *     { name: "now", matrix: [[0.5, 0.5], [0, 1]], rewards },
 *     { name: "service", matrix: [[0.75, 0.25], [0, 1]], rewards: [8, 0] },
 *   ],
 *   { discountRate: 0.25 },
 * );
 * compared.row(2).gain.toFixed(2); // => "3.33"
 * ```
 */
export function comparePolicies(
  policies: readonly MarkovPolicy[],
  options: MarkovValueOptions,
): Table<PolicyValueRow> {
  const { discount, periods } = readDiscount(options);
  checkList(policies, ["policies"], "policy");
  const opened = policies.map((policy, k) => {
    checkResult(policy, ["matrix", "rewards"], ["policies", k], "a matrix and rewards");
    return openMatrix(policy.matrix, ["policies", k, "matrix"]);
  });
  const { size, stages } = opened[0] as OpenMatrix;
  const value = new Float64Array(policies.length * size);
  policies.forEach((policy, k) => {
    const open = opened[k] as OpenMatrix;
    if (open.size !== size) {
      throw new ScoringError("length_mismatch", ["policies", k, "matrix"], `${size} rows`, `${open.size}`);
    }
    const reward = readPerStage(policy.rewards, open, ["policies", k, "rewards"]);
    value.set(stageValues(open, reward, discount, periods), k * size);
  });
  return createTable<PolicyValueRow>({
    length: value.length,
    columns: {
      policy: () => Array.from(value, (_, i) => (policies[Math.floor(i / size)] as MarkovPolicy).name),
      stage: () => Array.from(value, (_, i) => stages[i % size] as string),
      value: () => value,
      gain: () => value.map((one, i) => one - (value[i % size] as number)),
    },
    id: "policy",
  });
}

/** Something that may be done with customers of a stage. */
export interface StageAction {
  readonly action: string;
  /** Where they are one period later, by stage in the order of the list. */
  readonly probabilities: readonly number[];
  /** What the period brings, the action's cost taken off. */
  readonly reward: number;
}

/** A stage and what may be done there. */
export interface StageChoices {
  readonly stage: string;
  readonly actions: readonly StageAction[];
}

/** The best that can be done in a stage. */
export interface BestActionRow {
  readonly stage: string;
  readonly action: string;
  /** Value of the stage if the best is done everywhere. */
  readonly value: number;
}

/**
 * The action for each stage that makes the value of every stage as great as it can be: for example up
 * to which stage mailing pays.
 *
 * Policy iteration over all periods to come; of equals the first is taken.
 *
 * @throws A {@link ScoringError} with `empty` for a stage without an action, `wrong_type`, and as
 * `markovValue`; paths begin with `choices`.
 * @example
 * ```ts
 * const best = bestPolicy(
 *   [
 *     { stage: "active", actions: [{ action: "mail", probabilities: [0.5, 0.5], reward: 9 }] },
 *     {
 *       stage: "quiet",
 *       actions: [
 *         { action: "mail", probabilities: [0.05, 0.95], reward: -1 },
 *         { action: "stop", probabilities: [0, 1], reward: 0 },
 *       ],
 *     },
 *   ],
 *   { discountRate: 0.2 },
 * );
 * best.columns.action; // => ["mail", "stop"]
 * ```
 * @see Howard (1960), Dynamic Programming and Markov Processes, chapter 7.
 */
export function bestPolicy(
  choices: readonly StageChoices[],
  options: Omit<MarkovValueOptions, "periods">,
): Table<BestActionRow> {
  options = checkOptions(options, ["discountRate", "periodsPerYear"]);
  const { discount } = readDiscount(options);
  checkList(choices, ["choices"], "stage");
  const size = choices.length;
  choices.forEach((choice, i) => {
    checkResult(choice, [], ["choices", i], "a stage and its actions");
    checkActions(choice, i, size);
  });
  const chosen = new Int32Array(size);
  let values = policyValues(choices, chosen, discount);
  // Every round but the last raises a value, and there are finitely many policies.
  while (improve(choices, chosen, values, discount)) values = policyValues(choices, chosen, discount);
  return createTable<BestActionRow>({
    length: size,
    columns: {
      stage: () => choices.map(({ stage }) => stage),
      action: () => choices.map(({ actions }, i) => actionAt(actions, chosen[i]).action),
      value: () => values,
    },
    id: "stage",
  });
}

function checkActions({ actions }: StageChoices, i: number, size: number): void {
  checkList(actions, ["choices", i, "actions"], "action");
  const row = new Float64Array(size);
  actions.forEach((action, k) => {
    const path = ["choices", i, "actions", k];
    checkResult(action, [], path, "an action");
    readProbabilities(action.probabilities, size, row, [...path, "probabilities"]);
    checkNumber(action.reward, [...path, "reward"]);
  });
}

function checkList(given: unknown, path: InputPath, one: string): void {
  if (!Array.isArray(given)) throw new ScoringError("wrong_type", path, "a list", describeValue(given));
  if (given.length === 0) throw new ScoringError("empty", path, `at least one ${one}`, "none");
}

function policyValues(choices: readonly StageChoices[], chosen: Int32Array, discount: number): Float64Array {
  const actions = choices.map((choice, i) => actionAt(choice.actions, chosen[i]));
  const open = openMatrix(
    actions.map(({ probabilities }) => probabilities),
    ["choices"],
  );
  const rewards = actions.map(({ reward }) => reward);
  return stageValues(open, readPerStage(rewards, open, ["choices"]), discount, undefined);
}

/** Takes the best action of each stage; was there a better one than the chosen? */
function improve(
  choices: readonly StageChoices[],
  chosen: Int32Array,
  values: Float64Array,
  discount: number,
): boolean {
  let better = false;
  choices.forEach(({ actions }, i) => {
    let best = worth(actionAt(actions, chosen[i]), values, discount);
    actions.forEach((action, k) => {
      const value = worth(action, values, discount);
      // Rounding alone must not send it round in circles.
      if (value <= best + 1e-10 * (1 + Math.abs(best))) return;
      best = value;
      chosen[i] = k;
      better = true;
    });
  });
  return better;
}

function worth({ probabilities, reward }: StageAction, values: Float64Array, discount: number): number {
  let next = 0;
  for (let j = 0; j < values.length; j += 1) next += (probabilities[j] as number) * (values[j] as number);
  return reward + discount * next;
}

function actionAt(actions: readonly StageAction[], k: number | undefined): StageAction {
  return actions[k ?? 0] as StageAction;
}
