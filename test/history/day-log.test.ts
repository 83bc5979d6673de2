import { describe, expect, test } from "vitest";
import { createDayLog, type DayLog, reserveDays, sortDays } from "../../src/history/day-log.ts";

function logOf(pairs: readonly (readonly [number, number])[]): DayLog {
  const log = createDayLog();
  reserveDays(log, pairs.length);
  for (const [code, day] of pairs) {
    log.codes[log.length] = code;
    log.days[log.length] = day;
    log.length += 1;
  }
  return log;
}

/** The days of each customer. */
function sorted(log: DayLog, customers: number): number[][] {
  const { starts, days } = sortDays(log, customers);
  return Array.from({ length: customers }, (_, c) => Array.from(days.subarray(starts[c], starts[c + 1])));
}

describe("a log sorted by customer and day", () => {
  test("has each customer's days ascending, equal ones kept", () => {
    const log = logOf([
      [2, 5],
      [0, 9],
      [2, -3],
      [0, 1],
      [2, 5],
    ]);
    expect(sorted(log, 4)).toEqual([[1, 9], [], [-3, 5, 5], []]);
    expect(Array.from(log.days.subarray(0, log.length))).toEqual([5, 9, -3, 1, 5]);
  });

  test("of nobody has nobody", () => {
    expect(sorted(createDayLog(), 0)).toEqual([]);
    expect(sorted(createDayLog(), 2)).toEqual([[], []]);
  });

  test.each([
    ["in order", (i: number) => i],
    ["backwards", (i: number) => 1000 - i],
    ["nearly in order", (i: number) => i ^ 1],
    ["at random", (i: number) => (i * 7919) % 1009],
    ["all the same", () => 7],
  ])("of many days %s is sorted, and its neighbours stay", (_name, dayOf) => {
    const days = Array.from({ length: 1000 }, (_, i) => dayOf(i));
    const log = logOf([[0, 3], [2, 4], ...days.map((day) => [1, day] as const), [0, 2], [2, 1]]);
    expect(sorted(log, 3)).toEqual([[2, 3], [...days].sort((a, b) => a - b), [1, 4]]);
  });
});

test("room is made for more, and what is there stays", () => {
  const log = logOf([
    [0, 1],
    [1, 2],
  ]);
  expect(log.codes.length).toBe(1024);
  const { codes } = log;
  reserveDays(log, 1022);
  expect(log.codes).toBe(codes);
  reserveDays(log, 1023);
  expect([log.codes.length, log.days.length]).toEqual([1536, 1536]);
  expect([Array.from(log.codes.subarray(0, 2)), Array.from(log.days.subarray(0, 2))]).toEqual([
    [0, 1],
    [1, 2],
  ]);
  reserveDays(log, 5000);
  expect(log.codes.length).toBe(5002);
});
