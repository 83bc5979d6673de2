import { TZDate, tzOffset } from "@date-fns/tz";
import { describe, expect, test } from "vitest";
import { MS_PER_DAY } from "../../src/calendar/civil.ts";
import { createZone } from "../../src/calendar/zone.ts";
import { caught } from "../core/base.ts";
import { zones } from "./zones.ts";

const at = (text: string): number => Date.parse(text);
const iso = (ms: number): string => new Date(ms).toISOString().replace(":00.000Z", "Z");
const day = (text: string): number => at(text) / MS_PER_DAY;

describe("the civil day of an instant", () => {
  test.each([
    // New York, clocks forward at 2:00 EST on 8 March 2026, back at 2:00 EDT on 1 November
    ["America/New_York", "2026-03-08T04:59:59.999Z", "2026-03-07"],
    ["America/New_York", "2026-03-08T05:00:00Z", "2026-03-08"],
    ["America/New_York", "2026-03-08T06:59:59Z", "2026-03-08"],
    ["America/New_York", "2026-03-09T03:59:59Z", "2026-03-08"],
    ["America/New_York", "2026-03-09T04:00:00Z", "2026-03-09"],
    ["America/New_York", "2026-11-01T03:59:59Z", "2026-10-31"],
    ["America/New_York", "2026-11-01T04:00:00Z", "2026-11-01"],
    ["America/New_York", "2026-11-02T04:59:59Z", "2026-11-01"],
    ["America/New_York", "2026-11-02T05:00:00Z", "2026-11-02"],
    ["Asia/Shanghai", "2026-01-30T15:59:59Z", "2026-01-30"],
    ["Asia/Shanghai", "2026-01-30T16:00:00Z", "2026-01-31"],
    ["Pacific/Kiritimati", "2026-01-30T10:00:00Z", "2026-01-31"],
    ["Pacific/Kiritimati", "2026-01-30T09:59:59Z", "2026-01-30"],
    // Apia: 29 December 2011 is followed by the 31st
    ["Pacific/Apia", "2011-12-30T09:59:59Z", "2011-12-29"],
    ["Pacific/Apia", "2011-12-30T10:00:00Z", "2011-12-31"],
    // Lord Howe: back by half an hour at 2:00 (UTC+11) on 5 April 2026
    ["Australia/Lord_Howe", "2026-04-04T13:00:00Z", "2026-04-05"],
    ["Australia/Lord_Howe", "2026-04-05T13:29:59Z", "2026-04-05"],
    ["Australia/Lord_Howe", "2026-04-05T13:30:00Z", "2026-04-06"],
    // Casablanca: UTC+1, and UTC in Ramadan 2026 (15 February to 22 March)
    ["Africa/Casablanca", "2026-02-10T23:00:00Z", "2026-02-11"],
    ["Africa/Casablanca", "2026-02-20T23:00:00Z", "2026-02-20"],
    ["Africa/Casablanca", "2026-03-25T23:00:00Z", "2026-03-26"],
    // São Paulo: at midnight of 4 November 2018 the clocks went to 1:00
    ["America/Sao_Paulo", "2018-11-04T02:59:59Z", "2018-11-03"],
    ["America/Sao_Paulo", "2018-11-04T03:00:00Z", "2018-11-04"],
    ["America/Sao_Paulo", "2018-11-05T01:59:59Z", "2018-11-04"],
    ["America/Sao_Paulo", "2018-11-05T02:00:00Z", "2018-11-05"],
    // Recife: summer time from 8 to 15 October 2000 only
    ["America/Recife", "2000-10-08T02:30:00Z", "2000-10-07"],
    ["America/Recife", "2000-10-10T02:30:00Z", "2000-10-10"],
    ["America/Recife", "2000-10-17T02:30:00Z", "2000-10-16"],
    ["Asia/Kathmandu", "2026-01-30T18:15:00Z", "2026-01-31"],
    ["Asia/Kathmandu", "2026-01-30T18:14:59Z", "2026-01-30"],
    ["UTC", "1969-12-31T23:59:59.999Z", "1969-12-31"],
    ["Etc/UTC", "2026-01-31T00:00:00Z", "2026-01-31"],
    ["utc", "2026-01-30T23:59:59Z", "2026-01-30"],
    ["america/new_york", "2026-03-08T05:00:00Z", "2026-03-08"],
  ])("%s %s", (name, instant, wanted) => {
    expect(createZone(name, []).dayOf(at(instant))).toBe(day(wanted));
  });

  test.each(zones)(
    "in %s every quarter of an hour around every change has the day of the calendar there",
    (name) => {
      const zone = createZone(name, []);
      const quarter = 900_000;
      let held = tzOffset(name, new Date(at("1970-01-02")));
      let changes = 0;
      for (let ms = at("1970-01-02"); ms < at("2037-12-31"); ms += MS_PER_DAY) {
        const offset = tzOffset(name, new Date(ms));
        if (offset === held) continue;
        held = offset;
        changes += 1;
        for (let near = ms - 2 * MS_PER_DAY; near < ms + MS_PER_DAY; near += quarter) {
          const there = new TZDate(near, name);
          const wanted = Date.UTC(there.getFullYear(), there.getMonth(), there.getDate()) / MS_PER_DAY;
          if (zone.dayOf(near) !== wanted)
            throw new Error(`${iso(near)}: ${zone.dayOf(near)}, not ${wanted}`);
        }
      }
      expect(changes > 0).toBe(name !== "UTC");
    },
  );

  test("does not depend on the order in which it is asked for", () => {
    const instants = [
      "2026-07-01",
      "1999-01-01",
      "2026-03-08T07:00:00Z",
      "2026-01-01",
      "2026-03-08T06:59:59Z",
    ].map(at);
    const fresh = instants.map((ms) => createZone("America/New_York", []).dayOf(ms));
    const zone = createZone("America/New_York", []);
    expect(instants.map((ms) => zone.dayOf(ms))).toEqual(fresh);
    expect([...instants].reverse().map((ms) => zone.dayOf(ms))).toEqual([...fresh].reverse());
  });

  test("is found from the first year to the last", () => {
    const zone = createZone("Asia/Shanghai", []);
    expect(zone.dayOf(at("0001-01-02T00:00:00Z"))).toBe(day("0001-01-02"));
    expect(zone.dayOf(at("9999-12-30T16:00:00Z"))).toBe(day("9999-12-31"));
  });
});

