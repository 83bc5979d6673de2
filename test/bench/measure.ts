import { readFileSync } from "node:fs";

/** CPU milliseconds of a run: user and system of the whole process, the least of `runs`. */
export async function cpuMs<T>(
  runs: number,
  work: () => T | Promise<T>,
): Promise<{ readonly ms: number; readonly result: T }> {
  let ms = Number.POSITIVE_INFINITY;
  let result = await work();
  for (let i = 0; i < runs; i += 1) {
    const before = process.cpuUsage();
    result = await work();
    const { user, system } = process.cpuUsage(before);
    ms = Math.min(ms, (user + system) / 1000);
  }
  return { ms, result };
}

/** Most memory that this process has had, in megabytes. */
export function peakMb(): number {
  try {
    const found = /VmHWM:\s+(\d+)/.exec(readFileSync("/proc/self/status", "latin1"));
    return Math.round(Number(found?.[1]) / 1024);
  } catch {
    return Math.round(process.resourceUsage().maxRSS / 1024);
  }
}

/** A line of the output. */
export interface Line {
  readonly name: string;
  readonly ms: number;
  /** How many times as long as ours. */
  readonly ratio?: number;
  readonly note?: string;
}

/** Prints lines in columns. */
export function printLines(lines: readonly Line[]): void {
  for (const { name, ms, ratio, note = "" } of lines) {
    const times = ratio === undefined ? "" : `${ratio.toFixed(1)}x`;
    process.stdout.write(`${name.padEnd(46)}${ms.toFixed(1).padStart(10)} ms${times.padStart(9)}  ${note}\n`);
  }
}

/** Ends the task where two results differ. */
export function checkSame(what: string, ours: number, theirs: number, tolerance = 1e-9): void {
  const difference = Math.abs(ours - theirs) / Math.max(1, Math.abs(theirs));
  if (difference > tolerance) throw new Error(`${what}: ${ours} here, ${theirs} there`);
}
