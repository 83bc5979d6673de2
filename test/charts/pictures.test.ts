import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { describe, expect, test } from "vitest";
import { chartThemes } from "../../src/charts/index.ts";
import { en } from "../../src/labels/en/index.ts";
import { zh } from "../../src/labels/zh/index.ts";
import { pictures } from "./pictures.ts";
import { render } from "./render.ts";
import { clipped, overlaps, textBoxes } from "./text-boxes.ts";

const { light, dark, print } = chartThemes;
/** Each language, each theme and each width, without all of their combinations. */
const settings = [
  { labels: en, theme: light, width: 400 },
  { labels: en, theme: dark, width: 1200 },
  { labels: zh, theme: dark, width: 400 },
  { labels: zh, theme: print, width: 1200 },
] as const;

/** Most values inside one picture: they are aggregated, whatever the number of customers. */
const MOST_VALUES = 1500;

const docs = resolve(import.meta.dirname, "../../docs");

describe.each(pictures)("%s", (name, draw) => {
  test.each(settings)("is drawn as it was laid out, $labels.language at $width", async (setting) => {
    const chart = draw(setting);
    const { view, complaints } = await render(chart);
    expect(complaints).toEqual([]);
    const { left, right, top, bottom } = chart.padding;
    expect(left + chart.width + right).toBeCloseTo(setting.width, 6);
    const boxes = textBoxes(view);
    expect(boxes.length).toBeGreaterThan(3);
    expect(clipped(boxes, setting.width, top + chart.height + bottom)).toEqual([]);
    expect(overlaps(boxes)).toEqual([]);
    expect((await view.toSVG()).startsWith("<svg")).toBe(true);
    view.finalize();
  });

  test("hangs in the gallery", () => {
    expect(readFileSync(`${docs}/charts.md`, "utf8")).toContain(`](charts/${name}.svg)`);
    expect(readFileSync(`${docs}/charts/${name}.svg`, "utf8")).toContain("</svg>");
  });

  test("is plain JSON with aggregated values", () => {
    const chart = draw({ labels: en });
    expect(JSON.parse(JSON.stringify(chart))).toEqual(chart);
    expect(JSON.stringify(chart)).not.toMatch(/"[xy]2?":null/);
    const values = chart.layer.reduce((sum, layer) => sum + layer.data.values.length, 0);
    expect(values).toBeLessThanOrEqual(MOST_VALUES);
  });

  test("speaks the language of its dictionary", () => {
    const texts = (labels: typeof en): string => {
      const { description, title } = draw({ labels });
      return [description, ...title.text, ...title.subtitle].join(" ");
    };
    expect(texts(en)).not.toMatch(/[\u4e00-\u9fff]|\bchart[._]|\{\w+\}|NaN|undefined|\?/);
    expect(texts(zh)).toMatch(/[\u4e00-\u9fff]/);
    expect(texts(zh)).not.toMatch(/\bchart[._]|\{\w+\}|NaN|undefined/);
  });

  test("tells its numbers in words, and shows itself in a notebook", () => {
    const chart = draw({ labels: en });
    expect(chart.description).toMatch(/\d/);
    const hook = (chart as unknown as { [name: symbol]: () => unknown })[Symbol.for("Jupyter.display")];
    expect(hook?.()).toEqual({
      "text/plain": chart.description,
      "application/vnd.vegalite.v5+json": chart,
    });
  });
});
