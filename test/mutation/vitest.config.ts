import { defineConfig } from "vitest/config";

const modules = (process.env["MUTATED"] ?? "core,history,rfm").split(",");

/**
 * The tests that judge a mutant: those of its own module, and no others, so that what a module says of itself is proved
 * where it stands. Types, docs and whole programs would only make each mutant slower.
 */
export default defineConfig({
  test: {
    include: modules.map((name) => `test/${name}/**/*.test.ts`),
    exclude: ["test/**/*.types.test.ts"],
    setupFiles: ["test/setup/properties.ts"],
    isolate: false,
    testTimeout: 120_000,
  },
});
