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
import type { RefusalText } from "../core/base.ts";
import { caught, columnsOf, customer, ten } from "./base.ts";

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
  const cases: readonly RefusalText[] = [
    ["that is no object", policy([]), "wrong_type", "policy: expected an object, got an array of 0"],
    [
      "with a misspelt choice",
      policy({ binz: 5 }),
      "unknown_name",
      "policy.binz: expected one of version, bins, method, scheme, ties, monetary, orientation, noOrders, variant, map, high, edges, weights, got another name",
    ],
    [
      "of another version",
      policy({ version: 2 }),
      "unknown_version",
      "policy.version: expected 1, got a positive integer",
    ],
    [
      "with one bin",
      policy({ bins: 1 }),
      "out_of_range",
      "policy.bins: expected a whole number from 2 to 10, got a positive integer",
    ],
    [
      "with eleven bins",
      policy({ bins: { r: 11 } }),
      "out_of_range",
      "policy.bins.r: expected a whole number from 2 to 10, got a positive integer",
    ],
    [
      "with a fraction of bins",
      policy({ bins: { f: 2.5 } }),
      "out_of_range",
      "policy.bins.f: expected a whole number from 2 to 10, got a positive number",
    ],
    [
      "with bins as text",
      policy({ bins: { m: "5" } }),
      "wrong_type",
      "policy.bins.m: expected a whole number, got a string of 1 character",
    ],
    [
      "with bins for a dimension there is not",
      policy({ bins: { l: 5 } }),
      "unknown_name",
      "policy.bins.l: expected one of r, f, m, got another name",
    ],
    [
      "with other bins than its map",
      policy({ bins: 4 }),
      "conflict",
      "policy.bins: expected 5 for r, as the segment map says, got 4",
    ],
    [
      "with other bins than its map in one dimension",
      policy({ bins: { f: 3 } }),
      "conflict",
      "policy.bins.f: expected 5 for f, as the segment map says, got 3",
    ],
    [
      "with other bins than cut-offs",
      policy({ edges: { r: [1] } }),
      "conflict",
      "policy.bins.r: expected 5 for r, as the segment map says, got 2",
    ],
    [
      "with five bins by the mean",
      policy({ method: { m: "mean" }, bins: 5 }),
      "conflict",
      "policy.bins: expected 2 for m, as the method mean gives, got 5",
    ],
    [
      "with an unknown method",
      policy({ method: "quantiles" }),
      "unknown_name",
      "policy.method: expected one of quantile, fixed, natural-breaks, mean, got a string of 9 characters",
    ],
    [
      "with an unknown method in one",
      policy({ method: { r: "x" } }),
      "unknown_name",
      "policy.method.r: expected one of quantile, fixed, natural-breaks, mean, got a string of 1 character",
    ],
    [
      "with a method for what there is not",
      policy({ method: { t: "mean" } }),
      "unknown_name",
      "policy.method.t: expected one of r, f, m, got another name",
    ],
    [
      "fixed without cut-offs",
      policy({ method: "fixed" }),
      "missing",
      "policy.edges.r: expected cut-offs for the method fixed, got nothing",
    ],
    [
      "with cut-offs that it learns",
      policy({ method: "mean", edges: { r: [1] } }),
      "conflict",
      "policy.edges.r: expected no cut-offs, or the method fixed, got the method mean",
    ],
    [
      "with cut-offs for what there is not",
      policy({ edges: { t: [1] } }),
      "unknown_name",
      "policy.edges.t: expected one of r, f, m, got another name",
    ],
    [
      "with cut-offs in no list",
      policy({ edges: { r: 5 } }),
      "wrong_type",
      "policy.edges.r: expected an array, got a positive integer",
    ],
    [
      "with no cut-off",
      policy({ edges: { r: [] } }),
      "out_of_range",
      "policy.edges.r: expected 1 to 9 cut-offs, got 0",
    ],
    [
      "with ten cut-offs",
      policy({ edges: { r: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10] } }),
      "out_of_range",
      "policy.edges.r: expected 1 to 9 cut-offs, got 10",
    ],
    [
      "with equal cut-offs",
      policy({ edges: { r: [1, 1, 2, 3] } }),
      "conflict",
      "policy.edges.r.1: expected a number above the one before, got one that is not",
    ],
    [
      "with an infinite cut-off",
      policy({ edges: { r: [1, Infinity] } }),
      "not_finite",
      "policy.edges.r.1: expected a finite number, got Infinity",
    ],
    [
      "with an unknown scheme",
      policy({ scheme: "nest" }),
      "unknown_name",
      "policy.scheme: expected one of independent, nested, got a string of 4 characters",
    ],
    [
      "with unknown ties",
      policy({ ties: "random" }),
      "unknown_name",
      "policy.ties: expected one of same-bin, split-by-id, got a string of 6 characters",
    ],
    [
      "with an unknown orientation",
      policy({ orientation: 5 }),
      "unknown_name",
      "policy.orientation: expected one of high-is-best, low-is-best, got a positive integer",
    ],
    [
      "with unknown noOrders",
      policy({ noOrders: "drop" }),
      "unknown_name",
      "policy.noOrders: expected one of separate, exclude, lowest, got a string of 4 characters",
    ],
    [
      "with an unknown variant",
      policy({ variant: "rfmd" }),
      "unknown_name",
      "policy.variant: expected one of rfm, lrfm, rfmt, got a string of 4 characters",
    ],
    [
      "with money by number",
      policy({ monetary: 3 }),
      "wrong_type",
      "policy.monetary: expected total, average or the name of a column, got a positive integer",
    ],
    [
      "with money by no name",
      policy({ monetary: "" }),
      "wrong_type",
      "policy.monetary: expected total, average or the name of a column, got an empty string",
    ],
    [
      "with a weight missing",
      policy({ weights: { r: 1, f: 1 } }),
      "missing",
      "policy.weights.m: expected a weight, got nothing",
    ],
    [
      "with a negative weight",
      policy({ weights: { ...weights, f: -1 } }),
      "out_of_range",
      "policy.weights.f: expected a finite number from 0, got a negative number",
    ],
    [
      "with a weight too many",
      policy({ weights: { ...weights, l: 1 } }),
      "unknown_name",
      "policy.weights.l: expected one of r, f, m, got another name",
    ],
    [
      "with weights as a list",
      policy({ weights: [1, 1, 1] }),
      "wrong_type",
      "policy.weights: expected an object, got an array of 3",
    ],
    [
      "with unknown high",
      policy({ high: "top" }),
      "unknown_name",
      "policy.high: expected one of mean, median, got a string of 3 characters",
    ],
    [
      "with high above the bins",
      policy({ high: { r: 6, f: 1, m: 1 } }),
      "out_of_range",
      "policy.high.r: expected a finite number from 1 to 5, got a positive integer",
    ],
    [
      "with high for two",
      policy({ high: { r: 4, f: 4 } }),
      "wrong_type",
      "policy.high.m: expected a finite number, got nothing",
    ],
    [
      "with high misspelt",
      policy({ high: { r: 4, f: 4, m: 4, n: 4 } }),
      "unknown_name",
      "policy.high.n: expected one of r, f, m, got another name",
    ],
    [
      "with a map nobody knows",
      policy({ map: "classic" }),
      "unknown_name",
      "policy.map: expected a map or one of classic10, detailed11, shopify, klaviyo, chinese8, got a string of 7 characters",
    ],
    [
      "with a map named as a property of objects",
      policy({ map: "constructor" }),
      "unknown_name",
      "policy.map: expected a map or one of classic10, detailed11, shopify, klaviyo, chinese8, got a string of 11 characters",
    ],
    [
      "with a map that is none",
      policy({ map: { segments: [] } }),
      "empty",
      "policy.map.segments: expected at least one rule, got none",
    ],
    [
      "with a map of a dimension it has not",
      policy({ map: { segments: [{ segment: "x", l: 5 }] } }),
      "conflict",
      "policy.variant: expected a variant with l, which the map reads",
    ],
  ];
  test.each(cases)("%s", (_name, run, code, message) => {
    expect(caught(run)).toMatchObject({ name: "ScoringError", code, message });
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
  const cases: readonly RefusalText[] = [
    [
      "that is no object",
      map("classic10"),
      "wrong_type",
      "map: expected an object, got a string of 9 characters",
    ],
    ["that is null", map(null), "wrong_type", "map: expected an object, got null"],
    [
      "with a misspelt part",
      map({ segmnts: [] }),
      "unknown_name",
      "map.segmnts: expected one of version, name, bins, fmRounding, segments, fallback, got another name",
    ],
    [
      "of another version",
      rule({}, { version: 3 }),
      "unknown_version",
      "map.version: expected 1, got a positive integer",
    ],
    ["without rules", map({}), "wrong_type", "map.segments: expected an array, got nothing"],
    ["with no rule", map({ segments: [] }), "empty", "map.segments: expected at least one rule, got none"],
    [
      "with a nameless name",
      rule({}, { name: "" }),
      "wrong_type",
      "map.name: expected a text that is not empty, got an empty string",
    ],
    [
      "with a fallback by number",
      rule({}, { fallback: 1 }),
      "wrong_type",
      "map.fallback: expected a text that is not empty, got a positive integer",
    ],
    [
      "with unknown rounding",
      rule({}, { fmRounding: "even" }),
      "unknown_name",
      "map.fmRounding: expected one of up, down, none, got a string of 4 characters",
    ],
    [
      "with bins by number",
      rule({}, { bins: 5 }),
      "wrong_type",
      "map.bins: expected an object, got a positive integer",
    ],
    [
      "with bins of what there is not",
      rule({}, { bins: { fm: 5 } }),
      "unknown_name",
      "map.bins.fm: expected one of r, f, m, l, t, got another name",
    ],
    [
      "with one bin",
      rule({}, { bins: { r: 1 } }),
      "out_of_range",
      "map.bins.r: expected a whole number from 2 to 10, got a positive integer",
    ],
    [
      "with a rule that is none",
      map({ segments: [null] }),
      "wrong_type",
      "map.segments.0: expected an object, got null",
    ],
    [
      "with a rule without segment",
      map({ segments: [{ r: 1 }] }),
      "wrong_type",
      "map.segments.0.segment: expected a text that is not empty, got nothing",
    ],
    [
      "with a misspelt rule",
      rule({ recency: 1 }),
      "unknown_name",
      "map.segments.0.recency: expected one of segment, r, f, m, fm, l, t, codes, high, low, got another name",
    ],
    [
      "with a score above the bins",
      rule({ r: 6 }),
      "out_of_range",
      "map.segments.0.r: expected a finite number from 1 to 5, got a positive integer",
    ],
    [
      "with a score of 0",
      rule({ f: 0 }),
      "out_of_range",
      "map.segments.0.f: expected a finite number from 1 to 5, got zero",
    ],
    [
      "with a score as text",
      rule({ m: "5" }),
      "wrong_type",
      "map.segments.0.m: expected a finite number, got a string of 1 character",
    ],
    [
      "with no score",
      rule({ m: null }),
      "wrong_type",
      "map.segments.0.m: expected a finite number, got null",
    ],
    [
      "with a range from too high",
      rule({ fm: { from: 6 } }),
      "out_of_range",
      "map.segments.0.fm.from: expected a finite number from 1 to 5, got a positive integer",
    ],
    [
      "with a range to too low",
      rule({ l: { to: 0 } }),
      "out_of_range",
      "map.segments.0.l.to: expected a finite number from 1 to 5, got zero",
    ],
    [
      "with a range misspelt",
      rule({ t: { min: 1 } }),
      "unknown_name",
      "map.segments.0.t.min: expected one of from, to, got another name",
    ],
    [
      "with a range turned round",
      rule({ r: { from: 4, to: 3 } }),
      "conflict",
      "map.segments.0.r: expected from not above to, got the reverse",
    ],
    [
      "with codes as text",
      rule({ codes: "555" }),
      "wrong_type",
      "map.segments.0.codes: expected an array, got a string of 3 characters",
    ],
    [
      "with a code as number",
      rule({ codes: [555] }),
      "wrong_type",
      "map.segments.0.codes.0: expected a text that is not empty, got a positive integer",
    ],
    [
      "with a code of two digits",
      rule({ codes: ["555", "55"] }),
      "out_of_range",
      "map.segments.0.codes.1: expected a code such as 555, got another code",
    ],
    [
      "with a code above the bins",
      rule({ codes: ["556"] }),
      "out_of_range",
      "map.segments.0.codes.0: expected a code such as 555, got another code",
    ],
    [
      "with a code of 0",
      rule({ codes: ["505"] }),
      "out_of_range",
      "map.segments.0.codes.0: expected a code such as 555, got another code",
    ],
    [
      "with a code without dashes where it needs them",
      rule({ codes: ["555"] }, { bins: { r: 10 } }),
      "out_of_range",
      "map.segments.0.codes.0: expected a code such as 10-5-5, got another code",
    ],
    [
      "with a code written in another way",
      rule({ codes: ["05-5-5"] }, { bins: { r: 10 } }),
      "out_of_range",
      "map.segments.0.codes.0: expected a code such as 10-5-5, got another code",
    ],
    [
      "with classes as text",
      rule({ high: "r" }),
      "wrong_type",
      "map.segments.0.high: expected an array, got a string of 1 character",
    ],
    [
      "with a class of what there is not",
      rule({ high: ["fm"] }),
      "unknown_name",
      "map.segments.0.high.0: expected one of r, f, m, got a string of 2 characters",
    ],
    [
      "high and low at once",
      rule({ high: ["r"], low: ["f", "r"] }),
      "conflict",
      "map.segments.0.low.1: expected a dimension that is not also high, got one that is",
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
      "map.segments.1: expected classes in all rules or scores in all rules, got both",
    ],
  ];
  test.each(cases)("%s", (_name, run, code, message) => {
    expect(caught(run)).toMatchObject({ name: "ScoringError", code, message });
  });
});

