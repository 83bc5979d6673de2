/** Customers are listed by id, in code units, whatever their ids look like. */
import { describe, expect, test } from "vitest";
import { orderByDigits, orderById, textsOf } from "../../src/history/id-order.ts";
import { seedRandom, uniform } from "../../src/math/random.ts";

function shuffled(ids: string[]): readonly string[] {
  const random = seedRandom(3);
  for (let i = ids.length - 1; i > 0; i -= 1) {
    const j = Math.floor(uniform(random) * (i + 1));
    [ids[i], ids[j]] = [ids[j] as string, ids[i] as string];
  }
  return ids;
}

const made = (count: number, of: (i: number) => string): readonly string[] =>
  shuffled(Array.from({ length: count }, (_, i) => of(i)));

/** Of 400,000, the numbers that ids become have no room for a last character of any kind. */
const wide = (i: number): string => String(i >> 1).padStart(6, "0") + (i % 2 === 0 ? "\u0001" : "\uffff");

describe("ids in order of code units", () => {
  test.each<[string, readonly string[]]>([
    ["numbered, of one length", made(900, (i) => `C${String(i).padStart(5, "0")}`)],
    ["numbered, of any length", made(900, (i) => `${i}`)],
    ["numbered with gaps", made(900, (i) => `c${String(3 * i).padStart(4, "0")}`)],
    ["far apart", made(900, (i) => (Math.imul(i, 0x9e3779b1) >>> 0).toString(36))],
    ["the beginning of others", made(40, (i) => "a".repeat(i))],
    ["of any characters", made(900, (i) => String.fromCharCode(0xffff - 70 * i, i))],
    ["two", ["b", "a"]],
    ["many, equal but for a character of any kind", made(400_000, wide)],
  ])("%s", (_name, ids) => {
    const order = orderById(ids, () => true);
    const sorted = ids.slice().sort((a, b) => (a < b ? -1 : 1));
    expect(Array.from(order, (code) => ids[code]).every((id, i) => id === sorted[i])).toBe(true);
    expect(order.length).toBe(ids.length);
  });

  test.each([1, 2, 9, 10, 11, 99, 100, 101, 1234, 20_000])("the whole numbers below %i", (count) => {
    const wanted = Array.from({ length: count }, (_, number) => String(number)).sort();
    expect(textsOf(orderByDigits(count, () => true))).toEqual(wanted);
    const odd = wanted.filter((text) => Number(text) % 2 === 1);
    expect(textsOf(orderByDigits(count, (number) => number % 2 === 1))).toEqual(odd);
  });

  test("of those that are seen", () => {
    const ids = made(900, (i) => `${i}`);
    const seen = (code: number): boolean => Number(ids[code]) % 3 === 0;
    const wanted = ids.filter((id) => Number(id) % 3 === 0).sort();
    expect(Array.from(orderById(ids, seen), (code) => ids[code])).toEqual(wanted);
  });
});
