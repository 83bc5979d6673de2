import { expect, test } from "vitest";
import { createByteDictionary, numberCells, TAKEN } from "../../src/connectors/byte-dictionary.ts";
import { createLookupBuffers } from "../../src/connectors/cell-words.ts";
import { BLOCK, createBlock, PADDING } from "../../src/connectors/csv-block.ts";
import { byteAt, byteSize, isByteTexts } from "../../src/core/byte-texts.ts";
import { createIdRegister } from "../../src/core/read-ids.ts";
import { orderByBytes, orderById } from "../../src/history/id-order.ts";

/** A dictionary, and what numbers a block of cells in it. */
function dictionary() {
  const made = createByteDictionary(() => TAKEN);
  const buffers = createLookupBuffers();
  const add = (cells: readonly string[]): number[] => {
    const block = createBlock(1);
    const parts = cells.map((cell) => new TextEncoder().encode(cell));
    const bytes = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0) + PADDING);
    let at = 0;
    parts.forEach((part, i) => {
      bytes.set(part, at);
      block.starts[i] = at;
      at += part.length;
      block.ends[i] = at;
    });
    block.rows = cells.length;
    const out = new Int32Array(BLOCK);
    const view = new DataView(bytes.buffer);
    numberCells(made, bytes, view, block, 0, new Uint8Array(BLOCK), buffers, out, 0);
    return Array.from(out.subarray(0, cells.length));
  };
  return { entries: made.entries, add };
}

const IDS = ["b", "a", "twelve bytes", "thirteen byte", "x".repeat(300), "x".repeat(299), "", "a1"];

test("texts of bytes are those that came, short, long and empty, and their bytes are at hand", () => {
  const { entries, add } = dictionary();
  expect(add([...IDS, ...IDS])).toEqual([...IDS.keys(), ...IDS.keys()]);
  expect(isByteTexts(entries)).toBe(true);
  expect(entries.list()).toEqual(IDS);
  expect(IDS.map((_, i) => byteSize(entries, i))).toEqual(IDS.map((id) => id.length));
  expect(byteAt(entries, 2, 11)).toBe("s".charCodeAt(0));
  expect(byteAt(entries, 3, 12)).toBe("e".charCodeAt(0));
  expect(entries.ascii).toBe(true);
});

test("the list is one that grows", () => {
  const { entries, add } = dictionary();
  add(["ann"]);
  const list = entries.list();
  add(["bob", "ann"]);
  expect(entries.list()).toBe(list);
  expect(list).toEqual(["ann", "bob"]);
});

test.each([
  ["short", "é"],
  ["long", "an id that is long and has an é"],
])("a %s text may have any character", (_, text) => {
  const { entries, add } = dictionary();
  add(["ann"]);
  expect(entries.ascii).toBe(true);
  add([text]);
  expect(entries.text(1)).toBe(text);
  expect(entries.ascii).toBe(false);
});

test.each([
  ["that end in digits", (i: number) => `C${String((i * 7919) % 5000).padStart(7, "0")}`],
  ["of different lengths", (i: number) => `${(i * 7919) % 5000}`],
  ["with a long beginning in common", (i: number) => `customer-of-the-shop-${(i * 7919) % 5000}`],
  ["that are the beginning of others", (i: number) => "ab".repeat(1 + ((i * 7) % 90))],
  ["that are short and the beginning of others", (i: number) => "ab".repeat(6).slice(0, 1 + (i % 12))],
  [
    "of twelve bytes, far apart",
    (i: number) => `${(i * 7919) % 97}`.padStart(3, "z") + `${i * 1_000_003}`.padEnd(9, "x"),
  ],
  [
    "of any characters",
    (i: number) => String.fromCharCode(1 + ((i * 7919) % 127), 127 - (i % 127), 1 + (i >> 7)),
  ],
  ["beyond U+FFFF", (i: number) => `${i % 2 === 0 ? "\u{1f600}" : "\uff5e"}${(i * 7919) % 5000}`],
])("ids %s are in the order of their strings", (_, idOf) => {
  const ids = Array.from(new Set(Array.from({ length: 900 }, (_, i) => idOf(i))));
  const { entries, add } = dictionary();
  add(ids);
  const seen = (c: number): boolean => c % 3 !== 0;
  const order = Array.from(orderByBytes(entries, ids.length, seen));
  expect(order).toEqual(Array.from(orderById(ids, seen)));
  expect(order.map((c) => ids[c])).toEqual(ids.filter((_, c) => seen(c)).sort());
});

test("a register that follows texts knows them, goes on from them, and keeps its numbers", () => {
  const { entries, add } = dictionary();
  add(["ann", "bob"]);
  const register = createIdRegister();
  register.follow(entries);
  expect([register.size, register.texts]).toEqual([2, entries]);
  expect([register.find("bob"), register.find("cat")]).toEqual([1, -1]);
  add(["cat", "dan"]);
  register.follow(entries);
  expect([register.size, register.find("dan")]).toEqual([4, 3]);
  expect(register.number("eve")).toBe(4);
  expect(register.texts).toBeUndefined();
  expect(register.ids).toEqual(["ann", "bob", "cat", "dan", "eve"]);
  expect(entries.list()).toEqual(["ann", "bob", "cat", "dan"]);
});
