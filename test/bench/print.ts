import type { Line } from "./runner.ts";

/**
 * Prints what was measured, a line a runner.
 *
 * @param rows - For the time a row.
 */
export function printLines(title: string, rows: number, lines: readonly Line[]): void {
  print(`\n${title}, ${rows.toLocaleString("en-US")} rows; found the same, row by row`);
  print(
    `${"".padEnd(34)}${["CPU ms", "least", "wall ms", "ns/row", "peak MB", "added MB", "ratio", "must"].map((head) => head.padStart(9)).join("")}`,
  );
  for (const line of lines) {
    const { cpuMs, leastMs, wallMs, peakMb, addedMb, ratio, must } = line;
    const numbers = [cpuMs, leastMs, wallMs, (cpuMs * 1e6) / rows, peakMb, addedMb];
    const cells = numbers.map((value) => value.toFixed(value < 100 ? 1 : 0).padStart(9)).join("");
    const goal = must === undefined ? "" : `${`${must}x`.padStart(8)} ${verdict(ratio >= must)}`;
    print(`${line.title.padEnd(34)}${cells}${`${ratio.toFixed(1)}x`.padStart(9)}${goal}`);
  }
}

/** Prints a figure and whether it is within its limit. */
export function printLimit(what: string, value: number, limit: number, unit: string): void {
  print(
    `${what.padEnd(61)}${value.toFixed(1).padStart(9)} ${unit}, at most ${limit} ${verdict(value <= limit)}`,
  );
}

/** A line of text. */
export function print(text: string): void {
  process.stdout.write(`${text}\n`);
}

function verdict(good: boolean): string {
  return good ? "yes" : "NO";
}
