import { type Duration, durationDays } from "../../calendar/duration.ts";
import { checkNumber, checkOptions } from "../../core/check-options.ts";
import { describeValue } from "../../core/describe.ts";
import { type InputPath, ScoringError } from "../../core/error.ts";
import { bare } from "../../core/own.ts";

/** States of customers, where they move in a period, and what they buy. */
export interface MigrationSpec {
  /** Names of the states. */
  readonly states: readonly string[];
  /** Chance to be in state `j` a period after state `i`, at `[i][j]`; rows sum to 1. */
  readonly transitions: readonly (readonly number[])[];
  /** Purchases in a period that ends in each state. */
  readonly purchases: readonly number[];
  /** What a customer costs in a period that ends in each state (contacts, service). Default 0. */
  readonly costs?: readonly number[];
  /** Customers that each row of `transitions` was counted over. Without them lifetime values have no intervals. */
  readonly observed?: readonly number[];
  /** Length of a period. */
  readonly period: Duration;
  /** Field of the rows that holds the state. Default `stage`. */
  readonly field?: string;
}

/** A Markov chain of customers, for `lifetimeValue`. Plain JSON. */
export interface MarkovChainModel extends MigrationSpec {
  readonly kind: "markovChain";
  readonly version: 1;
  /** How a customer's state is known: from a field, or from the time since the last purchase. */
  readonly stateFrom: "field" | "recency";
}

/** States at most. */
const MOST_STATES = 50;

/** Rows of probabilities may be off by rounding. */
const SLACK = 1e-6;

/**
 * A migration model from a matrix of chances, such as that of lifecycle stages: what `lifetimeValue` takes as
 * `purchases` for rows that say which state each customer is in.
 *
 * @throws A {@link ScoringError} with `missing`, `length_mismatch`, `duplicate`, `out_of_range` (a chance
 * outside 0 to 1, a row that does not sum to 1) or `too_large`.
 * @example
 * ```ts
 * const chain = migrationChain({
 *   states: ["active", "dormant", "lost"],
 *   transitions: [[0.8, 0.2, 0], [0.3, 0.4, 0.3], [0, 0, 1]],
 *   purchases: [1.5, 0, 0],
 *   period: { months: 1 },
 * });
 * const rows = [{ customerId: "ann", stage: "active" }, { customerId: "bob", stage: "lost" }];
 * const values = lifetimeValue({ purchases: chain, spend: 20 }, rows, { horizon: { months: 2 } });
 * values.toRows().map(({ clv }) => clv); // => [45, 0]
 * ```
 * @see Pfeifer and Carraway (2000), Modeling customer relationships as Markov chains, Journal of Interactive
 * Marketing 14(2).
 */
export function migrationChain(spec: MigrationSpec): MarkovChainModel {
  spec = checkOptions(
    spec,
    ["states", "transitions", "purchases", "costs", "observed", "period", "field"],
    ["spec"],
  );
  const chain = { kind: "markovChain", version: 1, stateFrom: "field", ...spec } as const;
  checkChain(chain, ["spec"]);
  return chain;
}

/**
 * The chain, if it is one; it inherits nothing.
 *
 * @throws A {@link ScoringError} as {@link migrationChain}.
 */
export function checkChain(chain: MarkovChainModel, path: InputPath): MarkovChainModel {
  chain = bare(chain);
  const { states, transitions, purchases, costs, observed, field } = chain;
  if (chain.version !== 1) {
    throw new ScoringError(
      "unknown_version",
      [...path, "version"],
      "version 1",
      describeValue(chain.version),
    );
  }
  const size = checkList(states, undefined, [...path, "states"]);
  if (size > MOST_STATES) {
    throw new ScoringError("too_large", [...path, "states"], `at most ${MOST_STATES} states`, `${size}`);
  }
  states.forEach((state: unknown, i) => {
    if (typeof state === "string") return;
    throw new ScoringError("wrong_type", [...path, "states", i], "a name", describeValue(state));
  });
  if (new Set(states).size < size) {
    throw new ScoringError("duplicate", [...path, "states"], "each state once", "one twice");
  }
  checkList(transitions, size, [...path, "transitions"]);
  transitions.forEach((row, i) => {
    checkNumbers(row, size, [...path, "transitions", i], 1);
    const sum = row.reduce((total, p) => total + p, 0);
    if (Math.abs(sum - 1) > SLACK) {
      throw new ScoringError("out_of_range", [...path, "transitions", i], "chances that sum to 1", "others");
    }
  });
  checkNumbers(purchases, size, [...path, "purchases"]);
  if (costs !== undefined) checkNumbers(costs, size, [...path, "costs"]);
  if (observed !== undefined) checkNumbers(observed, size, [...path, "observed"]);
  if (field !== undefined && typeof field !== "string") {
    throw new ScoringError("wrong_type", [...path, "field"], "the name of a field", describeValue(field));
  }
  const days = durationDays(chain.period, [...path, "period"]);
  if (!(days > 0)) throw new ScoringError("out_of_range", [...path, "period"], "a period above 0", "another");
  return chain;
}

function checkList(list: unknown, length: number | undefined, path: InputPath): number {
  if (!Array.isArray(list)) throw new ScoringError("wrong_type", path, "a list", describeValue(list));
  if (length !== undefined && list.length !== length) {
    throw new ScoringError("length_mismatch", path, `${length}, one for each state`, `${list.length}`);
  }
  if (list.length === 0) throw new ScoringError("empty", path, "at least one state", "none");
  return list.length;
}

function checkNumbers(
  list: readonly number[],
  length: number,
  path: InputPath,
  max = Number.POSITIVE_INFINITY,
): void {
  checkList(list, length, path);
  list.forEach((value, i) => {
    checkNumber(value, [...path, i], { min: 0, max });
  });
}
