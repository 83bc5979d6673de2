import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import ts from "typescript";
import { describe, expect, test } from "vitest";

const src = resolve(import.meta.dirname, "../../src");
const files = readdirSync(src, { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith(".ts"));

/**
 * What would let the surroundings into a result, and still compiles under `lib` ES2019 without Node or DOM types.
 * The other globals (console, process, fetch, timers) do not compile.
 */
const impure = [
  /\bMath\.random\b/,
  /\bDate\.now\b/,
  /\bDate\(\s*\)/,
  /\bnew Date(?!\()/,
  /\beval\b/,
  /\bFunction\(/,
  /\.localeCompare\b/,
  /\.toLocale[A-Z]\w*/,
  /\.get(FullYear|Month|Date|Day|Hours|Minutes|Seconds|TimezoneOffset)\(/,
  /\bimport\(/,
];

/** The code without its comments. */
const codeOf = (text: string) =>
  ts.transpileModule(text, { compilerOptions: { target: ts.ScriptTarget.ES2022, removeComments: true } })
    .outputText;

function findings(text: string): string[] {
  const code = codeOf(text);
  return impure.flatMap((pattern) => code.match(pattern)?.[0] ?? []);
}

describe("the sources read no clock, no chance, no locale and no zone of the process", () => {
  test("in any file", () => {
    const found = files.flatMap((file) =>
      findings(readFileSync(join(src, file), "utf8")).map((finding) => `${file}: ${finding}`),
    );
    expect(found).toEqual([]);
  });

  test.each([
    ["Math.random();", "Math.random"],
    ["const now = new Date();", "Date()"],
    ["const year = new Date(0).getFullYear();", ".getFullYear("],
    ["names.sort((a, b) => a.localeCompare(b));", ".localeCompare"],
    ["new Function('return 1')();", "Function("],
  ])("%s would be found", (text, found) => {
    expect(findings(text)).toEqual([found]);
  });

  test("a comment may name what code may not", () => {
    expect(findings("// not Math.random\nconst a = new Date(0).getUTCFullYear();")).toEqual([]);
  });
});

test("no file is longer than 300 lines", () => {
  const long = files.filter((file) => readFileSync(join(src, file), "utf8").split("\n").length > 301);
  expect(long).toEqual([]);
});
