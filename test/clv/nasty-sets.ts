import { bgNbd, mbgNbd, nbd, paretoNbd } from "../../src/clv/index.ts";
import { seedRandom, uniform } from "../../src/math/random.ts";

/** Histories in columns, as the models take them. */
export interface Histories {
  readonly columns: {
    readonly frequency: Float64Array;
    readonly recency: Float64Array;
    readonly age: Float64Array;
  };
}

const columnsOf = ({ columns: { frequency, recency, age } }: Histories): Histories => ({
  columns: { frequency, recency, age },
});

const repeat = (n: number, frequency: number, recency: number, age: number): Histories => ({
  columns: {
    frequency: new Float64Array(n).fill(frequency),
    recency: new Float64Array(n).fill(recency),
    age: new Float64Array(n).fill(age),
  },
});

const join = (...parts: Histories[]): Histories => {
  const column = (name: keyof Histories["columns"]) =>
    Float64Array.from(parts.flatMap((part) => Array.from(part.columns[name])));
  return { columns: { frequency: column("frequency"), recency: column("recency"), age: column("age") } };
};

const spreadAges = (n: number, from: number, to: number, seed: number): Float64Array => {
  const random = seedRandom(seed);
  return Float64Array.from({ length: n }, () => from + (to - from) * uniform(random));
};

const wholeDays = ({ columns: { frequency, recency, age } }: Histories): Histories => ({
  columns: {
    frequency,
    recency: recency.map((t, i) => (frequency[i] === 0 ? 0 : Math.max(1, Math.floor(t * 7)) / 7)),
    age: age.map((t) => Math.max(1, Math.ceil(t * 7)) / 7),
  },
});

/** Simulated customer bases, ordinary and nasty, with what makes them so. */
export const nastySets: readonly (readonly [string, () => Histories])[] = [
  ["BG/NBD, CDNOW-like", () => bg({ r: 0.24, alpha: 4.4, a: 0.8, b: 2.4 }, 1500, 39, 1)],
  ["BG/NBD, whole days", () => wholeDays(bg({ r: 0.24, alpha: 4.4, a: 0.8, b: 2.4 }, 1500, 39, 2))],
  ["BG/NBD, busy customers", () => bg({ r: 3, alpha: 2, a: 0.5, b: 20 }, 400, 39, 3)],
  ["BG/NBD, nearly all alike in rate", () => bg({ r: 60, alpha: 300, a: 1, b: 4 }, 800, 39, 4)],
  ["BG/NBD, nobody leaves", () => bg({ r: 0.6, alpha: 6, a: 1e-6, b: 3 }, 800, 39, 5)],
  ["BG/NBD, most leave at once", () => bg({ r: 0.8, alpha: 3, a: 5, b: 0.3 }, 1200, 39, 6)],
  ["BG/NBD, all leave with the same chance", () => bg({ r: 0.8, alpha: 3, a: 200, b: 800 }, 1200, 39, 7)],
  ["BG/NBD, very few customers", () => bg({ r: 0.5, alpha: 5, a: 1, b: 3 }, 25, 39, 8)],
  ["BG/NBD, tiny rates", () => bg({ r: 0.02, alpha: 8, a: 0.8, b: 2.4 }, 3000, 39, 9)],
  [
    "BG/NBD, time in milliseconds",
    () => scaled(bg({ r: 0.24, alpha: 4.4, a: 0.8, b: 2.4 }, 800, 39, 10), 6.048e8),
  ],
  [
    "BG/NBD, ages from a day to ten years",
    () => bg({ r: 0.5, alpha: 8, a: 0.8, b: 4 }, 1000, spreadAges(1000, 0.14, 520, 1), 11),
  ],
  ["MBG/NBD, CDNOW-like", () => mbg({ r: 0.52, alpha: 6.2, a: 0.9, b: 1.6 }, 1500, 39, 12)],
  ["MBG/NBD, half leave at the start", () => mbg({ r: 1, alpha: 4, a: 1, b: 1 }, 1500, 39, 13)],
  [
    "MBG/NBD, old customers",
    () => mbg({ r: 0.5, alpha: 6, a: 0.3, b: 3 }, 800, spreadAges(800, 100, 500, 2), 14),
  ],
  ["Pareto/NBD, CDNOW-like", () => pareto({ r: 0.55, alpha: 10.6, s: 0.6, beta: 11.7 }, 1500, 39, 15)],
  [
    "Pareto/NBD, whole days",
    () => wholeDays(pareto({ r: 0.55, alpha: 10.6, s: 0.6, beta: 11.7 }, 1500, 39, 16)),
  ],
  ["Pareto/NBD, same rate of leaving", () => pareto({ r: 1, alpha: 5, s: 80, beta: 1600 }, 800, 52, 17)],
  ["Pareto/NBD, nobody leaves", () => pareto({ r: 1, alpha: 5, s: 0.001, beta: 500 }, 800, 39, 18)],
  ["Pareto/NBD, alpha far above beta", () => pareto({ r: 5, alpha: 200, s: 0.5, beta: 0.5 }, 1000, 39, 19)],
  ["Pareto/NBD, beta far above alpha", () => pareto({ r: 0.5, alpha: 0.5, s: 3, beta: 300 }, 500, 39, 20)],
  [
    "NBD, nobody leaves",
    () =>
      columnsOf(nbd.simulate({ parameters: { r: 0.4, alpha: 12 } }, { customers: 1500, age: 39, seed: 21 })),
  ],
  [
    "one heavy customer",
    () => join(bg({ r: 0.24, alpha: 4.4, a: 0.8, b: 2.4 }, 600, 39, 22), repeat(1, 3000, 38, 39)),
  ],
  ["nobody repeats", () => repeat(300, 0, 0, 39)],
  ["everybody repeats, to the last day", () => repeat(200, 3, 39, 39)],
  ["one customer", () => repeat(1, 4, 20, 39)],
  ["two ages, no other difference", () => join(repeat(100, 1, 5, 20), repeat(100, 2, 5, 40))],
  ["no time at all", () => repeat(50, 0, 0, 0)],
];

function scaled({ columns: { frequency, recency, age } }: Histories, factor: number): Histories {
  return { columns: { frequency, recency: recency.map((t) => t * factor), age: age.map((t) => t * factor) } };
}

type Age = number | Float64Array;

function bg(
  parameters: Parameters<typeof bgNbd.logLikelihood>[0],
  customers: number,
  age: Age,
  seed: number,
) {
  return columnsOf(bgNbd.simulate({ parameters }, { customers, age, seed }));
}

function mbg(
  parameters: Parameters<typeof mbgNbd.logLikelihood>[0],
  customers: number,
  age: Age,
  seed: number,
) {
  return columnsOf(mbgNbd.simulate({ parameters }, { customers, age, seed }));
}

function pareto(
  parameters: Parameters<typeof paretoNbd.logLikelihood>[0],
  customers: number,
  age: Age,
  seed: number,
) {
  return columnsOf(paretoNbd.simulate({ parameters }, { customers, age, seed }));
}
