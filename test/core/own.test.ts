import { runInNewContext } from "node:vm";
import { describe, expect, test } from "vitest";
import { bareAll, hasOwn, heldValue, ownData, ownValue } from "../../src/core/own.ts";

test("what an object inherits is not its own", () => {
  const heir = Object.create({ a: 1 }, { b: { value: 2 } }) as { readonly [key: string]: number };
  expect([hasOwn(heir, "a"), hasOwn(heir, "b"), hasOwn({}, "constructor")]).toEqual([false, true, false]);
  expect([
    ownValue(heir, "a"),
    ownValue(heir, "b"),
    ownValue({} as { readonly [key: string]: number }, "toString"),
  ]).toEqual([undefined, 2, undefined]);
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

test("what a class has is held, what all objects inherit is not", () => {
  class Vector {
    get length(): number {
      return 3;
    }
    at(): number {
      return 1;
    }
  }
  class Longer extends Vector {}
  for (const vector of [new Vector(), new Longer()]) {
    expect([heldValue(vector, "length"), typeof heldValue(vector, "at")]).toEqual([3, "function"]);
    expect([heldValue(vector, "toString"), heldValue(vector, "codes")]).toEqual([undefined, undefined]);
  }
  expect([heldValue({ at: 5 }, "at"), heldValue({}, "valueOf")]).toEqual([5, undefined]);
  expect(heldValue(Object.create(null, { a: { value: 2 } }), "a")).toBe(2);
  expect(heldValue(Object.create(null), "a")).toBeUndefined();
});

describe("JSON of which nothing inherits anything", () => {
  /** Does it have what all objects have? */
  const inherits = (value: unknown): boolean => "toString" in (value as object);

  test("is the same, in all its parts and in lists of them", () => {
    const json = { a: { b: [{ c: 1 }, [{ d: null }]] }, e: "text" };
    const bare = bareAll(json);
    expect(bare).toEqual(json);
    expect([bare, bare.a, bare.a.b[0], (bare.a.b[1] as object[])[0]].map(inherits)).toEqual(
      Array(4).fill(false),
    );
    expect(inherits(json.a)).toBe(true);
    expect(Array.isArray(bare.a.b)).toBe(true);
  });

  test("has no holes in its lists: what is missing there is undefined for all to see", () => {
    const holes = [1, 2, 3];
    delete holes[1];
    const bare = bareAll({ holes }).holes;
    expect(1 in bare).toBe(true);
    expect(bare).toEqual([1, undefined, 3]);
  });

  test("shares no object with what was given, and has one for one", () => {
    const shared = { n: 1 };
    const json = { left: shared, right: shared };
    const bare = bareAll(json);
    expect(bare.left).not.toBe(shared);
    expect(bare.left).toBe(bare.right);
  });

  test("hands on what is no JSON: dates, typed arrays, functions, other classes", () => {
    const given = { day: new Date(0), list: new Float64Array(2), map: new Map(), call: () => 1 };
    const bare = bareAll(given);
    for (const name of ["day", "list", "map", "call"] as const) expect(bare[name]).toBe(given[name]);
    for (const value of [1, "a", null, undefined, given.day]) expect(bareAll(value)).toBe(value);
  });

  test("ends where objects stand in a circle, or a hundred thousand deep", () => {
    const circle: { self?: unknown } = {};
    circle.self = [circle];
    const bare = bareAll(circle);
    expect((bare.self as unknown[])[0]).toBe(bare);
    let deep: { inner?: unknown } = {};
    for (let i = 0; i < 100_000; i += 1) deep = { inner: deep };
    let levels = 0;
    for (let at: unknown = bareAll(deep); at !== undefined; at = (at as { inner?: unknown }).inner)
      levels += 1;
    expect(levels).toBe(100_001);
  });

  test("takes objects of other realms and without a prototype", () => {
    const other: unknown = runInNewContext("({ a: { b: 1 } })");
    expect(inherits((bareAll(other) as { a: object }).a)).toBe(false);
    expect(bareAll(Object.create(null, { a: { value: { b: 1 }, enumerable: true } }))).toEqual({
      a: { b: 1 },
    });
  });
});
