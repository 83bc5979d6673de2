import { openInput } from "../core/open-input.ts";
import { type CodeReader, createCodeReader, createOptionalCodeReader } from "../core/read-codes.ts";
import { createRejector, type Rejector } from "../core/rejector.ts";
import type { CheckedPolicy } from "./check-policy.ts";
import { sumRounded } from "./line-kernel.ts";
import { addRuns, createLineRuns } from "./line-runs.ts";
import { createLineReader } from "./read-lines.ts";
import { FIRST, growProfitState, KEYLESS, type ProfitState, staysExact, TRASH } from "./state.ts";

/** Lines read at a time: small enough for the cache. */
const CHUNK = 1 << 13;

/** Adds order lines to a state. */
export function addLines(state: ProfitState, lines: unknown, policy: CheckedPolicy): ProfitState {
  const input = openInput(lines, "lines", policy.fields["lines"]);
  const rejector = createRejector("lines", policy.onInvalid, state.tally.lines);
  const column = input.needed(policy.by);
  const isCustomer = policy.by === "customerId";
  const adopted = column.form === "dictionary" && column.values === state.adopted;
  const key = isCustomer
    ? createCodeReader(column, policy.by, state.register, rejector, adopted)
    : createOptionalCodeReader(column, policy.by, state.register, rejector);
  const size = Math.min(CHUNK, input.length);
  const reader = createLineReader(input, size, policy, state, rejector);
  const slots = new Int32Array(size);
  const runs = createLineRuns(size);
  for (let from = 0; from < input.length; from += size) {
    const to = Math.min(from + size, input.length);
    const batchSlots = slots.subarray(0, to - from);
    readSlots(key, from, to, batchSlots, isCustomer ? TRASH : KEYLESS, rejector);
    growProfitState(state);
    const batch = reader(from, to, batchSlots);
    if (staysExact(state, batch.magnitude)) addRuns(state, batch, runs);
    else sumRounded(state, batch);
  }
  state.tally.lines += input.length;
  for (const rejection of rejector.list()) state.rejectedLines.push(rejection);
  return state;
}

/** The slot of each row's key. */
export function readSlots(
  key: CodeReader,
  from: number,
  to: number,
  slots: Int32Array,
  keyless: number,
  rejector: Rejector,
): void {
  key(from, to, slots);
  if (toSlots(slots, to - from)) return;
  for (let i = 0; i < to - from; i += 1) {
    if ((slots[i] as number) < FIRST) slots[i] = rejector.has(from + i) ? TRASH : keyless;
  }
}

/** Codes to slots. Says whether all of them were codes. */
function toSlots(codes: Int32Array, length: number): boolean {
  let signs = 0;
  for (let i = 0; i < length; i += 1) {
    const code = codes[i] as number;
    signs |= code;
    codes[i] = code + FIRST;
  }
  return signs >= 0;
}
