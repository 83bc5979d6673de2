import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { notebooks, notebookText } from "../../examples/notebooks/make.ts";
import { type Notebook, notebookOf, type Output, textOf } from "../../examples/notebooks/notebook.ts";
import { pageOf } from "../../examples/notebooks/render-page.ts";
import { missingTools, runNotebook } from "../../examples/notebooks/run-notebook.ts";

const missing = missingTools();
if (missing.length > 0) console.warn(`NOT RUN, the notebooks: not on this machine are ${missing.join(", ")}`);

const root = join(import.meta.dirname, "../..");
const CHART = "application/vnd.vegalite.v5+json";

function outputsOf({ cells }: Notebook): Output[] {
  return cells.flatMap((cell) => (cell.cell_type === "code" ? cell.outputs : []));
}

test("a script with marks is a notebook", () => {
  const { cells } = notebookOf("// %% [markdown]\n// # Title\n//\n// Text.\n\n// %%\nconst a = 1;\na;\n");
  expect(cells.map(({ cell_type, source }) => [cell_type, textOf(source)])).toEqual([
    ["markdown", "# Title\n\nText."],
    ["code", "const a = 1;\na;"],
  ]);
});

test("what a cell gave is text in a page, never markup", async () => {
  const page = await pageOf({
    ...notebookOf("// %%\n1 < 2;\n"),
    cells: [
      {
        cell_type: "code",
        id: "a",
        metadata: {},
        source: "1 < 2",
        execution_count: 1,
        outputs: [{ output_type: "execute_result", data: { "text/plain": "<script>" } }],
      },
    ],
  });
  expect(page).toContain("&lt;script&gt;");
  expect(page).not.toContain("<script");
});

describe.each(notebooks)("the notebook %s", (name) => {
  test("is what its script says (npx tsx examples/notebooks/make.ts)", () => {
    const written = readFileSync(join(root, "examples/notebooks", `${name}.ipynb`), "utf8");
    expect(written).toBe(notebookText(name));
  });

  test.runIf(missing.length === 0)(
    "runs from the first cell to the last, and all it gives shows itself",
    async () => {
      const executed = await runNotebook(name);
      const outputs = outputsOf(executed);
      const charts = outputs.filter(({ data }) => data?.[CHART] !== undefined);
      const tables = outputs.filter(({ data }) => data?.["text/html"] !== undefined);
      expect(charts.length).toBeGreaterThanOrEqual(3);
      expect(tables.length).toBeGreaterThanOrEqual(2);
      // Where a chart cannot be drawn, its words and numbers stand.
      for (const { data } of charts) expect(textOf(data?.["text/plain"] as string)).toMatch(/\d/);
      expect(outputs.filter(({ output_type }) => output_type === "error")).toEqual([]);
      // Every cell of code gives something that a reader sees.
      for (const cell of executed.cells) if (cell.cell_type === "code") expect(cell.outputs.length).toBe(1);

      const kept = readFileSync(join(root, "docs/notebooks", `${name}.html`), "utf8");
      expect(kept.match(/<svg/g)?.length).toBe(charts.length);
      expect(kept).not.toContain("<script");
      const page = await pageOf(executed);
      const headings = (text: string): readonly string[] => text.match(/<(?:h\d|pre><code)>[^<]*/g) ?? [];
      expect(headings(kept)).toEqual(headings(page));
    },
  );
});
