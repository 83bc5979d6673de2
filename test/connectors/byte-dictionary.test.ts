import { describe, expect, it } from "vitest";
import { csvColumnsSync } from "../../src/connectors/index.ts";

const idsOf = (ids: readonly string[]) =>
  csvColumnsSync(`id\n${ids.join("\n")}\n`, { columns: { id: "id" } }).columns.id;

/** 12-byte ids of one hash: the third word undoes what the first two do to it. */
function collidingIds(count: number): string[] {
  const ids: string[] = [];
  for (let n = 0; ids.length < count; n += 1) {
    const first = Math.imul(wordOf(n), 0x9e3779b1);
    const second = Math.imul(first ^ (first >>> 15) ^ wordOf(7), 0x85ebca6b);
    const c = second ^ (second >>> 13) ^ 0x1234567;
    const tail = [c & 255, (c >>> 8) & 255, (c >>> 16) & 255, c >>> 24];
    // Letters, digits and the like: bytes that make a plain cell.
    if (tail.every((byte) => byte > 44 && byte < 127 && byte !== 59 && byte !== 124)) {
      ids.push(textOf(n) + textOf(7) + String.fromCharCode(...tail));
    }
  }
  return ids;
}

const textOf = (n: number): string => (n + 36 ** 3).toString(36).padStart(4, "0").slice(-4);

function wordOf(n: number): number {
  const text = textOf(n);
  return (
    text.charCodeAt(0) | (text.charCodeAt(1) << 8) | (text.charCodeAt(2) << 16) | (text.charCodeAt(3) << 24)
  );
}

describe("ids of a file", () => {
  it("are told apart whatever their length, and numbered as they appear", () => {
    const ids = Array.from({ length: 60 }, (_, i) =>
      "x".repeat(i % 30).padEnd((i % 30) + 1, i < 30 ? "a" : "b"),
    );
    const { codes, values } = idsOf([...ids, ...ids]);
    expect(values).toEqual(ids);
    expect(Array.from(codes)).toEqual([...ids.keys(), ...ids.keys()]);
  });

  it("grow to many without changing", () => {
    const ids = Array.from({ length: 50_000 }, (_, i) => `customer-${i * 7919}`);
    const { codes, values } = idsOf([...ids, ...ids.slice().reverse()]);
    expect(values).toEqual(ids);
    expect(codes[50_000]).toBe(49_999);
    expect(codes[99_999]).toBe(0);
  });

  it("stay fast and right where they are made to collide", () => {
    const ids = collidingIds(3000);
    expect(new Set(ids).size).toBe(3000);
    const others = Array.from({ length: 3000 }, (_, i) => `other${i}`);
    const { codes, values } = idsOf([...ids, ...others, ...ids]);
    expect(values).toEqual([...ids, ...others]);
    expect(Array.from(codes.subarray(6000))).toEqual([...ids.keys()]);
  });
});
