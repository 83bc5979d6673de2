import { execFileSync } from "node:child_process";
import { expect, test } from "vitest";

test("subscribers and donors: a model is chosen, and what it foretells is said with an interval", () => {
  const args = ["--import", "tsx", "examples/contracts/main.ts"];
  const lines = execFileSync(process.execPath, args, { encoding: "utf8" }).trim().split("\n");
  expect(lines[1]).toMatch(/^Beta-discrete-Weibull foretold best/);
  expect(lines.filter((line) => line.startsWith("Shifted-beta-geometric foretold best"))).toHaveLength(1);
  expect(lines).toContain("  year 5: 138 (127 to 149)");
  // Fader, Hardie and Shang (2010): the log-likelihood and alpha of their donors
  expect(lines).toContain("Donors: 11104, log-likelihood -33225.58");
  expect(lines.some((line) => line.startsWith("  alpha 1.204"))).toBe(true);
});
