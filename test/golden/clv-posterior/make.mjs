/**
 * Makes random-walk.json: posteriors by a long random walk, the plainest method there is, over likelihoods
 * written straight from the papers. It shares nothing with the library: the data are read from the order log,
 * special functions are Lanczos and power series, chance is mulberry32 and Box-Muller.
 *
 *   node test/golden/clv-posterior/make.mjs [bgNbd|paretoNbd|gammaGamma|shiftedBetaGeometric]   (minutes)
 *
 * Priors: the logarithm of each parameter is normal with sd 1.5, around medians given in the file.
 */
import { existsSync, readFileSync, writeFileSync } from "node:fs";

const SD = 1.5;
const at = (path) => new URL(path, import.meta.url);

function lnGamma(z) {
  const c = [
    0.99999999999980993, 676.5203681218851, -1259.1392167224028, 771.32342877765313, -176.61502916214059,
    12.507343278686905, -0.13857109526572012, 9.9843695780195716e-6, 1.5056327351493116e-7,
  ];
  if (z < 0.5) return Math.log(Math.PI / Math.sin(Math.PI * z)) - lnGamma(1 - z);
  let sum = c[0];
  for (let i = 1; i < 9; i += 1) sum += c[i] / (z - 1 + i);
  const t = z + 6.5;
  return 0.5 * Math.log(2 * Math.PI) + (z - 0.5) * Math.log(t) - t + Math.log(sum);
}

/** 2F1(a, b; c; z) for z from 0 to below 1, by its series. */
function hyp2f1(a, b, c, z) {
  let term = 1;
  let sum = 1;
  for (let j = 0; j < 10000; j += 1) {
    term *= (((a + j) * (b + j)) / ((c + j) * (j + 1))) * z;
    sum += term;
    if (term < 1e-16 * sum) break;
  }
  return sum;
}

// CDNOW: 2,357 customers, purchase days to 1997-09-30, times in weeks of exact days.
function cdnow() {
  const day = (digits) =>
    Date.UTC(Number(digits.slice(0, 4)), Number(digits.slice(4, 6)) - 1, Number(digits.slice(6))) / 864e5;
  const end = day("19970930");
  const customers = new Map();
  for (const line of readFileSync(at("../cdnow/cdnow-sample-elog.csv"), "utf8")
    .trim()
    .split(/\r?\n/)
    .slice(1)) {
    const [id, , date, , sales] = line.split(",");
    if (day(date) > end) continue;
    const days = customers.get(id) ?? new Map();
    days.set(day(date), (days.get(day(date)) ?? 0) + Number(sales));
    customers.set(id, days);
  }
  return [...customers.values()].map((days) => {
    const dates = [...days.keys()].sort((a, b) => a - b);
    const x = dates.length - 1;
    let spend = 0;
    for (const d of dates.slice(1)) spend += days.get(d);
    return { x, tx: (dates[x] - dates[0]) / 7, T: (end - dates[0]) / 7, mean: x > 0 ? spend / x : 0 };
  });
}

const median = (values) => {
  const v = [...values].sort((a, b) => a - b);
  return (v[(v.length - 1) >> 1] + v[v.length >> 1]) / 2;
};

/** Equal histories once, with how many there are. */
function counted(rows) {
  const groups = new Map();
  for (const { x, tx, T } of rows) {
    const key = `${x} ${tx} ${T}`;
    const group = groups.get(key) ?? { x, tx, T, n: 0 };
    group.n += 1;
    groups.set(key, group);
  }
  return [...groups.values()];
}

