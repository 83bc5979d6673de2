import { createContext, runInContext } from "node:vm";
import { TZDate } from "@date-fns/tz";
import { vectorFromArray } from "apache-arrow";
import { describe, expect, test } from "vitest";
import { FUTURE_DAY, MS_PER_DAY } from "../../src/calendar/civil.ts";
import {
  createTimeReader,
  dayTable,
  readDayRange,
  type TimeOptions,
  timeRefusal,
} from "../../src/calendar/time-reader.ts";
import { type Column, openColumn } from "../../src/core/column.ts";
import { createRejector } from "../../src/core/rejector.ts";
import { caught, type RefusalText } from "../core/base.ts";

const day = (text: string): number => Date.parse(text) / MS_PER_DAY;
const open = (given: unknown): Column => openColumn(given, ["orders", "columns", "at"]);

/** Form, and the civil day where the form is a good one. */
function read(cell: unknown, options: TimeOptions = {}): unknown[] {
  const reader = createTimeReader(options);
  const out = { value: Number.NaN };
  const form = reader.scan(cell, out);
  const good = form === "day" || form === "instant" || form === "local";
  return good
    ? [form, new Date(reader.dayOf(form, out.value) * MS_PER_DAY).toISOString().slice(0, 10)]
    : [form];
}

describe("a cell is read as a time", () => {
  const noon = "2026-01-31T12:00:00Z";
  const shanghai = { timeZone: "Asia/Shanghai" };
  const cases: [string, unknown, TimeOptions, unknown[]][] = [
    ["a calendar date", "2026-01-31", {}, ["day", "2026-01-31"]],
    ["a calendar date, in whatever zone", "2026-01-31", shanghai, ["day", "2026-01-31"]],
    ["a moment in UTC", "2026-01-31T20:00:00Z", {}, ["instant", "2026-01-31"]],
    ["a moment in another zone", "2026-01-31T20:00:00Z", shanghai, ["instant", "2026-02-01"]],
    ["a moment with an offset", "2026-01-31T20:00:00-05:00", {}, ["instant", "2026-02-01"]],
    ["a wall-clock time of an unnamed zone", "2026-01-31T20:00", {}, ["no_offset"]],
    ["a wall-clock time", "2026-01-31T20:00", shanghai, ["local", "2026-01-31"]],
    [
      "a wall-clock time in UTC, where it is named",
      "2026-01-31T20:00",
      { timeZone: "UTC" },
      ["local", "2026-01-31"],
    ],
    ["a Date", new Date(noon), {}, ["instant", "2026-01-31"]],
    ["a Date in another zone", new Date("2026-01-31T16:00:00Z"), shanghai, ["instant", "2026-02-01"]],
    ["a date of date-fns", new TZDate(2026, 0, 31, 23, "America/New_York"), {}, ["instant", "2026-02-01"]],
    [
      "a Date of another realm",
      runInContext(`new Date("${noon}")`, createContext()),
      {},
      ["instant", "2026-01-31"],
    ],
    ["Temporal's instants", { epochMilliseconds: Date.parse(noon) }, {}, ["instant", "2026-01-31"]],
    ["milliseconds", Date.parse(noon), { numericTime: "ms" }, ["instant", "2026-01-31"]],
    ["seconds", Date.parse(noon) / 1000, { numericTime: "s" }, ["instant", "2026-01-31"]],
    ["fractions of a second", -0.001, { numericTime: "s" }, ["instant", "1969-12-31"]],
    ["civil days", day("2026-01-31"), { numericTime: "day" }, ["day", "2026-01-31"]],
    [
      "civil days, in whatever zone",
      0,
      { numericTime: "day", timeZone: "Pacific/Kiritimati" },
      ["day", "1970-01-01"],
    ],
    ["numbers of an unnamed unit", 1, {}, ["no_unit"]],
    ["part of a day", 0.5, { numericTime: "day" }, ["invalid"]],
    ["a day before the first", -719_163, { numericTime: "day" }, ["invalid"]],
    ["the first day", -719_162, { numericTime: "day" }, ["day", "0001-01-01"]],
    ["the last day", 2_932_896, { numericTime: "day" }, ["day", "9999-12-31"]],
    ["a day after the last", 2_932_897, { numericTime: "day" }, ["invalid"]],
    ["NaN", Number.NaN, { numericTime: "ms" }, ["invalid"]],
    ["Infinity", Number.POSITIVE_INFINITY, { numericTime: "s" }, ["invalid"]],
    ["an invalid Date", new Date(Number.NaN), {}, ["invalid"]],
    ["a Temporal that has no moment", { epochMilliseconds: undefined }, {}, ["invalid"]],
    ["nanoseconds", { epochNanoseconds: 1n }, {}, ["invalid"]],
    ["a Date that does not know its time", { getTime: () => "now" }, {}, ["invalid"]],
    ["a bigint", 1n, { numericTime: "ms" }, ["invalid"]],
    ["a text that is none", "yesterday", {}, ["invalid"]],
    ["null", null, {}, ["invalid"]],
    ["nothing", undefined, {}, ["invalid"]],
    ["an object", {}, {}, ["invalid"]],
    ["a function", () => 0, {}, ["invalid"]],
  ];

  test.each(cases)("%s", (_name, cell, options, wanted) => {
    expect(read(cell, options)).toEqual(wanted);
  });

  test.each([
    ["0001-01-01T00:00:00Z", "UTC", ["instant", "0001-01-01"]],
    ["0001-01-01T00:00:00+00:01", "UTC", ["invalid"]],
    ["0001-01-01T12:00:00Z", "Asia/Shanghai", ["instant", "0001-01-01"]],
    ["0001-01-01T00:00:00Z", "America/New_York", ["invalid"]],
    ["0001-01-01T12:00:00Z", "America/New_York", ["instant", "0001-01-01"]],
    ["9999-12-31T23:59:59.999Z", "UTC", ["instant", "9999-12-31"]],
    ["9999-12-31T23:59:59-00:01", "UTC", ["invalid"]],
    ["9999-12-31T00:00:00Z", "Asia/Shanghai", ["instant", "9999-12-31"]],
    ["9999-12-31T16:00:00Z", "Asia/Shanghai", ["invalid"]],
    ["9999-12-31T23:59:59-04:00", "America/New_York", ["instant", "9999-12-31"]],
  ])("at the ends of the calendar %s in %s is %j", (text, timeZone, wanted) => {
    expect(read(text, { timeZone })).toEqual(wanted);
    expect(read({ epochMilliseconds: Date.parse(text) }, { timeZone })).toEqual(wanted);
  });

  test.each([8.64e15, -8.64e15, 2.6e14, 1e300])("%d milliseconds are too far away", (epochMilliseconds) => {
    for (const timeZone of ["UTC", "Asia/Shanghai"])
      expect(read({ epochMilliseconds }, { timeZone })).toEqual(["invalid"]);
  });
});

