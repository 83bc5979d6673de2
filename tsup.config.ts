import { readFileSync, writeFileSync } from "node:fs";
import { basename } from "node:path";
import { defineConfig, type Options } from "tsup";
import * as z from "zod/mini";
import { commonJsToo } from "./.ci/build/common-js.ts";
import { writeDeclarations } from "./.ci/build/declarations.ts";
import { dictionaries, entries, rooms } from "./.ci/build/entries.ts";
import { fewChunks } from "./.ci/build/node-chunks.ts";
import { banner, notices } from "./.ci/build/notices.ts";
import { scoreScript, shortNames, shortSources } from "./.ci/build/score-script.ts";
import { statisticsApart } from "./.ci/build/statistics-apart.ts";

type Plugin = NonNullable<Options["esbuildPlugins"]>[number];
type ChunkPlugin = NonNullable<Options["plugins"]>[number];

/**
 * A file per source. One file per entry would put `export * as bgNbd` into a lump that no bundler can shake, and
 * would give each subpath its own copy of the shared files.
 */
const filePerSource: Plugin = {
  name: "file-per-source",
  setup(build) {
    const extension = build.initialOptions.format === "cjs" ? ".cjs" : ".js";
    build.onResolve({ filter: /^\.{1,2}\/.*\.ts$/ }, ({ path, kind }) =>
      kind === "entry-point"
        ? undefined
        : { path: path.replace(/\.ts$/, extension), external: true, sideEffects: false },
    );
  },
};

/** Deno does not look for declarations beside a file: the file names them. */
function nameTypes(name: string): void {
  const file = `dist/${name}.js`;
  writeFileSync(file, `// @ts-self-types="./${basename(name)}.d.ts"\n${readFileSync(file, "utf8")}`);
}

/**
 * A JSON Schema file for each schema of the built module: `modelSchema` is `dist/schema/model.json`. Written here, so
 * that what makes them is in no bundle.
 */
async function writeJsonSchemas(): Promise<void> {
  const built = new URL("dist/schema/index.js", `file://${process.cwd()}/`).href;
  const offered = (await import(built)) as { readonly [name: string]: unknown };
  for (const [name, schema] of Object.entries(offered)) {
    if (!name.endsWith("Schema")) continue;
    const title = name.slice(0, -"Schema".length).replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
    const json = z.toJSONSchema(schema as z.ZodMiniType, { io: "input", reused: "ref" });
    writeFileSync(`dist/schema/${title}.json`, `${JSON.stringify({ title, ...json }, null, 2)}\n`);
  }
}

/** esbuild leaves the letters of regular expressions as they are. */
const asciiPatterns: ChunkPlugin = {
  name: "ascii-patterns",
  renderChunk(code) {
    const escaped = code.replace(/[\u0080-\uffff]/g, (letter) => {
      return `\\u${letter.charCodeAt(0).toString(16).padStart(4, "0")}`;
    });
    return { code: escaped };
  },
};

/**
 * For Node and Deno: some seven hundred files, opened one by one, would take ten times as long to load. So would
 * those of the dependencies, all but the one whose objects meet the host's own.
 */
const forNode = (names: readonly string[], plugins: readonly Plugin[]): Options => ({
  entry: Object.fromEntries(names.map((name) => [name, `src/${name}.ts`])),
  outDir: "dist/node",
  format: ["esm"],
  noExternal: [/^@?date-fns/, "simple-statistics"],
  esbuildPlugins: [statisticsApart, fewChunks, ...plugins],
  plugins: [asciiPatterns, commonJsToo],
  splitting: true,
  minify: true,
  target: "es2022",
  platform: "neutral",
  esbuildOptions(options) {
    options.chunkNames = "shared/[hash]";
    // Node shows the line of an error that nobody caught: let it be short.
    options.lineLimit = 160;
    // A name depends on paths: they are the same wherever node_modules lies.
    options.preserveSymlinks = true;
  },
});

export default defineConfig([
  {
    entry: ["src/**/*.ts", "!src/score/**"],
    format: ["esm", "cjs"],
    esbuildPlugins: [filePerSource],
    splitting: false,
    target: "es2022",
    platform: "neutral",
    clean: true,
    async onSuccess() {
      for (const name of writeDeclarations(entries)) nameTypes(name);
      await writeJsonSchemas();
    },
  },
  forNode(rooms, [notices("dist/node", "index.js")]),
  forNode(dictionaries, []),
  {
    // For script tags and database engines: one file, old syntax, nothing from outside.
    entry: { clientele: "src/index.ts" },
    outDir: "dist/browser",
    format: ["iife"],
    globalName: "Clientele",
    noExternal: [/.*/],
    // After esbuild's own: a twentieth less for a page to load.
    minify: "terser",
    terserOptions: { ecma: 2019, format: { ascii_only: true, comments: /^!/ } },
    target: "es2019",
    platform: "neutral",
    banner: { js: banner("clientele.global.js") },
    esbuildPlugins: [statisticsApart, notices("dist/browser", "clientele.global.js")],
    esbuildOptions(options) {
      options.minify = true;
      options.charset = "ascii";
      options.legalComments = "none";
    },
    plugins: [asciiPatterns],
  },
  {
    // For engines that run JavaScript inside a query: what scores one customer, under 32 KB.
    entry: { "clientele.score": "src/score/index.ts" },
    outDir: "dist/browser",
    format: ["esm"],
    outExtension: () => ({ js: ".global.js" }),
    noExternal: [/.*/],
    splitting: false,
    target: "es2019",
    platform: "neutral",
    esbuildPlugins: [shortSources],
    esbuildOptions(options) {
      options.charset = "ascii";
      options.define = { ...options.define, ...shortNames };
    },
    plugins: [
      {
        name: "score-script",
        renderChunk: async (code) => ({ code: await scoreScript(code) }),
      },
    ],
  },
]);
