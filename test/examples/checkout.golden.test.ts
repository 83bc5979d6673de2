import { execFileSync } from "node:child_process";
import { expect, test } from "vitest";

test("one order changes one customer's scores, and the reasons are said", () => {
  const args = ["--import", "tsx", "examples/checkout/main.ts"];
  const lines = execFileSync(process.execPath, args, { encoding: "utf8" }).trim().split("\n");
  expect(lines.slice(0, 3)).toEqual([
    "before: 311 | About To Sleep | B | New | -",
    "after: 555 | Champions | A | Growing | reward and keep close",
    "- Orders: 2, from 2025-11-07 to 2026-02-03, net revenue 92.",
  ]);
  expect(lines[lines.length - 1]).toBe(
    "- Next: reward and keep close (Expand: stage Growing, tier A, risk not known).",
  );
});
