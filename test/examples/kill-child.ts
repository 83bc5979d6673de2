import { spawn } from "node:child_process";
import { createInterface } from "node:readline";

/** When a process is killed: so many milliseconds after so many lines of progress. */
export interface KillPoint {
  readonly lines: number;
  readonly delayMs: number;
}

/**
 * Runs a program until it has said so much on its error stream, and kills it by its own id a little later, with
 * the signal that no process can answer. True if it was killed, false if it had come to its end before.
 */
export async function runAndKill(args: readonly string[], { lines, delayMs }: KillPoint): Promise<boolean> {
  const { DATABASE_URL: _server, ...env } = process.env;
  const child = spawn(process.execPath, args, { stdio: ["ignore", "ignore", "pipe"], env });
  const ended = new Promise<NodeJS.Signals | null>((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (_code, signal) => resolve(signal));
  });
  let said = 0;
  for await (const _line of createInterface(child.stderr)) {
    said += 1;
    if (said === lines) setTimeout(() => child.kill("SIGKILL"), delayMs);
  }
  return (await ended) === "SIGKILL";
}
