import { existsSync, readdirSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import { expect, it } from "vitest";

const docs = resolve(import.meta.dirname, "../../docs");

/** The glossary has both languages in one table; the page of measurements is made by the benchmarks. */
const inBoth = ["glossary.md", "performance.md"];
const guides = readdirSync(docs).filter((name) => name.endsWith(".md") && !inBoth.includes(name));

function fencesOf(path: string): string[] {
  return readFileSync(path, "utf8").match(/^```[\s\S]*?^```$/gm) ?? [];
}

it.each(guides)("%s stands in Chinese too, with the same snippets", (name) => {
  expect(existsSync(resolve(docs, "zh", name))).toBe(true);
  expect(fencesOf(resolve(docs, "zh", name))).toEqual(fencesOf(resolve(docs, name)));
});

it("no guide stands in Chinese alone", () => {
  expect(readdirSync(resolve(docs, "zh")).filter((name) => !guides.includes(name))).toEqual([]);
});

it.each([...guides, ...inBoth, ...guides.map((name) => `zh/${name}`)])(
  "%s links to files that exist",
  (name) => {
    const text = readFileSync(resolve(docs, name), "utf8");
    const links = [...text.matchAll(/\]\(([^)#:]+)(?:#[^)]*)?\)/g)].map(([, link]) => link as string);
    expect(links.filter((link) => !existsSync(resolve(docs, name, "..", link)))).toEqual([]);
  },
);
