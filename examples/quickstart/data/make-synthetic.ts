/**
 * Makes the costs and referrals that stand beside the CDNOW log. CDNOW published orders only: these two
 * files are synthetic, drawn with a fixed seed so that they are the same whenever they are made.
 *
 *   npx tsx examples/quickstart/data/make-synthetic.ts
 */
import { readFileSync, writeFileSync } from "node:fs";
import { csvOf, csvTransactionsSync, purchaseHistory } from "../../../src/index.ts";
import { type Random, seedRandom, uniform } from "../../../src/math/random.ts";
import { drawGamma } from "../../../src/math/random-draws.ts";

const FOLDER = new URL(".", import.meta.url).pathname;
const SEED = 1998;
/** Share of customers whom another customer brought. */
const BROUGHT = 0.12;

const log = csvTransactionsSync(readFileSync(`${FOLDER}cdnow-master-elog.csv`));
const customers = purchaseHistory(log, { asOf: "1998-06-30" }).toRows();

const cents = (value: number): number => Math.round(value * 100) / 100;

function makeCosts(random: Random): object[] {
  const costs: object[] = [];
  for (const { customerId, firstPurchase, lastPurchase, orders } of customers) {
    const acquisition = cents(drawGamma(random, 4, 0.5));
    // Parcels and service calls: about 2.80 an order, more for some.
    const service = cents(orders * drawGamma(random, 6, 6 / 2.8));
    costs.push({ customerId, at: firstPurchase, amount: acquisition, layer: "acquisitionCost" });
    costs.push({ customerId, at: lastPurchase, amount: service, layer: "costToServe" });
  }
  return costs;
}

/** A newcomer is brought by somebody who was there before; those who buy often bring more. */
function makeReferrals(random: Random): object[] {
  const byFirst = customers
    .slice()
    .sort((a, b) => String(a.firstPurchase).localeCompare(String(b.firstPurchase)));
  const edges: object[] = [];
  for (let i = 1; i < byFirst.length; i += 1) {
    if (uniform(random) >= BROUGHT) continue;
    const one = byFirst[Math.floor(uniform(random) * i)];
    const other = byFirst[Math.floor(uniform(random) * i)];
    const newcomer = byFirst[i];
    if (one === undefined || other === undefined || newcomer === undefined) continue;
    const referrer = one.orders >= other.orders ? one : other;
    edges.push({
      referrerId: referrer.customerId,
      refereeId: newcomer.customerId,
      at: newcomer.firstPurchase,
    });
  }
  return edges;
}

const names = { customerId: "customer_id", at: "date", referrerId: "referrer_id", refereeId: "referee_id" };
const write = (file: string, rows: object[]): void => {
  const columns = Object.keys(rows[0] as object);
  const used = Object.fromEntries(Object.entries(names).filter(([name]) => columns.includes(name)));
  writeFileSync(`${FOLDER}${file}`, csvOf(rows, { names: used, lineEnd: "\n" }));
};
write("synthetic-costs.csv", makeCosts(seedRandom(SEED)));
write("synthetic-referrals.csv", makeReferrals(seedRandom(SEED, 1)));
