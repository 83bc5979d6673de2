import { readFileSync, writeFileSync } from "node:fs";
import { transformSync } from "esbuild";
import type { Options } from "tsup";

type Plugin = NonNullable<Options["plugins"]>[number];

/** The name of a file beside it, as a call of `require` has it. */
const NEIGHBOUR = /(\brequire\("\.{1,2}\/[\w/-]+)\.js("\))/g;

/** Writes each file a second time, for `require`: esbuild cuts modules into chunks, and nothing else. */
export const commonJsToo: Plugin = {
  name: "common-js-too",
  buildEnd({ writtenFiles }) {
    for (const { name } of writtenFiles) {
      const source = readFileSync(name, "utf8");
      const { code } = transformSync(source, {
        format: "cjs",
        minifyWhitespace: true,
        target: "es2022",
        lineLimit: 160,
      });
      writeFileSync(name.replace(/\.js$/, ".cjs"), code.replace(NEIGHBOUR, "$1.cjs$2"));
    }
  },
};
