import type { Limit, Line, Section } from "./measured.ts";
import { nsOf } from "./runner.ts";

const HEADS = ["size", "CPU ms", "least", "wall ms", "ns each", "peak MB", "added MB", "ratio", "must be"];

/** A section for a terminal. */
export function textOf({ title, unit, lines, limits = [], notes = [] }: Section): string {
  const rows = lines.map(
    (line) =>
      `${line.title.padEnd(30)}${cellsOf(line)
        .map((c) => c.padStart(11))
        .join("")}`,
  );
  const head = `${unit.padEnd(30)}${HEADS.map((name) => name.padStart(11)).join("")}`;
  const said = limits.map((limit) => limitText(limit));
  return [`\n${title}`, head, ...rows, ...said, ...notes].join("\n");
}

/** The same in Markdown. */
export function markdownOf({ title, unit, lines, limits = [], notes = [] }: Section): string {
  const rows = lines.map((line) => `| ${[line.title, ...cellsOf(line)].join(" | ")} |`);
  const table = [`| ${[unit, ...HEADS].join(" | ")} |`, `| --- |${" ---: |".repeat(HEADS.length)}`, ...rows];
  const said = [...limits.map((limit) => limitText(limit)), ...notes].map((text) => `- ${text}`);
  return [`### ${title}`, table.join("\n"), ...(said.length > 0 ? [said.join("\n")] : [])].join("\n\n");
}

function cellsOf(line: Line): readonly string[] {
  const { size, cpuMs, leastMs, wallMs, peakMb, addedMb, ratio, must } = line;
  const numbers = [cpuMs, leastMs, wallMs, nsOf(line), peakMb, addedMb].map(short);
  const goal = must === undefined ? "" : `${must}x ${verdict(ratio >= must)}`;
  return [size.toLocaleString("en-US"), ...numbers, `${short(ratio)}x`, goal];
}

function limitText({ what, value, atMost, unit }: Limit): string {
  return `${what}: ${short(value)} ${unit}, at most ${atMost}: ${verdict(value <= atMost)}`;
}

/** A number in three or so digits. */
export function short(value: number): string {
  if (value >= 100) return Math.round(value).toLocaleString("en-US");
  return value.toFixed(value >= 10 ? 1 : 2);
}

/** Whether a goal is met, in a word. */
export function verdict(good: boolean): string {
  return good ? "met" : "MISSED";
}
