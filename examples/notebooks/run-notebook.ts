import { execFile } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import type { Notebook } from "./notebook.ts";

const here = import.meta.dirname;
const DENO = process.env["DENO"] ?? join(here, "../../test/runtimes/node_modules/.bin/deno");
const JUPYTER = process.env["JUPYTER"] ?? "/usr/bin/jupyter-nbconvert";

/** What is not on this machine, of what a notebook needs to run without a screen. */
export function missingTools(): string[] {
  const needed = {
    "Jupyter (apt-get install jupyter-nbconvert)": JUPYTER,
    "Deno (npm ci --prefix test/runtimes)": DENO,
    "Polars (npm install --prefix examples/notebooks)": join(here, "node_modules/nodejs-polars"),
    "the built library (npm run build)": join(here, "../../dist/index.js"),
  };
  return Object.entries(needed)
    .filter(([, path]) => !existsSync(path))
    .map(([name]) => name);
}

/** How often a notebook is run until every cell has shown what it gave. */
const TRIES = 6;

/**
 * Runs a notebook of this folder. Deno's kernel now and then says that a cell is done before what it gave is out, and
 * Jupyter then misses it; so a notebook with a silent cell is run again, and shows there what it gave then. A cell
 * prints once, since of several lines those after the first can be missed unseen.
 *
 * @throws With what the kernel said, where a cell ends in an error.
 */
export async function runNotebook(name: string): Promise<Notebook> {
  let executed = await runOnce(name);
  for (let left = TRIES - 1; left > 0 && executed.cells.some(isSilent); left -= 1) {
    const again = await runOnce(name);
    executed = {
      ...executed,
      cells: executed.cells.map((cell, i) => (isSilent(cell) ? (again.cells[i] ?? cell) : cell)),
    };
  }
  return executed;
}

function isSilent(cell: Notebook["cells"][number]): boolean {
  return cell.cell_type === "code" && cell.outputs.length === 0;
}

/**
 * Runs a notebook in Deno's kernel, from the first cell to the last. The kernel is described in a folder
 * of its own, so that nothing is installed for the user.
 */
async function runOnce(name: string): Promise<Notebook> {
  const folder = mkdtempSync(join(tmpdir(), "notebook-"));
  try {
    const kernel = join(folder, "kernels/deno");
    mkdirSync(kernel, { recursive: true });
    const argv = [DENO, "jupyter", "--kernel", "--conn", "{connection_file}"];
    writeFileSync(
      join(kernel, "kernel.json"),
      JSON.stringify({ argv, display_name: "Deno", language: "typescript" }),
    );
    const options = ["--ExecutePreprocessor.timeout=300", "--output-dir", folder];
    await promisify(execFile)(JUPYTER, ["--to", "notebook", "--execute", ...options, `${name}.ipynb`], {
      cwd: here,
      env: { ...process.env, JUPYTER_PATH: folder, NO_COLOR: "1" },
    });
    return JSON.parse(readFileSync(join(folder, `${name}.ipynb`), "utf8")) as Notebook;
  } finally {
    rmSync(folder, { recursive: true });
  }
}
