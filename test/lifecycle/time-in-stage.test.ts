import { describe, expect, test } from "vitest";
import { timeInStage } from "../../src/lifecycle/index.ts";
import { caught, type RefusalText } from "../core/base.ts";

const stay = (customerId: string, stage: string, since: string | null, until: string | null) => ({
  customerId,
  stage,
  since,
  until,
});
const stays = [{ customerId: "ann", stage: "new", since: "2026-01-05", until: "2026-02-10" }];
const asOf = "2026-04-15";

describe("timeInStage", () => {
  const days = (customerId: string, since: number, until: number | null, stage = "new") =>
    stay(customerId, stage, `2026-01-${since}`, until === null ? null : `2026-01-${until}`);
  const timeline = [
    days("ann", 10, 11),
    days("bob", 10, 14),
    days("cat", 10, null),
    days("dan", 10, 12, "old"),
    stay("eve", "new", null, "2026-01-12"),
  ];

  test("is the Kaplan-Meier curve of the stays whose beginning is known", () => {
    const curve = timeInStage(timeline, { stage: "new", asOf: "2026-01-12" });
    expect(curve.toRows()).toEqual([
      {
        days: 1,
        atRisk: 3,
        left: 1,
        survival: expect.closeTo(2 / 3, 12),
        low: expect.any(Number),
        high: expect.any(Number),
      },
      { days: 4, atRisk: 1, left: 1, survival: 0, low: null, high: null },
    ]);
    expect([curve.stays, curve.open, curve.medianDays, curve.meanDays]).toEqual([
      ...[3, 1, 4, expect.closeTo(1 + (3 * 2) / 3, 12)],
    ]);
    expect(curve.indexOf("4")).toBe(1);
    const wide = timeInStage(timeline, { stage: "new", asOf: "2026-01-12", confidence: 0.99 });
    expect(wide.row(0).low).toBeLessThan(curve.row(0).low as number);
    const same = timeInStage(timeline, { stage: "new", asOf: "2026-01-12", confidence: 0.95 });
    expect(same.toRows()).toEqual(curve.toRows());
  });

  test("has no mean without a stay whose beginning is known, and no median while half are there", () => {
    const none = timeInStage([timeline[4] as never], { stage: "new", asOf: "2026-01-12" });
    expect([none.stays, none.open, none.medianDays, none.meanDays, none.length]).toEqual([
      0,
      0,
      null,
      null,
      0,
    ]);
    const open = timeInStage([timeline[2] as never], {
      stage: "new",
      asOf: new Date("2026-01-12T23:00:00Z"),
    });
    expect([open.open, open.medianDays, open.meanDays]).toEqual([1, null, 2]);
  });
});

describe("refusals", () => {
  const time =
    (options: object, timeline: unknown = stays) =>
    () =>
      timeInStage(timeline as never, { stage: "new", asOf, ...options } as never);

  test.each<RefusalText>([
    [
      "a local day of looking",
      time({ asOf: "2026-01-12T10:00" }),
      "no_offset",
      "options.asOf: expected Z or an offset (or say which zone it is in: timeZone), got a string of 16 characters",
    ],
    [
      "a stage that does not occur",
      time({ stage: "newer" }),
      "unknown_name",
      "options.stage: expected one of new, got a string of 5 characters",
    ],
    [
      "a certain curve",
      time({ confidence: 1 }),
      "out_of_range",
      "options.confidence: expected a finite number above 0 to 0.9999999999999998, got a positive integer",
    ],
    [
      "a curve of no confidence",
      time({ confidence: 0 }),
      "out_of_range",
      "options.confidence: expected a finite number above 0 to 0.9999999999999998, got zero",
    ],
    [
      "a curve with another option",
      time({ days: 1 }),
      "unknown_name",
      "options.days: expected one of stage, confidence, asOf, got another name",
    ],
    [
      "a timeline that nobody dates",
      time({ asOf: undefined }),
      "missing",
      'options.asOf: expected a date such as "2026-01-31", got nothing',
    ],
    [
      "a bad day of looking",
      time({ asOf: "soon" }),
      "invalid_date",
      "options.asOf: expected a Date, an ISO date, or an ISO date-time with Z or an offset, got a string of 4 characters",
    ],
    [
      "a stay without a stage",
      time({}, [{ ...stays[0], stage: null }]),
      "missing",
      "timeline.0.stage: expected a string, got null",
    ],
    [
      "a stay without a customer",
      time({}, [{ ...stays[0], customerId: null }]),
      "missing",
      "timeline.0.customerId: expected a string or a finite number, got null",
    ],
    [
      "a stay of a bad day",
      time({}, [{ ...stays[0], since: "soon" }]),
      "invalid_date",
      "timeline.0.since: expected a Date, an ISO date, or an ISO date-time with Z or an offset, got a string of 4 characters",
    ],
    [
      "a stay of a bad end",
      time({}, [{ ...stays[0], until: "soon" }]),
      "invalid_date",
      "timeline.0.until: expected a Date, an ISO date, or an ISO date-time with Z or an offset, got a string of 4 characters",
    ],
  ])("%s", (_name, run, code, message) => {
    expect(caught(run)).toMatchObject({ name: "ScoringError", code, message });
  });
});
