import { expect, test } from "vitest";
import { MS_PER_DAY } from "../../src/calendar/civil.ts";
import { readNullableDays } from "../../src/calendar/nullable-days.ts";
import { createTimeReader } from "../../src/calendar/time-reader.ts";
import { type Column, openColumn } from "../../src/core/column.ts";
import { createRejector } from "../../src/core/rejector.ts";
import { caught } from "../core/base.ts";

const day = (text: string): number => Date.parse(text) / MS_PER_DAY;
const open = (given: unknown): Column => openColumn(given, ["customers", "columns", "since"]);
const rows = (cells: unknown[]): Column => ({
  form: "rows",
  length: cells.length,
  rows: cells.map((since) => ({ since })),
  key: "since",
});
const reader = createTimeReader({ timeZone: "Asia/Shanghai" });

test("days are read, NaN where empty", () => {
  const cells = ["2026-01-31", "2026-01-31", null, undefined, "2026-01-31T17:00Z", "2026-02-02T10:00", null];
  const wanted = [
    day("2026-01-31"),
    day("2026-01-31"),
    Number.NaN,
    Number.NaN,
    day("2026-02-01"),
    day("2026-02-02"),
    Number.NaN,
  ];
  for (const column of [rows(cells), open(cells)]) {
    expect(Array.from(readNullableDays(column, "since", reader, createRejector("customers")))).toEqual(
      wanted,
    );
  }
});

test("in a column NaN is empty, in a row it is wrong", () => {
  const numbers = createTimeReader({ numericTime: "day" });
  const column = open(Float64Array.of(7, Number.NaN));
  expect(readNullableDays(column, "since", numbers, createRejector("customers"))).toEqual(
    Float64Array.of(7, Number.NaN),
  );
  expect(
    caught(() => readNullableDays(rows([7, Number.NaN]), "since", numbers, createRejector("customers"))),
  ).toMatchObject({ code: "invalid_date", path: ["customers", 1, "since"] });
});

test("each wrong cell is told of, long columns piece by piece", () => {
  const cells: unknown[] = Array.from({ length: 5000 }, () => "2026-01-31");
  cells[10] = "x";
  cells[11] = "x";
  cells[4999] = {};
  const rejector = createRejector("customers", "collect");
  const days = readNullableDays(open(cells), "since", reader, rejector);
  expect(rejector.list().map(({ row, code }) => [row, code])).toEqual([
    [10, "invalid_date"],
    [11, "invalid_date"],
    [4999, "wrong_type"],
  ]);
  expect(Array.from(days).filter((one) => one === day("2026-01-31"))).toHaveLength(4997);
  expect([days[10], days[11], days[4999]]).toEqual([Number.NaN, Number.NaN, Number.NaN]);
});

test("equal Dates that are changed between are read again", () => {
  const since = new Date("2026-01-31T00:00:00Z");
  const column = open({
    length: 2,
    at: (i: number) => {
      since.setUTCDate(i + 1);
      return i === 0 ? new Date(since) : since;
    },
  });
  expect(readNullableDays(column, "since", createTimeReader({}), createRejector("customers"))).toEqual(
    Float64Array.of(day("2026-01-01"), day("2026-01-02")),
  );
});
