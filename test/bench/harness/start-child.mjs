/**
 * A fresh process: how long it takes to import a file of the built library, and, with rows, to fit the
 * first model. Prints milliseconds as JSON.
 *
 *     node start-child.mjs <file> [<rows.json>]
 */
import { readFileSync } from "node:fs";

const [, , file, rowsFile] = process.argv;
const rows = rowsFile === undefined ? undefined : JSON.parse(readFileSync(rowsFile, "utf8"));
const before = performance.now();
const { bgNbd } = await import(file);
const importMs = performance.now() - before;
const start = performance.now();
if (rows !== undefined) bgNbd.fit(rows);
process.stdout.write(JSON.stringify({ importMs, fitMs: performance.now() - start }));
