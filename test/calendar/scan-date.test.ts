import { expect, test } from "vitest";
import { dayOfText } from "../../src/calendar/scan-date.ts";

test("a calendar date is a day number", () => {
  expect(["0001-01-01", "1970-01-01", "2024-02-29", "9999-12-31"].map(dayOfText)).toEqual([
    -719_162, 0, 19_782, 2_932_896,
  ]);
});

test.each([
  "2023-02-29",
  "0000-01-01",
  "2024-13-01",
  "2024-1-01",
  "2024-01-0",
  "2024/01/01",
  "2024-01-01T00:00",
  "",
])("%j is none", (text) => {
  expect(dayOfText(text)).toBeNaN();
});

test("nor is what is no text", () => {
  expect([20_240_101, null, new Date(0), ["2024-01-01"]].map(dayOfText)).toEqual([
    Number.NaN,
    Number.NaN,
    Number.NaN,
    Number.NaN,
  ]);
});
