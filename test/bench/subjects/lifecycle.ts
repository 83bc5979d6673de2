/**
 * Stages of a base, swept and replayed.
 *
 * @module
 */
import { classifyCustomers, learnThresholds, lifecycles, purchaseDays, replay } from "../../../src/index.ts";
import { customerIdOf, isoDateOf } from "../harness/generate-log.ts";
import { amountsOf, civilDays, lastDay, readLog } from "../harness/log-files.ts";
import type { Found, Subject, Trial } from "../harness/subject.ts";
import { historyOf } from "./history.ts";

/** The columns of a purchase history to the stages of the textbooks. */
export const classicSweep: Subject = (folder) => {
  const { log, asOf } = orderLog(folder);
  const history = historyOf(log);
  return stagesTrial(() => classifyCustomers(lifecycles.classic, history, { asOf }));
};

/** The same by thresholds of each customer's own rhythm, learned before. */
export const rhythmSweep: Subject = (folder) => {
  const { log, asOf } = orderLog(folder);
  const history = historyOf(log);
  const own = {
    ...lifecycles.commerce,
    thresholds: {
      atRisk: { rule: "own-ratio", ratio: 2, days: 60 },
      churned: { rule: "own-ratio", ratio: 4, days: 180 },
    },
  } as const;
  const learned = learnThresholds(history, { lifecycle: own });
  return stagesTrial(() => classifyCustomers(learned, history, { asOf }));
};

/** The days of all purchases to the stages of the textbooks, with who has just come back. */
export const daysSweep: Subject = (folder) => {
  const { input, asOf } = orderLog(folder);
  const days = purchaseDays(input, { asOf, numericTime: "day" });
  return stagesTrial(() => classifyCustomers(lifecycles.classic, days, { asOf }));
};

/** All orders, replayed to stays in stages. */
export const replayed: Subject = (folder) => {
  const { input, asOf } = orderLog(folder);
  let stays = 0;
  return {
    run: () => {
      stays = replay(lifecycles.classic, input, { asOf, eventType: "purchase", numericTime: "day" }).length;
    },
    found: () => ({ stays: [stays] }),
  };
};

function orderLog(folder: string) {
  const log = readLog(folder);
  const values = Array.from({ length: log.customers }, (_, code) => customerIdOf(code));
  return {
    log,
    asOf: isoDateOf(lastDay(log)),
    input: {
      columns: { customerId: { codes: log.codes, values }, at: civilDays(log), amount: amountsOf(log) },
    },
  };
}

function stagesTrial(run: () => { readonly columns: { readonly stage: readonly string[] } }): Trial {
  let found: Found = {};
  return {
    run: () => {
      const { stage } = run().columns;
      found = { customers: [stage.length] };
    },
    found: () => found,
  };
}
