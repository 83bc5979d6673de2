/** Whole numbers are told apart without a look at what they are. */
import { expect, test } from "vitest";
import { numberWholes } from "../../src/history/number-wholes.ts";
import { seedRandom, uniform } from "../../src/math/random.ts";

/** Codes as a map gives them. */
function byMap(given: Int32Array) {
  const found = new Map<number, number>();
  const codes = given.map((number) => {
    const code = found.get(number) ?? found.size;
    found.set(number, code);
    return code;
  });
  return { codes, numbers: Int32Array.from(found.keys()) };
}

const random = seedRandom(5);
const draw = (below: number): number => Math.floor(uniform(random) * below);

test.each<[string, Int32Array]>([
  ["none", new Int32Array(0)],
  ["one, often", new Int32Array(40_000).fill(7)],
  ["of either sign, and 0", Int32Array.of(0, -1, 1, 2 ** 31 - 1, -(2 ** 31), 0, -1, 1)],
  ["far apart", Int32Array.from({ length: 50_000 }, () => 9700 * draw(20_000) - 3)],
  ["of any kind, each once or twice", Int32Array.from({ length: 200_000 }, () => draw(2 ** 32) | 0)],
  ["that rise", Int32Array.from({ length: 90_000 }, (_, i) => i + 10 ** 9)],
  ["that end in zeros", Int32Array.from({ length: 90_000 }, (_, i) => (i & 4095) << 20)],
])("numbers %s", (_name, given) => {
  expect(numberWholes(given)).toEqual(byMap(given));
});

test("numbers that were chosen to get in each other's way are left to others", () => {
  // What the spread takes to 0, 1, 2 …, whose high bits are equal.
  let inverse = 1;
  for (let i = 0; i < 5; i += 1) inverse = Math.imul(inverse, 2 - Math.imul(inverse, 0x9e3779b1));
  const given = Int32Array.from({ length: 5000 }, (_, i) => Math.imul(inverse, i));
  expect(numberWholes(given)).toBeUndefined();
});
