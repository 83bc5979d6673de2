/**
 * One order updates one customer's scores, as a checkout does it.
 *
 * @module
 */
import { type CustomerState, saveScorecard, scoreCustomers, updateScores } from "../../../src/index.ts";
import { isoDateOf } from "../harness/generate-log.ts";
import { lastDay, readLog } from "../harness/log-files.ts";
import type { Subject } from "../harness/subject.ts";
import { ordersOf } from "./history.ts";

/** Each order of a log: state, RFM scores and segment, tier, stage, lifetime value and next order date. */
export const oneByOne: Subject = (folder) => {
  const log = readLog(folder);
  const transactions = ordersOf(log);
  const asOf = isoDateOf(lastDay(log));
  const learned = saveScorecard(scoreCustomers({ transactions }, { asOf }));
  let clv = 0;
  return {
    run: () => {
      const states = new Map<string, CustomerState>();
      clv = 0;
      for (const order of transactions) {
        const { customerId } = order;
        const { state, scores } = updateScores(
          learned,
          states.get(customerId),
          { type: "order", ...order },
          { asOf },
        );
        states.set(customerId, state);
        clv += scores?.clv ?? 0;
      }
    },
    found: () => ({ clv: [clv] }),
  };
};
