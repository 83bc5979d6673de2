import * as vega from "vega";
import { describe, expect, test } from "vitest";
import { roundTicks } from "../../../src/charts/core/axes.ts";
import { histogramOf } from "../../../src/charts/core/histogram.ts";
import { compactExpression, compactNumber, percentText } from "../../../src/charts/core/number-text.ts";
import { shortened, textWidth, wrapText } from "../../../src/charts/core/text-width.ts";

describe("numbers", () => {
  test.each([
    [0, "0", "0"],
    [1234, "1,234", "1,234"],
    [9999, "9,999", "9,999"],
    [12_345, "12.3k", "1.23万"],
    [-12_345, "−12.3k", "−1.23万"],
    [1_234_567, "1.23M", "123万"],
    [2.5e9, "2.5B", "25亿"],
    [0.012345, "0.012", "0.012"],
    [2.71, "2.71", "2.71"],
    [31.4159, "31.4", "31.4"],
    [Number.NaN, "–", "–"],
  ])("%d is %s, in Chinese %s", (value, english, chinese) => {
    expect(compactNumber(value, "en")).toBe(english);
    expect(compactNumber(value, "zh")).toBe(chinese);
  });

  test("axes write round numbers as texts do", () => {
    for (const language of ["en", "zh"]) {
      const label = vega.parse({
        signals: [0, 500, 2000, 20_000, -50_000, 1_500_000, 2e9].map((value, i) => ({
          name: `s${i}`,
          update: compactExpression(language).replaceAll("datum.value", `(${value})`),
        })),
      });
      const view = new vega.View(label, { renderer: "none" }).run();
      [0, 500, 2000, 20_000, -50_000, 1_500_000, 2e9].forEach((value, i) => {
        expect(view.signal(`s${i}`)).toBe(compactNumber(value, language));
      });
      view.finalize();
    }
  });

  test.each([
    [0, "0%"],
    [0.5, "50%"],
    [0.0312, "3.1%"],
    [0.0004, "0.04%"],
    [-0.25, "−25%"],
    [Number.NaN, "–"],
  ])("the share %d is %s", (share, text) => {
    expect(percentText(share)).toBe(text);
  });
});

describe("ticks", () => {
  const axis = (low: number, high: number) => ({ kind: "number", title: "", domain: [low, high] }) as const;

  test("are round and hold the values", () => {
    expect(roundTicks(axis(0, 97), 6)).toEqual([0, 20, 40, 60, 80, 100]);
    expect(roundTicks(axis(-3, 12), 6)).toEqual([-5, 0, 5, 10, 15]);
    expect(roundTicks({ ...axis(1, 9), exact: true, whole: true }, 4)).toEqual([5]);
    expect(roundTicks(axis(5, 5), 6).length).toBeGreaterThan(1);
  });
});

describe("texts", () => {
  test("are broken at spaces, and between Chinese signs but not before punctuation", () => {
    expect(wrapText("one two three", 60, 12)).toEqual(["one two", "three"]);
    expect(wrapText("最好的客户，占总利润", 60, 12)).toEqual(["最好的客", "户，占总利", "润"]);
    expect(wrapText("", 60, 12)).toEqual([""]);
  });

  test("are cut where they do not fit", () => {
    expect(shortened("short", 100, 11)).toBe("short");
    const cut = shortened("a very long name of a segment", 80, 11);
    expect(cut.endsWith("…")).toBe(true);
    expect(textWidth(cut, 11)).toBeLessThanOrEqual(80);
    expect(textWidth(`${cut.slice(0, -1)}o…`, 11)).toBeGreaterThan(80);
  });

  test("are cut in time, however long", () => {
    expect(shortened("x".repeat(1_000_000), 30, 10)).toBe("xxx…");
  });
});

describe("histograms", () => {
  test("hold every value once, the tail together", () => {
    const values = Float64Array.from({ length: 1000 }, (_, i) => (i === 999 ? 1e6 : i / 10));
    const { bins, open, last } = histogramOf(values, 24);
    expect(bins.reduce((sum, { count }) => sum + count, 0)).toBe(1000);
    expect(open).toBe(true);
    expect(last).toBeGreaterThan(90);
  });

  test("of one value, and of none", () => {
    expect(histogramOf(Float64Array.of(7, 7), 24).bins.reduce((sum, { count }) => sum + count, 0)).toBe(2);
    expect(histogramOf(new Float64Array(0), 24).bins).toEqual([]);
  });
});
