import { describe, expect, test } from "vitest";
import { migrationMatrix, valueTiers } from "../../../src/segmentation/index.ts";

const before = [
  { customerId: "ann", segment: "A", revenue: 100 },
  { customerId: "bob", segment: "A", revenue: 50 },
  { customerId: "cat", segment: "B", revenue: 20 },
  { customerId: "dan", segment: "C", revenue: 5 },
  { customerId: "eve", segment: null, revenue: 1 },
  { customerId: "fay", segment: null, revenue: 1 },
];
const after = [
  { customerId: "ann", segment: "A", revenue: 90 },
  { customerId: "bob", segment: "B", revenue: 30 },
  { customerId: "cat", segment: "A", revenue: 80 },
  { customerId: "eve", segment: "B", revenue: 25 },
  { customerId: "gus", segment: "C", revenue: null },
  { customerId: "fay", segment: null, revenue: 3 },
];
const moved = migrationMatrix(before, after, { order: ["A", "B", "C"], fields: { value: "revenue" } });

describe("migrationMatrix", () => {
  test("counts who went where", () => {
    expect(moved.segments).toEqual(["A", "B", "C"]);
    expect(moved.counts).toEqual([
      [1, 1, 0],
      [1, 0, 0],
      [0, 0, 0],
    ]);
    expect(moved.shares).toEqual([
      [0.5, 0.5, 0],
      [1, 0, 0],
      [null, null, null],
    ]);
    expect(moved.moves).toEqual({ stayed: 1, up: 1, down: 1, changed: 0, entered: 2, left: 1 });
    expect([moved.customers, moved.stayRate]).toEqual([3, 1 / 3]);
    expect([moved.enteredBySegment, moved.leftBySegment]).toEqual([
      [0, 1, 1],
      [0, 0, 1],
    ]);
  });

  test("follows the value", () => {
    expect(moved.value?.total).toEqual({ before: 175, after: 225 });
    expect(moved.value?.before[0]).toEqual([100, 50, 0]);
    expect(moved.value?.after[0]).toEqual([90, 30, 0]);
    expect(moved.value?.moves).toEqual({
      stayed: { before: 100, after: 90 },
      up: { before: 20, after: 80 },
      down: { before: 50, after: 30 },
      changed: { before: 0, after: 0 },
      entered: { before: 0, after: 25 },
      left: { before: 5, after: 0 },
    });
  });

  test("measures the drift of the mix, an empty segment counting as the least share", () => {
    // Before 2, 1, 1 of 4, after 2, 2, 1 of 5.
    const parts = [
      (0.4 - 0.5) * Math.log(0.4 / 0.5),
      (0.4 - 0.25) * Math.log(0.4 / 0.25),
      (0.2 - 0.25) * Math.log(0.2 / 0.25),
    ];
    moved.stability.bySegment.forEach((part, s) => {
      expect(part).toBeCloseTo(parts[s] as number, 14);
    });
    expect(moved.stability.psi).toBeCloseTo(
      (parts[0] as number) + (parts[1] as number) + (parts[2] as number),
      14,
    );
    const gone = migrationMatrix([{ customerId: 1, segment: "A" }], [{ customerId: 1, segment: "B" }], {
      leastShare: 0.01,
    });
    expect(gone.stability.psi).toBeCloseTo(2 * 0.99 * Math.log(100), 12);
    expect(migrationMatrix([], after).stability).toEqual({ psi: null, bySegment: [null, null, null] });
  });

  test("expects the next mix by the same moves; a segment of unknown moves keeps its own", () => {
    // A 2 → 1 and 1, B 2 → 2 to A, C 1 stays.
    expect(moved.expectedNext).toEqual([3, 1, 1]);
  });

  test("knows neither up nor down without an order, and takes that of tiers", () => {
    expect(migrationMatrix(before, after).moves).toEqual({
      stayed: 1,
      up: 0,
      down: 0,
      changed: 2,
      entered: 2,
      left: 1,
    });
    const tiers = (values: number[]) =>
      valueTiers(
        values.map((value, i) => ({ customerId: i, value })),
        { scheme: "thresholds", thresholds: [10, 5], tiers: ["top", "mid", "low"] },
      );
    const changed = migrationMatrix(tiers([12, 6, 1]), tiers([6, 12, 1]), { fields: { segment: "tier" } });
    expect([changed.segments, changed.ranked]).toEqual([["top", "mid", "low"], true]);
    expect([changed.moves.up, changed.moves.down, changed.moves.stayed]).toEqual([1, 1, 1]);
  });

  test("segments that the order leaves out come last", () => {
    expect(migrationMatrix(before, after, { order: ["C"] }).segments).toEqual(["C", "A", "B"]);
  });

  test("of nobody is nothing", () => {
    expect(migrationMatrix([], [])).toMatchObject({
      segments: [],
      counts: [],
      customers: 0,
      stayRate: null,
      value: null,
    });
  });
});

