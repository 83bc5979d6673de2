import { createHash } from "node:crypto";
import { copyFileSync, mkdirSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { type BuildOptions, build } from "esbuild";

const here = import.meta.dirname;

/** Makes the page: static files in one folder, to be put on any web server. */
export async function buildPage(folder: string): Promise<void> {
  mkdirSync(folder, { recursive: true });
  const scripts: BuildOptions = {
    bundle: true,
    format: "iife",
    target: "es2022",
    minify: true,
    legalComments: "none",
    outdir: folder,
  };
  await build({
    ...scripts,
    entryPoints: { page: join(here, "page/page.ts"), worker: join(here, "worker/worker.ts") },
  });
  for (const name of ["index.html", "page.css", "icon.svg"]) {
    copyFileSync(join(here, "page", name), join(folder, name));
  }
  copyFileSync(join(here, "../quickstart/data/cdnow-master-elog.csv"), join(folder, "cdnow.csv"));

  const files = readdirSync(folder).filter((name) => name !== "offline.js");
  const hash = createHash("sha256");
  for (const name of files) hash.update(readFileSync(join(folder, name)));
  await build({
    ...scripts,
    entryPoints: { offline: join(here, "worker/offline.ts") },
    define: {
      FILES: JSON.stringify(["./", ...files]),
      VERSION: JSON.stringify(hash.digest("hex").slice(0, 16)),
    },
  });
}
