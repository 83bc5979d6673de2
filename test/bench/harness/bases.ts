import { bgNbd } from "../../../src/clv/index.ts";
import { seedRandom, uniform } from "../../../src/math/random.ts";
import { drawGamma } from "../../../src/math/random-draws.ts";
import { cdnowSummary } from "../../clv/cdnow.ts";
import { writeColumns } from "./files.ts";

/** The 2,357 customers of the CDNOW sample. */
export function writeCdnow(folder: string): void {
  const rows = cdnowSummary();
  const column = (name: "frequency" | "recency" | "age" | "meanRepeatSpend") =>
    Float64Array.from(rows, (row) => row[name]);
  writeColumns(folder, {
    frequency: column("frequency"),
    recency: column("recency"),
    age: column("age"),
    meanRepeatSpend: column("meanRepeatSpend"),
  });
}

/** Simulated customers of ages from 26 to 78 weeks, their times rounded to days; BG/NBD and Gamma-Gamma. */
export function writeSimulated(folder: string, customers: number): void {
  const random = seedRandom(5);
  const age = Float64Array.from({ length: customers }, () => Math.floor((26 + 52 * uniform(random)) * 7) / 7);
  const parameters = { r: 0.57, alpha: 2.52, a: 0.74, b: 11.6 };
  const { frequency, recency } = bgNbd.simulate({ parameters }, { customers, age, seed: 3 }).columns;
  writeColumns(folder, {
    frequency: Float64Array.from(frequency),
    recency: recency.map((t, i) => (frequency[i] === 0 ? 0 : Math.max(1, Math.floor(t * 7)) / 7)),
    age,
    meanRepeatSpend: Float64Array.from(frequency, (x) =>
      x === 0 ? Number.NaN : drawGamma(random, 6 * x, drawGamma(random, 3.7, 160) * x),
    ),
  });
}
