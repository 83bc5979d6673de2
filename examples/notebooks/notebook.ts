/** As much of a notebook (nbformat 4) as is read and written here. */
export interface Notebook {
  readonly cells: readonly Cell[];
  readonly metadata: object;
  readonly nbformat: 4;
  readonly nbformat_minor: number;
}

/** A piece of text, or of a program with what it gave. */
export type Cell =
  | { readonly cell_type: "markdown"; readonly id: string; readonly metadata: object; readonly source: Text }
  | {
      readonly cell_type: "code";
      readonly id: string;
      readonly metadata: object;
      readonly source: Text;
      readonly execution_count: number | null;
      readonly outputs: readonly Output[];
    };

/** What a cell gave: a value by MIME type, or a printed text. */
export interface Output {
  readonly output_type: string;
  readonly data?: { readonly [mime: string]: unknown };
  readonly text?: Text;
}

/** Whole, or line by line. */
export type Text = string | readonly string[];

const MARK = "// %%";

/**
 * A script with `// %%` before each cell, and `// %% [markdown]` before each text, as a notebook of Deno's kernel. So a
 * notebook is written, compared and checked by the compiler as any other program.
 */
export function notebookOf(script: string): Notebook {
  const cells = script
    .split(/^(?=\/\/ %%)/m)
    .filter((part) => part.startsWith(MARK))
    .map((part, i): Cell => {
      const [mark = "", ...lines] = part.trimEnd().split("\n");
      const shared = { id: `cell-${i + 1}`, metadata: {} };
      if (mark.includes("[markdown]")) {
        const text = lines.map((line) => line.replace(/^\/\/ ?/, ""));
        return { cell_type: "markdown", ...shared, source: asLines(text) };
      }
      return { cell_type: "code", ...shared, source: asLines(lines), execution_count: null, outputs: [] };
    });
  return {
    cells,
    metadata: {
      kernelspec: { display_name: "Deno", language: "typescript", name: "deno" },
      language_info: { name: "typescript", file_extension: ".ts", mimetype: "text/x.typescript" },
    },
    nbformat: 4,
    nbformat_minor: 5,
  };
}

/** The text in one piece. */
export function textOf(text: Text): string {
  return typeof text === "string" ? text : text.join("");
}

function asLines(lines: readonly string[]): string[] {
  return lines.map((line, i) => (i < lines.length - 1 ? `${line}\n` : line));
}
