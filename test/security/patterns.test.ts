import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import ts from "typescript";
import { describe, expect, test } from "vitest";

const src = resolve(import.meta.dirname, "../../src");
const files = readdirSync(src, { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith(".ts"));

/** Every regular expression of the sources, and every place that makes one of a text. */
function patternsOf(file: string): { readonly literals: readonly string[]; readonly made: number } {
  const literals: string[] = [];
  let made = 0;
  const visit = (node: ts.Node): void => {
    if (ts.isRegularExpressionLiteral(node)) literals.push(node.text);
    if ((ts.isNewExpression(node) || ts.isCallExpression(node)) && node.expression.getText() === "RegExp")
      made += 1;
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile(file, readFileSync(join(src, file), "utf8"), ts.ScriptTarget.ES2022, true));
  return { literals, made };
}

const found = files.map((file) => ({ file, ...patternsOf(file) }));
const literals = [...new Set(found.flatMap((one) => one.literals))].sort();

/** Texts that make a pattern which backtracks try all ways: long runs of what it repeats, and an end that fails. */
const attacks = [
  "a",
  "0",
  " ",
  "-",
  ".",
  "\t",
  "{",
  "{a",
  "a ",
  "0.",
  "__",
  '"',
  "=",
  "\u4e00",
  "(a",
  "aA",
].flatMap((piece) => [
  `${piece.repeat(100_000 / piece.length)}!`,
  `!${piece.repeat(100_000 / piece.length)}\u0000`,
]);

describe("regular expressions", () => {
  test("none is made of data; those made of options take their text from a list, or escape it", () => {
    const makers = found.filter(({ made }) => made > 0).map(({ file }) => file);
    expect(makers.sort()).toEqual([
      "connectors/date-format.ts",
      "connectors/number-cells.ts",
      "report/csv.ts",
    ]);
  });

  test.each(literals)("%s has no repetition inside a repetition", (literal) => {
    expect(literal).not.toMatch(/\([^)]*[+*][^)]*\)[+*{]/);
  });

  test.each(literals)("%s ends within its time on 100,000 characters of any kind", (literal) => {
    const end = literal.lastIndexOf("/");
    const pattern = new RegExp(literal.slice(1, end), literal.slice(end + 1));
    for (const attack of attacks) {
      const before = process.cpuUsage();
      attack.replace(pattern, "");
      const { user } = process.cpuUsage(before);
      // A pattern that tries all ways would need minutes.
      expect(user).toBeLessThan(2_000_000);
    }
  });

  test("there are some to look at", () => {
    expect(literals.length).toBeGreaterThan(5);
  });
});
