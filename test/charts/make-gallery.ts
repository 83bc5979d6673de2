/**
 * Draws the pictures of `docs/charts.md`: `npx tsx test/charts/make-gallery.ts`. The texts of the page stay; the list
 * of pictures in it is written anew.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { chartThemes } from "../../src/charts/index.ts";
import { en } from "../../src/labels/en/index.ts";
import { zh } from "../../src/labels/zh/index.ts";
import { pictures } from "./pictures.ts";
import { svgOf } from "./render.ts";

const docs = resolve(import.meta.dirname, "../../docs");
const START = "<!-- pictures, by test/charts/make-gallery.ts -->";

/** `cohort-triangle` shows what `cohortTriangleChart` draws. */
function callOf(name: string): string {
  if (name === "calibration-probability") return 'calibrationChart(…, { by: "probability" })';
  const camel = name.replace(/-(\w)/g, (_dash, letter: string) => letter.toUpperCase());
  return `${camel}Chart`;
}

async function main(): Promise<void> {
  const sections: string[] = [];
  for (const [name, draw] of pictures) {
    const options = { labels: en, width: 640 };
    const chart = draw(options);
    writeFileSync(`${docs}/charts/${name}.svg`, `${await svgOf(chart)}\n`);
    sections.push(
      `### ${chart.title.text.join(" ")}`,
      `\`${callOf(name)}\``,
      `![${chart.description.replace(/[[\]\n]/g, " ")}](charts/${name}.svg)`,
    );
  }
  for (const [name, options] of [
    ["growth", { labels: zh, theme: chartThemes.dark, width: 400 }],
    ["whale-curve", { labels: en, theme: chartThemes.print, width: 400 }],
  ] as const) {
    const draw = pictures.find(([known]) => known === name)?.[1];
    if (draw === undefined) throw new Error(`no picture ${name}`);
    const file = `${name}-${options.labels.language}-${options.width}.svg`;
    writeFileSync(`${docs}/charts/${file}`, `${await svgOf(draw(options))}\n`);
  }
  const page = readFileSync(`${docs}/charts.md`, "utf8");
  const text = page.slice(0, page.indexOf(START) + START.length);
  writeFileSync(`${docs}/charts.md`, `${text}\n\n${sections.join("\n\n")}\n`);
}

await main();
