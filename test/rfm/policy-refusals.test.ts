import { describe, expect, test } from "vitest";
import { completeRfmPolicy, scoreRfm } from "../../src/rfm/index.ts";
import type { RefusalText } from "../core/base.ts";
import { caught, ten } from "./base.ts";

const policy =
  (given: object): (() => unknown) =>
  () =>
    scoreRfm(ten, given);

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

  test("but nine cut-offs make ten bins", () => {
    const nine = [1, 2, 3, 4, 5, 6, 7, 8, 9];
    const map = { bins: { r: 10 }, segments: [{ segment: "all" }] };
    expect(completeRfmPolicy({ edges: { r: nine }, map }).rules.bins).toEqual({ r: 10, f: 5, m: 5 });
  });
});
