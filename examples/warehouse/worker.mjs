#!/usr/bin/env node
// A line worker: one customer a line in, one line of scores out, in the same order. For every engine that can pipe rows
// through a process: Spark (TRANSFORM, mapInPandas), Hive, ClickHouse (executable), Hadoop streaming, a shell.
//
//   node worker.mjs clientele.score.global.js learned.json < customers.ndjson > scores.ndjson
//
// learned.json is { cuts, model, horizon }: cut-offs of scoreRfm and a model of repeat purchases.
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { runInThisContext } from "node:vm";

const [script, learnedFile] = process.argv.slice(2);
if (script === undefined || learnedFile === undefined) {
  process.stderr.write("usage: worker.mjs clientele.score.global.js learned.json\n");
  process.exit(2);
}
const score = runInThisContext(`${readFileSync(script, "utf8")};ClienteleScore`);
const { cuts, model, horizon } = JSON.parse(readFileSync(learnedFile, "utf8"));
const predictions = score[model.kind];

/** The scores of a customer. A number that came as text is refused: of "12" nobody knows what it was. */
function scoresOf(customer) {
  const { code, segment } = score.rfmOf(cuts, customer);
  const [alive] = predictions.probabilityAlive(model, [customer]);
  const [purchases] = predictions.expectedPurchases(model, [customer], { horizon });
  return { customerId: customer.customerId, code, segment, alive, purchases };
}

/** Lines end with a line feed and nothing else: readline also ends them at U+2028, which a text in JSON may hold. */
async function* linesOf(input) {
  let begun = "";
  for await (const piece of input.setEncoding("utf8")) {
    const lines = (begun + piece).split("\n");
    begun = lines.pop();
    yield* lines;
  }
  if (begun !== "") yield begun;
}

// A reader that has enough, as `head` or LIMIT, closes the pipe: that is no failure.
process.stdout.on("error", (error) => process.exit(error.code === "EPIPE" ? 0 : 1));

let line = 0;
let out = "";
for await (const text of linesOf(process.stdin)) {
  line += 1;
  if (text.trim() === "") continue;
  try {
    out += `${JSON.stringify(scoresOf(JSON.parse(text)))}\n`;
  } catch (error) {
    // No words of the line itself: it may hold personal data, and logs are read by many.
    const what = error.name === "ScoringError" ? error.message : "not a customer in JSON";
    process.stderr.write(`line ${line}: ${what}\n`);
    process.exitCode = 1;
    break;
  }
  if (out.length > 65_536) {
    if (!process.stdout.write(out)) await once(process.stdout, "drain");
    out = "";
  }
}
process.stdout.write(out);
