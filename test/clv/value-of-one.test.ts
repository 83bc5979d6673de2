import { expect, test } from "vitest";
import { bgNbd, gammaGamma, lifetimeValue, mbgNbd, nbd, paretoNbd } from "../../src/clv/index.ts";
import { valueOfOne } from "../../src/clv/lifetime/value-of-one.ts";
import { cdnowCalibration } from "./cdnow.ts";

const history = Object.assign(cdnowCalibration().toRows().slice(0, 300), {
  asOf: "1997-09-30",
  timeUnit: "week" as const,
});
const asOfDay = Date.parse("1997-09-30") / 86_400_000;
const spend = gammaGamma.fit(history);
const year = { horizon: { months: 12 }, discountRate: 0.1, level: 0.8 } as const;
const purchases = mbgNbd.fit(history);
const refunded = { ...history[0], frequency: 2, recency: 3, age: 39, meanRepeatSpend: -4 } as const;

test.each([
  ["the value of MBG/NBD", { purchases, spend }, year],
  ["its value at mid-months", { purchases, spend }, { ...year, timing: "mid" }],
  ["BG/NBD, not discounted", { purchases: bgNbd.fit(history), spend }, { ...year, discountRate: 0 }],
  [
    "Pareto/NBD of a lifetime",
    { purchases: paretoNbd.fit(history), spend },
    { ...year, horizon: "lifetime" },
  ],
  ["NBD, without a spread of spend", { purchases: nbd.fit(history), spend: 12 }, year],
  ["parameters without a fit", { purchases: { ...purchases, fit: undefined }, spend }, year],
  [
    "a spend whose mean is infinite",
    { purchases, spend: { kind: "gammaGamma", parameters: { p: 3, q: 0.8, gamma: 10 } } },
    year,
  ],
] as const)("%s of one customer is that of the customer among all", (_case, models, options) => {
  const rows = Object.assign([...history.slice(0, 12), refunded, { ...refunded, age: null }], {
    asOf: "1997-09-30",
    timeUnit: "week" as const,
  });
  const one = valueOfOne({ ...models, margin: 0.3 }, { ...options, timeUnit: "week" });
  for (const row of rows) {
    // alone, as the mean spend that stands for an infinite one is that of the customers at hand
    const alone = Object.assign([row], { asOf: "1997-09-30", timeUnit: "week" as const });
    const expected = lifetimeValue({ ...models, margin: 0.3 }, alone, options).row(0);
    const { frequency, recency, age, meanRepeatSpend } = row;
    const { interval, nextPurchaseDate, ...found } = one({
      frequency,
      recency,
      age,
      meanRepeatSpend,
      asOfDay,
    });
    const [clvLow, clvHigh] = interval();
    const all = { ...found, clvLow, clvHigh, nextPurchaseDate: nextPurchaseDate() };
    for (const [name, value] of Object.entries(all)) {
      const other = (expected as unknown as { readonly [name: string]: unknown })[name];
      if (typeof value === "number" && typeof other === "number" && Number.isFinite(value)) {
        expect(Math.abs(value - other), name).toBeLessThan(1e-12 * Math.abs(other));
      } else expect(value, name).toBe(other);
    }
  }
});