describe("options of times", () => {
  const cases: RefusalText[] = [
    [
      "an unknown zone",
      () => createTimeReader({ timeZone: "Mars" }),
      "unknown_time_zone",
      'options.timeZone: expected an IANA time zone such as "Asia/Shanghai", got a string of 4 characters',
    ],
    [
      "an unknown unit",
      () => createTimeReader({ numericTime: "us" as never }),
      "unknown_name",
      "options.numericTime: expected one of ms, s, day, got a string of 2 characters",
    ],
    [
      "under another path",
      () => createTimeReader({ timeZone: "Mars" }, ["policy"]),
      "unknown_time_zone",
      'policy.timeZone: expected an IANA time zone such as "Asia/Shanghai", got a string of 4 characters',
    ],
    [
      "an unknown unit under another path",
      () => createTimeReader({ numericTime: "m" as never }, ["policy"]),
      "unknown_name",
      "policy.numericTime: expected one of ms, s, day, got a string of 1 character",
    ],
  ];

  test.each(cases)("%s is refused", (_name, run, code, message) => {
    expect(caught(run)).toMatchObject({ code, message });
  });

  test("of no value are not given", () => {
    const reader = createTimeReader({ timeZone: undefined, numericTime: undefined });
    expect(reader.unit).toBeUndefined();
    expect(reader.zone.dayOf(-1)).toBe(-1);
    expect(createTimeReader({ numericTime: "s" }).unit).toBe("s");
  });
});