const MODELS = {
  bgNbd() {
    const all = cdnow();
    const rows = counted(all);
    const T = median(all.map((row) => row.T));
    const most = Math.max(...rows.map((row) => row.x));
    const logLikelihood = ([r, alpha, a, b]) => {
      const base = [];
      for (let x = 0; x <= most; x += 1) {
        base[x] =
          lnGamma(r + x) -
          lnGamma(r) +
          r * Math.log(alpha) +
          lnGamma(a + b) +
          lnGamma(b + x) -
          lnGamma(b) -
          lnGamma(a + b + x);
      }
      let sum = 0;
      for (const { x, tx, T: age, n } of rows) {
        const alive = -(r + x) * Math.log(alpha + age);
        if (x === 0) sum += n * (base[0] + alive);
        else {
          const left = Math.log(a / (b + x - 1)) - (r + x) * Math.log(alpha + tx);
          const top = Math.max(alive, left);
          sum += n * (base[x] + top + Math.log(Math.exp(alive - top) + Math.exp(left - top)));
        }
      }
      return sum;
    };
    return { names: ["r", "alpha", "a", "b"], medians: [0.7, 0.3 * T, 1, 3], logLikelihood, steps: 250_000 };
  },
  paretoNbd() {
    const all = cdnow();
    const rows = counted(all);
    const T = median(all.map((row) => row.T));
    const logLikelihood = ([r, alpha, s, beta]) => {
      const start = r * Math.log(alpha) + s * Math.log(beta) - lnGamma(r);
      const base = [];
      const top = Math.max(alpha, beta);
      const gap = Math.abs(alpha - beta);
      let sum = 0;
      for (const { x, tx, T: age, n } of rows) {
        base[x] ??= start + lnGamma(r + x);
        const c = r + s + x;
        const second = alpha >= beta ? s + 1 : r + x;
        const alive = -(r + x) * Math.log(alpha + age) - s * Math.log(beta + age);
        const scale = -c * Math.log(top + tx);
        const early = hyp2f1(c, second, c + 1, gap / (top + tx));
        const late = hyp2f1(c, second, c + 1, gap / (top + age)) * Math.exp(-c * Math.log(top + age) - scale);
        const left = Math.log(s / c) + scale + Math.log(Math.max(early - late, 1e-300));
        const most = Math.max(alive, left);
        sum += n * (base[x] + most + Math.log(Math.exp(alive - most) + Math.exp(left - most)));
      }
      return sum;
    };
    return {
      names: ["r", "alpha", "s", "beta"],
      medians: [0.7, 0.3 * T, 0.7, 0.5 * T],
      logLikelihood,
      steps: 120_000,
    };
  },
  gammaGamma() {
    const rows = cdnow().filter(({ x, mean }) => x > 0 && mean > 0);
    const most = Math.max(...rows.map((row) => row.x));
    const logLikelihood = ([p, q, gamma]) => {
      const base = [];
      for (let x = 1; x <= most; x += 1) {
        base[x] =
          lnGamma(p * x + q) - lnGamma(p * x) - lnGamma(q) + q * Math.log(gamma) + p * x * Math.log(x);
      }
      let sum = 0;
      for (const { x, mean } of rows) {
        sum += base[x] + (p * x - 1) * Math.log(mean) - (p * x + q) * Math.log(gamma + x * mean);
      }
      return sum;
    };
    return {
      names: ["p", "q", "gamma"],
      medians: [4, 4, median(rows.map((row) => row.mean))],
      logLikelihood,
      steps: 400_000,
    };
  },
  shiftedBetaGeometric() {
    const lost = [131, 126, 90, 60, 42, 34, 28];
    const active = 489;
    const lnBeta = (a, b) => lnGamma(a) + lnGamma(b) - lnGamma(a + b);
    const logLikelihood = ([alpha, beta]) => {
      const all = lnBeta(alpha, beta);
      let sum = active * (lnBeta(alpha, beta + lost.length) - all);
      lost.forEach((n, i) => {
        sum += n * (lnBeta(alpha + 1, beta + i) - all);
      });
      return sum;
    };
    return { names: ["alpha", "beta"], medians: [1, 2], logLikelihood, steps: 500_000 };
  },
};