describe("what the two segmentations hold", () => {
  const before = [
    { customerId: 1, segment: "a", value: 5 },
    { customerId: 2, segment: "a", value: 7 },
    { customerId: 3, segment: null, value: 9 },
  ];
  const after = [
    { customerId: 1, segment: "a", value: 6 },
    { customerId: 2, segment: "b", value: null },
    { customerId: 3, segment: "b", value: 4 },
  ];

  test("is shares of those who were in the segment, null where nobody was", () => {
    const { segments, counts, shares, customers, stayRate, enteredBySegment, leftBySegment } =
      migrationMatrix(before, after);
    expect([segments, counts, shares]).toEqual([
      ["a", "b"],
      [
        [1, 1],
        [0, 0],
      ],
      [
        [0.5, 0.5],
        [null, null],
      ],
    ]);
    expect([customers, stayRate, enteredBySegment, leftBySegment]).toEqual([2, 0.5, [0, 1], [0, 0]]);
  });

  test("has value where the field names it", () => {
    expect(migrationMatrix(before, after).value).toBeNull();
    const { value } = migrationMatrix(before, after, { order: ["a", "b"], fields: { value: "value" } });
    // What is not known counts as 0; who had no segment had no value in one either.
    expect(value?.moves).toMatchObject({
      stayed: { before: 5, after: 6 },
      down: { before: 7, after: 0 },
    });
  });

  test("a share of all is the most that an empty segment can count as", () => {
    expect(migrationMatrix(before, after, { leastShare: 1 }).segments).toEqual(["a", "b"]);
  });
});

describe("refusals name the code and the place", () => {
  const twice = [before[0], before[0]] as never;
  const cases: [string, () => unknown, string, string][] = [
    [
      "a customer twice",
      () => migrationMatrix(twice, []),
      "duplicate",
      "before.1.customerId: expected a customer once",
    ],
    [
      "a customer without an id",
      () => migrationMatrix([{ segment: "A" } as never], []),
      "missing",
      "before.0.customerId: expected a string or a finite number, got nothing",
    ],
    [
      "a segment that is no text",
      () => migrationMatrix([], [{ customerId: 1, segment: 3 }]),
      "wrong_type",
      "after.0.segment: expected a string, got a positive integer",
    ],
    [
      "a column that is not",
      () => migrationMatrix({ columns: { customerId: ["a"] } } as never, []),
      "missing",
      'before.columns.segment: expected a column (or say which one it is: fields: { segment: "…" }), got nothing',
    ],
    [
      "no list",
      () => migrationMatrix([], [], { order: "A" } as never),
      "wrong_type",
      "options.order: expected keys from best to worst, got a string of 1 character",
    ],
    [
      "a key twice",
      () => migrationMatrix([], [], { order: ["A", "A"] }),
      "duplicate",
      "options.order.1: expected a key once, got one twice",
    ],
    [
      "a key that is no text",
      () => migrationMatrix([], [], { order: [1] } as never),
      "wrong_type",
      "options.order.0: expected a key, got a positive integer",
    ],
    [
      "no share",
      () => migrationMatrix([], [], { leastShare: 0 }),
      "out_of_range",
      "options.leastShare: expected a finite number above 0 to 1, got zero",
    ],
    [
      "a field that is not",
      () => migrationMatrix([], [], { fields: { tier: "x" } } as never),
      "unknown_name",
      "options.fields.tier: expected one of customerId, segment, value, got another name",
    ],
    [
      "no table before",
      () => migrationMatrix(null as never, []),
      "wrong_type",
      "before: expected an array of rows or { columns }, got null",
    ],
    [
      "no table after",
      () => migrationMatrix([], null as never),
      "wrong_type",
      "after: expected an array of rows or { columns }, got null",
    ],
    [
      "an unknown option",
      () => migrationMatrix([], [], { by: "tier" } as never),
      "unknown_name",
      "options.by: expected one of order, fields, leastShare, got another name",
    ],
    [
      "fields that are none",
      () => migrationMatrix([], [], { fields: "tier" as never }),
      "wrong_type",
      "options.fields: expected an object, got a string of 4 characters",
    ],
    [
      "a share above all",
      () => migrationMatrix([], [], { leastShare: 1.1 }),
      "out_of_range",
      "options.leastShare: expected a finite number above 0 to 1, got a positive number",
    ],
    [
      "a share in words",
      () => migrationMatrix([], [], { leastShare: "0.1" as never }),
      "wrong_type",
      "options.leastShare: expected a finite number, got a string of 3 characters",
    ],
    [
      "a customer twice after",
      () =>
        migrationMatrix(
          [],
          [
            { customerId: 1, segment: "a" },
            { customerId: "1", segment: "a" },
          ],
        ),
      "duplicate",
      "after.1.customerId: expected a customer once",
    ],
    [
      "a value in words",
      () => migrationMatrix([{ customerId: 1, segment: "a", v: "1" }], [], { fields: { value: "v" } }),
      "wrong_type",
      "before.0.value: expected a finite number, got a string of 1 character",
    ],
  ];
  test.each(cases)("%s", (_name, run, code, message) => {
    expect(run).toThrow(expect.objectContaining({ name: "ScoringError", code, message }));
  });
});
