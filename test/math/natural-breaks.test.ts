import { expect, test } from "vitest";
import { naturalBreaks } from "../../src/math/natural-breaks.ts";

test("values fall apart where the squared deviation within classes is least", () => {
  expect(naturalBreaks(Float64Array.of(1, 2, 10, 12), 2)).toEqual([6]);
  expect(naturalBreaks(Float64Array.of(10, 1, 30, 2, 31), 3)).toEqual([6, 20]);
});

test("there are fewer cut-offs than asked for where there are fewer values", () => {
  expect(naturalBreaks(Float64Array.of(4, 4, 4), 5)).toEqual([]);
  expect(naturalBreaks(new Float64Array(0), 3)).toEqual([]);
  expect(naturalBreaks(Float64Array.of(0, 0), 3)).toEqual([]);
});

test.each([2 ** 1000, 2 ** -1000, -(2 ** 1000)])(
  "values whose squares are no numbers are parted as others are: times %d",
  (unit) => {
    const values = [1, 2, 3, 10, 11, 12, 30, 31].map((value) => value * unit);
    const breaks = [6.5, 21].map((value) => value * unit).sort((a, b) => a - b);
    expect(naturalBreaks(Float64Array.from(values), 3)).toEqual(breaks);
  },
);

test("the least numbers that there are keep their cut-off below the greater one", () => {
  const least = Number.MIN_VALUE;
  expect(naturalBreaks(Float64Array.of(least, 2 * least), 2)).toEqual([least]);
});
