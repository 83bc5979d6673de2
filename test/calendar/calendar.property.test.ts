import { TZDate } from "@date-fns/tz";
import { UTCDate } from "@date-fns/utc";
import {
  add,
  differenceInCalendarDays,
  endOfMonth,
  endOfQuarter,
  endOfWeek,
  endOfYear,
  startOfMonth,
  startOfQuarter,
  startOfWeek,
  startOfYear,
} from "date-fns";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { dayOfDate, FIRST_DAY, isoOfDay, LAST_DAY, MS_PER_DAY } from "../../src/calendar/civil.ts";
import { addDuration, durationDays, durationIn } from "../../src/calendar/duration.ts";
import {
  nextPeriod,
  PERIODS,
  type Period,
  periodIndex,
  periodStart,
  periodStarts,
  type WeekStart,
} from "../../src/calendar/period.ts";
import { scanTime } from "../../src/calendar/scan-time.ts";
import { createTimeReader } from "../../src/calendar/time-reader.ts";
import { createZone } from "../../src/calendar/zone.ts";
import { zones } from "./zones.ts";

const day = fc.integer({ min: FIRST_DAY, max: LAST_DAY });
const date = fc.date({
  min: new Date("0001-01-01T00:00:00Z"),
  max: new Date("9999-12-31T23:59:59.999Z"),
  noInvalidDate: true,
});
const recent = fc.date({
  min: new Date("1970-01-02T00:00:00Z"),
  max: new Date("2037-12-31T00:00:00Z"),
  noInvalidDate: true,
});
const two = (value: number): string => String(value).padStart(2, "0");

describe("texts", () => {
  test("what Date writes is read as Date reads it", () => {
    fc.assert(
      fc.property(date, (given) => {
        const out = { value: Number.NaN };
        expect(scanTime(given.toISOString(), out)).toBe("instant");
        expect(out.value).toBe(given.getTime());
        expect(scanTime(given.toISOString().slice(0, 10), out)).toBe("day");
        expect(out.value).toBe(Math.floor(given.getTime() / MS_PER_DAY));
      }),
    );
  });

  test("in every accepted form they are the same instant", () => {
    const offset = fc.integer({ min: -23 * 60 - 59, max: 23 * 60 + 59 });
    const digits = fc.stringMatching(/^[0-9]{0,9}$/);
    const parts = fc.record({
      t: fc.constantFrom("T", "t", " "),
      point: fc.constantFrom(".", ","),
      colon: fc.constantFrom(":", ""),
    });
    fc.assert(
      fc.property(recent, offset, digits, parts, (given, minutes, fraction, { t, point, colon }) => {
        const seconds = Math.floor(given.getTime() / 1000) * 1000;
        const wall = new Date(seconds + minutes * 60_000).toISOString();
        const away = Math.abs(minutes);
        const zone = `${minutes < 0 ? "-" : "+"}${two(Math.floor(away / 60))}${colon}${two(away % 60)}`;
        const text = `${wall.slice(0, 10)}${t}${wall.slice(11, 19)}${fraction === "" ? "" : point + fraction}${zone}`;
        const out = { value: Number.NaN };
        expect([text, scanTime(text, out)]).toEqual([text, "instant"]);
        expect(out.value).toBe(seconds + Number(fraction.padEnd(3, "0").slice(0, 3)));
      }),
    );
  });

  test("that are no dates are never read as one", () => {
    const near = fc.stringMatching(/^[0-9]{4}-[0-9]{2}-[0-9]{2}([T ][0-9]{2}:[0-9]{2}(:[0-9]{2})?)?Z?$/);
    fc.assert(
      fc.property(fc.oneof(near, fc.string({ maxLength: 30 })), (text) => {
        const out = { value: Number.NaN };
        const form = scanTime(text, out);
        if (form === "invalid") return;
        const at = new Date(form === "day" ? out.value * MS_PER_DAY : out.value).toISOString();
        // What was read, written again, says the same.
        expect(at.slice(0, 10)).toBe(text.slice(0, 10));
        expect(at.slice(11, 16)).toBe(text.length === 10 ? "00:00" : text.slice(11, 16));
      }),
      { numRuns: 1000 },
    );
  });
});

