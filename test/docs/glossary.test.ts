import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { describe, expect, it } from "vitest";
import * as clientele from "../../src/index.ts";

const glossary = readFileSync(resolve(import.meta.dirname, "../../docs/glossary.md"), "utf8");
const rows = glossary
  .split("\n")
  .filter((line) => line.startsWith("| ") && !/^\| (English|---)/.test(line))
  .map((line) => line.split("|").map((cell) => cell.trim()))
  .map(([, english, chinese, meaning, functions]) => ({ english, chinese, meaning, functions }));

/** `mbgNbd.fit` is the property of a namespace. */
function found(name: string): unknown {
  return name
    .split(".")
    .reduce<unknown>((from, part) => (from as Record<string, unknown>)?.[part], clientele);
}

describe("the glossary", () => {
  it("has the terms of Chinese practice", () => {
    const terms = rows.map(({ chinese }) => chinese);
    expect(terms).toEqual(
      expect.arrayContaining(["客户定位", "客户分类", "客户细分", "客户价值评估", "客户生命周期"]),
    );
  });

  it.each(rows)("$english: named in both languages, explained, and served by what is exported", (row) => {
    expect(row.english).toMatch(/[A-Za-z]/);
    expect(row.chinese).toMatch(/\p{Script=Han}/u);
    expect(row.meaning).toMatch(/^[^·]+ · .*\p{Script=Han}/u);
    const names = [...(row.functions ?? "").matchAll(/`([^`]+)`/g)].map(([, name]) => name as string);
    expect(names).not.toEqual([]);
    expect(names.filter((name) => found(name) === undefined)).toEqual([]);
  });
});