describe("an input is refused", () => {
  const bare = columnsOf(ten).columns;
  const dates = { lengthDays: null, firstPurchase: "2025-01-02", lastPurchase: "2025-01-01" };
  const lrfm = { variant: "lrfm" };
  const cases: readonly RefusalText[] = [
    [
      "as text",
      () => scoreRfm("a,b" as never),
      "wrong_type",
      "history: expected an array of rows or { columns }, got text: parse it first (clientele/connectors reads CSV)",
    ],
    [
      "as bare columns",
      () => scoreRfm(bare as never),
      "wrong_type",
      "history: expected an array of rows or { columns }, got an object of bare columns: pass { columns: … } around it",
    ],
    [
      "with a column missing",
      () => scoreRfm({ columns: { ...bare, orders: undefined } } as never),
      "missing",
      'history.columns.orders: expected a column (or say which one it is: fields: { orders: "…" }), got nothing',
    ],
    [
      "with columns of unequal length",
      () => scoreRfm({ columns: { ...bare, orders: [1] } }),
      "length_mismatch",
      "history.columns.orders: expected 10 cells, as customerId has, got 1",
    ],
    [
      "with bigint numbers",
      () => scoreRfm({ columns: { ...bare, orders: ten.map(() => 1n) } } as never),
      "wrong_type",
      "history.0.orders: expected a finite number (of a decimal: Number(value), or cast the column to double), got a bigint",
    ],
    [
      "with no id",
      rows({ customerId: undefined }),
      "missing",
      "history.1.customerId: expected a string or a finite number, got nothing",
    ],
    [
      "with a NaN id column",
      () => scoreRfm({ columns: { ...bare, customerId: new Float64Array(10).fill(Number.NaN) } }),
      "wrong_type",
      "history.0.customerId: expected a string or a finite number, got NaN",
    ],
    [
      "with orders missing",
      rows({ orders: null }),
      "missing",
      "history.1.orders: expected a finite number, got null",
    ],
    [
      "with negative orders",
      rows({ orders: -1 }),
      "out_of_range",
      "history.1.orders: expected a number of at least 0, got a negative number",
    ],
    [
      "with NaN recency",
      rows({ recencyDays: Number.NaN }),
      "not_finite",
      "history.1.recencyDays: expected a finite number, got NaN",
    ],
    [
      "with recency below 0",
      rows({ recencyDays: -0.5 }),
      "out_of_range",
      "history.1.recencyDays: expected a number of at least 0, got a negative number",
    ],
    [
      "with orders and no recency",
      rows({ recencyDays: null }),
      "missing",
      "history.1.recencyDays: expected a finite number, since the customer has orders, got null",
    ],
    [
      "with orders and no revenue",
      rows({ revenue: null }),
      "missing",
      "history.1.revenue: expected a finite number, since the customer has orders, got null",
    ],
    [
      "with infinite revenue",
      rows({ revenue: Number.NEGATIVE_INFINITY }),
      "not_finite",
      "history.1.revenue: expected a finite number, got -Infinity",
    ],
    [
      "with revenue as text",
      rows({ revenue: "12.50" }),
      "wrong_type",
      "history.1.revenue: expected a finite number, got a string of 5 characters",
    ],
    [
      "without the money column of the policy",
      rows({}, { monetary: "margin" }),
      "missing",
      "history.0.margin: expected a finite number, since the customer has orders, got null",
    ],
    [
      "without a length",
      rows({}, lrfm),
      "missing",
      "history.0.lengthDays: expected a finite number, since the customer has orders, or both purchase dates, got null",
    ],
    [
      "without a length column",
      () => scoreRfm({ columns: bare } as never, { variant: "lrfm" }),
      "missing",
      'history.columns.lengthDays: expected a column (or say which one it is: fields: { lengthDays: "…" }), got nothing',
    ],
    [
      "with one date of two",
      () =>
        scoreRfm({ columns: { ...bare, lastPurchase: ten.map(() => "2025-01-01") } } as never, {
          variant: "lrfm",
        }),
      "missing",
      'history.columns.lengthDays: expected a column (or say which one it is: fields: { lengthDays: "…" }), got nothing',
    ],
    [
      "with a negative length",
      () => scoreRfm([{ ...ten[0], lengthDays: -1 }] as never, { variant: "lrfm" }),
      "out_of_range",
      "history.0.lengthDays: expected a number of at least 0, got a negative number",
    ],
    [
      "with dates turned round",
      () => scoreRfm([{ ...ten[0], ...dates }] as never, { variant: "lrfm" }),
      "conflict",
      "history.0.lastPurchase: expected a date not before the first purchase, got a string of 10 characters",
    ],
    [
      "with a first date that is none",
      () => scoreRfm([{ ...ten[0], ...dates, firstPurchase: "2025-02-30" }] as never, { variant: "lrfm" }),
      "invalid_date",
      "history.0.firstPurchase: expected an ISO calendar date, got a string of 10 characters",
    ],
    [
      "with a last date that is a moment",
      () =>
        scoreRfm([{ ...ten[0], ...dates, lastPurchase: "2025-01-05T10:00Z" }] as never, { variant: "lrfm" }),
      "invalid_date",
      "history.0.lastPurchase: expected an ISO calendar date, got a string of 17 characters",
    ],
    [
      "without gaps",
      () => scoreRfm({ columns: bare } as never, { variant: "rfmt" }),
      "missing",
      'history.columns.meanGapDays: expected a column (or say which one it is: fields: { meanGapDays: "…" }), got nothing',
    ],
    [
      "with a negative gap",
      () => scoreRfm([{ ...ten[0], meanGapDays: -1 }] as never, { variant: "rfmt" }),
      "out_of_range",
      "history.0.meanGapDays: expected a number of at least 0, got a negative number",
    ],
    [
      "with an unknown option",
      () => scoreRfm(ten, {}, { onInvald: "collect" } as never),
      "unknown_name",
      "options.onInvald: expected one of fields, onInvalid, got another name",
    ],
    [
      "with an unknown way to go on",
      () => scoreRfm(ten, {}, { onInvalid: "skip" as never }),
      "unknown_name",
      "options.onInvalid: expected one of throw, collect, got a string of 4 characters",
    ],
    [
      "with a field that is not read",
      () => scoreRfm(ten, {}, { fields: { revenu: "x" } as never }),
      "unknown_name",
      "options.fields.revenu: expected one of customerId, recencyDays, orders, revenue, got another name",
    ],
    [
      "by applyRfm likewise",
      () => applyRfm(cuts, [{ ...ten[0], orders: "3" }] as never),
      "wrong_type",
      "input.0.orders: expected a finite number, got a string of 1 character",
    ],
    [
      "to summarise, without segments",
      () => summarizeRfm(ten as never),
      "missing",
      "scores.0.segment: expected a string, got nothing",
    ],
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
      "before.1.customerId: expected each customer once, got an id a second time",
    ],
    [
      "to compare, without segments",
      () => rfmMigration([], [{ customerId: "a" }] as never),
      "missing",
      "after.0.segment: expected a string, got nothing",
    ],
  ];
  test.each(cases)("%s", (_name, run, code, message) => {
    expect(caught(run)).toMatchObject({ name: "ScoringError", code, message });
  });
});

