import * as vega from "vega";
import * as vegaLite from "vega-lite";
import { type Cell, type Notebook, type Output, type Text, textOf } from "./notebook.ts";

const CHART = "application/vnd.vegalite.v5+json";

const STYLE = `
  body { max-width: 860px; margin: 0 auto; padding: 16px; font: 16px/1.5 "Helvetica Neue", Arial, "Noto Sans", sans-serif; color: #1b1f24; }
  pre { padding: 12px 16px; overflow-x: auto; font-size: 13px; line-height: 1.45; background: #f5f6f8; border-radius: 8px; }
  .output { margin: 0 0 24px; overflow-x: auto; }
  .output pre { background: none; border-left: 3px solid #dfe3e8; border-radius: 0; }
  table { font-size: 13px; border-collapse: collapse; }
  th, td { padding: 4px 10px; text-align: left; white-space: nowrap; border-bottom: 1px solid #dfe3e8; }
  svg { max-width: 100%; height: auto; }
`;

/** An executed notebook as one page that needs nothing else: charts are drawn, and no script is in it. */
export async function pageOf({ cells }: Notebook): Promise<string> {
  const parts: string[] = [];
  for (const cell of cells) parts.push(await cellOf(cell));
  const title = /<h1>(.*?)<\/h1>/.exec(parts[0] ?? "")?.[1] ?? "Notebook";
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<style>${STYLE}</style>
</head>
<body>
${parts.join("\n")}
</body>
</html>
`;
}

async function cellOf(cell: Cell): Promise<string> {
  const source = textOf(cell.source);
  if (cell.cell_type === "markdown")
    return source
      .split(/\n{2,}/)
      .map(blockOf)
      .join("\n");
  const outputs = await Promise.all(cell.outputs.map(outputOf));
  return [`<pre><code>${escaped(source)}</code></pre>`, ...outputs].join("\n");
}

/** A heading or a paragraph: all that the notebooks' texts are made of. */
function blockOf(block: string): string {
  const [, marks, heading] = /^(#{1,3}) (.*)$/.exec(block) ?? [];
  const text = escaped(heading ?? block).replace(/`([^`]+)`/g, "<code>$1</code>");
  return marks === undefined ? `<p>${text}</p>` : `<h${marks.length}>${text}</h${marks.length}>`;
}

async function outputOf({ data = {}, text }: Output): Promise<string> {
  const chart = data[CHART];
  if (chart !== undefined) {
    const alt = escaped(textOf(data["text/plain"] as string)).replace(/"/g, "&quot;");
    return `<div class="output" role="img" aria-label="${alt}">${await svgOf(chart as vegaLite.TopLevelSpec)}</div>`;
  }
  const html = data["text/html"];
  if (html !== undefined) return `<div class="output">${textOf(html as string)}</div>`;
  const plain = textOf((data["text/plain"] ?? text ?? "") as Text).trimEnd();
  return `<div class="output"><pre>${escaped(plain)}</pre></div>`;
}

/** The picture is described as a whole; words on each of its thousand marks would be four times its size. */
async function svgOf(chart: vegaLite.TopLevelSpec): Promise<string> {
  const { spec } = vegaLite.compile({ ...chart, config: { ...chart.config, aria: false } });
  const view = new vega.View(vega.parse(spec), { renderer: "none", logLevel: vega.Error });
  const svg = await view.toSVG();
  view.finalize();
  return svg;
}

function escaped(text: string): string {
  return text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;");
}
