import * as z from "zod/mini";
import { checkSaved, type SavedHistory } from "../history/saved-history.ts";
import type { Tally } from "../history/state.ts";
import type { JsonLimits } from "./guard-json.ts";
import { type Fields, parseWith } from "./parse.ts";
import { rejectionSchema } from "./rejections.ts";

const whole = z.int();
const count = z.int().check(z.minimum(0));
const numbers = z.array(z.number());

/** The state of a history fold, of one customer or of many. */
export const savedHistorySchema: z.ZodMiniType<SavedHistory> = z.strictObject({
  kind: z.literal("purchaseHistory"),
  version: z.literal(1),
  order: z.enum(["any", "time"]),
  sealedBefore: z.nullable(whole),
  currency: z.nullable(z.string()),
  customerId: z.array(z.string()),
  records: z.array(whole),
  sums: numbers,
  refunds: numbers,
  openDays: z.array(whole),
  orderKeys: z.nullable(z.array(z.string())),
  tally: z.strictObject({
    given: count,
    future: count,
    beforeFrom: count,
    zeroAmounts: count,
    refundRows: count,
    unsorted: count,
    duplicates: count,
  } satisfies Fields<Tally>),
  rejected: z.array(rejectionSchema),
} satisfies Fields<SavedHistory>);

/** A state may be that of a whole base. */
const BASE: JsonLimits = { characters: 1e9, depth: 6, values: 1e8 };

/**
 * A saved state of a history from JSON: what `historyFold(…).save`, `updateCustomer` or a store gave.
 *
 * @throws A {@link ScoringError} with the path of the fault, also for parts whose lengths do not fit.
 * @example
 * ```ts
 * import { updateCustomer } from "clientele";
 * const state = updateCustomer(undefined, { customerId: "ann", at: "2026-01-05", amount: 30 });
 * parseHistoryState(JSON.stringify(state)).customerId; // => ["ann"]
 * parseHistoryState({ ...state, records: [] }); // throws saved.records
 * ```
 */
export function parseHistoryState(json: unknown): SavedHistory {
  const saved = parseWith(savedHistorySchema, json, "saved", BASE);
  checkSaved(saved);
  return saved;
}
