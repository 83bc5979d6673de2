/**
 * Models fitted to purchase histories.
 *
 * @module
 */
import { bgNbd, gammaGamma, mbgNbd, paretoNbd } from "../../../src/clv/index.ts";
import { readDoubles } from "../harness/files.ts";
import type { Subject } from "../harness/subject.ts";

/** The columns of a base, times in weeks. */
export function rowsOf(folder: string) {
  const read = (name: string): Float64Array => readDoubles(folder, name);
  return {
    columns: {
      frequency: read("frequency"),
      recency: read("recency"),
      age: read("age"),
      meanRepeatSpend: read("meanRepeatSpend"),
    },
    timeUnit: "week" as const,
  };
}

type Rows = ReturnType<typeof rowsOf>;

function fitOf(model: (rows: Rows) => { readonly fit: { readonly logLikelihood: number } }): Subject {
  return (folder) => {
    const rows = rowsOf(folder);
    let logLikelihood = Number.NaN;
    return {
      run: () => {
        ({ logLikelihood } = model(rows).fit);
      },
      found: () => ({}),
      quality: () => ({ logLikelihood }),
    };
  };
}

export const bgNbdFit: Subject = fitOf((rows) => bgNbd.fit(rows));
export const mbgNbdFit: Subject = fitOf((rows) => mbgNbd.fit(rows));
export const paretoNbdFit: Subject = fitOf((rows) => paretoNbd.fit(rows));
export const gammaGammaFit: Subject = fitOf((rows) => gammaGamma.fit(rows));
