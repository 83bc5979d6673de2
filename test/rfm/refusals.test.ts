import { describe, expect, test } from "vitest";
import {
  applyRfm,
  checkSegmentMap,
  completeRfmPolicy,
  explainRfm,
  rfmMigration,
  rfmOf,
  scoreRfm,
  summarizeRfm,
} from "../../src/rfm/index.ts";
import { caught, columnsOf, customer, ten } from "./base.ts";

type Case = readonly [name: string, run: () => unknown, code: string, path: readonly (string | number)[]];

const policy =
  (given: object): (() => unknown) =>
  () =>
    scoreRfm(ten, given);
const map =
  (given: unknown): (() => unknown) =>
  () =>
    checkSegmentMap(given as never);
const rule = (given: object, more: object = {}): (() => unknown) =>
  map({ segments: [{ segment: "x", ...given }], ...more });
const rows =
  (change: object, more: object = {}): (() => unknown) =>
  () =>
    scoreRfm([ten[0], { ...ten[1], ...change }] as never, more as never);
const { cuts } = scoreRfm(ten);
const one =
  (change: object): (() => unknown) =>
  () =>
    rfmOf(cuts, { ...ten[0], ...change } as never);

describe("a policy is refused", () => {
  const weights = { r: 1, f: 1, m: 1 };
  const cases: readonly Case[] = [
    ["that is no object", policy([]), "wrong_type", ["policy"]],
    ["with a misspelt choice", policy({ binz: 5 }), "unknown_name", ["policy", "binz"]],
    ["of another version", policy({ version: 2 }), "unknown_version", ["policy", "version"]],
    ["with one bin", policy({ bins: 1 }), "out_of_range", ["policy", "bins"]],
    ["with eleven bins", policy({ bins: { r: 11 } }), "out_of_range", ["policy", "bins", "r"]],
    ["with a fraction of bins", policy({ bins: { f: 2.5 } }), "out_of_range", ["policy", "bins", "f"]],
    ["with bins as text", policy({ bins: { m: "5" } }), "wrong_type", ["policy", "bins", "m"]],
    [
      "with bins for a dimension there is not",
      policy({ bins: { l: 5 } }),
      "unknown_name",
      ["policy", "bins", "l"],
    ],
    ["with other bins than its map", policy({ bins: 4 }), "conflict", ["policy", "bins"]],
    [
      "with other bins than its map in one dimension",
      policy({ bins: { f: 3 } }),
      "conflict",
      ["policy", "bins", "f"],
    ],
    ["with other bins than cut-offs", policy({ edges: { r: [1] } }), "conflict", ["policy", "bins", "r"]],
    [
      "with five bins by the mean",
      policy({ method: { m: "mean" }, bins: 5 }),
      "conflict",
      ["policy", "bins"],
    ],
    ["with an unknown method", policy({ method: "quantiles" }), "unknown_name", ["policy", "method"]],
    [
      "with an unknown method in one",
      policy({ method: { r: "x" } }),
      "unknown_name",
      ["policy", "method", "r"],
    ],
    [
      "with a method for what there is not",
      policy({ method: { t: "mean" } }),
      "unknown_name",
      ["policy", "method", "t"],
    ],
    ["fixed without cut-offs", policy({ method: "fixed" }), "missing", ["policy", "edges", "r"]],
    [
      "with cut-offs that it learns",
      policy({ method: "mean", edges: { r: [1] } }),
      "conflict",
      ["policy", "edges", "r"],
    ],
    [
      "with cut-offs for what there is not",
      policy({ edges: { t: [1] } }),
      "unknown_name",
      ["policy", "edges", "t"],
    ],
    ["with cut-offs in no list", policy({ edges: { r: 5 } }), "wrong_type", ["policy", "edges", "r"]],
    ["with no cut-off", policy({ edges: { r: [] } }), "out_of_range", ["policy", "edges", "r"]],
    [
      "with ten cut-offs",
      policy({ edges: { r: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10] } }),
      "out_of_range",
      ["policy", "edges", "r"],
    ],
    ["with equal cut-offs", policy({ edges: { r: [1, 1, 2, 3] } }), "conflict", ["policy", "edges", "r", 1]],
    [
      "with an infinite cut-off",
      policy({ edges: { r: [1, Infinity] } }),
      "not_finite",
      ["policy", "edges", "r", 1],
    ],
    ["with an unknown scheme", policy({ scheme: "nest" }), "unknown_name", ["policy", "scheme"]],
    ["with unknown ties", policy({ ties: "random" }), "unknown_name", ["policy", "ties"]],
    ["with an unknown orientation", policy({ orientation: 5 }), "unknown_name", ["policy", "orientation"]],
    ["with unknown noOrders", policy({ noOrders: "drop" }), "unknown_name", ["policy", "noOrders"]],
    ["with an unknown variant", policy({ variant: "rfmd" }), "unknown_name", ["policy", "variant"]],
    ["with money by number", policy({ monetary: 3 }), "wrong_type", ["policy", "monetary"]],
    ["with money by no name", policy({ monetary: "" }), "wrong_type", ["policy", "monetary"]],
    ["with a weight missing", policy({ weights: { r: 1, f: 1 } }), "missing", ["policy", "weights", "m"]],
    [
      "with a negative weight",
      policy({ weights: { ...weights, f: -1 } }),
      "out_of_range",
      ["policy", "weights", "f"],
    ],
    [
      "with a weight too many",
      policy({ weights: { ...weights, l: 1 } }),
      "unknown_name",
      ["policy", "weights", "l"],
    ],
    ["with weights as a list", policy({ weights: [1, 1, 1] }), "wrong_type", ["policy", "weights"]],
    ["with unknown high", policy({ high: "top" }), "unknown_name", ["policy", "high"]],
    [
      "with high above the bins",
      policy({ high: { r: 6, f: 1, m: 1 } }),
      "out_of_range",
      ["policy", "high", "r"],
    ],
    ["with high for two", policy({ high: { r: 4, f: 4 } }), "wrong_type", ["policy", "high", "m"]],
    [
      "with high misspelt",
      policy({ high: { r: 4, f: 4, m: 4, n: 4 } }),
      "unknown_name",
      ["policy", "high", "n"],
    ],
    ["with a map nobody knows", policy({ map: "classic" }), "unknown_name", ["policy", "map"]],
    [
      "with a map named as a property of objects",
      policy({ map: "constructor" }),
      "unknown_name",
      ["policy", "map"],
    ],
    ["with a map that is none", policy({ map: { segments: [] } }), "empty", ["policy", "map", "segments"]],
    [
      "with a map of a dimension it has not",
      policy({ map: { segments: [{ segment: "x", l: 5 }] } }),
      "conflict",
      ["policy", "variant"],
    ],
  ];
  test.each(cases)("%s", (_name, run, code, path) => {
    expect(caught(run)).toMatchObject({ name: "ScoringError", code, path });
  });

  test("before there is data, too", () => {
    expect(caught(() => completeRfmPolicy({ bins: 1 }))).toMatchObject({ path: ["policy", "bins"] });
    expect(completeRfmPolicy({ map: "klaviyo" }).rules).toMatchObject({
      version: 1,
      bins: { r: 3, f: 3, m: 3 },
    });
  });
});

