import { rmSync } from "node:fs";
import { join, resolve } from "node:path";
import { build } from "esbuild";
import { rooms } from "../../../.ci/build/entries.ts";
import { fewChunks } from "../../../.ci/build/node-chunks.ts";
import { statisticsApart } from "../../../.ci/build/statistics-apart.ts";

const ROOT = resolve(import.meta.dirname, "../../..");

/** The library as Node gets it, in few chunks. Gives its folder. */
export async function buildLibrary(): Promise<string> {
  const outdir = join(ROOT, "node_modules/.cache/clientele-bench/dist");
  rmSync(outdir, { recursive: true, force: true });
  await build({
    // All of them, although two are measured: what is cut from what depends on which there are.
    entryPoints: Object.fromEntries(rooms.map((name) => [name, join(ROOT, `src/${name}.ts`)])),
    outdir,
    outExtension: { ".js": ".mjs" },
    bundle: true,
    splitting: true,
    minify: true,
    format: "esm",
    target: "es2022",
    platform: "neutral",
    mainFields: ["module", "main"],
    logLevel: "error",
    plugins: [statisticsApart, fewChunks],
  });
  return outdir;
}

/**
 * A program of the bench as plain JavaScript, as the library is published: what compiles on the fly keeps
 * names of functions, which costs more than some kernels do.
 */
export async function buildProgram(source: string): Promise<string> {
  const outdir = join(ROOT, "node_modules/.cache/clientele-bench", source.replace(/\.ts$/, ""));
  await build({
    entryPoints: { main: resolve(import.meta.dirname, "..", source) },
    bundle: true,
    splitting: true,
    platform: "node",
    format: "esm",
    packages: "external",
    outdir,
    outExtension: { ".js": ".mjs" },
    logLevel: "error",
  });
  return join(outdir, "main.mjs");
}
