import { ScoringError } from "../core/error.ts";
import { openInput } from "../core/open-input.ts";
import { createCodeReader } from "../core/read-codes.ts";
import { readNumbers } from "../core/read-numbers.ts";
import { createRejector } from "../core/rejector.ts";
import { addPair } from "../math/sums.ts";
import { readSlots } from "./add-lines.ts";
import type { CheckedPolicy } from "./check-policy.ts";
import { addUncosted } from "./line-kernel.ts";
import { addSplit } from "./pairs.ts";
import { inspect, notInspected } from "./read-column.ts";
import {
  AMOUNT,
  growProfitState,
  LINES,
  lowsOf,
  noteSeen,
  type ProfitState,
  RECORD,
  REFUNDS,
  refundsOf,
  SEEN_SALE,
  SUMS,
  staysExact,
  TRASH,
} from "./state.ts";

/** Adds the lines of a purchase history: orders whose cost is not known. */
export function addHistory(state: ProfitState, history: unknown, policy: CheckedPolicy): ProfitState {
  if (policy.by !== "customerId") {
    const got = "another key: a history has a line per customer";
    throw new ScoringError("conflict", ["options", "by"], "customerId", got);
  }
  const input = openInput(history, "history", policy.fields["history"]);
  const rejector = createRejector("history", policy.onInvalid);
  const slots = new Int32Array(input.length);
  const key = createCodeReader(input.needed("customerId"), "customerId", state.register, rejector);
  readSlots(key, 0, input.length, slots, TRASH, rejector);
  growProfitState(state);
  const orders = readNumbers(input.needed("orders"), "orders", { min: 0, integer: true }, rejector);
  const revenue = readNumbers(input.needed("revenue"), "revenue", {}, rejector);
  const column = input.column("refunds");
  const refunds =
    column === undefined
      ? new Float64Array(input.length)
      : readNumbers(column, "refunds", { min: 0, nullable: true }, rejector);
  const found = notInspected();
  inspect(revenue, found);
  const { magnitude } = found;
  inspect(refunds, found);
  if (!staysExact(state, magnitude + found.magnitude)) lowsOf(state);
  for (let i = 0; i < input.length; i += 1) {
    if (rejector.count() > 0 && rejector.has(i)) continue;
    addCustomer(state, slots[i] as number, orders[i] as number, revenue[i] as number, refunds[i] as number);
  }
  state.tally.lines += input.length;
  for (const rejection of rejector.list()) state.rejectedLines.push(rejection);
  return state;
}

function addCustomer(state: ProfitState, slot: number, orders: number, revenue: number, back: number): void {
  const { records } = state;
  const k = slot * RECORD + LINES;
  noteSeen(state, slot, SEEN_SALE);
  records[k] = (records[k] as number) + orders;
  addUncosted(state, slot, revenue);
  addAmount(state, slot, revenue);
  if (!(back > 0)) return;
  addAmount(state, slot, back);
  addPair(refundsOf(state), slot * REFUNDS, back);
}

function addAmount({ records, lows }: ProfitState, slot: number, amount: number): void {
  const k = slot * RECORD + AMOUNT;
  if (lows === undefined) records[k] = (records[k] as number) + amount;
  else addSplit(records, k, lows, slot * SUMS + AMOUNT, amount);
}