describe("a segment map is refused", () => {
  const segment = "x";
  const cases: readonly Case[] = [
    ["that is no object", map("classic10"), "wrong_type", ["map"]],
    ["that is null", map(null), "wrong_type", ["map"]],
    ["with a misspelt part", map({ segmnts: [] }), "unknown_name", ["map", "segmnts"]],
    ["of another version", rule({}, { version: 3 }), "unknown_version", ["map", "version"]],
    ["without rules", map({}), "wrong_type", ["map", "segments"]],
    ["with no rule", map({ segments: [] }), "empty", ["map", "segments"]],
    ["with a nameless name", rule({}, { name: "" }), "wrong_type", ["map", "name"]],
    ["with a fallback by number", rule({}, { fallback: 1 }), "wrong_type", ["map", "fallback"]],
    ["with unknown rounding", rule({}, { fmRounding: "even" }), "unknown_name", ["map", "fmRounding"]],
    ["with bins by number", rule({}, { bins: 5 }), "wrong_type", ["map", "bins"]],
    ["with bins of what there is not", rule({}, { bins: { fm: 5 } }), "unknown_name", ["map", "bins", "fm"]],
    ["with one bin", rule({}, { bins: { r: 1 } }), "out_of_range", ["map", "bins", "r"]],
    ["with a rule that is none", map({ segments: [null] }), "wrong_type", ["map", "segments", 0]],
    [
      "with a rule without segment",
      map({ segments: [{ r: 1 }] }),
      "wrong_type",
      ["map", "segments", 0, "segment"],
    ],
    ["with a misspelt rule", rule({ recency: 1 }), "unknown_name", ["map", "segments", 0, "recency"]],
    ["with a score above the bins", rule({ r: 6 }), "out_of_range", ["map", "segments", 0, "r"]],
    ["with a score of 0", rule({ f: 0 }), "out_of_range", ["map", "segments", 0, "f"]],
    ["with a score as text", rule({ m: "5" }), "wrong_type", ["map", "segments", 0, "m"]],
    ["with no score", rule({ m: null }), "wrong_type", ["map", "segments", 0, "m"]],
    [
      "with a range from too high",
      rule({ fm: { from: 6 } }),
      "out_of_range",
      ["map", "segments", 0, "fm", "from"],
    ],
    ["with a range to too low", rule({ l: { to: 0 } }), "out_of_range", ["map", "segments", 0, "l", "to"]],
    ["with a range misspelt", rule({ t: { min: 1 } }), "unknown_name", ["map", "segments", 0, "t", "min"]],
    ["with a range turned round", rule({ r: { from: 4, to: 3 } }), "conflict", ["map", "segments", 0, "r"]],
    ["with codes as text", rule({ codes: "555" }), "wrong_type", ["map", "segments", 0, "codes"]],
    ["with a code as number", rule({ codes: [555] }), "wrong_type", ["map", "segments", 0, "codes", 0]],
    [
      "with a code of two digits",
      rule({ codes: ["555", "55"] }),
      "out_of_range",
      ["map", "segments", 0, "codes", 1],
    ],
    [
      "with a code above the bins",
      rule({ codes: ["556"] }),
      "out_of_range",
      ["map", "segments", 0, "codes", 0],
    ],
    ["with a code of 0", rule({ codes: ["505"] }), "out_of_range", ["map", "segments", 0, "codes", 0]],
    [
      "with a code without dashes where it needs them",
      rule({ codes: ["555"] }, { bins: { r: 10 } }),
      "out_of_range",
      ["map", "segments", 0, "codes", 0],
    ],
    [
      "with a code written in another way",
      rule({ codes: ["05-5-5"] }, { bins: { r: 10 } }),
      "out_of_range",
      ["map", "segments", 0, "codes", 0],
    ],
    ["with classes as text", rule({ high: "r" }), "wrong_type", ["map", "segments", 0, "high"]],
    [
      "with a class of what there is not",
      rule({ high: ["fm"] }),
      "unknown_name",
      ["map", "segments", 0, "high", 0],
    ],
    [
      "high and low at once",
      rule({ high: ["r"], low: ["f", "r"] }),
      "conflict",
      ["map", "segments", 0, "low", 1],
    ],
    [
      "of classes and scores",
      map({
        segments: [
          { segment, low: ["r"] },
          { segment, r: 1 },
        ],
      }),
      "conflict",
      ["map", "segments", 1],
    ],
  ];
  test.each(cases)("%s", (_name, run, code, path) => {
    expect(caught(run)).toMatchObject({ name: "ScoringError", code, path });
  });
});

