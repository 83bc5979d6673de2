import { type Column, copyCells } from "../core/column.ts";
import { openInput } from "../core/open-input.ts";
import { type CodeReader, createCodeReader, createOptionalCodeReader } from "../core/read-codes.ts";
import { readNumberRange } from "../core/read-numbers.ts";
import { createRejector, type Rejector } from "../core/rejector.ts";
import type { CheckedPolicy } from "./check-policy.ts";
import { type LineBatch, sumLines } from "./line-kernel.ts";
import { convertMoney } from "./read-money.ts";
import { applyWindow, leaveOutRejected } from "./read-window.ts";
import { growProfitState, type ProfitState } from "./state.ts";

/** Lines read at a time: small enough for the cache. */
const BATCH = 1 << 14;

/** The columns of order lines that a policy needs. */
interface LineColumns {
  readonly amount: Column;
  readonly at: Column | undefined;
  readonly currency: Column | undefined;
  readonly kind: Column | undefined;
  readonly quantity: Column | undefined;
  readonly discount: Column | undefined;
  readonly cost: Column | undefined;
}

/** Adds order lines to a state. */
export function addLines(
  state: ProfitState,
  lines: unknown,
  policy: CheckedPolicy,
  adopted = false,
): ProfitState {
  const input = openInput(lines, "lines", policy.fields["lines"]);
  const { tally } = state;
  const rejector = createRejector("lines", policy.onInvalid, tally.lines);
  const uses = (source: string): boolean => policy.waterfall.layers.some(({ from }) => from === source);
  const columns: LineColumns = {
    amount: input.needed("amount"),
    at: policy.window === undefined ? undefined : input.needed("at"),
    currency: input.column("currency"),
    kind: input.column("kind"),
    quantity: input.column("quantity"),
    discount: uses("discounts") ? input.column("discount") : undefined,
    cost: uses("goods") ? input.column("cost") : undefined,
  };
  const key =
    policy.by === "customerId"
      ? createCodeReader(input.needed(policy.by), policy.by, state.register, rejector, adopted)
      : createOptionalCodeReader(input.needed(policy.by), policy.by, state.register, rejector);
  const size = Math.min(BATCH, input.length);
  const batch = createBatch(size, columns);
  const days = new Int32Array(columns.at === undefined ? 0 : size);
  const cells: unknown[] = [];
  for (let from = 0; from < input.length; from += size) {
    const to = Math.min(from + size, input.length);
    readLines(columns, key, from, to, batch, policy, state, rejector, days, cells);
    sumLines(state, batch);
  }
  tally.lines += input.length;
  for (const rejection of rejector.list()) state.rejectedLines.push(rejection);
  return state;
}

function createBatch(size: number, { discount, cost, kind, quantity }: LineColumns): LineBatch {
  const numbers = (column: Column | undefined): Float64Array | undefined =>
    column === undefined ? undefined : new Float64Array(size);
  return {
    codes: new Int32Array(size),
    amounts: new Float64Array(size),
    discounts: numbers(discount),
    goods: numbers(cost),
    quantities: numbers(quantity),
    kinds: kind === undefined ? undefined : new Int8Array(size),
    length: 0,
  };
}

function readLines(
  columns: LineColumns,
  key: CodeReader,
  from: number,
  to: number,
  batch: LineBatch,
  policy: CheckedPolicy,
  state: ProfitState,
  rejector: Rejector,
  days: Int32Array,
  cells: unknown[],
): void {
  const { codes, amounts, discounts, goods, quantities, kinds } = batch;
  batch.length = to - from;
  key(from, to, codes);
  growProfitState(state);
  readNumberRange(columns.amount, from, to, amounts, "amount", {}, rejector, cells);
  readOptional(columns.discount, from, to, discounts, "discount", rejector, cells);
  readOptional(columns.cost, from, to, goods, "cost", rejector, cells);
  readOptional(columns.quantity, from, to, quantities, "quantity", rejector, cells);
  if (columns.kind !== undefined && kinds !== undefined) {
    readKinds(columns.kind, from, to, kinds, amounts, rejector, cells);
  }
  refuseNegative(discounts, batch, from, "discount", rejector);
  refuseNegative(goods, batch, from, "cost", rejector);
  refuseNegative(quantities, batch, from, "quantity", rejector);
  const money = [amounts, discounts, goods];
  const { rates } = policy;
  convertMoney(columns.currency, from, to, money, rates, state, rejector, "lines", state.tally.lines, cells);
  applyWindow(columns.at, from, to, codes, days, policy, state, rejector, cells);
  leaveOutRejected(codes, from, to, rejector);
}

function readOptional(
  column: Column | undefined,
  from: number,
  to: number,
  out: Float64Array | undefined,
  field: string,
  rejector: Rejector,
  cells: unknown[],
): void {
  if (column === undefined || out === undefined) return;
  readNumberRange(column, from, to, out, field, { nullable: true }, rejector, cells);
}

/** 1 where a row says that it is a refund, -1 where it says it is a purchase, 0 where it does not say. */
function readKinds(
  column: Column,
  from: number,
  to: number,
  kinds: Int8Array,
  amounts: Float64Array,
  rejector: Rejector,
  cells: unknown[],
): void {
  copyCells(column, from, to, cells);
  for (let i = 0; i < to - from; i += 1) {
    const cell = cells[i];
    kinds[i] = cell === "refund" ? 1 : cell === "purchase" ? -1 : 0;
    if (cell === "purchase" && (amounts[i] as number) < 0) {
      rejector.reject(from + i, "amount", "out_of_range", "at least 0 for a purchase", amounts[i]);
    } else if (kinds[i] === 0 && cell !== null && cell !== undefined) {
      rejector.reject(from + i, "kind", "unknown_name", "purchase or refund", cell);
    }
  }
}

/** Below zero only what a refund takes back may be: a return that does not say so would raise profit. */
function refuseNegative(
  values: Float64Array | undefined,
  { amounts, kinds, length }: LineBatch,
  offset: number,
  field: string,
  rejector: Rejector,
): void {
  if (values === undefined) return;
  for (let i = 0; i < length; i += 1) {
    const value = values[i] as number;
    if (!(value < 0) || (amounts[i] as number) < 0 || (kinds !== undefined && kinds[i] === 1)) continue;
    rejector.reject(offset + i, field, "out_of_range", "at least 0 on a line that is no refund", value);
  }
}
