import { readFileSync } from "node:fs";

/** A program found in the docs: one fence, with the fences that continue it. */
export interface Snippet {
  /** Path from the root of the repository. */
  readonly file: string;
  /** Line of the first fence in that file. */
  readonly line: number;
  /** The code, each line with its place in the file. */
  readonly lines: readonly { readonly text: string; readonly line: number }[];
  /** False for a fence marked `ts no-run`: it is compiled only. */
  readonly runs: boolean;
}

/**
 * The programs of a file: each fence marked `ts`. In a Markdown file `ts continue` adds to the fence before it, and
 * otherwise fences share nothing; in a TypeScript file the fences are those of the docstrings.
 */
export function snippetsOf(root: string, file: string): Snippet[] {
  const lines = readFileSync(`${root}/${file}`, "utf8").split("\n");
  const text = file.endsWith(".md") ? lines : docstringsOnly(lines);
  const found: { file: string; line: number; lines: { text: string; line: number }[]; runs: boolean }[] = [];
  let inside: "no" | "ours" | "other" = "no";
  text.forEach((text, i) => {
    const fence = /^\s*```(.*)$/.exec(text);
    if (fence === null) {
      if (inside === "ours") found.at(-1)?.lines.push({ text, line: i + 1 });
      return;
    }
    if (inside !== "no") {
      inside = "no";
      return;
    }
    const [language, mark = ""] = (fence[1] as string).trim().split(/\s+/);
    inside = language === "ts" ? "ours" : "other";
    if (inside === "other") return;
    if (!["", "continue", "no-run"].includes(mark))
      throw new Error(`${file}:${i + 1}: unknown mark "${mark}"`);
    if (mark === "continue" && found.length > 0) return;
    found.push({ file, line: i + 1, lines: [], runs: mark !== "no-run" });
  });
  if (inside !== "no") throw new Error(`${file}: a fence is not closed`);
  return found;
}

/** The same lines with all but the text of the docstrings emptied, so that line numbers stay. */
function docstringsOnly(lines: readonly string[]): string[] {
  let inside = false;
  return lines.map((line) => {
    if (/^\s*\/\*\*/.test(line)) inside = true;
    const text = inside ? line.replace(/^\s*\/?\*+\s?/, "").replace(/\s*\*\/\s*$/, "") : "";
    if (line.includes("*/")) inside = false;
    return text;
  });
}
