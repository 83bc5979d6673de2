// Which modules are changed on purpose: MUTATED=rfm,history npx stryker run test/mutation/stryker.config.mjs
const modules = (process.env.MUTATED ?? "core,history,rfm").split(",");

export default {
  mutate: modules.flatMap((name) => [`src/${name}/**/*.ts`, `!src/${name}/**/index.ts`]),
  testRunner: "vitest",
  vitest: { configFile: "test/mutation/vitest.config.ts", related: false },
  plugins: ["@stryker-mutator/vitest-runner"],
  coverageAnalysis: "perTest",
  concurrency: Number(process.env.MUTATION_PROCESSES ?? 2),
  // A slow machine is not a killed mutant: only what runs ten times as long as it should ends as a time-out.
  timeoutMS: 20_000,
  timeoutFactor: 3,
  ignoreStatic: true,
  tempDirName: `reports/mutation/${modules.join("-")}-sandbox`,
  reporters: ["clear-text", "json", "progress-append-only"],
  jsonReporter: { fileName: `reports/mutation/${modules.join("-")}.json` },
  clearTextReporter: { allowColor: false, logTests: false, reportTests: false },
  thresholds: { high: 95, low: 85, break: 85 },
};