describe("a refusal says what would do", () => {
  const times = "a Date, an ISO date, or an ISO date-time with Z or an offset";
  const cases: [string, Parameters<typeof timeRefusal>, string, string][] = [
    [
      "no offset",
      ["no_offset", "2026-01-31T10:00"],
      "no_offset",
      "Z or an offset (or say which zone it is in: timeZone)",
    ],
    ["no unit", ["no_unit", 1], "wrong_type", `${times} (or say the unit: numericTime)`],
    ["nothing", ["invalid", undefined], "missing", times],
    ["null", ["invalid", null], "missing", times],
    ["a text", ["invalid", "x"], "invalid_date", times],
    ["a number", ["invalid", Number.NaN], "invalid_date", times],
    ["an invalid Date", ["invalid", new Date(Number.NaN)], "invalid_date", times],
    ["a bigint", ["invalid", 1n], "wrong_type", times],
    ["an object", ["invalid", {}], "wrong_type", `${times} (of a driver's own object: its text)`],
    ["a flag", ["invalid", true], "wrong_type", times],
  ];

  test.each(cases)("%s", (_name, given, code, expected) => {
    expect(timeRefusal(...given)).toEqual({ code, expected });
  });
});

describe("a column of days", () => {
  const days = [day("2026-01-30"), day("2026-01-31"), day("2026-01-31")];
  const cases: [string, unknown, TimeOptions][] = [
    ["dates", ["2026-01-30", "2026-01-31", "2026-01-31"], {}],
    ["Dates", ["2026-01-30", "2026-01-31", "2026-01-31"].map((text) => new Date(text)), {}],
    [
      "texts of moments",
      ["2026-01-29T17:00Z", "2026-01-30T16:00Z", "2026-01-31T15:59Z"],
      { timeZone: "Asia/Shanghai" },
    ],
    [
      "wall-clock times",
      ["2026-01-30T00:00", "2026-01-31T00:00", "2026-01-31T23:59"],
      { timeZone: "Asia/Shanghai" },
    ],
    ["a dictionary of few", { codes: [0, 1, 1], values: ["2026-01-30", "2026-01-31"] }, {}],
    ["a dictionary of many", { codes: [3, 1, 1], values: ["x", "2026-01-31", "y", "2026-01-30"] }, {}],
    ["day numbers", days, { numericTime: "day" }],
    ["day numbers in a buffer", Int32Array.from(days), { numericTime: "day" }],
    ["seconds in a buffer", Float64Array.from(days, (one) => one * 86_400 + 1), { numericTime: "s" }],
    ["Arrow's times", vectorFromArray(days.map((one) => new Date(one * MS_PER_DAY))), { numericTime: "ms" }],
  ];

  test.each(cases)("%s", (_name, given, options) => {
    const out = new Int32Array(4).fill(9);
    const rejector = createRejector("orders");
    readDayRange(
      open(given),
      0,
      3,
      out,
      createTimeReader(options),
      Number.POSITIVE_INFINITY,
      "at",
      rejector,
      [],
    );
    expect(Array.from(out)).toEqual([...days, 9]);
    readDayRange(
      open(given),
      1,
      2,
      out,
      createTimeReader(options),
      Number.POSITIVE_INFINITY,
      "at",
      rejector,
      [],
    );
    expect(out[0]).toBe(days[1]);
  });

  test("instants after the latest are in the future; days are not instants", () => {
    const latest = Date.parse("2026-01-31T12:00:00Z");
    const read = (given: unknown, options: TimeOptions = {}): boolean => {
      const out = new Int32Array(1);
      readDayRange(
        open(given),
        0,
        1,
        out,
        createTimeReader(options),
        latest,
        "at",
        createRejector("orders"),
        [],
      );
      return out[0] === FUTURE_DAY;
    };
    expect(read(["2026-01-31T12:00:00Z"])).toBe(false);
    expect(read(["2026-01-31T12:00:00.001Z"])).toBe(true);
    expect(read([new Date(latest + 1)])).toBe(true);
    expect(read(["2026-01-31"])).toBe(false);
    expect(read(["2026-02-01"])).toBe(false);
    expect(read(["2026-01-31T20:00:00"], { timeZone: "Asia/Shanghai" })).toBe(false);
    expect(read(["2026-01-31T20:01:00"], { timeZone: "Asia/Shanghai" })).toBe(true);
    expect(read({ codes: [0], values: ["2026-01-31T12:00:01Z"] })).toBe(true);
    expect(read({ codes: [0], values: ["2026-01-31"] })).toBe(false);
    expect(read(Float64Array.of(latest / 1000 + 1), { numericTime: "s" })).toBe(true);
    expect(read(Float64Array.of(day("2026-02-01")), { numericTime: "day" })).toBe(false);
  });

  const bad: [string, unknown, TimeOptions, (string | number)[][]][] = [
    [
      "cells that are none",
      ["2026-01-31", "x", null, "x", {}, 1],
      {},
      [
        [1, "invalid_date"],
        [2, "missing"],
        [3, "invalid_date"],
        [4, "wrong_type"],
        [5, "wrong_type"],
      ],
    ],
    [
      "nothing, again and again",
      [undefined, undefined],
      {},
      [
        [0, "missing"],
        [1, "missing"],
      ],
    ],
    [
      "wall-clock times of no zone",
      ["2026-01-31T10:00", "2026-01-31T10:00"],
      {},
      [
        [0, "no_offset"],
        [1, "no_offset"],
      ],
    ],
    [
      "numbers that are no days",
      Float64Array.of(0, 0.5, Number.NaN, 3e6, -8e5),
      { numericTime: "day" },
      [
        [1, "invalid_date"],
        [2, "invalid_date"],
        [3, "invalid_date"],
        [4, "invalid_date"],
      ],
    ],
    [
      "a dictionary's bad entries",
      { codes: [0, 1, 0, 2, -1, 9, 0.5, null], values: ["2026-01-31", "x", null] },
      {},
      [
        [1, "invalid_date"],
        [3, "missing"],
        [4, "out_of_range"],
        [5, "out_of_range"],
        [6, "out_of_range"],
        [7, "out_of_range"],
      ],
    ],
    [
      "a large dictionary's bad entries",
      { codes: [0, 1, 4], values: ["2026-01-31", "x", null, "2026-01-30"] },
      {},
      [
        [1, "invalid_date"],
        [2, "missing"],
      ],
    ],
    ["64-bit times", BigInt64Array.of(1n), { numericTime: "ms" }, [[0, "wrong_type"]]],
  ];

  test.each(bad)("%s are rejected, and stand for the future", (_name, given, options, wanted) => {
    const column = open(given);
    const rejector = createRejector("orders", "collect");
    const out = new Int32Array(column.length);
    readDayRange(
      column,
      0,
      column.length,
      out,
      createTimeReader(options),
      Number.POSITIVE_INFINITY,
      "at",
      rejector,
      [],
    );
    expect(rejector.list().map(({ row, code }) => [row, code])).toEqual(wanted);
    expect(rejector.list().every(({ field }) => field === "at")).toBe(true);
    expect(Array.from(out, (one) => one === FUTURE_DAY)).toEqual(
      Array.from(out, (_, row) => rejector.has(row)),
    );
  });

  test("a Date that is changed between two rows is read twice", () => {
    const moving = new Date("2026-01-30");
    const at = (i: number): Date => {
      moving.setUTCDate(30 + i);
      return moving;
    };
    const out = new Int32Array(2);
    const reader = createTimeReader({});
    for (let i = 0; i < 2; i += 1) {
      readDayRange(
        open([at(i)]),
        0,
        1,
        out.subarray(i),
        reader,
        Number.POSITIVE_INFINITY,
        "at",
        createRejector("orders"),
        [],
      );
    }
    expect(Array.from(out)).toEqual([day("2026-01-30"), day("2026-01-31")]);
    const same = new Date("2026-01-30");
    readDayRange(
      open([same, same]),
      0,
      2,
      out,
      reader,
      Number.POSITIVE_INFINITY,
      "at",
      createRejector("orders"),
      [],
    );
    expect(Array.from(out)).toEqual([day("2026-01-30"), day("2026-01-30")]);
  });
});

describe("a table of days", () => {
  const noon = Date.parse("2026-01-31T12:00:00Z");
  const tableOf = (values: unknown[], options: TimeOptions = {}, latest = noon) => {
    const made = dayTable(values, createTimeReader(options), latest);
    return made && Array.from(made);
  };

  test("has the day of each entry, the future standing for what is after the latest", () => {
    expect(tableOf(["2026-01-31", "2026-02-01", "2026-01-31T12:00Z", "2026-01-31T12:01Z"])).toEqual([
      day("2026-01-31"),
      day("2026-02-01"),
      day("2026-01-31"),
      FUTURE_DAY,
    ]);
    expect(tableOf(["2026-01-31T20:00", "2026-01-31T20:01"], { timeZone: "Asia/Shanghai" })).toEqual([
      day("2026-01-31"),
      FUTURE_DAY,
    ]);
    expect(tableOf([])).toEqual([]);
  });

  test.each([["x"], [null], ["2026-01-31T10:00"], [7]])("there is none where %j is an entry", (entry) => {
    expect(tableOf(["2026-01-31", entry])).toBeUndefined();
  });
});
