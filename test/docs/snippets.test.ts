import { readdirSync } from "node:fs";
import { resolve } from "node:path";
import { expect, test } from "vitest";
import { compile } from "./compile.ts";
import { run } from "./run.ts";
import { snippetsOf } from "./snippet.ts";

const root = resolve(import.meta.dirname, "../..");
const below = (folder: string, suffix: string) =>
  readdirSync(resolve(root, folder), { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(suffix) && !file.startsWith("api/"))
    .map((file) => `${folder}/${file.replaceAll("\\", "/")}`)
    .sort();

const readmes = readdirSync(root).filter((file) => /^README.*\.md$/.test(file));
const files = [...readmes, ...below("docs", ".md"), ...below("src", ".ts")];
const snippets = files.flatMap((file) => snippetsOf(root, file));
const errors = compile(root, snippets);

const cases = snippets.map((snippet) => [`${snippet.file}:${snippet.line}`, snippet] as const);

test.each(cases)("%s compiles, runs and gives what it says", async (_place, snippet) => {
  expect(errors.get(snippet)?.join("\n\n")).toBe("");
  if (snippet.runs) await run(root, snippet);
});

test("the README and the docstrings have snippets", () => {
  expect(snippets.some(({ file }) => file === "README.md")).toBe(true);
  expect(snippets.some(({ file }) => file.startsWith("src/"))).toBe(true);
});
