/**
 * Subscribers and donors: chooses the model that foretells best who stays, projects those who are left with an
 * interval, says what they are worth, and what to expect of donors who were asked once a year.
 *
 *     npx tsx examples/contracts/main.ts
 *
 * The subscribers are those of Fader and Hardie (2007), How to project customer retention; the donors those of Fader,
 * Hardie and Shang (2010), Customer-base analysis in a discrete-time noncontractual setting.
 */
import { readFileSync } from "node:fs";
import {
  betaDiscreteWeibull,
  bgBb,
  chooseContractModel,
  parameterIntervals,
  sentenceOf,
  shiftedBetaGeometric,
} from "../../src/index.ts";
import { en } from "../../src/labels/en/index.ts";

const DISCOUNT = { discountRate: 0.1 };

/** The lines of a table of numbers. */
function readTable(path: string): number[][] {
  const lines = readFileSync(new URL(path, import.meta.url), "utf8")
    .trim()
    .split(/\r?\n/)
    .slice(1);
  return lines.map((line) => line.split(",").map(Number));
}

const round = (count: number | null): string => (count === null ? "-" : count.toFixed(0));

/** Of 1,000 subscribers, those who are left after 0, 1, 2, … years. */
const years = readTable("../../test/golden/contracts/sbg-fader-hardie-2007.csv");
const cohorts = {
  "high end": years.map(([, highEnd = 0]) => Math.round(10 * highEnd)),
  regular: years.map(([, , regular = 0]) => Math.round(10 * regular)),
};

for (const [name, cohort] of Object.entries(cohorts)) {
  const { model, reason } = chooseContractModel(cohort, { holdoutPeriods: 5 });
  console.log(`Subscribers, ${name}: ${cohort.join(" ")}`);
  console.log(sentenceOf(reason, en));
  const tenure = cohort.length - 1;
  const left = cohort[tenure] as number;
  const ahead = { periods: 5, tenure, customers: left };
  const periods = [1, tenure + 1]; // a new subscriber is in the first, one who is left in the next after the last
  const [projection, worth] =
    model.kind === "betaDiscreteWeibull"
      ? [
          betaDiscreteWeibull.project(model, ahead),
          betaDiscreteWeibull.discountedExpectedResidualLifetime(model, periods, DISCOUNT),
        ]
      : [
          shiftedBetaGeometric.project(model, ahead),
          shiftedBetaGeometric.discountedExpectedResidualLifetime(model, periods, DISCOUNT),
        ];
  console.log(`Of the ${left} who are left are expected to stay, with a 95 % interval`);
  for (const { period, active, activeLow, activeHigh } of projection) {
    console.log(`  year ${period}: ${round(active)} (${round(activeLow)} to ${round(activeHigh)})`);
  }
  const [fresh, old] = Array.from(worth, (payments) => payments.toFixed(2));
  console.log(`Payments to come at 10 % a year: ${fresh} of a new subscriber, ${old} of one who is left\n`);
}

/** 11,104 donors, asked once in each of six years; `weight` counts those who gave alike. */
const donors = readTable("../../test/golden/contracts/donations-weighted.csv").map(
  ([frequency = 0, recency = 0, opportunities = 0, weight = 0]) => ({
    frequency,
    recency,
    opportunities,
    weight,
  }),
);
type Donor = (typeof donors)[number];

const model = bgBb.fit(donors);
console.log(`Donors: ${model.fit.customers}, log-likelihood ${model.fit.logLikelihood.toFixed(2)}`);
for (const [name, { estimate, low, high }] of Object.entries(parameterIntervals(model) ?? {})) {
  console.log(`  ${name.padEnd(5)} ${estimate.toFixed(3)}  (${low.toFixed(3)} to ${high.toFixed(3)})`);
}
const alive = bgBb.probabilityAlive(model, donors);
const gifts = bgBb.expectedPurchases(model, donors, { horizon: 5 });
const total = gifts.reduce((sum, gift, i) => sum + gift * (donors[i]?.weight as number), 0);
console.log(`Gifts expected of all of them in five more years: ${total.toFixed(0)}`);
const named = [
  { donor: "gave every year", at: (row: Donor) => row.frequency === 6 },
  { donor: "gave five times, not last year", at: (row: Donor) => row.frequency === 5 && row.recency === 5 },
  { donor: "gave last year alone", at: (row: Donor) => row.frequency === 1 && row.recency === 6 },
  { donor: "never gave again", at: (row: Donor) => row.frequency === 0 },
];
console.table(
  named.map(({ donor, at }) => {
    const i = donors.findIndex(at);
    return { donor, donors: donors[i]?.weight, alive: alive[i]?.toFixed(3), gifts: gifts[i]?.toFixed(2) };
  }),
);