describe("cut-offs and single rows are refused", () => {
  const split = scoreRfm(ten, { ties: "split-by-id" }).cuts;
  const withLength = scoreRfm(
    ten.map((row) => ({ ...row, lengthDays: 1 })),
    { variant: "lrfm" },
  ).cuts;
  const length = (change: object) => () => rfmOf(withLength, { ...ten[0], ...change } as never);
  const cases: readonly RefusalText[] = [
    [
      "cut-offs that are null",
      () => rfmOf(null as never, ten[0] as never),
      "wrong_type",
      "cuts: expected cut-offs as scoreRfm gives them, got null",
    ],
    [
      "cut-offs of something else",
      () => applyRfm({ kind: "tiers" } as never, ten),
      "wrong_type",
      "cuts: expected cut-offs as scoreRfm gives them, got an object",
    ],
    [
      "cut-offs of another version",
      () => explainRfm({ ...cuts, version: 2 } as never, ten[0] as never),
      "unknown_version",
      "cuts.version: expected 1, got a positive integer",
    ],
    [
      "cut-offs without a map",
      () => rfmOf({ ...cuts, map: null } as never, ten[0] as never),
      "wrong_type",
      "cuts.map: expected an object, got null",
    ],
    ["no row", () => rfmOf(cuts, null as never), "wrong_type", "row: expected a row object, got null"],
    [
      "a list as row",
      () => rfmOf(cuts, [] as never),
      "wrong_type",
      "row: expected a row object, got an array of 0",
    ],
    [
      "text as orders",
      one({ orders: "3" }),
      "wrong_type",
      "row.orders: expected a finite number, got a string of 1 character",
    ],
    [
      "no orders field",
      one({ orders: undefined }),
      "missing",
      "row.orders: expected a finite number, got nothing",
    ],
    [
      "negative orders",
      one({ orders: -2 }),
      "out_of_range",
      "row.orders: expected a finite number from 0, got a negative number",
    ],
    [
      "NaN recency",
      one({ recencyDays: Number.NaN }),
      "not_finite",
      "row.recencyDays: expected a finite number, got NaN",
    ],
    [
      "no recency",
      one({ recencyDays: null }),
      "missing",
      "row.recencyDays: expected a finite number, got null",
    ],
    ["no revenue", one({ revenue: null }), "missing", "row.revenue: expected a finite number, got null"],
    [
      "an object as id",
      one({ customerId: {} }),
      "wrong_type",
      "row.customerId: expected a string or a finite number, got an object",
    ],
    [
      "no id where ties are split by it",
      () => rfmOf(split, { recencyDays: 1, orders: 1, revenue: 1 }),
      "missing",
      "row.customerId: expected a string or a finite number, got nothing",
    ],
    ["no length", length({}), "missing", "row.lengthDays: expected a finite number, got nothing"],
    [
      "one date of two",
      length({ firstPurchase: "2025-01-01" }),
      "missing",
      "row.lengthDays: expected a finite number, got nothing",
    ],
    [
      "a date that is none",
      length({ firstPurchase: "2025-01-01", lastPurchase: 5 }),
      "invalid_date",
      "row.lastPurchase: expected an ISO calendar date, got a positive integer",
    ],
    [
      "dates turned round",
      length({ firstPurchase: "2025-01-02", lastPurchase: "2025-01-01" }),
      "conflict",
      "row.lastPurchase: expected a date not before the first purchase, got a string of 10 characters",
    ],
  ];
  test.each(cases)("%s", (_name, run, code, message) => {
    expect(caught(run)).toMatchObject({ name: "ScoringError", code, message });
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
