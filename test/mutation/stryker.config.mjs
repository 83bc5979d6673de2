import { readdirSync, readFileSync } from "node:fs";

// MUTATED=rfm,history npx stryker run test/mutation/stryker.config.mjs
const modules = (process.env.MUTATED ?? "core,history,rfm").split(",");
// MUTATION_SHARE=12 looks at every twelfth block of ten lines: a sample spread evenly over a large module.
const share = Number(process.env.MUTATION_SHARE ?? 1);
const blockLines = 10;

const files = modules
  .flatMap((name) => readdirSync(`src/${name}`, { recursive: true }).map((file) => `src/${name}/${file}`))
  .filter((file) => file.endsWith(".ts") && !file.endsWith("index.ts"))
  .sort();

/** Each file in blocks of ten lines, in the form that Stryker reads: file:first-last. */
function blocksOf(file) {
  const lines = readFileSync(file, "utf8").split("\n").length;
  const starts = Array.from({ length: Math.ceil(lines / blockLines) }, (_, i) => i * blockLines + 1);
  return starts.map((first) => `${file}:${first}-${first + blockLines - 1}`);
}

export default {
  mutate: share === 1 ? files : files.flatMap(blocksOf).filter((_, i) => i % share === 0),
  testRunner: "vitest",
  vitest: { configFile: "test/mutation/vitest.config.ts", related: false },
  plugins: ["@stryker-mutator/vitest-runner"],
  coverageAnalysis: "perTest",
  concurrency: Number(process.env.MUTATION_PROCESSES ?? 2),
  // A slow machine is not a killed mutant: only what runs several times as long as it should ends as a time-out.
  timeoutMS: 20_000,
  timeoutFactor: 3,
  // Constants of a module would need all of its tests again, each in a fresh process.
  ignoreStatic: true,
  tempDirName: `reports/mutation/${modules.join("-")}-sandbox`,
  reporters: ["clear-text", "json", "progress-append-only"],
  jsonReporter: { fileName: `reports/mutation/${modules.join("-")}.json` },
  clearTextReporter: { allowColor: false, logTests: false, reportTests: false },
  thresholds: { high: 95, low: 85, break: 85 },
};
