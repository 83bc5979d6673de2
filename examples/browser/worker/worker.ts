import { csvChunks, explainCustomer, ScoringError } from "../../../src/index.ts";
import type { Ask, Reply, Step } from "../messages.ts";
import { type Scored, scoreFile } from "./score-file.ts";
import { dictionaries, viewOf } from "./view.ts";

/** What was scored last: the page asks for more of it. */
let scored: Scored | undefined;

const answer = (reply: Reply): void => self.postMessage(reply);
const report = (step: Step, share?: number): void =>
  answer({ reply: "progress", step, ...(share === undefined ? {} : { share }) });

self.addEventListener("message", async ({ data }: MessageEvent<Ask>) => {
  try {
    await follow(data);
  } catch (error) {
    answer({ reply: "failed", reason: reasonOf(error) });
  }
});

async function follow(asked: Ask): Promise<void> {
  switch (asked.ask) {
    case "score":
      scored = undefined;
      report("reading", 0);
      scored = scoreFile(new Uint8Array(await asked.file.arrayBuffer()), asked.reading, report);
      report("drawing");
      return answer({ reply: "view", view: viewOf(scored, asked.look) });
    case "show":
      return scored && answer({ reply: "view", view: viewOf(scored, asked.look) });
    case "explain":
      return scored && answer(explanationOf(scored, asked.customerId, asked.language));
    case "download":
      return (
        scored &&
        answer({ reply: "file", file: csvFile(scored), name: `scorecard-${scored.scorecard.asOf}.csv` })
      );
  }
}

function explanationOf({ scorecard }: Scored, customerId: string, language: "en" | "zh"): Reply {
  const known = scorecard.indexOf(customerId) >= 0;
  const sentences = known ? explainCustomer(scorecard, customerId, dictionaries[language]).sentences : null;
  return { reply: "explanation", customerId, sentences };
}

/** With a byte order mark, so that spreadsheets read Chinese ids. */
function csvFile({ scorecard }: Scored): Blob {
  return new Blob(Array.from(csvChunks(scorecard, { bom: true })), { type: "text/csv" });
}

function reasonOf(error: unknown): string {
  if (error instanceof ScoringError || error instanceof Error) return error.message;
  return String(error);
}
