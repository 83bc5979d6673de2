import { readdirSync } from "node:fs";
import { join, resolve } from "node:path";
import { build } from "esbuild";

const ROOT = resolve(import.meta.dirname, "../../..");

/** The library as it is published: a file for each source. Gives its folder. */
export async function buildLibrary(): Promise<string> {
  const outdir = join(ROOT, "node_modules/.cache/clientele-bench/dist");
  const sources = readdirSync(join(ROOT, "src"), { recursive: true, encoding: "utf8" });
  await build({
    entryPoints: sources.filter((name) => name.endsWith(".ts")).map((name) => join(ROOT, "src", name)),
    outdir,
    outbase: join(ROOT, "src"),
    outExtension: { ".js": ".mjs" },
    bundle: true,
    format: "esm",
    target: "es2022",
    packages: "external",
    logLevel: "error",
    plugins: [
      {
        name: "file-per-source",
        setup: ({ onResolve }) => {
          onResolve({ filter: /^\.{1,2}\/.*\.ts$/ }, ({ path, kind }) =>
            kind === "entry-point" ? undefined : { path: path.replace(/\.ts$/, ".mjs"), external: true },
          );
        },
      },
    ],
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
