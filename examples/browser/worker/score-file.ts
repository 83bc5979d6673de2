import {
  type CsvFacts,
  csvTransactionsSync,
  type GrowthRow,
  growthAccounting,
  type Period,
  retentionCohorts,
  type Scorecard,
  scoreCustomers,
  type Table,
} from "../../../src/index.ts";
import type { Reading, Step } from "../messages.ts";

/** A file, scored. */
export interface Scored {
  readonly scorecard: Scorecard;
  readonly file: CsvFacts;
  /** Calendar period of the two tables that follow. */
  readonly period: Period;
  readonly cohorts: ReturnType<typeof retentionCohorts>;
  readonly growth: Table<GrowthRow>;
}

/** Bytes between two reports of how far the reading is. */
const PIECE = 1 << 18;

/** Reads an order log and scores its customers. Rows that cannot be read are set aside. */
export function scoreFile(
  bytes: Uint8Array,
  { asOf: asked, timeZone, ...format }: Reading,
  report: (step: Step, share?: number) => void,
): Scored {
  const onInvalid = "collect";
  const pieces = piecesOf(bytes, (done) => report("reading", done / bytes.length));
  const log = csvTransactionsSync(pieces, { ...format, onInvalid });
  report("scoring");
  const { at } = log.columns;
  const asOf = asked ?? lastTime("codes" in at ? at.values : at);
  const scorecard = scoreCustomers({ transactions: log }, { asOf, timeZone, onInvalid });
  const period = periodFor(scorecard);
  const shared = { asOf, timeZone, onInvalid, period } as const;
  return {
    scorecard,
    file: log,
    period,
    cohorts: retentionCohorts(log, shared),
    growth: growthAccounting(log, shared),
  };
}

function* piecesOf(bytes: Uint8Array, report: (done: number) => void): Iterable<Uint8Array> {
  for (let from = 0; from < bytes.length; from += PIECE) {
    report(from);
    yield bytes.subarray(from, from + PIECE);
  }
}

/** The latest of the times. With the year first they stand in the order of their texts. */
function lastTime(times: readonly string[]): string {
  let last = "";
  for (const time of times) if (time > last) last = time;
  return last;
}

/** So that there are neither two columns nor two hundred. */
function periodFor({ history, asOf }: Scorecard): Period {
  const first = history.columns.firstPurchase.reduce<string>(
    (least, day) => (day !== null && day < least ? day : least),
    asOf,
  );
  const days = (Date.parse(asOf) - Date.parse(first)) / 86_400_000;
  if (days < 150) return "week";
  return days < 1100 ? "month" : "quarter";
}
