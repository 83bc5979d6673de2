import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { describe, expect, test } from "vitest";
import { compile } from "./compile.ts";
import { optionalNames, watchInherited } from "./inherited.ts";
import { run } from "./run.ts";
import { type Snippet, snippetsOf } from "./snippet.ts";

const root = resolve(import.meta.dirname, "../..");

/** A fence of `docs/x.md` that opens at line 10. */
const fence = (code: string, runs = true): Snippet => ({
  file: "docs/x.md",
  line: 10,
  lines: code.split("\n").map((text, i) => ({ text, line: 11 + i })),
  runs,
});

describe("a claim that is true passes", () => {
  test.each([
    ["an expression", "1 + 1; // => 2"],
    ["the name just declared", "const two = 1 + 1; // => 2"],
    ["what is printed", "console.log(1 + 1); // => 2"],
    ["a value on the next lines", "[1, 2];\n// => [\n//   1,\n//   2,\n// ]"],
    ["a name of the snippet in the value", "const two = 2;\n[two]; // => [two]"],
    ["what is awaited", "await Promise.resolve(2); // => 2"],
    ["an unknown number", "0 / 0; // => NaN"],
    ["a number by its first digits", "2 / 3; // => 0.666…"],
    ["a number rounded to its last digit", "2 / 3; // => 0.667…"],
    ["a typed array as an array", "new Float64Array([1, 2]); // => [1, 2]"],
    ["a typed array as Node prints it", "[new Float64Array([1, 2])]; // => [Float64Array(2) [ 1, 2 ]]"],
    ["a number but for its last bits", "0.1 + 0.2; // => 0.3"],
    ["a value with a remark", "0.5; // => 0.5 (it's 1 - 1/2)"],
    ["the head of a list", "[1, 2, 3]; // => [1, …]"],
    ["a part of an object", "({ a: 1, b: 2 }); // => { a: 1, … }"],
    ["an iterable as an array", "new Set([1]); // => [1]"],
    ["an error by its message", 'throw new TypeError("expected a number"); // throws expected a number'],
    ["an error by its code", 'throw Object.assign(new Error(""), { code: "empty" }); // throws empty'],
    ["a public subpath", 'import * as all from "clientele";\ntypeof all; // => "object"'],
  ])("%s", async (_case, code) => {
    await run(root, fence(code));
  });
});

describe("a claim that is false fails at its line", () => {
  test.each([
    ["another value", "const x = 1;\nx; // => 2", "docs/x.md:12: x; // => 2"],
    ["another number beyond its digits", "2 / 3; // => 0.665…", "docs/x.md:11:"],
    ["another number in its twelfth digit", "0.123456789012; // => 0.123456789011", "docs/x.md:11:"],
    ["one more property", "({ a: 1, b: 2 }); // => { a: 1 }", "docs/x.md:11:"],
    ["one property less", "({ a: 1 }); // => { a: 1, b: 2 }", "docs/x.md:11:"],
    ["one more item", "[1, 2]; // => [1]", "docs/x.md:11:"],
    ["another head", "[1, 2]; // => [2, …]", "docs/x.md:11:"],
    ["a nested value", "[{ a: [1] }]; // => [{ a: [2] }]", "docs/x.md:11:"],
    ["no error", "1; // throws empty", "docs/x.md:11:"],
    ["another error", 'throw new Error("full"); // throws empty', "docs/x.md:11:"],
    ["an error nobody expects", "const x = 1;\nnull.x;", "docs/x.md:12: null.x;"],
    ["a subpath that is not public", 'import { sum } from "clientele/math";\nsum;', "docs/x.md:10"],
    ["a claim inside a block", "if (true) {\n  1; // => 2\n}", "docs/x.md:10"],
    ["a claim that is prose", "1; // => about one", "docs/x.md:10"],
    ["a claim about several names", "const [a] = [1]; // => 1", "docs/x.md:10"],
  ])("%s", async (_case, code, place) => {
    await expect(run(root, fence(code))).rejects.toThrow(place);
  });
});

test("a snippet that does not compile is named with its line", () => {
  const wrong = fence('const x = 1;\nconst y: string = x;\nimport "nowhere";');
  const right = fence("const y: number = 1;\ny; // => 1");
  const unknownHost = fence('import { connect } from "nowhere";\nconnect();', false);
  const errors = compile(root, [wrong, { ...right, line: 20 }, { ...unknownHost, line: 30 }]);
  expect([...errors.values()].map(({ length }) => length)).toEqual([2, 0, 0]);
  expect(errors.get(wrong)?.[0]).toMatch(/^docs\/x\.md:1[23]: /);
});

test("fences are found in Markdown and in docstrings, with their lines and marks", () => {
  const folder = mkdtempSync(join(tmpdir(), "snippets-"));
  const tick = "```";
  writeFileSync(
    join(folder, "a.md"),
    `# A\n${tick}ts\n1;\n${tick}\n${tick}sh\nls\n${tick}\n${tick}ts continue\n2;\n${tick}\n${tick}ts no-run\n3;\n${tick}\n`,
  );
  writeFileSync(
    join(folder, "a.ts"),
    `/**\n * Text.\n *\n * ${tick}ts\n * f();\n *   // => 1\n * ${tick}\n */\nconst no = 1;\n`,
  );
  expect(snippetsOf(folder, "a.md")).toEqual([
    {
      file: "a.md",
      line: 2,
      lines: [
        { text: "1;", line: 3 },
        { text: "2;", line: 9 },
      ],
      runs: true,
    },
    { file: "a.md", line: 11, lines: [{ text: "3;", line: 12 }], runs: false },
  ]);
  expect(snippetsOf(folder, "a.ts")).toEqual([
    {
      file: "a.ts",
      line: 4,
      lines: [
        { text: "f();", line: 5 },
        { text: "  // => 1", line: 6 },
      ],
      runs: true,
    },
  ]);
  rmSync(folder, { recursive: true });
});

describe("an option that nobody gave", () => {
  const { plant, clear } = watchInherited(["timeUnit", "months"], ["/test/docs/"]);
  const readsOf = (run: () => void): readonly string[] => {
    plant();
    run();
    return clear();
  };
  const unitOf = (options: { timeUnit?: string }): unknown => options.timeUnit;
  const monthsOf = (options: { horizon?: { months?: number } }): unknown => options.horizon?.months;

  test("is seen where it is read, in a part of the options too", () => {
    const seen = readsOf(() => [unitOf({}), monthsOf({ horizon: {} })]);
    expect(seen).toEqual([
      "months, by monthsOf in docs/runner.test.ts",
      "timeUnit, by unitOf in docs/runner.test.ts",
    ]);
    const given = readsOf(() => [unitOf({ timeUnit: "day" }), monthsOf({ horizon: { months: 1 } })]);
    expect(given).toEqual([]);
    expect(Object.keys(Object.getOwnPropertyDescriptors(Object.prototype))).not.toContain("timeUnit");
  });

  test("is none of ours where other code reads it", () => {
    const other = watchInherited(["timeUnit"], ["/src/"]);
    other.plant();
    unitOf({});
    expect(other.clear()).toEqual([]);
  });

  test("may be any that the public types leave out", () => {
    expect(optionalNames(root).length).toBeGreaterThan(300);
    expect(optionalNames(root)).toEqual(expect.arrayContaining(["asOf", "timeUnit", "discountRate"]));
  });
});
