import { expect, test } from "vitest";
import { wantedOf } from "../../src/rules/raw-rule.ts";

test.each<[unknown, string | number | boolean | null]>([
  [undefined, null],
  [null, null],
  [5, 5],
  ["tea", "tea"],
  [false, false],
  [[], ""],
  [["tea", "oil"], "tea, oil"],
  [[1, 2, 3, 4, 5], "1, 2, 3, 4, 5"],
  [[1, 2, 3, 4, 5, 6], "1, 2, 3, 4, 5, …"],
  [["2026-01-31", { ago: { days: 3 } }], '2026-01-31, {"ago":{"days":3}}'],
  [{ days: 30 }, '{"days":30}'],
])("%j is shown as %j", (value, shown) => {
  expect(wantedOf(value)).toBe(shown);
});
