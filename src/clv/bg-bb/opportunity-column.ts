import type { BgBbVector } from "./kernel.ts";
import { cellNumber, type OpportunityView } from "./read-opportunities.ts";

/** What is asked of one customer. */
export type OfHistory = (p: BgBbVector, x: number, tx: number, n: number) => number;

/** Answers that are remembered. */
const MOST_ANSWERS = 1 << 20;

/** An answer a row, equal histories computed once; NaN where the row is not known. */
export function opportunityColumn(view: OpportunityView, p: BgBbVector, ask: OfHistory): Float64Array {
  const { frequency, recency, opportunities } = view;
  const answers = new Map<number, number>();
  const out = new Float64Array(view.length);
  for (let i = 0; i < view.length; i += 1) {
    const x = frequency[i] as number;
    if (Number.isNaN(x)) {
      out[i] = Number.NaN;
      continue;
    }
    const tx = recency[i] as number;
    const n = opportunities[i] as number;
    const cell = cellNumber(x, tx, n);
    let answer = answers.get(cell);
    if (answer === undefined) {
      answer = ask(p, x, tx, n);
      if (answers.size < MOST_ANSWERS) answers.set(cell, answer);
    }
    out[i] = answer;
  }
  return out;
}
