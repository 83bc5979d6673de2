/**
 * What is done with a purchase history, and a whole scorecard, on logs of any size.
 *
 * @module
 */
import { bgNbd, lifetimeValue, scoreCustomers, scoreRfm } from "../../../src/index.ts";
import { readLog } from "../harness/log-files.ts";
import type { Subject, Trial } from "../harness/subject.ts";
import { columnsOf, historyOf, optionsOf } from "./history.ts";

const nothing = () => ({});

export const rfm: Subject = (folder) => {
  const history = historyOf(readLog(folder));
  return { run: () => scoreRfm(history).columns.code, found: nothing };
};

export const fit: Subject = (folder) => {
  const history = historyOf(readLog(folder));
  return { run: () => void bgNbd.fit(history), found: nothing };
};

export const value: Subject = (folder): Trial => {
  const history = historyOf(readLog(folder));
  const purchases = bgNbd.fit(history);
  const options = { horizon: { months: 12 }, discountRate: 0.1 };
  return {
    run: () => lifetimeValue({ purchases, spend: 40 }, history, options).columns.clv,
    found: nothing,
  };
};

/** Orders to a line a customer with all scores. */
export const scorecard: Subject = (folder) => {
  const log = readLog(folder);
  const transactions = columnsOf(log);
  const { asOf } = optionsOf(log);
  return {
    run: () => scoreCustomers({ transactions }, { asOf, numericTime: "day" }).columns.segment,
    found: nothing,
  };
};