describe("the instant of a wall-clock time", () => {
  test.each([
    ["UTC", "2026-01-31T10:00", "2026-01-31T10:00Z"],
    ["Asia/Shanghai", "2026-01-31T10:00", "2026-01-31T02:00Z"],
    ["America/New_York", "2026-01-31T10:00", "2026-01-31T15:00Z"],
    ["America/New_York", "2026-07-31T10:00", "2026-07-31T14:00Z"],
    // forward: before, the last moment, the hour that is left out (as if not yet changed), after, the evening
    ["America/New_York", "2026-03-08T01:00", "2026-03-08T06:00Z"],
    ["America/New_York", "2026-03-08T01:59", "2026-03-08T06:59Z"],
    ["America/New_York", "2026-03-08T02:00", "2026-03-08T07:00Z"],
    ["America/New_York", "2026-03-08T02:30", "2026-03-08T07:30Z"],
    ["America/New_York", "2026-03-08T03:00", "2026-03-08T07:00Z"],
    ["America/New_York", "2026-03-08T10:00", "2026-03-08T14:00Z"],
    ["America/New_York", "2026-03-08T23:00", "2026-03-09T03:00Z"],
    // back: before, the hour that comes twice (its first pass), after, the evening
    ["America/New_York", "2026-11-01T00:30", "2026-11-01T04:30Z"],
    ["America/New_York", "2026-11-01T01:00", "2026-11-01T05:00Z"],
    ["America/New_York", "2026-11-01T01:59", "2026-11-01T05:59Z"],
    ["America/New_York", "2026-11-01T02:00", "2026-11-01T07:00Z"],
    ["America/New_York", "2026-11-01T23:00", "2026-11-02T04:00Z"],
    // half an hour
    ["Australia/Lord_Howe", "2026-04-05T01:45", "2026-04-04T14:45Z"],
    ["Australia/Lord_Howe", "2026-04-05T02:00", "2026-04-04T15:30Z"],
    ["Australia/Lord_Howe", "2026-10-04T02:15", "2026-10-03T15:45Z"],
    ["Australia/Lord_Howe", "2026-10-04T02:30", "2026-10-03T15:30Z"],
    // a day that is left out
    ["Pacific/Apia", "2011-12-29T23:59", "2011-12-30T09:59Z"],
    ["Pacific/Apia", "2011-12-30T12:00", "2011-12-30T22:00Z"],
    ["Pacific/Apia", "2011-12-31T00:00", "2011-12-30T10:00Z"],
    ["Pacific/Apia", "2011-12-31T18:00", "2011-12-31T04:00Z"],
    // midnight that does not exist
    ["America/Sao_Paulo", "2018-11-04T00:00", "2018-11-04T03:00Z"],
    ["America/Sao_Paulo", "2018-11-04T01:00", "2018-11-04T03:00Z"],
    ["Pacific/Kiritimati", "2026-01-31T00:00", "2026-01-30T10:00Z"],
  ])("%s %s", (name, local, instant) => {
    expect(iso(createZone(name, []).instantOf(at(`${local}Z`)))).toBe(instant);
  });
});

describe("what is no time zone is refused", () => {
  test.each([
    [""],
    ["Mars/Olympus"],
    ["foo+08"],
    ["+08:00"],
    ["-05"],
    ["UTC "],
    ["Asia/Shanghai\u0000"],
    ["__proto__"],
    ["constructor"],
    ["x".repeat(10_000)],
    [8],
    [null],
    [undefined],
    [{}],
  ])("%.30j", (name) => {
    const error = caught(() => createZone(name, ["options", "timeZone"]));
    expect(error).toMatchObject({
      name: "ScoringError",
      code: "unknown_time_zone",
      path: ["options", "timeZone"],
      expected: 'an IANA time zone such as "Asia/Shanghai"',
    });
  });
});
