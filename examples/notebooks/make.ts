import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type Notebook, notebookOf } from "./notebook.ts";
import { pageOf } from "./render-page.ts";
import { missingTools, runNotebook } from "./run-notebook.ts";

const here = import.meta.dirname;

/** The notebooks of this folder. */
export const notebooks: readonly string[] = readdirSync(join(here, "cells"))
  .map((file) => file.replace(/\.ts$/, ""))
  .sort();

/** A notebook as its script has it, as text. */
export function notebookText(name: string): string {
  const notebook: Notebook = notebookOf(readFileSync(join(here, "cells", `${name}.ts`), "utf8"));
  return `${JSON.stringify(notebook, null, 1)}\n`;
}

/** Writes the notebooks from their scripts; with `--run` executes them and writes the pages of docs/notebooks. */
async function make(run: boolean): Promise<void> {
  for (const name of notebooks) writeFileSync(join(here, `${name}.ipynb`), notebookText(name));
  if (!run) return;
  const missing = missingTools();
  if (missing.length > 0) throw new Error(`not on this machine: ${missing.join(", ")}`);
  const pages = join(here, "../../docs/notebooks");
  mkdirSync(pages, { recursive: true });
  for (const name of notebooks) {
    writeFileSync(join(pages, `${name}.html`), await pageOf(await runNotebook(name)));
  }
}

if (process.argv[1] === import.meta.filename) await make(process.argv.includes("--run"));
