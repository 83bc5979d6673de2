import { describe, expect, test } from "vitest";
import {
  applyTiers,
  type TierChangeOptions,
  type TierState,
  tierChanges,
  valueTiers,
} from "../../../src/segmentation/index.ts";

const { cuts } = valueTiers([{ customerId: "x", value: 1 }], {
  scheme: "thresholds",
  thresholds: [1000, 500, 0],
  tiers: ["gold", "silver", "basic", "lead"],
});
const asOf = "2026-01-31";
/** What becomes of one customer. */
const change = (state: Partial<TierState>, value: number | null, options: Partial<TierChangeOptions> = {}) =>
  tierChanges(
    [{ customerId: "ann", tier: "silver", ...state }],
    applyTiers(cuts, [{ customerId: "ann", value }]),
    { asOf, ...options },
  ).row(0);

describe("without any hysteresis", () => {
  test("the tier is the value's own, with the date of the change", () => {
    expect(change({ since: "2025-03-01" }, 1000)).toEqual({
      customerId: "ann",
      tier: "gold",
      previousTier: "silver",
      move: "up",
      reason: "reached",
      value: 1000,
      since: asOf,
      belowSince: null,
    });
    expect(change({}, -1)).toMatchObject({ tier: "lead", move: "down", reason: "fell", since: asOf });
  });

  test("who stays keeps the date on which the tier was reached", () => {
    expect(change({ since: "2025-03-01" }, 999)).toMatchObject({
      tier: "silver",
      move: "stayed",
      reason: "same",
      since: "2025-03-01",
    });
  });

  test("a value that is not known changes nothing", () => {
    expect(change({ since: "2025-03-01", belowSince: "2026-01-01" }, null)).toMatchObject({
      tier: "silver",
      move: "stayed",
      reason: "unknown-value",
      value: null,
      since: "2025-03-01",
      belowSince: "2026-01-01",
    });
  });

  test("who had no tier enters one", () => {
    expect(change({ tier: null }, 700)).toMatchObject({
      tier: "silver",
      previousTier: null,
      move: "entered",
      reason: "first-value",
    });
  });
});

describe("margins", () => {
  test("a value may fall below its edge by a share of it", () => {
    const options = { demotionMargin: 0.1 };
    expect(change({}, 450, options)).toMatchObject({ tier: "silver", reason: "within-margin" });
    expect(change({}, 449.99, options)).toMatchObject({ tier: "basic", reason: "fell" });
  });

  test("an edge of 0 takes an amount", () => {
    expect(change({ tier: "basic" }, -20, { demotionMargin: { amount: 20 } })).toMatchObject({
      tier: "basic",
    });
    expect(change({ tier: "basic" }, -20, { demotionMargin: 0.9 })).toMatchObject({ tier: "lead" });
  });

  test("an edge may ask for more on the way up than it takes to enter", () => {
    expect(change({}, 1050, { promotionMargin: 0.1 })).toMatchObject({
      tier: "silver",
      reason: "within-margin",
    });
    expect(change({}, 1100, { promotionMargin: 0.1 })).toMatchObject({ tier: "gold" });
    expect(change({ tier: null }, 1050, { promotionMargin: 0.1 })).toMatchObject({ tier: "gold" });
  });
});

describe("hold and grace", () => {
  test("a tier is safe until the hold is over, to the day", () => {
    const hold = { hold: { months: 12 } };
    expect(change({ since: "2025-02-01" }, 10, hold)).toMatchObject({
      tier: "silver",
      reason: "held",
      since: "2025-02-01",
      belowSince: asOf,
    });
    expect(change({ since: "2025-01-31" }, 10, hold)).toMatchObject({ tier: "basic", move: "down" });
    expect(change({}, 10, hold)).toMatchObject({ tier: "basic" });
  });

  test("the grace begins on the day the value is first seen too low", () => {
    const grace = { grace: { days: 30 } };
    expect(change({}, 10, grace)).toMatchObject({ tier: "silver", reason: "in-grace", belowSince: asOf });
    expect(change({ belowSince: "2026-01-02" }, 10, grace)).toMatchObject({ tier: "silver" });
    expect(change({ belowSince: "2026-01-01" }, 10, grace)).toMatchObject({
      tier: "basic",
      belowSince: null,
    });
  });

  test("a value that recovers ends the grace", () => {
    expect(change({ belowSince: "2026-01-02" }, 600, { grace: { days: 30 } })).toMatchObject({
      belowSince: null,
    });
  });

  test("one step at a time, where the policy says so", () => {
    expect(change({ tier: "gold" }, -1, { demoteBy: "step" })).toMatchObject({ tier: "silver" });
    expect(change({ tier: "gold" }, -1)).toMatchObject({ tier: "lead" });
  });
});

