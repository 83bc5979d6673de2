import { isoOfDay } from "../calendar/civil.ts";
import { checkOptions } from "../core/check-options.ts";
import { ScoringError } from "../core/error.ts";
import { bare, ownValue } from "../core/own.ts";
import type { OrderLine, Transaction } from "../core/records.ts";
import type { Fields, TimeUnit } from "../core/types.ts";
import { checkReading } from "../history/open-transactions.ts";
import { purchaseHistory } from "../history/purchase-history.ts";
import type { PurchaseHistory } from "../history/types.ts";
import type { ScorecardInputs, ScorecardOptions } from "./types.ts";

/**
 * The history that is given, or the one of the transactions that are.
 *
 * @throws A {@link ScoringError} with `missing` for neither or both, `conflict` for a history of another
 * day or time unit, and as {@link purchaseHistory} does.
 */
export function readHistory(
  inputs: ScorecardInputs,
  options: ScorecardOptions,
  timeUnit: TimeUnit,
): PurchaseHistory {
  inputs = checkOptions(
    inputs,
    ["transactions", "history", "costs", "referrals", "customers", "interactions"],
    ["inputs"],
  );
  const { transactions, history } = inputs;
  if ((transactions === undefined) === (history === undefined)) {
    const path = ["inputs", "transactions"];
    throw new ScoringError("missing", path, "transactions, or a history of them", "neither or both");
  }
  const { policy: _policy, learned: _learned, fields, ...reading } = options;
  const ofOrders = ownValue(fields ?? {}, "transactions");
  const named = ofOrders === undefined ? {} : { fields: orderFields(ofOrders) };
  if (transactions !== undefined) {
    return purchaseHistory(transactions, { ...reading, ...(named as object), timeUnit });
  }
  const day = isoOfDay(checkReading(reading, options.asOf, "asOf").asOfDay);
  if (history?.asOf !== day) {
    throw new ScoringError("conflict", ["options", "asOf"], "the day of the history", "another one");
  }
  if (history.timeUnit !== timeUnit) {
    const path = ["options", "policy", "timeUnit"];
    throw new ScoringError("conflict", path, "the time unit of the history", "another one");
  }
  return history;
}

/** The fields that orders have; the others of order lines are for contribution. */
export function orderFields(fields: Fields<OrderLine>): Fields<Transaction> {
  const {
    productId: _product,
    channel: _channel,
    quantity: _count,
    discount: _off,
    cost: _cost,
    ...orders
  } = bare(fields);
  return orders;
}
