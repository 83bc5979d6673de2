/**
 * The lifecycle of the 23,570 customers of CDNOW: replays 69,659 orders into stays in stages, month by month,
 * and asks where customers go, where they will be in a year, and what it is worth to move them.
 *
 *     npx tsx examples/lifecycle/main.ts
 */
import { readFileSync } from "node:fs";
import {
  classifyCustomers,
  expectedTimeInStage,
  forecastStageMix,
  growthAccounting,
  learnThresholds,
  lifecycles,
  managementType,
  markovValue,
  purchaseDays,
  replay,
  sentenceOf,
  stageTransitions,
  steadyState,
  timeInStage,
} from "../../src/index.ts";
import { en } from "../../src/labels/en/index.ts";

const END = "1998-06-30";
const MARGIN = 0.3;

/** The log of Fader and Hardie: customer, date as YYYYMMDD, units, dollars. */
function readOrders(path: URL) {
  const lines = readFileSync(path, "utf8").trim().split(/\r?\n/).slice(1);
  return lines.map((line) => {
    const [customerId = "", date = "", , sales] = line.split(",");
    const at = `${date.slice(0, 4)}-${date.slice(4, 6)}-${date.slice(6, 8)}`;
    return { customerId, at, amount: Number(sales) };
  });
}

const percent = (share: number | null | undefined): string =>
  share === null || share === undefined ? "-" : `${(100 * share).toFixed(1)} %`;

const orders = readOrders(new URL("../quickstart/data/cdnow-master-elog.csv", import.meta.url));
const { classic } = lifecycles;
const timeline = replay(classic, orders, { asOf: END, eventType: "purchase" });
console.log(`${timeline.given} orders, ${timeline.length} stays in stages\n`);

console.log("Where customers are at the end of a month, and where a month later");
const transitions = stageTransitions(timeline, { period: "month" });
const { stages } = transitions;
console.table(
  Object.fromEntries(
    stages.map((from, i) => [
      from,
      Object.fromEntries(stages.map((to, j) => [to, percent(transitions.matrix[i]?.[j])])),
    ]),
  ),
);

console.log("Days in a stage, those still there counted");
for (const stage of ["new", "growing", "mature", "won-back"] as const) {
  const { stays, open, medianDays } = timeInStage(timeline, { stage });
  console.log(
    `  ${stage.padEnd(9)} ${stays} stays (${open} go on), half are over after ${medianDays ?? "more than observed"} days`,
  );
}

console.log("\nThe base today, and in a year without new customers");
const bought = purchaseDays(orders, { asOf: END });
const today = classifyCustomers(classic, bought, { asOf: END });
const counts = Object.fromEntries(today.counts.map(({ stage, customers }) => [stage, customers]));
const mix = Object.fromEntries(stages.map((stage) => [stage, counts[stage] ?? 0]));
const ahead = forecastStageMix(transitions, mix, { periods: 12 });
const longRun = steadyState(transitions);
/** Margin of the month that follows, for a customer who ends a month in each stage. */
const rewards = monthlyMargins();
const values = markovValue(transitions, rewards, { discountRate: 0.1, periodsPerYear: 12, periods: 36 });
const visits = expectedTimeInStage(transitions, { end: ["lost"] });
console.table(
  stages.map((stage, i) => ({
    stage,
    "is to be": managementType(classic, stage as never),
    today: mix[stage],
    "in a year": Math.round(ahead.row(12 * stages.length + i).customers),
    "in the long run": percent(longRun[i]),
    "months a stay": visits.row(i).perVisit?.toFixed(1),
    "months before lost": visits.row(i).beforeEnd?.toFixed(1),
    "margin a month": rewards[i]?.toFixed(2),
    "value of three years": values[i]?.toFixed(2),
  })),
);
const worth = (stage: string): number => values[stages.indexOf(stage as never)] as number;
console.log(
  `Winning back one of the lost may cost ${(worth("won-back") - worth("lost")).toFixed(2)} dollars\n`,
);

console.log("Growth accounting");
console.table(
  growthAccounting(orders, { asOf: END, period: "quarter" })
    .toRows()
    .map(({ period, active, new: added, retained, resurrected, churned, quickRatio, revenueQuickRatio }) => ({
      period,
      active,
      new: added,
      retained,
      resurrected,
      churned,
      quickRatio: quickRatio?.toFixed(2),
      revenueQuickRatio: revenueQuickRatio?.toFixed(2),
    })),
);

const learned = learnThresholds(bought, { lifecycle: lifecycles.commerce });
const { atRisk, churned } = learned.thresholds;
console.log(
  `By the rhythm of this base: at risk after ${atRisk.days} days, churned after ${churned.days} (${learned.learned?.gaps} gaps)`,
);
const rhythm = classifyCustomers(learned, bought, { asOf: END });
console.log(rhythm.counts.map(({ stage, customers }) => `${stage} ${customers}`).join(", "));

console.log("\nThree customers");
for (const id of ["00002", "00004", "00021"]) {
  const row = today.row(today.indexOf(id));
  const next = row.nextDate === null ? "" : ` Without an order ${row.nextStage} on ${row.nextDate}.`;
  console.log(`  ${id}: ${sentenceOf(today.reasonOf(today.indexOf(id)), en)}${next}`);
}

/** From the stays and the orders: money of each month by the stage at the end of the month before. */
function monthlyMargins(): number[] {
  const spent = new Map<string, number>();
  for (const { customerId, at, amount } of orders) {
    const key = `${customerId} ${at.slice(0, 7)}`;
    spent.set(key, (spent.get(key) ?? 0) + amount);
  }
  const money = stages.map(() => 0);
  const people = stages.map(() => 0);
  const months = Array.from({ length: 17 }, (_, k) => new Date(Date.UTC(1997, k + 1, 1)).toISOString());
  for (const { customerId, stage, since, until } of timeline) {
    for (const start of months) {
      const day = start.slice(0, 10);
      if ((since ?? "") >= day || (until !== null && until < day)) continue;
      const i = stages.indexOf(stage);
      people[i] = (people[i] ?? 0) + 1;
      money[i] = (money[i] ?? 0) + (spent.get(`${customerId} ${day.slice(0, 7)}`) ?? 0);
    }
  }
  return stages.map((_, i) => (MARGIN * (money[i] ?? 0)) / (people[i] || 1));
}