describe("an input is refused", () => {
  const bare = columnsOf(ten).columns;
  const dates = { lengthDays: null, firstPurchase: "2025-01-02", lastPurchase: "2025-01-01" };
  const lrfm = { variant: "lrfm" };
  const cases: readonly Case[] = [
    ["as text", () => scoreRfm("a,b" as never), "wrong_type", ["history"]],
    ["as bare columns", () => scoreRfm(bare as never), "wrong_type", ["history"]],
    [
      "with a column missing",
      () => scoreRfm({ columns: { ...bare, orders: undefined } } as never),
      "missing",
      ["history", "columns", "orders"],
    ],
    [
      "with columns of unequal length",
      () => scoreRfm({ columns: { ...bare, orders: [1] } }),
      "length_mismatch",
      ["history", "columns", "orders"],
    ],
    [
      "with bigint numbers",
      () => scoreRfm({ columns: { ...bare, orders: ten.map(() => 1n) } } as never),
      "wrong_type",
      ["history", 0, "orders"],
    ],
    ["with no id", rows({ customerId: undefined }), "missing", ["history", 1, "customerId"]],
    [
      "with a NaN id column",
      () => scoreRfm({ columns: { ...bare, customerId: new Float64Array(10).fill(Number.NaN) } }),
      "wrong_type",
      ["history", 0, "customerId"],
    ],
    ["with orders missing", rows({ orders: null }), "missing", ["history", 1, "orders"]],
    ["with negative orders", rows({ orders: -1 }), "out_of_range", ["history", 1, "orders"]],
    ["with NaN recency", rows({ recencyDays: Number.NaN }), "not_finite", ["history", 1, "recencyDays"]],
    ["with recency below 0", rows({ recencyDays: -0.5 }), "out_of_range", ["history", 1, "recencyDays"]],
    ["with orders and no recency", rows({ recencyDays: null }), "missing", ["history", 1, "recencyDays"]],
    ["with orders and no revenue", rows({ revenue: null }), "missing", ["history", 1, "revenue"]],
    [
      "with infinite revenue",
      rows({ revenue: Number.NEGATIVE_INFINITY }),
      "not_finite",
      ["history", 1, "revenue"],
    ],
    ["with revenue as text", rows({ revenue: "12.50" }), "wrong_type", ["history", 1, "revenue"]],
    [
      "without the money column of the policy",
      rows({}, { monetary: "margin" }),
      "missing",
      ["history", 0, "margin"],
    ],
    ["without a length", rows({}, lrfm), "missing", ["history", 0, "lengthDays"]],
    [
      "without a length column",
      () => scoreRfm({ columns: bare } as never, { variant: "lrfm" }),
      "missing",
      ["history", "columns", "lengthDays"],
    ],
    [
      "with one date of two",
      () =>
        scoreRfm({ columns: { ...bare, lastPurchase: ten.map(() => "2025-01-01") } } as never, {
          variant: "lrfm",
        }),
      "missing",
      ["history", "columns", "lengthDays"],
    ],
    [
      "with a negative length",
      () => scoreRfm([{ ...ten[0], lengthDays: -1 }] as never, { variant: "lrfm" }),
      "out_of_range",
      ["history", 0, "lengthDays"],
    ],
    [
      "with dates turned round",
      () => scoreRfm([{ ...ten[0], ...dates }] as never, { variant: "lrfm" }),
      "conflict",
      ["history", 0, "lastPurchase"],
    ],
    [
      "with a first date that is none",
      () => scoreRfm([{ ...ten[0], ...dates, firstPurchase: "2025-02-30" }] as never, { variant: "lrfm" }),
      "invalid_date",
      ["history", 0, "firstPurchase"],
    ],
    [
      "with a last date that is a moment",
      () =>
        scoreRfm([{ ...ten[0], ...dates, lastPurchase: "2025-01-05T10:00Z" }] as never, { variant: "lrfm" }),
      "invalid_date",
      ["history", 0, "lastPurchase"],
    ],
    [
      "without gaps",
      () => scoreRfm({ columns: bare } as never, { variant: "rfmt" }),
      "missing",
      ["history", "columns", "meanGapDays"],
    ],
    [
      "with a negative gap",
      () => scoreRfm([{ ...ten[0], meanGapDays: -1 }] as never, { variant: "rfmt" }),
      "out_of_range",
      ["history", 0, "meanGapDays"],
    ],
    [
      "with an unknown option",
      () => scoreRfm(ten, {}, { onInvald: "collect" } as never),
      "unknown_name",
      ["options", "onInvald"],
    ],
    [
      "with an unknown way to go on",
      () => scoreRfm(ten, {}, { onInvalid: "skip" as never }),
      "unknown_name",
      ["options", "onInvalid"],
    ],
    [
      "with a field that is not read",
      () => scoreRfm(ten, {}, { fields: { revenu: "x" } as never }),
      "unknown_name",
      ["options", "fields", "revenu"],
    ],
    [
      "by applyRfm likewise",
      () => applyRfm(cuts, [{ ...ten[0], orders: "3" }] as never),
      "wrong_type",
      ["input", 0, "orders"],
    ],
    ["to summarise, without segments", () => summarizeRfm(ten as never), "missing", ["scores", 0, "segment"]],
    [
      "to compare, with a customer twice",
      () =>
        rfmMigration(
          [
            { customerId: "a", segment: "x" },
            { customerId: "a", segment: "y" },
          ],
          [],
        ),
      "duplicate",
      ["before", 1, "customerId"],
    ],
    [
      "to compare, without segments",
      () => rfmMigration([], [{ customerId: "a" }] as never),
      "missing",
      ["after", 0, "segment"],
    ],
  ];
  test.each(cases)("%s", (_name, run, code, path) => {
    expect(caught(run)).toMatchObject({ name: "ScoringError", code, path });
  });
});

