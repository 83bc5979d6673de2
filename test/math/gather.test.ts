import { expect, test } from "vitest";
import { gather } from "../../src/math/gather.ts";

test("values are gathered in the order of the positions, as often as each is named", () => {
  expect(gather(Float64Array.of(5, 6, Number.NaN), Int32Array.of(2, 0, 0))).toEqual(
    Float64Array.of(Number.NaN, 5, 5),
  );
  expect(gather(Float64Array.of(5), new Int32Array(0))).toEqual(new Float64Array(0));
});
