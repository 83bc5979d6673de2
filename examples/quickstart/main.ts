/**
 * The main job: an order log in, a scored customer base out. `npm start -- --help` says how.
 */
import { createReadStream, mkdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
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
import { type Arguments, readArguments } from "./arguments.ts";
import { createProgress } from "./progress.ts";
import { readCosts, readReferrals } from "./records.ts";
import { readRules, segmentsOf } from "./rules.ts";
import { segmentsText, summaryText } from "./summary.ts";

async function scoreFile(args: Arguments): Promise<void> {
  const progress = createProgress(process.stderr);
  const onInvalid = args.strict ? "throw" : "collect";
  const zone = args.timeZone === undefined ? {} : { timeZone: args.timeZone };
  const policy = readPolicy(args.policyFile);
  const rules = args.rulesFile === undefined ? undefined : readRules(args.rulesFile);
  const timeUnit = policy.timeUnit ?? "week";

  const bytes = statSync(args.file).size;
  const stream = createReadStream(args.file);
  const rows = csvTransactions(stream, { ...args.format, fields: args.fields, onInvalid });
  const fold = historyFold({ asOf: args.asOf, timeUnit, onInvalid, ...zone });
  const state = await foldSource(rows, fold, {
    onProgress: ({ rows: done }) =>
      progress.show(() => `reading: ${done.toLocaleString("en-US")} rows, ${share(stream.bytesRead, bytes)}`),
  });

  progress.show(() => "scoring");
  const { costsFile, referralsFile } = args;
  const inputs = {
    history: fold.finish(state),
    costs: costsFile === undefined ? undefined : readCosts(costsFile),
    referrals: referralsFile === undefined ? undefined : readReferrals(referralsFile),
  };
  const scorecard = scoreCustomers(inputs, { asOf: args.asOf, policy, onInvalid, ...zone });
  mkdirSync(args.out, { recursive: true });
  const file = join(args.out, "scorecard.csv");
  writeFileSync(file, csvOf(scorecard));
  const segments = rules && segmentsOf(scorecard, rules, args);
  const segmentsFile = join(args.out, "segments.csv");
  if (segments !== undefined) writeFileSync(segmentsFile, csvOf(segments));
  progress.clear();

  process.stdout.write(`${summaryText(scorecard, rows, args.language === "zh" ? zh : en)}\n\n`);
  if (segments !== undefined) process.stdout.write(`${segmentsText(segments)}\n\n`);
  if (args.synthetic)
    process.stdout.write("CDNOW published orders only: the costs and referrals here are synthetic.\n");
  process.stdout.write(`${file} holds a line per customer.\n`);
  if (segments !== undefined) process.stdout.write(`${segmentsFile} holds their segments by your rules.\n`);
}

function readPolicy(file: string | undefined): ScorecardPolicy {
  return file === undefined ? {} : parsePolicy(readFileSync(file, "utf8"));
}

function share(done: number, all: number): string {
  return `${Math.round((100 * done) / Math.max(1, all))} %`;
}

try {
  const args = readArguments(process.argv.slice(2));
  if ("text" in args) {
    (args.failed ? process.stderr : process.stdout).write(args.text);
    process.exitCode = args.failed ? 1 : 0;
  } else {
    await scoreFile(args);
  }
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
