import { type ChildProcessWithoutNullStreams, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import type { Subject } from "./subject.ts";

const PYTHON = process.env["PYTHON"] ?? "python3";

/** Does Python have the `lifetimes` package? */
export function hasLifetimes(): boolean {
  return spawnSync(PYTHON, ["-c", "import lifetimes"]).status === 0;
}

/** The summary that lifetimes makes of the same columns; answers a line with what it took or found. */
const SUMMARY = `
import sys, time, json, warnings
warnings.filterwarnings("ignore")
import numpy as np, pandas as pd
from lifetimes.utils import summary_data_from_transaction_data
codes, days, cents = [np.fromfile(sys.argv[1] + "/" + n, np.int32) for n in ("codes", "days", "cents")]
at = np.datetime64("2023-01-01") + days.astype("timedelta64[D]")
log = pd.DataFrame({"id": codes, "at": at.astype("datetime64[ns]"), "amount": cents / 100})
made = None
for line in sys.stdin:
    if line.strip() == "run":
        before = time.process_time()
        made = summary_data_from_transaction_data(log, "id", "at", "amount", observation_period_end=log["at"].max())
        print((time.process_time() - before) * 1000, flush=True)
    else:
        made = made.sort_index()
        print(json.dumps({"frequency": made["frequency"].tolist(), "recency": made["recency"].tolist(), "age": made["T"].tolist()}), flush=True)
`;

/** lifetimes, in a Python that stays open: each run is timed there, where its own CPU time is known. */
export const lifetimes: Subject = (folder) => {
  const python = spawn(PYTHON, ["-c", SUMMARY, folder]);
  python.stderr.pipe(process.stderr);
  process.on("exit", () => python.kill());
  const lines = createInterface({ input: python.stdout });
  return {
    run: async () => ({ cpuMs: Number(await say(python, lines, "run")) }),
    found: async () => JSON.parse(await say(python, lines, "found")),
  };
};

async function say(
  python: ChildProcessWithoutNullStreams,
  lines: ReturnType<typeof createInterface>,
  word: string,
): Promise<string> {
  const answer = once(lines, "line");
  python.stdin.write(`${word}\n`);
  const [line] = await answer;
  return line as string;
}