describe("days", () => {
  test("and dates are one and the same", () => {
    fc.assert(
      fc.property(day, (given) => {
        const [year, month, dom] = isoOfDay(given).split("-").map(Number) as [number, number, number];
        expect(dayOfDate(year, month, dom)).toBe(given);
      }),
    );
  });

  test.each(zones)("in %s are those of the calendar there", (name) => {
    const zone = createZone(name, []);
    const epoch = new UTCDate(0);
    // Intl asks nothing of the process's own zone. A TZDate does: it knows no 31 December 1994 in Kiritimati.
    const format = { timeZone: name, year: "numeric", month: "numeric", day: "numeric" } as const;
    const calendar = new Intl.DateTimeFormat("en-US", format);
    fc.assert(
      fc.property(recent, (given) => {
        const [month, dom, year] = calendar.format(given).split("/").map(Number) as [number, number, number];
        const there = new UTCDate(Date.UTC(year, month - 1, dom));
        expect(zone.dayOf(given.getTime())).toBe(differenceInCalendarDays(there, epoch));
      }),
    );
  });

  test.each(zones)(
    "in %s a moment's wall-clock time leads back to it, or to the first pass of that time",
    (name) => {
      const zone = createZone(name, []);
      fc.assert(
        fc.property(recent, (given) => {
          const ms = given.getTime();
          const offset = new TZDate(ms, name).getTimezoneOffset() * -60_000;
          const back = zone.instantOf(ms + offset);
          const earlier = new TZDate(back, name).getTimezoneOffset() * -60_000;
          expect(back).toBeLessThanOrEqual(ms);
          expect(back + earlier).toBe(ms + offset);
        }),
      );
    },
  );

  test("a moment read in a zone does not depend on how it is written", () => {
    fc.assert(
      fc.property(recent, fc.constantFrom(...zones), (given, timeZone) => {
        const reader = createTimeReader({ timeZone, numericTime: "ms" });
        const read = (cell: unknown) => {
          const out = { value: Number.NaN };
          const form = reader.scan(cell, out);
          return form === "instant" ? [out.value, reader.dayOf(form, out.value)] : [form];
        };
        const ms = given.getTime();
        const wanted = [ms, createZone(timeZone, []).dayOf(ms)];
        for (const cell of [
          given,
          given.toISOString(),
          ms,
          { epochMilliseconds: ms },
          new TZDate(ms, "Asia/Tokyo"),
        ]) {
          expect(read(cell)).toEqual(wanted);
        }
      }),
    );
  });
});

describe("periods", () => {
  const weekday = fc.integer({ min: 0, max: 6 }).map((one) => one as WeekStart);
  const inside = fc.integer({ min: dayOfDate(100, 1, 1), max: dayOfDate(9998, 1, 1) });

  /** First and last day, as date-fns has them. */
  function oracle(given: number, period: Period, weekStartsOn: WeekStart): [number, number] {
    const at = new UTCDate(given * MS_PER_DAY);
    const ends: { [P in Period]: [Date, Date] } = {
      day: [at, at],
      week: [startOfWeek(at, { weekStartsOn }), endOfWeek(at, { weekStartsOn })],
      month: [startOfMonth(at), endOfMonth(at)],
      quarter: [startOfQuarter(at), endOfQuarter(at)],
      year: [startOfYear(at), endOfYear(at)],
    };
    return ends[period].map((end) => Math.floor(end.getTime() / MS_PER_DAY)) as [number, number];
  }

  test.each(PERIODS)("a %s begins and ends as date-fns says", (period) => {
    fc.assert(
      fc.property(inside, weekday, (given, weekStartsOn) => {
        const start = periodStart(given, period, weekStartsOn);
        expect([start, nextPeriod(start, period) - 1]).toEqual(oracle(given, period, weekStartsOn));
      }),
    );
  });

  test.each(PERIODS)("each day is in one %s of a list", (period) => {
    const span = fc.tuple(fc.integer({ min: -30_000, max: 30_000 }), fc.integer({ min: 0, max: 900 }));
    fc.assert(
      fc.property(span, weekday, ([first, length], weekStartsOn) => {
        const starts = periodStarts(first, first + length, period, weekStartsOn);
        for (const at of [first, first + Math.floor(length / 2), first + length]) {
          expect(starts[periodIndex(starts, at)]).toBe(periodStart(at, period, weekStartsOn));
        }
        expect(periodIndex(starts, first)).toBe(0);
        expect(periodIndex(starts, first + length)).toBe(starts.length - 1);
        expect(periodIndex(starts, (starts[0] as number) - 1)).toBe(-1);
        for (let i = 1; i < starts.length; i += 1)
          expect(starts[i]).toBe(nextPeriod(starts[i - 1] as number, period));
      }),
    );
  });
});

describe("durations", () => {
  const whole = fc.record(
    { days: fc.nat(99), weeks: fc.nat(99), months: fc.nat(99), years: fc.nat(99) },
    { requiredKeys: ["days"] },
  );

  test("lead where date-fns leads", () => {
    fc.assert(
      fc.property(fc.integer({ min: -300_000, max: 300_000 }), whole, (from, duration) => {
        const wanted = add(new UTCDate(from * MS_PER_DAY), duration).getTime() / MS_PER_DAY;
        expect(addDuration(from, duration, ["x"])).toBe(wanted);
      }),
    );
  });

  test("have one length, whatever unit it is told in", () => {
    fc.assert(
      fc.property(whole, (duration) => {
        const days = durationDays(duration, ["x"]);
        for (const [unit, size] of [
          ["day", 1],
          ["week", 7],
          ["month", 30.4375],
          ["year", 365.25],
        ] as const) {
          expect(durationIn(unit, duration, ["x"]) * size).toBeCloseTo(days, 6);
          expect(durationIn(unit, days / size, ["x"]) * size).toBeCloseTo(days, 6);
        }
      }),
    );
  });
});
