import { defineConfig } from "vitest/config";

/** Five minutes, and more for a night's work: see test/setup/properties.ts. */
const testTimeout = 300_000 * Math.max(1, Number(process.env["PROPERTY_RUNS"] ?? 0) / 1000);

/** Every name of an option is planted in `Object.prototype` while a test runs: see CONTRIBUTING.md. */
const planted = process.env["INHERITED"] === undefined ? [] : ["test/setup/inherited.ts"];

/**
 * One project a kind of test: `vitest run --project unit`. Files share a process, as tests leave nothing behind: that
 * saves a third of the time.
 */
const project = (name: string, include: string[], exclude: string[] = []) => ({
  test: {
    name,
    include,
    exclude,
    benchmark: { include: [] },
    isolate: false,
    setupFiles: ["test/setup/properties.ts", ...planted],
    testTimeout,
    hookTimeout: 120_000,
  },
});

export default defineConfig({
  test: {
    // By default one core stays idle, which is half of a machine that has two.
    maxWorkers: "100%",
    projects: [
      project(
        "unit",
        ["test/**/*.test.ts"],
        [
          "test/**/*.{property,golden,types}.test.ts",
          "test/{browser,deno,docs,notebooks,package,runtimes,security}/**",
        ],
      ),
      project("property", ["test/**/*.property.test.ts"]),
      project("golden", ["test/**/*.golden.test.ts"]),
      project("package", ["test/package/**/*.test.ts"]),
      project("browser", ["test/browser/*.test.ts"]),
      project("deno", ["test/deno/*.test.ts"]),
      project("docs", ["test/docs/**/*.test.ts"]),
      project("notebooks", ["test/notebooks/*.test.ts"]),
      project("runtimes", ["test/runtimes/*.test.ts"]),
      project("security", ["test/security/*.test.ts"]),
      {
        test: {
          name: "types",
          include: [],
          typecheck: {
            enabled: true,
            only: true,
            include: ["test/**/*.types.test.ts"],
            tsconfig: "test/tsconfig.json",
          },
        },
      },
    ],
    coverage: { provider: "v8", include: ["src/**"], reporter: ["text-summary", "json-summary"] },
  },
});
