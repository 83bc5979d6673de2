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

/** A program of the bench as plain JavaScript: its start-up is then a program's, not a compiler's. */
export async function buildProgram(source: string): Promise<string> {
  const outfile = join(ROOT, "node_modules/.cache/clientele-bench", source.replace(/\.ts$/, ".mjs"));
  await build({
    entryPoints: [resolve(import.meta.dirname, "..", source)],
    bundle: true,
    platform: "node",
    format: "esm",
    packages: "external",
    outfile,
    logLevel: "error",
  });
  return outfile;
}
