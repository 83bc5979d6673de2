import fc from "fast-check";
import { describe, expect, test } from "vitest";
import * as civil from "../../../src/calendar/civil.ts";
import { dayOfText } from "../../../src/calendar/scan-date.ts";
import { scanTime } from "../../../src/calendar/scan-time.ts";
import * as alive from "../../../src/clv/bg-nbd/expected-purchases.ts";
import { normalQuantile } from "../../../src/math/normal-quantile.ts";
import * as shortCivil from "../../../src/score/short/civil.ts";
import * as shortAlive from "../../../src/score/short/expected-purchases.ts";
import { normalQuantile as shortQuantile } from "../../../src/score/short/normal-quantile.ts";
import { dayOfText as shortDay } from "../../../src/score/short/scan-date.ts";
import { scanTime as shortScan } from "../../../src/score/short/scan-time.ts";

const pick = (...parts: string[]) => fc.constantFrom(...parts);
const two = fc.integer({ min: 0, max: 65 }).map((n) => String(n).padStart(2, "0"));
const year = fc.integer({ min: 0, max: 9999 }).map((n) => String(n).padStart(4, "0"));
const dates = fc
  .tuple(year, pick("-", "-", "-", "/"), two, pick("-", "-", "-", ""), two)
  .map((parts) => parts.join(""));
const real = fc.integer({ min: civil.FIRST_DAY, max: civil.LAST_DAY }).map((day) => civil.isoOfDay(day));
const seconds = fc
  .tuple(pick(":"), two, pick("", ".", ".5", ",999999999", ".9999999995", ".25"))
  .map((p) => p.join(""));
const offset = fc
  .tuple(pick("+", "-"), two, pick("", ":", "::"), fc.oneof(two, fc.constant("")))
  .map((p) => p.join(""));
const clock = fc
  .tuple(
    pick("T", "t", " ", "x"),
    two,
    pick(":", ""),
    two,
    fc.oneof(fc.constant(""), seconds),
    fc.oneof(pick("", "Z", "z"), offset),
  )
  .map((parts) => parts.join(""));
const texts = fc
  .tuple(fc.oneof(dates, real), fc.oneof(fc.constant(""), clock), pick("", "", "", " ", "\n"))
  .map((parts) => parts.join(""));

describe("the short twins of the script for databases", () => {
  test("read every date and time as the library does", () => {
    fc.assert(
      fc.property(texts, (text) => {
        const long = { value: 0 };
        const short = { value: 0 };
        const form = scanTime(text, long);
        expect(shortScan(text, short)).toBe(form);
        if (form !== "invalid") expect(short.value).toBe(long.value);
        const day = form === "day" ? long.value : Number.NaN;
        expect([dayOfText(text), shortDay(text)]).toEqual([day, day]);
      }),
    );
  });

  test("count days as the library does", () => {
    const part = fc.integer({ min: -1, max: 40 });
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 9999 }), part, part, (y, month, day) => {
        expect(shortCivil.dayOfDate(y, month, day)).toBe(civil.dayOfDate(y, month, day));
        if (month >= 1 && month <= 12)
          expect(shortCivil.daysInMonth(y, month)).toBe(civil.daysInMonth(y, month));
      }),
    );
    fc.assert(
      fc.property(fc.integer({ min: civil.FIRST_DAY, max: civil.LAST_DAY }), (day) => {
        expect(shortCivil.isoOfDay(day)).toBe(civil.isoOfDay(day));
      }),
    );
  });

  test("expect the purchases and the survival that the library expects", () => {
    const positive = (least: number, most: number) =>
      fc.double({ min: least, max: most, noNaN: true }).map((e) => 10 ** e);
    fc.assert(
      fc.property(positive(-3, 3), positive(-2, 2), positive(-2, 2), positive(-2, 2), (u, shape, a, b) => {
        const close = (found: number, wanted: number) =>
          expect(Math.abs(found - wanted)).toBeLessThanOrEqual(1e-12 * Math.abs(wanted));
        close(shortAlive.expectedWhileAlive(u, shape, a, b), alive.expectedWhileAlive(u, shape, a, b));
        close(shortAlive.survivalWhileAlive(u, shape, a, b), alive.survivalWhileAlive(u, shape, a, b));
      }),
    );
    expect(shortAlive.expectedWhileAlive(1e-200, 2, 1, 1)).toBe(2e-200);
    expect(shortAlive.survivalWhileAlive(1e-200, 2, 1, 1)).toBe(1);
  });

  test("know the quantiles of the normal distribution", () => {
    const probability = fc.oneof(
      fc.double({ min: 1e-300, max: 1, noNaN: true }),
      fc.double({ min: -300, max: 0, noNaN: true }).map((e) => 10 ** e),
    );
    fc.assert(
      fc.property(probability, (p) => {
        const wanted = normalQuantile(p);
        if (!Number.isFinite(wanted)) expect(shortQuantile(p)).toBe(wanted);
        else
          expect(Math.abs(shortQuantile(p) - wanted)).toBeLessThanOrEqual(
            1e-14 * Math.max(1, Math.abs(wanted)),
          );
      }),
    );
    expect(shortQuantile(0)).toBe(Number.NEGATIVE_INFINITY);
    expect(shortQuantile(1.5)).toBeNaN();
  });
});
