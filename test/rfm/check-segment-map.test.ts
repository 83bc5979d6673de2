import { expect, test } from "vitest";
import { checkSegmentMap, type SegmentMap } from "../../src/rfm/index.ts";
import { frozen } from "./base.ts";

test("finds overlaps, gaps and names that are never reached", () => {
  const report = checkSegmentMap(
    frozen({
      bins: { r: 3, f: 2 },
      segments: [
        { segment: "good", r: { from: 2 }, f: 2 },
        { segment: "good", r: 3 },
        { segment: "fair", r: 2 },
        { segment: "never", r: 3, f: 1 },
      ],
    }),
  );
  expect(report).toEqual({
    complete: false,
    codes: 6,
    overlaps: [
      { code: "22", segments: ["good", "fair"] },
      { code: "31", segments: ["good", "never"] },
    ],
    gaps: ["11", "12"],
    unreachable: ["never"],
    counts: [
      { segment: "good", codes: 3 },
      { segment: "fair", codes: 1 },
      { segment: "never", codes: 0 },
      { segment: "others", codes: 2 },
    ],
  });
});

test("an overlap, a gap or an unreachable name each leave a map incomplete", () => {
  const complete = (...segments: SegmentMap["segments"]) =>
    checkSegmentMap({ bins: { r: 2 }, segments }).complete;
  expect(complete({ segment: "low", r: 1 }, { segment: "high", r: 2 })).toBe(true);
  expect(complete({ segment: "low", r: { to: 1 } }, { segment: "both" })).toBe(false);
  expect(complete({ segment: "low", r: 1 })).toBe(false);
  expect(complete({ segment: "low", r: 1 }, { segment: "high", r: 2 }, { segment: "none", fm: 1.5 })).toBe(
    false,
  );
});

test("the mean of two scores is rounded up where a map does not say how", () => {
  const map = { bins: { f: 2, m: 2 }, segments: [{ segment: "top", fm: 2 }], fallback: "rest" };
  expect(checkSegmentMap(map).gaps).toEqual(["11"]);
  expect(checkSegmentMap({ ...map, fmRounding: "down" }).gaps).toEqual(["11", "12", "21"]);
});

test("codes with a scale of nine have no dashes", () => {
  const segments = [{ segment: "x", codes: ["922"] }];
  expect(checkSegmentMap({ bins: { r: 9, f: 2, m: 2 }, segments }).gaps.slice(-1)).toEqual(["921"]);
});

test("a fallback fills gaps in the counts but they are still reported", () => {
  const report = checkSegmentMap({ segments: [{ segment: "top", r: 5 }], fallback: "rest" });
  expect(report.gaps).toEqual(["1", "2", "3", "4"]);
  expect(report.counts).toEqual([
    { segment: "top", codes: 1 },
    { segment: "rest", codes: 4 },
  ]);
});

test("codes with a scale of ten have dashes", () => {
  const report = checkSegmentMap({
    bins: { r: 10, f: 2, m: 2 },
    segments: [
      { segment: "x", codes: ["10-2-2"] },
      { segment: "y", r: { to: 9 } },
    ],
  });
  expect(report.gaps).toEqual(["10-1-1", "10-1-2", "10-2-1"]);
  expect(report.overlaps).toEqual([]);
});

test("classes are tried as the eight combinations of high and low", () => {
  const report = checkSegmentMap({
    segments: [
      { segment: "key", high: ["m"] },
      { segment: "late", high: ["m"], low: ["r"] },
    ],
  });
  expect(report.codes).toBe(8);
  expect(report.gaps).toEqual(["high-high-low", "high-low-low", "low-high-low", "low-low-low"]);
  expect(report.unreachable).toEqual(["late"]);
});

test("length and gap scores take part where a map looks at them", () => {
  const report = checkSegmentMap({
    bins: { r: 2, l: 3, t: 2 },
    segments: [{ segment: "x", l: { to: 2 }, t: 1 }],
  });
  expect(report.codes).toBe(12);
  expect(report.gaps).toHaveLength(8);
  expect(report.gaps[0]).toBe("112");
});
