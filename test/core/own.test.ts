import { expect, test } from "vitest";
import { hasOwn, ownData, ownValue } from "../../src/core/own.ts";

test("what an object inherits is not its own", () => {
  const heir = Object.create({ a: 1 }, { b: { value: 2 } }) as { readonly [key: string]: number };
  expect([hasOwn(heir, "a"), hasOwn(heir, "b"), hasOwn({}, "constructor")]).toEqual([false, true, false]);
  expect([ownValue(heir, "a"), ownValue(heir, "b"), ownValue({}, "toString")]).toEqual([
    undefined,
    2,
    undefined,
  ]);
  expect([ownData(heir, "a"), ownData(heir, "b"), ownData({}, "toString")]).toEqual([
    undefined,
    2,
    undefined,
  ]);
});

test("data are read without calling anything", () => {
  const trap = {
    get a(): number {
      throw new Error("called");
    },
  };
  expect(ownData(trap, "a")).toBeUndefined();
});
