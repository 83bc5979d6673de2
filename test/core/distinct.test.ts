import { expect, test } from "vitest";
import { isDistinct, promiseDistinct } from "../../src/core/distinct.ts";

test("a promise is kept with the list and shows nowhere", () => {
  const list = promiseDistinct(["ann", "bob"]);
  expect(isDistinct(list)).toBe(true);
  expect(list).toEqual(["ann", "bob"]);
  expect(Object.keys(list)).toEqual(["0", "1"]);
  expect(JSON.stringify(list)).toBe('["ann","bob"]');
});

test("other lists, and copies, promise nothing", () => {
  expect(isDistinct(["ann"])).toBe(false);
  expect(isDistinct(promiseDistinct(["ann"]).slice())).toBe(false);
});
