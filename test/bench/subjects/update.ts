/**
 * One order updates one customer's scores, as a checkout does it.
 *
 * @module
 */
import {
  bgNbd,
  finishCustomer,
  lifecycles,
  rfmOf,
  type SavedHistory,
  scoreRfm,
  transition,
  updateCustomer,
} from "../../../src/index.ts";
import { isoDateOf } from "../harness/generate-log.ts";
import { lastDay, readLog } from "../harness/log-files.ts";
import type { Subject } from "../harness/subject.ts";
import { historyOf, ordersOf } from "./history.ts";

const MODEL = { parameters: { r: 0.57, alpha: 17.6, a: 0.74, b: 11.6 }, timeUnit: "day" } as const;
const NOBODY = { stage: "prospect", since: null, facts: {} } as const;

/** Each order of a log: the history's state, RFM score and segment, stage, chance to be alive. */
export const oneByOne: Subject = (folder) => {
  const log = readLog(folder);
  const { cuts } = scoreRfm(historyOf(log));
  const orders = ordersOf(log);
  const asOf = isoDateOf(lastDay(log));
  let alive = 0;
  return {
    run: () => {
      const states = new Map<string, SavedHistory>();
      const stages = new Map<string, Parameters<typeof transition>[1]>();
      alive = 0;
      for (const order of orders) {
        const { customerId, at } = order;
        const state = updateCustomer(states.get(customerId), order);
        states.set(customerId, state);
        const line = finishCustomer(state, { asOf, timeUnit: "day" });
        rfmOf(cuts, line);
        const stage = stages.get(customerId) ?? NOBODY;
        stages.set(
          customerId,
          transition(lifecycles.classic as never, stage as never, { type: "purchase", at } as never).state,
        );
        alive += bgNbd.probabilityAlive(MODEL, [line])[0] as number;
      }
    },
    found: () => ({ alive: [alive] }),
  };
};
