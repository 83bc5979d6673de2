import { checkWithin } from "../core/check-within.ts";
import { ScoringError } from "../core/error.ts";
import { bare } from "../core/own.ts";
import type { Rejection } from "../core/types.ts";
import type { PurchaseHistory } from "../history/types.ts";
import { contribution } from "../profit/contribution.ts";
import type { Contribution } from "../profit/types.ts";
import type { ProfitPolicy } from "./policy.ts";
import type { ScorecardInputs, ScorecardOptions } from "./types.ts";

/** What profit adds to a scorecard. */
export interface ProfitPart {
  /** The waterfall of each customer; none where there are neither cost records nor rates. */
  readonly profit: Contribution | null;
  /** Layers that cost records were counted for; null without cost records. */
  readonly costLayers: readonly string[] | null;
  readonly rejected: readonly Rejection[];
}

/**
 * Contribution of each customer: from the history with cost records and rates, or, where the policy says
 * that transactions are order lines with their own costs, from those.
 */
export function profitPart(
  inputs: ScorecardInputs,
  options: ScorecardOptions,
  history: PurchaseHistory,
  rules: ProfitPolicy,
): ProfitPart {
  const { costs, transactions } = bare(inputs);
  const { lines = false, rates, missing } = bare(rules);
  if (costs === undefined && rates === undefined && !lines) {
    return { profit: null, costLayers: null, rejected: [] };
  }
  const { asOf, from, timeZone, numericTime, onInvalid, fields } = options;
  const policy = {
    ...(missing !== undefined && { missing }),
    ...(timeZone !== undefined && { timeZone }),
    ...(numericTime !== undefined && { numericTime }),
    ...(onInvalid !== undefined && { onInvalid }),
    ...(options.rates !== undefined && { rates: options.rates }),
    ...(from !== undefined && { from }),
    asOf,
    fields: { lines: named(fields?.transactions), costs: named(fields?.costs) },
  };
  if (!lines) {
    const profit = contribution({ history, costs, rates }, policy);
    return partOf(profit, costs);
  }
  if (transactions === undefined) {
    throw new ScoringError(
      "conflict",
      ["options", "policy", "profit", "lines"],
      "transactions to read lines from",
      "a history",
    );
  }
  let found: Contribution | undefined;
  const reckon = (): void => {
    found = contribution({ lines: transactions, costs, rates }, policy);
  };
  checkWithin(["transactions"], reckon, 1, "lines");
  const profit = found as unknown as Contribution;
  return partOf(profit, costs);
}

function partOf(profit: Contribution, costs: ScorecardInputs["costs"]): ProfitPart {
  return {
    profit,
    costLayers: costs === undefined ? null : profit.costLayers,
    rejected: profit.rejected.costs,
  };
}

function named(fields: object | undefined): { readonly [field: string]: string } {
  return (fields ?? {}) as { readonly [field: string]: string };
}