describe("a tier that no value reaches", () => {
  const few = [99, 1].map((value, i) => ({ customerId: `c${i}`, value }));
  const unreachable = valueTiers(few, { scheme: "abc", boundary: "exclude" }).cuts;
  const fall = (options: Partial<TierChangeOptions>) =>
    tierChanges(
      [{ customerId: "ann", tier: "A" }],
      applyTiers(unreachable, [{ customerId: "ann", value: 1e9 }]),
      {
        asOf,
        ...options,
      },
    ).row(0);

  test("keeps nobody, whatever the margins", () => {
    expect(unreachable.edges).toEqual([null, null]);
    for (const demotionMargin of [0, 0.5, { amount: 1e9 }]) {
      expect(fall({ demotionMargin })).toMatchObject({ tier: "C", move: "down", reason: "fell" });
    }
    expect(fall({ demoteBy: "step" })).toMatchObject({ tier: "B" });
  });
});

describe("the base as a whole", () => {
  const before = [
    { customerId: "ann", tier: "gold", since: "2026-01-01" },
    { customerId: "gone", tier: "basic" },
    { customerId: "__proto__", tier: "basic" },
    { customerId: "never", tier: null },
  ];
  const after = applyTiers(cuts, [
    { customerId: "new", value: 5 },
    { customerId: "__proto__", value: 600 },
    { customerId: "ann", value: 2000 },
  ]);
  const changes = tierChanges(before, after, { asOf });

  test("those with a value come first, then those who have left", () => {
    expect(changes.columns.customerId).toEqual(["new", "__proto__", "ann", "gone", "never"]);
    expect(changes.columns.move).toEqual(["entered", "up", "stayed", "left", "left"]);
    expect(changes.columns.tier).toEqual(["basic", "silver", "gold", null, null]);
  });

  test("each is counted once, and only changes are events", () => {
    expect(changes.counts).toEqual({ entered: 1, up: 1, down: 0, stayed: 1, left: 2 });
    expect(changes.events.columns.customerId).toEqual(["new", "__proto__", "gone"]);
    expect(changes.events.row(2)).toMatchObject({ previousTier: "basic", tier: null, reason: "absent" });
    expect(changes.asOf).toBe(asOf);
  });

  test("the result is where they stood the next time", () => {
    const next = tierChanges(changes, applyTiers(cuts, [{ customerId: "ann", value: 1 }]), {
      asOf: "2026-02-28",
      hold: { months: 2 },
    });
    expect(next.row(0)).toMatchObject({ tier: "gold", reason: "held", since: "2026-01-01" });
  });

  test("a scored base may stand for both sides", () => {
    const base = valueTiers([{ customerId: "a", value: 9 }], { scheme: "abc" });
    expect(tierChanges(base, base, { asOf }).counts.stayed).toBe(1);
  });
});

