import { describe, expect, test } from "vitest";
import { movedCustomers } from "../../../src/segmentation/index.ts";

const inputs = ["recencyDays", "orders"];
const classify = (row: { readonly [name: string]: unknown }) =>
  row["orders"] === null
    ? null
    : Number(row["orders"]) >= 3 && Number(row["recencyDays"]) <= 30
      ? "good"
      : "rest";
const row = (customerId: string, recencyDays: number | null, orders: number | null) => ({
  customerId,
  recencyDays,
  orders,
  segment: classify({ recencyDays, orders }),
});
const before = [
  row("late", 5, 4),
  row("fewer", 10, 3),
  row("both", 20, 5),
  row("still", 9, 9),
  row("new", 99, 0),
  row("gone", 4, 4),
];
const after = [
  row("late", 60, 4),
  row("fewer", 11, 1),
  row("both", 80, 1),
  row("still", 12, 8),
  row("new", 1, 3),
  row("fresh", 1, 9),
];

describe("movedCustomers", () => {
  const moved = movedCustomers(before, after, { inputs, classify, order: ["good", "rest"] });

  test("names the input without whose change the customer would have stayed", () => {
    expect(moved.toRows()).toEqual([
      {
        customerId: "late",
        from: "good",
        to: "rest",
        move: "down",
        input: "recencyDays",
        inputBefore: 5,
        inputAfter: 60,
        inputs: ["recencyDays"],
      },
      {
        customerId: "fewer",
        from: "good",
        to: "rest",
        move: "down",
        input: "orders",
        inputBefore: 3,
        inputAfter: 1,
        inputs: ["orders"],
      },
      // Either alone would have been enough: both, and first the one that changed more of its deviations.
      {
        customerId: "both",
        from: "good",
        to: "rest",
        move: "down",
        input: "recencyDays",
        inputBefore: 20,
        inputAfter: 80,
        inputs: ["recencyDays", "orders"],
      },
      {
        customerId: "new",
        from: "rest",
        to: "good",
        move: "up",
        input: "recencyDays",
        inputBefore: 99,
        inputAfter: 1,
        inputs: ["recencyDays", "orders"],
      },
      {
        customerId: "fresh",
        from: null,
        to: "good",
        move: "entered",
        input: null,
        inputBefore: null,
        inputAfter: null,
        inputs: [],
      },
      {
        customerId: "gone",
        from: "good",
        to: null,
        move: "left",
        input: null,
        inputBefore: null,
        inputAfter: null,
        inputs: [],
      },
    ]);
    expect(moved.counts).toEqual([
      { input: "recencyDays", customers: 3 },
      { input: "orders", customers: 1 },
    ]);
  });

  test("without a rule to ask, inputs count by how many of their deviations they changed", () => {
    const plain = movedCustomers(before, after, { inputs });
    expect(plain.row(1)).toMatchObject({
      customerId: "fewer",
      move: "changed",
      input: "orders",
      inputs: ["orders", "recencyDays"],
    });
  });

  test("an input that becomes known counts first; one that stays unknown not at all", () => {
    const was = [{ customerId: "a", segment: "x", recencyDays: null, orders: 1 }];
    const is = [{ customerId: "a", segment: "y", recencyDays: 3, orders: 9 }];
    expect(movedCustomers(was, is, { inputs }).row(0).inputs).toEqual(["recencyDays", "orders"]);
    const never = [{ customerId: "a", segment: "y", recencyDays: null, orders: 9 }];
    expect(movedCustomers(was, never, { inputs }).row(0).inputs).toEqual(["orders"]);
  });

  test("a rule is asked of what is not known as null, and of ids as they are", () => {
    const was = [{ customerId: 7, segment: "x", recencyDays: null, orders: 1 }];
    const is = [{ customerId: 7, segment: "y", recencyDays: 3, orders: 9 }];
    const asked: object[] = [];
    const found = movedCustomers(was, is, {
      inputs,
      classify: (one) => {
        asked.push({ ...one });
        return one["recencyDays"] === null ? "x" : "y";
      },
    });
    expect(found.row(0)).toMatchObject({
      input: "recencyDays",
      inputBefore: null,
      inputAfter: 3,
      inputs: ["recencyDays"],
    });
    expect(asked).toEqual([
      { customerId: "7", recencyDays: null, orders: 9 },
      { customerId: "7", recencyDays: 3, orders: 1 },
    ]);
  });

  test("what a rule does to the row that it is given is its own affair", () => {
    const was = [{ customerId: "a", segment: "x", recencyDays: 1, orders: 1 }];
    const is = [{ customerId: "a", segment: "y", recencyDays: 3, orders: 9 }];
    const found = movedCustomers(was, is, {
      inputs,
      classify: (one) => {
        const own = one as { orders?: unknown; recencyDays?: unknown };
        own.recencyDays = 0;
        const segment = own.orders === 9 ? "y" : "x";
        delete own.orders;
        return segment;
      },
    });
    expect(found.row(0).inputs).toEqual(["orders"]);
  });

  test("where no input is needed and none is enough, all count that changed", () => {
    const two = (one: { readonly [input: string]: unknown }) =>
      ["a", "b", "c"].filter((name) => one[name] === 1).length >= 2 ? "y" : "x";
    const was = [{ customerId: 1, segment: "x", a: 0, b: 0, c: 0 }];
    const is = [{ customerId: 1, segment: "y", a: 1, b: 1, c: 1 }];
    expect(movedCustomers(was, is, { inputs: ["a", "b", "c"], classify: two }).row(0).inputs).toEqual([
      "a",
      "b",
      "c",
    ]);
  });

  test("what no change of an input explains has none", () => {
    const was = [{ customerId: "a", segment: "x", orders: 1 }];
    const is = [{ customerId: "a", segment: "y", orders: 1 }];
    expect(movedCustomers(was, is, { inputs: ["orders"] }).row(0)).toMatchObject({ input: null, inputs: [] });
  });
});

