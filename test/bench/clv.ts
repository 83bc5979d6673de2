/**
 * Fits and predictions of the lifetime-value models: CDNOW-like customers at several sizes, on whole days.
 *
 *     npx tsx test/bench/clv.ts [customers ...]
 *
 * Prints CPU milliseconds (user and system, best of several runs), log-likelihoods and memory; where Python
 * with the `lifetimes` package is there (`PYTHON` names it), the same for it in the same run.
 */
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { bgNbd, gammaGamma, lifetimeValue, mbgNbd, paretoNbd } from "../../src/clv/index.ts";
import { seedRandom, uniform } from "../../src/math/random.ts";
import { drawGamma } from "../../src/math/random-draws.ts";

const PYTHON = process.env["PYTHON"] ?? "python3";
const RUNS = 5;

/** Best CPU time of several runs, in milliseconds, and the last result. */
function measure<T>(run: () => T): { readonly ms: number; readonly result: T } {
  let ms = Number.POSITIVE_INFINITY;
  let result = run();
  for (let i = 0; i < RUNS; i += 1) {
    const before = process.cpuUsage();
    result = run();
    const { user, system } = process.cpuUsage(before);
    ms = Math.min(ms, (user + system) / 1000);
  }
  return { ms, result };
}

/** Customers of ages from 26 to 78 weeks, their times rounded to days. */
function customersOf(count: number) {
  const random = seedRandom(5);
  const age = Float64Array.from({ length: count }, () => Math.floor((26 + 52 * uniform(random)) * 7) / 7);
  const parameters = { r: 0.57, alpha: 2.52, a: 0.74, b: 11.6 };
  const { frequency, recency } = bgNbd.simulate({ parameters }, { customers: count, age, seed: 3 }).columns;
  const days = recency.map((t, i) => (frequency[i] === 0 ? 0 : Math.max(1, Math.floor(t * 7)) / 7));
  const meanRepeatSpend = frequency.map((x) =>
    x === 0 ? Number.NaN : drawGamma(random, 6 * x, drawGamma(random, 3.7, 160) * x),
  );
  return { columns: { frequency, recency: days, age, meanRepeatSpend }, timeUnit: "week" as const };
}

const PEER = `
import sys, time, numpy as np, pandas as pd, warnings
warnings.filterwarnings("ignore")
from lifetimes import BetaGeoFitter, GammaGammaFitter
x, tx, T, m = [np.fromfile(sys.argv[1] + "/" + n) for n in ("frequency", "recency", "age", "meanRepeatSpend")]
def best(f, k):
    t = []
    for _ in range(k):
        s = time.process_time(); r = f(); t.append(time.process_time() - s)
    return min(t) * 1000, r
b = BetaGeoFitter()
ms, _ = best(lambda: b.fit(x, tx, T), 1); print("BG/NBD fit", ms)
ms, _ = best(lambda: b.conditional_probability_alive(x, tx, T), 3); alive = ms
ms, _ = best(lambda: b.conditional_expected_number_of_purchases_up_to_time(52, x, tx, T), 3)
print("BG/NBD P(alive) and 52 weeks", alive + ms)
g = GammaGammaFitter(); k = x > 0
ms, _ = best(lambda: g.fit(x[k], m[k]), 1); print("Gamma-Gamma fit", ms)
`;

/** Times of lifetimes, by the name of the task; none where it is not there. */
function peer(columns: { readonly [name: string]: Float64Array }): Map<string, number> {
  const folder = mkdtempSync(join(tmpdir(), "clv-"));
  try {
    for (const name of Object.keys(columns)) writeFileSync(join(folder, name), columns[name] as Float64Array);
    const { stdout, status } = spawnSync(PYTHON, ["-c", PEER, folder], { encoding: "utf8" });
    const lines = status === 0 ? stdout.trim().split("\n") : [];
    return new Map(lines.map((line) => [line.replace(/ [\d.]+$/, ""), Number(/[\d.]+$/.exec(line)?.[0])]));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function bench(count: number): void {
  const rows = customersOf(count);
  const bg = measure(() => bgNbd.fit(rows));
  const model = bg.result;
  const mbg = measure(() => mbgNbd.fit(rows));
  const pareto = measure(() => paretoNbd.fit(rows));
  const spend = measure(() => gammaGamma.fit(rows));
  const predict = measure(() => {
    bgNbd.probabilityAlive(model, rows);
    return bgNbd.expectedPurchases(model, rows, { horizon: 52 });
  });
  const predictPareto = measure(() => {
    paretoNbd.probabilityAlive(pareto.result, rows);
    return paretoNbd.expectedPurchases(pareto.result, rows, { horizon: 52 });
  });
  const options = { horizon: { months: 12 }, discountRate: 0.1 };
  const value = measure(
    () => lifetimeValue({ purchases: model, spend: spend.result }, rows, options).columns.clv,
  );
  const others = peer(rows.columns);
  const tasks: [string, number, number | undefined][] = [
    ["BG/NBD fit", bg.ms, bg.result.fit.logLikelihood],
    ["MBG/NBD fit", mbg.ms, mbg.result.fit.logLikelihood],
    ["Pareto/NBD fit", pareto.ms, pareto.result.fit.logLikelihood],
    ["Gamma-Gamma fit", spend.ms, spend.result.fit.logLikelihood],
    ["BG/NBD P(alive) and 52 weeks", predict.ms, undefined],
    ["Pareto/NBD P(alive) and 52 weeks", predictPareto.ms, undefined],
    ["12-month value", value.ms, undefined],
  ];
  console.log(`${count} customers, CPU milliseconds`);
  console.table(
    tasks.map(([task, ms, logLikelihood]) => {
      const other = others.get(task);
      return {
        task,
        ms: ms.toFixed(1),
        logLikelihood: logLikelihood?.toFixed(6) ?? "",
        lifetimes: other?.toFixed(0) ?? "",
        ratio: other === undefined ? "" : (other / ms).toFixed(1),
      };
    }),
  );
  console.log(`resident memory ${(process.memoryUsage().rss / 2 ** 20).toFixed(0)} MB\n`);
}

const sizes = process.argv.slice(2).map(Number);
for (const count of sizes.length > 0 ? sizes : [2357, 100_000, 1_000_000]) bench(count);
