import { describe, expect, test } from "vitest";
import { checkSegmentMap } from "../../src/rfm/index.ts";
import type { RefusalText } from "../core/base.ts";
import { caught } from "./base.ts";

const map =
  (given: unknown): (() => unknown) =>
  () =>
    checkSegmentMap(given as never);
const rule = (given: object, more: object = {}): (() => unknown) =>
  map({ segments: [{ segment: "x", ...given }], ...more });

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