describe("cut-offs and single rows are refused", () => {
  const split = scoreRfm(ten, { ties: "split-by-id" }).cuts;
  const withLength = scoreRfm(
    ten.map((row) => ({ ...row, lengthDays: 1 })),
    { variant: "lrfm" },
  ).cuts;
  const length = (change: object) => () => rfmOf(withLength, { ...ten[0], ...change } as never);
  const cases: readonly Case[] = [
    ["cut-offs that are null", () => rfmOf(null as never, ten[0] as never), "wrong_type", ["cuts"]],
    ["cut-offs of something else", () => applyRfm({ kind: "tiers" } as never, ten), "wrong_type", ["cuts"]],
    [
      "cut-offs of another version",
      () => explainRfm({ ...cuts, version: 2 } as never, ten[0] as never),
      "unknown_version",
      ["cuts", "version"],
    ],
    [
      "cut-offs without a map",
      () => rfmOf({ ...cuts, map: null } as never, ten[0] as never),
      "wrong_type",
      ["cuts", "map"],
    ],
    ["no row", () => rfmOf(cuts, null as never), "wrong_type", ["row"]],
    ["a list as row", () => rfmOf(cuts, [] as never), "wrong_type", ["row"]],
    ["text as orders", one({ orders: "3" }), "wrong_type", ["row", "orders"]],
    ["no orders field", one({ orders: undefined }), "missing", ["row", "orders"]],
    ["negative orders", one({ orders: -2 }), "out_of_range", ["row", "orders"]],
    ["NaN recency", one({ recencyDays: Number.NaN }), "not_finite", ["row", "recencyDays"]],
    ["no recency", one({ recencyDays: null }), "missing", ["row", "recencyDays"]],
    ["no revenue", one({ revenue: null }), "missing", ["row", "revenue"]],
    ["an object as id", one({ customerId: {} }), "wrong_type", ["row", "customerId"]],
    [
      "no id where ties are split by it",
      () => rfmOf(split, { recencyDays: 1, orders: 1, revenue: 1 }),
      "missing",
      ["row", "customerId"],
    ],
    ["no length", length({}), "missing", ["row", "lengthDays"]],
    ["one date of two", length({ firstPurchase: "2025-01-01" }), "missing", ["row", "lengthDays"]],
    [
      "a date that is none",
      length({ firstPurchase: "2025-01-01", lastPurchase: 5 }),
      "invalid_date",
      ["row", "lastPurchase"],
    ],
    [
      "dates turned round",
      length({ firstPurchase: "2025-01-02", lastPurchase: "2025-01-01" }),
      "conflict",
      ["row", "lastPurchase"],
    ],
  ];
  test.each(cases)("%s", (_name, run, code, path) => {
    expect(caught(run)).toMatchObject({ name: "ScoringError", code, path });
  });
});

test("messages say what to do and hold no value of the input", () => {
  const message = (run: () => unknown): string => (caught(run) as Error).message;
  expect(message(() => scoreRfm([customer("secret@example.com", 1, 1, "99.95" as never)]))).toBe(
    "history.0.revenue: expected a finite number, got a string of 5 characters",
  );
  expect(message(policy({ bins: 4 }))).toBe("policy.bins: expected 5 for r, as the segment map says, got 4");
  expect(message(rows({ revenue: null }))).toBe(
    "history.1.revenue: expected a finite number, since the customer has orders, got null",
  );
});