describe("refusals name the code and the place", () => {
  const cases: [string, () => unknown, string, string][] = [
    [
      "no inputs",
      () => movedCustomers([], [], {} as never),
      "missing",
      "options.inputs: expected names of columns of numbers, got nothing",
    ],
    [
      "an input twice",
      () => movedCustomers([], [], { inputs: ["a", "a"] }),
      "duplicate",
      "options.inputs.1: expected a name once, got one twice",
    ],
    [
      "an input that is no name",
      () => movedCustomers([], [], { inputs: [1] } as never),
      "wrong_type",
      "options.inputs.0: expected a name, got a positive integer",
    ],
    [
      "an input that is no number",
      () => movedCustomers([], [{ customerId: "a", segment: "x", city: "Oslo" }], { inputs: ["city"] }),
      "wrong_type",
      "after.0.city: expected a finite number, got a string of 4 characters",
    ],
    [
      "an unknown option",
      () => movedCustomers([], [], { inputs: [], by: "tier" } as never),
      "unknown_name",
      "options.by: expected one of inputs, classify, order, fields, got another name",
    ],
    [
      "inputs as a name",
      () => movedCustomers([], [], { inputs: "orders" as never }),
      "wrong_type",
      "options.inputs: expected names of columns of numbers, got a string of 6 characters",
    ],
    [
      "an unknown field",
      () => movedCustomers([], [], { inputs: [], fields: { value: "v" } as never }),
      "unknown_name",
      "options.fields.value: expected one of customerId, segment, got another name",
    ],
    [
      "a rule that cannot be asked",
      () => movedCustomers([], [], { inputs: [], classify: "tier" as never }),
      "wrong_type",
      "options.classify: expected a function of a row, got a string of 4 characters",
    ],
    [
      "no order",
      () => movedCustomers([], [], { inputs: [], order: "AB" as never }),
      "wrong_type",
      "options.order: expected keys from best to worst, got a string of 2 characters",
    ],
  ];
  test.each(cases)("%s", (_name, run, code, message) => {
    expect(run).toThrow(expect.objectContaining({ name: "ScoringError", code, message }));
  });
});
