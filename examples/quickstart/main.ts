/**
 * The main job: an order log in, a scored customer base out. `npm start -- --help` says how.
 */
import {
  closeSync,
  createReadStream,
  mkdirSync,
  openSync,
  readFileSync,
  readSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import {
  csvOf,
  csvTransactions,
  foldSource,
  historyFold,
  type ScorecardPolicy,
  scoreCustomers,
} from "../../src/index.ts";
import { en } from "../../src/labels/en/index.ts";
import { zh } from "../../src/labels/zh/index.ts";
import { parsePolicy } from "../../src/schema/index.ts";
import { type Arguments, asFlags, readArguments, readingOf } from "./arguments.ts";
import { createProgress } from "./progress.ts";
import { readCosts, readReferrals } from "./records.ts";
import { readRules, segmentsOf } from "./rules.ts";
import { columnsText, emptyText, segmentsText, summaryText } from "./summary.ts";

async function scoreFile(args: Arguments): Promise<void> {
  const progress = createProgress(process.stderr);
  const { timeZone, rates } = args;
  const { onInvalid = "throw" } = args.reading;
  const policy = readPolicy(args.policyFile);
  const rules = args.rulesFile === undefined ? undefined : readRules(args.rulesFile);
  const timeUnit = policy.timeUnit ?? "week";

  const bytes = statSync(args.file).size;
  const stream = createReadStream(args.file);
  const rows = csvTransactions(stream, readingOf(args));
  const foldUntil = (asOf: string) =>
    historyFold({ asOf, timeUnit, onInvalid, timeZone, ...(rates && { rates }) });
  const fold = foldUntil(args.asOf ?? LAST_DAY);
  const state = await foldSource(rows, fold, {
    onProgress: ({ rows: done }) =>
      progress.show(() => `reading: ${done.toLocaleString("en-US")} rows, ${share(stream.bytesRead, bytes)}`),
  });

  const seen = fold.finish(state);
  if (seen.length === 0) throw new Error(emptyText(rows, seen));
  const asOf = args.asOf ?? lastOf(seen.columns.lastPurchase);

  progress.show(() => "scoring");
  const { costsFile, referralsFile } = args;
  const inputs = {
    history: args.asOf === undefined ? foldUntil(asOf).finish(state) : seen,
    costs: costsFile === undefined ? undefined : readCosts(costsFile),
    referrals: referralsFile === undefined ? undefined : readReferrals(referralsFile),
  };
  const scorecard = scoreCustomers(inputs, { asOf, policy, onInvalid, timeZone });
  mkdirSync(args.out, { recursive: true });
  const file = join(args.out, "scorecard.csv");
  writeFileSync(file, forSpreadsheets(csvOf(scorecard)));
  const segments = rules && segmentsOf(scorecard, rules, args);
  const segmentsFile = join(args.out, "segments.csv");
  if (segments !== undefined) writeFileSync(segmentsFile, forSpreadsheets(csvOf(segments)));
  progress.clear();

  process.stdout.write(`${summaryText(scorecard, rows, args.language === "zh" ? zh : en)}\n\n`);
  if (segments !== undefined) process.stdout.write(`${segmentsText(segments)}\n\n`);
  if (!args.shipped) process.stdout.write(`${columnsText(rows)}\n`);
  if (args.synthetic)
    process.stdout.write("CDNOW published orders only: the costs and referrals here are synthetic.\n");
  if (args.asOf === undefined) {
    process.stdout.write(`Seen from ${asOf}, the day of the last order: --as-of names another.\n`);
  }
  process.stdout.write(`${file} holds a line per customer.\n`);
  if (segments !== undefined) process.stdout.write(`${segmentsFile} holds their segments by your rules.\n`);
}

/** Excel takes a file for UTF-8 only by its mark; what is ASCII needs none. */
function forSpreadsheets(csv: string): string {
  return /[^\p{ASCII}]/u.test(csv) ? `\ufeff${csv}` : csv;
}

/** Further than any order, and a day that the library knows. */
const LAST_DAY = "9999-12-31";

function lastOf(days: readonly (string | null)[]): string {
  let last = "";
  for (const day of days) if (day !== null && day > last) last = day;
  return last;
}

function readPolicy(file: string | undefined): ScorecardPolicy {
  return file === undefined ? {} : parsePolicy(readFileSync(file, "utf8"));
}

function share(done: number, all: number): string {
  return `${Math.round((100 * done) / Math.max(1, all))} %`;
}

/** The first line of a file, for who has to name its columns. */
function headerOf({ file, encoding, reading }: Arguments): string {
  const bytes = new Uint8Array(4096);
  const handle = openSync(file, "r");
  const length = readSync(handle, bytes);
  closeSync(handle);
  const [line = ""] = new TextDecoder(encoding).decode(bytes.subarray(0, length)).split(/\r?\n/);
  const begins = `The file begins with: ${line.slice(0, 300)}\n`;
  return reading.header === false
    ? begins
    : `${begins}(If that is an order already, say --no-header and number the columns.)\n`;
}

function fail(error: unknown): void {
  process.stderr.write(`${asFlags(error instanceof Error ? error.message : String(error))}\n`);
  process.exitCode = 1;
}

async function main(argv: readonly string[]): Promise<void> {
  const args = readArguments(argv);
  if ("text" in args) {
    (args.failed ? process.stderr : process.stdout).write(args.text);
    process.exitCode = args.failed ? 1 : 0;
    return;
  }
  try {
    await scoreFile(args);
  } catch (error) {
    fail(error);
    const { path = [] } = error as { readonly path?: readonly unknown[] };
    if (path[1] === "header" && path.length > 2) process.stderr.write(headerOf(args));
  }
}

await main(process.argv.slice(2)).catch(fail);
