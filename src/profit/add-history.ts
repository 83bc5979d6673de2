import { ScoringError } from "../core/error.ts";
import { openInput } from "../core/open-input.ts";
import { createCodeReader } from "../core/read-codes.ts";
import { readNumbers } from "../core/read-numbers.ts";
import { createRejector } from "../core/rejector.ts";
import type { CheckedPolicy } from "./check-policy.ts";
import {
  AMOUNT,
  addPair,
  growProfitState,
  INTS,
  LINES,
  noteSeen,
  type ProfitState,
  RECORD,
  REFUNDS,
  refundsOf,
  SEEN_SALE,
  UNCOSTED,
  UNCOSTED_LINES,
} from "./state.ts";

/** Adds the lines of a purchase history: orders whose cost is not known. */
export function addHistory(state: ProfitState, history: unknown, policy: CheckedPolicy): ProfitState {
  if (policy.by !== "customerId") {
    const got = "another key: a history has a line per customer";
    throw new ScoringError("conflict", ["options", "by"], "customerId", got);
  }
  const input = openInput(history, "history", policy.fields["history"]);
  const rejector = createRejector("history", policy.onInvalid);
  const codes = new Int32Array(input.length);
  createCodeReader(
    input.needed("customerId"),
    "customerId",
    state.register,
    rejector,
  )(0, input.length, codes);
  growProfitState(state);
  const orders = readNumbers(input.needed("orders"), "orders", { min: 0, integer: true }, rejector);
  const revenue = readNumbers(input.needed("revenue"), "revenue", {}, rejector);
  const column = input.column("refunds");
  const refunds =
    column === undefined ? undefined : readNumbers(column, "refunds", { min: 0, nullable: true }, rejector);
  for (let i = 0; i < input.length; i += 1) {
    if (rejector.count() > 0 && rejector.has(i)) continue;
    const back = refunds === undefined ? 0 : (refunds[i] as number) || 0;
    addCustomer(state, (codes[i] as number) + 1, orders[i] as number, revenue[i] as number, back);
  }
  state.tally.lines += input.length;
  for (const rejection of rejector.list()) state.rejectedLines.push(rejection);
  return state;
}

function addCustomer(state: ProfitState, slot: number, orders: number, revenue: number, back: number): void {
  const { records, ints } = state;
  const k = slot * RECORD;
  const n = slot * INTS;
  noteSeen(state, slot, SEEN_SALE);
  addPair(records, k + AMOUNT, revenue);
  ints[n + LINES] = (ints[n + LINES] as number) + orders;
  ints[n + UNCOSTED_LINES] = (ints[n + UNCOSTED_LINES] as number) + 1;
  records[k + UNCOSTED] = (records[k + UNCOSTED] as number) + revenue;
  if (back === 0) return;
  addPair(records, k + AMOUNT, back);
  addPair(refundsOf(state), slot * REFUNDS, back);
}
