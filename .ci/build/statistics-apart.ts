import { resolve } from "node:path";
import type { Options } from "tsup";

type Plugin = NonNullable<Options["esbuildPlugins"]>[number];

/**
 * Bundles take of simple-statistics what they use. It is published as one file, which makes a table of the normal
 * distribution each time it is loaded; a bundler has to keep that. Its sources are published too, a file a function.
 */
export const statisticsApart: Plugin = {
  name: "statistics-apart",
  setup(build) {
    const home = resolve("node_modules/simple-statistics");
    build.onResolve({ filter: /^simple-statistics$/ }, () => ({
      path: resolve(home, "index.js"),
      sideEffects: false,
    }));
    build.onResolve({ filter: /^\.\// }, ({ path, importer, resolveDir }) =>
      importer.startsWith(home) ? { path: resolve(resolveDir, path), sideEffects: false } : undefined,
    );
  },
};
