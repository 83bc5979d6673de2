import { defineConfig } from "vitest/config";

/** The tests that judge a mutant: those of behaviour. Docs, types and tools would only make each mutant slower. */
export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    exclude: ["test/**/*.types.test.ts", "test/{docs,package,tools}/**"],
    testTimeout: 60_000,
  },
});