describe("refusals name the code and the place", () => {
  const cases: [string, () => unknown, string, string][] = [
    [
      "no asOf",
      () => change({}, 1, { asOf: undefined as never }),
      "missing",
      'options.asOf: expected a date such as "2026-01-31" (nothing here reads the clock), got nothing',
    ],
    [
      "a misspelt option",
      () => change({}, 1, { holds: { days: 1 } } as never),
      "unknown_name",
      "options.holds: expected one of asOf, timeZone, numericTime, promotionMargin, demotionMargin, hold, grace, demoteBy, got another name",
    ],
    [
      "a tier that is not there",
      () => change({ tier: "silber" }, 1),
      "unknown_name",
      "before.0.tier: expected one of gold, silver, basic, lead, got another",
    ],
    [
      "no date",
      () => change({ since: "1 May" }, 1),
      "invalid_date",
      "before.0.since: expected a Date, an ISO date, or an ISO date-time with Z or an offset, got a string of 5 characters",
    ],
    [
      "a margin of all",
      () => change({}, 1, { demotionMargin: 1 }),
      "out_of_range",
      "options.demotionMargin: expected a share below 1, or { amount }, got 1",
    ],
    [
      "a negative margin",
      () => change({}, 1, { promotionMargin: -0.1 }),
      "out_of_range",
      "options.promotionMargin: expected a finite number from 0, got a negative number",
    ],
    [
      "a negative amount",
      () => change({}, 1, { demotionMargin: { amount: -1 } }),
      "out_of_range",
      "options.demotionMargin.amount: expected a finite number from 0, got a negative number",
    ],
    [
      "half a month",
      () => change({}, 1, { hold: { months: 0.5 } }),
      "out_of_range",
      "options.hold.months: expected a whole number, got a positive number",
    ],
    [
      "a bare number of days",
      () => change({}, 1, { grace: 30 as never }),
      "wrong_type",
      "options.grace: expected a duration such as { months: 12 }, got a positive integer",
    ],
    [
      "an unknown way down",
      () => change({}, 1, { demoteBy: "steps" as never }),
      "unknown_name",
      "options.demoteBy: expected one of all, step, got a string of 5 characters",
    ],
    [
      "a customer twice",
      () =>
        tierChanges(
          [
            { customerId: 7, tier: null },
            { customerId: "7", tier: null },
          ],
          applyTiers(cuts, []),
          { asOf },
        ),
      "duplicate",
      "before.1.customerId: expected a customer once",
    ],
    [
      "no cut-offs",
      () => tierChanges([], { columns: { customerId: [], value: [] } } as never, { asOf }),
      "wrong_type",
      "cuts: expected the cuts of valueTiers, got nothing",
    ],
    [
      "a margin that is no number",
      () => change({}, 1, { promotionMargin: "5" as never }),
      "wrong_type",
      "options.promotionMargin: expected a finite number, got a string of 1 character",
    ],
    [
      "a margin without amount",
      () => change({}, 1, { promotionMargin: {} as never }),
      "wrong_type",
      "options.promotionMargin.amount: expected a finite number, got nothing",
    ],
    [
      "a lift by all",
      () => change({}, 1, { promotionMargin: 1 }),
      "out_of_range",
      "options.promotionMargin: expected a share below 1, or { amount }, got 1",
    ],
    [
      "a fall by less than nothing",
      () => change({}, 1, { demotionMargin: -1e-9 }),
      "out_of_range",
      "options.demotionMargin: expected a finite number from 0, got a negative number",
    ],
    [
      "half a month of grace",
      () => change({}, 1, { grace: { months: 0.5 } }),
      "out_of_range",
      "options.grace.months: expected a whole number, got a positive number",
    ],
    [
      "a hold that is a number",
      () => change({}, 1, { hold: 30 as never }),
      "wrong_type",
      "options.hold: expected a duration such as { months: 12 }, got a positive integer",
    ],
    [
      "no date of the fall",
      () => change({ belowSince: "soon" }, 1),
      "invalid_date",
      "before.0.belowSince: expected a Date, an ISO date, or an ISO date-time with Z or an offset, got a string of 4 characters",
    ],
    [
      "no table before",
      () => tierChanges(null as never, applyTiers(cuts, []), { asOf }),
      "wrong_type",
      "before: expected an array of rows or { columns }, got null",
    ],
    [
      "no tier column",
      () => tierChanges({ columns: { customerId: [] } } as never, applyTiers(cuts, []), { asOf }),
      "missing",
      'before.columns.tier: expected a column (or say which one it is: fields: { tier: "…" }), got nothing',
    ],
    [
      "an unknown zone",
      () => change({}, 1, { timeZone: "Mars" }),
      "unknown_time_zone",
      'options.timeZone: expected an IANA time zone such as "Asia/Shanghai", got a string of 4 characters',
    ],
  ];

  test.each(cases)("%s", (_name, run, code, message) => {
    expect(run).toThrow(expect.objectContaining({ code, message }));
  });
});
