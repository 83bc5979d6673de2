import { checkOptions } from "../core/check-options.ts";
import { ScoringError } from "../core/error.ts";
import { ownValue } from "../core/own.ts";
import type { Customer } from "../core/records.ts";
import type { Id, Reason, Time } from "../core/types.ts";
import { finishSaved } from "../history/one-customer.ts";
import { checkReading } from "../history/open-transactions.ts";
import type { TransactionOptions } from "../history/types.ts";
import { customerReasons } from "./customer-reasons.ts";
import { applyEvent, type CustomerEvent, type CustomerState } from "./customer-state.ts";
import { type Beside, scorerOf } from "./scorer.ts";
import type { LearnedScorecard, ScorecardInputs, ScorecardRow } from "./types.ts";

/** Options of {@link updateScores}: those that the base was scored with. */
export interface UpdateOptions
  extends Pick<
    TransactionOptions,
    "timeZone" | "numericTime" | "sameDay" | "zeroAmount" | "duplicates" | "rates" | "from"
  > {
  /** The moment of looking, not before the event and the last order. A calendar date means the end of that civil day. */
  readonly asOf: Time;
  /** What is known of the customer, for rules and lifecycles that ask: a state does not hold it. */
  readonly customer?: Customer | { readonly customerId: Id };
  /** The customer's interactions, for rules that count them. Those of others do not matter. */
  readonly interactions?: ScorecardInputs["interactions"];
}

/** A customer after an event. */
export interface UpdatedScores {
  /** To be kept until the next event. */
  readonly state: CustomerState;
  /**
   * The customer's line; null for who has neither an order nor a refund. Lifetime value, contribution and
   * referral value are reckoned when they are read, and so are segments by rules, which are null, as everywhere,
   * where the rules ask for what the call does not bring.
   */
  readonly scores: ScorecardRow | null;
  /** Why the line is as it is: codes with the numbers that decided. */
  readonly reasons: () => readonly Reason[];
}

const OPTIONS = [
  "asOf",
  "customer",
  "interactions",
  "timeZone",
  "numericTime",
  "sameDay",
  "zeroAmount",
  "duplicates",
  "rates",
  "from",
];

/**
 * One customer's state and scores after an order, a refund, a cost, a referral, or the mere passing of time,
 * with the cut-offs and models that a scorecard learned: what a checkout does, in microseconds. The line
 * is that of {@link scoreCustomers} of all the customer's records with the same `learned`.
 *
 * The work is linear in the customer's orders. The state given is not changed.
 *
 * @param learned - What `saveScorecard` gave, or `parseScorecard` read. The same object each time: it is
 * made ready once.
 * @param state - The state so far; `undefined` for a customer's first event.
 * @throws A {@link ScoringError} with `conflict` for another customer's event or description, or an `asOf` before
 * the event or the last order; `missing`, `wrong_type`, `not_finite`, `unknown_name`, `invalid_date`, `no_offset` or `late` for a bad
 * event.
 * @example
 * ```ts
 * const base = [
 *   { customerId: "ann", at: "2026-01-05", amount: 30 },
 *   { customerId: "bob", at: "2025-06-07", amount: 12 },
 * ];
 * const learned = saveScorecard(scoreCustomers({ transactions: base }, { asOf: "2026-01-31" }));
 * const order = { type: "order", customerId: "cem", at: "2026-02-02", amount: 45 } as const;
 * const { state, scores } = updateScores(learned, undefined, order, { asOf: "2026-02-02" });
 * [scores?.stage, scores?.tier]; // => ["new", "A"]
 * updateScores(learned, state, { type: "tick" }, { asOf: "2026-12-31" }).scores?.stage; // => "dormant"
 * ```
 */
export function updateScores(
  learned: LearnedScorecard,
  state: CustomerState | undefined,
  event: CustomerEvent,
  options: UpdateOptions,
): UpdatedScores {
  options = checkOptions(options, OPTIONS);
  const { asOf, customer: _told, interactions: _seen, ...reading } = options;
  const scorer = scorerOf(learned);
  const { policy } = learned;
  const looking = checkReading(reading, asOf, "asOf");
  if (state === undefined && event?.type === "tick") {
    throw new ScoringError("missing", ["state"], "a state, for time to pass", "nothing");
  }
  const next = applyEvent(state ?? {}, event, looking, ownValue(policy.profit, "lines") ?? false);
  const kept = ownValue(next, "history");
  if (kept === undefined || kept === null) {
    return { state: next, scores: null, reasons: () => [] };
  }
  const history = finishSaved(kept, looking, policy.timeUnit);
  const { row, stageReason } = scorer(history, next, looking.asOfDay, options as Beside);
  return {
    state: next,
    scores: row,
    reasons: () => customerReasons(learned, history, row, stageReason()),
  };
}