function mulberry32(seed) {
  let a = seed;
  return () => {
    a = (a + 0x6d2b79f5) | 0;
    let t = Math.imul(a ^ (a >>> 15), 1 | a);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

function choleskyOf(matrix) {
  const d = matrix.length;
  const L = matrix.map(() => new Array(d).fill(0));
  for (let j = 0; j < d; j += 1) {
    for (let i = j; i < d; i += 1) {
      let sum = matrix[i][j];
      for (let k = 0; k < j; k += 1) sum -= L[i][k] * L[j][k];
      L[i][j] = i === j ? Math.sqrt(sum) : sum / L[j][j];
    }
  }
  return L;
}

/** One chain: the proposal is learnt over the warm-up (Haario and others 2001), then held. */
function chain({ names, medians, logLikelihood, steps }, seed) {
  const d = names.length;
  const random = mulberry32(seed);
  const normal = () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  const logPosterior = (logs) => {
    let prior = 0;
    for (let i = 0; i < d; i += 1) prior -= 0.5 * ((logs[i] - Math.log(medians[i])) / SD) ** 2;
    return prior + logLikelihood(logs.map(Math.exp));
  };
  let logs = medians.map((m) => Math.log(m) + 0.3 * normal());
  let value = logPosterior(logs);
  let L = names.map((_, i) => names.map((__, j) => (i === j ? 0.02 : 0)));
  const warm = 24_000;
  let seen = 0;
  const mean = new Array(d).fill(0);
  const cov = names.map(() => new Array(d).fill(0));
  const kept = names.map(() => []);
  let accepted = 0;
  for (let step = -warm; step < steps; step += 1) {
    const e = names.map(normal);
    const next = logs.map((l, i) => {
      let sum = l;
      for (let k = 0; k <= i; k += 1) sum += L[i][k] * e[k];
      return sum;
    });
    const nextValue = logPosterior(next);
    if (Math.log(random()) < nextValue - value) {
      logs = next;
      value = nextValue;
      if (step >= 0) accepted += 1;
    }
    if (step < 0) {
      if (step === -warm + 4_000 || step === -warm + 12_000) {
        seen = 0; // forget the way there
        mean.fill(0);
        for (const row of cov) row.fill(0);
      }
      seen += 1;
      const off = logs.map((l, i) => l - mean[i]);
      for (let i = 0; i < d; i += 1) mean[i] += off[i] / seen;
      for (let i = 0; i < d; i += 1) for (let j = 0; j < d; j += 1) cov[i][j] += off[i] * (logs[j] - mean[j]);
      if (seen > 1_000 && seen % 1_000 === 0) {
        const scale = 2.38 ** 2 / d / seen;
        L = choleskyOf(cov.map((row, i) => row.map((c, j) => c * scale + (i === j ? 1e-7 : 0))));
      }
    } else if (step % 10 === 0) {
      for (let i = 0; i < d; i += 1) kept[i].push(logs[i]);
    }
  }
  return { kept, acceptance: accepted / steps };
}

function summary(chains) {
  const all = chains.flat().sort((a, b) => a - b);
  const mean = (v) => v.reduce((a, b) => a + b, 0) / v.length;
  const variance = (v, m = mean(v)) => v.reduce((a, b) => a + (b - m) ** 2, 0) / (v.length - 1);
  const batches = chains.flatMap((c) =>
    Array.from({ length: 25 }, (_, i) => mean(c.slice((i * c.length) / 25, ((i + 1) * c.length) / 25))),
  );
  const within = mean(chains.map((c) => variance(c)));
  const n = chains[0].length;
  const between = n * variance(chains.map((c) => mean(c)));
  const at = (p) => all[Math.round(p * (all.length - 1))];
  const digits = (v) => Number(v.toPrecision(7));
  return {
    mean: digits(mean(all)),
    sd: digits(Math.sqrt(variance(all))),
    q5: digits(at(0.05)),
    q50: digits(at(0.5)),
    q95: digits(at(0.95)),
    error: digits(Math.sqrt(variance(batches) / batches.length)),
    rhat: digits(Math.sqrt((n - 1) / n + between / within / n)),
  };
}

for (const kind of process.argv[2] ? [process.argv[2]] : Object.keys(MODELS)) {
  const model = MODELS[kind]();
  const chains = [1, 2, 3, 4].map((seed) => chain(model, seed * 7919));
  const found = {
    priorMedians: Object.fromEntries(model.names.map((name, i) => [name, model.medians[i]])),
    priorSd: SD,
    chains: 4,
    steps: model.steps,
    acceptance: Number((chains.reduce((a, c) => a + c.acceptance, 0) / 4).toFixed(3)),
    logs: Object.fromEntries(model.names.map((name, i) => [name, summary(chains.map((c) => c.kept[i]))])),
  };
  const file = at("random-walk.json");
  const old = existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : {};
  writeFileSync(file, `${JSON.stringify({ ...old, [kind]: found }, null, 2)}\n`);
}
