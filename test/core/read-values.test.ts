import { expect, test } from "vitest";
import { openColumn } from "../../src/core/column.ts";
import { readBooleans, readTexts } from "../../src/core/read-values.ts";
import { createRejector } from "../../src/core/rejector.ts";
import { caught } from "./base.ts";

const open = (cells: unknown[]) => openColumn(cells, ["rows", "columns", "x"]);

test("texts are read, null where empty", () => {
  const texts = readTexts(open(["a", "", null, undefined]), "channel", createRejector("rows"));
  expect(texts).toEqual(["a", "", null, null]);
});

test("flags are read, null where empty", () => {
  const flags = readBooleans(open([true, false, null, undefined]), "consent", createRejector("rows"));
  expect(flags).toEqual([true, false, null, null]);
});

test.each<[string, unknown, boolean, string]>([
  ["a number", 7, true, "wrong_type"],
  ["an object", {}, true, "wrong_type"],
  ["null where a text is needed", null, false, "missing"],
  ["nothing where a text is needed", undefined, false, "missing"],
])("%s is no text", (_name, cell, nullable, code) => {
  expect(caught(() => readTexts(open(["a", cell]), "layer", createRejector("rows"), nullable))).toMatchObject(
    {
      code,
      path: ["rows", 1, "layer"],
      expected: "a string",
    },
  );
});

test.each([[0], ["true"], [{}]])("%j is no flag", (cell) => {
  expect(caught(() => readBooleans(open([cell]), "consent", createRejector("rows")))).toMatchObject({
    code: "wrong_type",
    path: ["rows", 0, "consent"],
    expected: "true or false",
  });
});

test("what is set aside is null", () => {
  const rejector = createRejector("rows", "collect");
  expect(readTexts(open(["a", 7]), "layer", rejector, false)).toEqual(["a", null]);
  expect(readBooleans(open([1, true]), "consent", rejector)).toEqual([null, true]);
  expect(rejector.list().map(({ row, field }) => [row, field])).toEqual([
    [0, "consent"],
    [1, "layer"],
  ]);
});
