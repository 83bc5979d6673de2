import { describe, expect, test } from "vitest";
import {
  defineLifecycle,
  type Lifecycle,
  lifecycles,
  replay,
  transition,
} from "../../src/lifecycle/index.ts";
import { caught, type RefusalText } from "../core/base.ts";
import { day } from "./base.ts";
import { club } from "./club.ts";

const { classic, commerce, subscription } = lifecycles;
const nobody = { stage: "prospect", since: null, facts: {} } as const;

describe("an event", () => {
  test("does to facts what the lifecycle says", () => {
    const start = { stage: "guest", since: null, facts: { points: 1 } } as const;
    // A lifecycle that does not add up money leaves it alone.
    expect(transition(classic, nobody, { type: "purchase", at: day(0), amount: "free" }).state.stage).toBe(
      "new",
    );
    const once = transition(club, start, { type: "visit", at: day(0), amount: 7, plan: "pro" });
    expect(once.state.facts).toEqual({
      ...{ visits: 1, spent: 7, points: 1.5, plan: "pro", last: day(0), first: day(0) },
    });
    const again = transition(club, once.state, { type: "visit", at: day(0) });
    expect(again.state.facts).toEqual({ ...once.state.facts, visits: 2, points: 2 });
    const later = transition(club, again.state, { type: "visit", at: day(4), amount: 0.5, vip: true });
    expect(later.state).toEqual({
      ...{ stage: "member", since: day(4) },
      facts: {
        ...{ visits: 3, spent: 7.5, points: 2.5, plan: "pro", vip: true },
        ...{ last: day(4), previous: day(0), first: day(0) },
      },
    });
    const { state } = transition(club, later.state, { type: "leave", at: day(5) });
    expect(state).toEqual({
      ...{ stage: "gone", since: day(5) },
      facts: {
        ...{ visits: 3, spent: 7.5, plan: "none", vip: false, until: "2026-12-31" },
        ...{ last: day(4), previous: day(0), first: day(0) },
      },
    });
  });

  test("keeps a purchase history's facts, those of one day as one", () => {
    const shopWith = (facts: object): Lifecycle =>
      defineLifecycle({
        ...{ stages: ["a"], events: ["buy"], initial: "a", updates: { buy: "purchase" }, transitions: [] },
        facts: facts as never,
      }) as unknown as Lifecycle;
    const facts = {
      ...{ revenue: "number", orders: "number", purchaseDays: "number", frequency: "number" },
      ...{ meanGapDays: "number", gapStdDays: "number", sumLogGaps: "number" },
      ...{ firstPurchase: "date", previousPurchase: "date", lastPurchase: "date" },
    } as const;
    const shop = shopWith(facts);
    const buy = (n: number, amount?: number) => ({
      type: "buy" as const,
      at: day(n),
      ...(amount && { amount }),
    });
    const factsAfter = (...events: ReturnType<typeof buy>[]) =>
      replay(shop, events, { asOf: day(99) })
        .states()
        .get("")?.facts;
    expect(factsAfter(buy(0))).toEqual({
      ...{ orders: 1, purchaseDays: 1, frequency: 0, firstPurchase: day(0), lastPurchase: day(0) },
    });
    expect(factsAfter(buy(0, 5), buy(0, 2.5), buy(4), buy(14, 1))).toEqual({
      ...{
        orders: 4,
        revenue: 8.5,
        purchaseDays: 3,
        frequency: 2,
        meanGapDays: 7,
        gapStdDays: Math.sqrt(18),
      },
      ...{
        sumLogGaps: Math.log(4) + Math.log(10),
        firstPurchase: day(0),
        previousPurchase: day(4),
        lastPurchase: day(14),
      },
    });
    // Without a mean among the facts there is nothing to spread around.
    const { meanGapDays: _mean, ...few } = facts;
    const plain = shopWith(few);
    expect(
      replay(plain, [buy(0), buy(4), buy(6)], { asOf: day(9) })
        .states()
        .get("")?.facts,
    ).toEqual({
      ...{ orders: 3, purchaseDays: 3, frequency: 2, sumLogGaps: Math.log(4) + Math.log(2) },
      ...{ firstPurchase: day(0), previousPurchase: day(4), lastPurchase: day(6) },
    });
  });
});

describe("transition", () => {
  test("leaves its arguments alone, keeps what else the host keeps, and reports nothing where nothing happens", () => {
    const facts = Object.freeze({ orders: 1, lastPurchase: day(0), shoeSize: 43 });
    const state = Object.freeze({ stage: "new", since: day(0), facts }) as never;
    const same = transition(classic, state, { type: "tick", at: day(5) });
    expect(same).toEqual({ state, changed: false, reason: null, changes: [] });
    const { state: after } = transition(classic, state, { type: "purchase", at: day(5), amount: 10 });
    expect(after.facts).toMatchObject({ orders: 2, shoeSize: 43, previousPurchase: day(0) });
  });

  test("takes facts from the event, and nothing from what it inherits", () => {
    const event = Object.create({ plan: "pro", renewsAt: day(9) });
    Object.assign(event, { type: "subscribed", at: day(0), plan: null });
    const { state } = transition(subscription, { ...nobody }, event);
    expect(state.facts).toEqual({ startedAt: day(0) });
  });
});

test("who has come back stays so for the other orders of that day", () => {
  const orders = [-181, 0, 0, 0, 0, 0].map((n) => ({ type: "purchase" as const, at: day(n) }));
  const later = { type: "purchase", at: day(1) } as const;
  const played =
    replay(classic, orders, { asOf: day(1) })
      .states()
      .get("") ?? nobody;
  expect(played).toMatchObject({ stage: "won-back", since: day(0), facts: { orders: 6 } });
  expect(transition(classic, played, later).state.stage).toBe("mature");
  const shop =
    replay(commerce, orders, { asOf: day(1) })
      .states()
      .get("") ?? nobody;
  expect(shop).toMatchObject({ stage: "won-back", since: day(0), facts: { orders: 6 } });
  expect(transition(commerce, shop, later).state.stage).toBe("loyal");
});

test("a state with no facts is that of nobody", () => {
  expect(
    transition(classic, { stage: "prospect", since: undefined } as never, { type: "tick", at: day(0) }).state,
  ).toEqual(nobody);
});

const event = { type: "purchase", at: day(0) } as const;
const moved = (changes: object) => transition(classic, nobody, { ...event, ...changes } as never);
const from = (changes: object) => transition(classic, { ...nobody, ...changes } as never, event);
const happen =
  (event: object, facts: object = {}) =>
  () =>
    transition(
      club,
      { stage: "guest", since: null, facts } as never,
      { type: "visit", at: day(0), ...event } as never,
    );
test.each<RefusalText>([
  [
    "an event that is a text",
    () => transition(classic, nobody, "purchase" as never),
    "wrong_type",
    "event: expected an event, got a string of 8 characters",
  ],
  [
    "an event of no day",
    happen({ at: null }),
    "missing",
    'event.at: expected a civil day such as "2026-01-31", a date-time with Z or an offset, or a Date (by its UTC day), got null',
  ],
  [
    "an instant that is none",
    happen({ at: { epochMilliseconds: "5" } }),
    "wrong_type",
    'event.at: expected a civil day such as "2026-01-31", a date-time with Z or an offset, or a Date (by its UTC day), got an object',
  ],
  [
    "an event's text that is none",
    happen({ plan: 5 }),
    "wrong_type",
    "event.plan: expected a string, got a positive integer",
  ],
  [
    "an event's flag that is none",
    happen({ vip: 1 }),
    "wrong_type",
    "event.vip: expected true or false, got a positive integer",
  ],
  [
    "an event's date that is none",
    happen({ until: "soon" }),
    "invalid_date",
    'event.until: expected a civil day such as "2026-01-31", a date-time with Z or an offset, or a Date (by its UTC day), got a string of 4 characters',
  ],
  [
    "an event's amount that is none",
    happen({ amount: "5" }),
    "wrong_type",
    "event.amount: expected a finite number, got a string of 1 character",
  ],
  [
    "a state's date that is none",
    happen({}, { until: 7 }),
    "wrong_type",
    'state.facts.until: expected a civil day such as "2026-01-31", a date-time with Z or an offset, or a Date (by its UTC day), got a positive integer',
  ],
  [
    "a day before all others",
    happen({ at: new Date("0000-12-31") }),
    "invalid_date",
    'event.at: expected a civil day such as "2026-01-31", a date-time with Z or an offset, or a Date (by its UTC day), got a Date',
  ],
  [
    "a day after all others",
    happen({ at: new Date("+010000-01-01") }),
    "invalid_date",
    'event.at: expected a civil day such as "2026-01-31", a date-time with Z or an offset, or a Date (by its UTC day), got a Date',
  ],
  [
    "no event",
    () => transition(classic, nobody, null as never),
    "wrong_type",
    "event: expected an event, got null",
  ],
  [
    "an unknown event",
    () => moved({ type: "visit" }),
    "unknown_name",
    "event.type: expected one of purchase, tick, got a string of 5 characters",
  ],
  [
    "an event without a day",
    () => moved({ at: undefined }),
    "missing",
    'event.at: expected a civil day such as "2026-01-31", a date-time with Z or an offset, or a Date (by its UTC day), got nothing',
  ],
  [
    "a day that is none",
    () => moved({ at: "2026-02-30" }),
    "invalid_date",
    'event.at: expected a civil day such as "2026-01-31", a date-time with Z or an offset, or a Date (by its UTC day), got a string of 10 characters',
  ],
  [
    "a local time",
    () => moved({ at: "2026-02-03T10:00" }),
    "no_offset",
    'event.at: expected a civil day such as "2026-01-31", a date-time with Z or an offset, or a Date (by its UTC day), got a string of 16 characters',
  ],
  [
    "a day of another kind",
    () => moved({ at: 20_000 }),
    "wrong_type",
    'event.at: expected a civil day such as "2026-01-31", a date-time with Z or an offset, or a Date (by its UTC day), got a positive integer',
  ],
  [
    "an invalid Date",
    () => moved({ at: new Date(Number.NaN) }),
    "invalid_date",
    'event.at: expected a civil day such as "2026-01-31", a date-time with Z or an offset, or a Date (by its UTC day), got an invalid Date',
  ],
  [
    "a late event",
    () => from({ stage: "new", since: day(1) }),
    "late",
    "event.at: expected a day not before the last event and the last change of stage, got an earlier one",
  ],
  [
    "an event before another",
    () => from({ facts: { lastPurchase: day(1) } }),
    "late",
    "event.at: expected a day not before the last event and the last change of stage, got an earlier one",
  ],
  [
    "a fact of another kind",
    () => moved({ orders: "1" }),
    "wrong_type",
    "event.orders: expected a finite number, got a string of 1 character",
  ],
  [
    "a number that is none",
    () => from({ facts: { orders: Number.NaN } }),
    "not_finite",
    "state.facts.orders: expected a finite number, got NaN",
  ],
  [
    "no state",
    () => transition(classic, null as never, event),
    "wrong_type",
    "state: expected a state, got null",
  ],
  [
    "an unknown stage",
    () => from({ stage: "away" }),
    "unknown_name",
    "state.stage: expected one of prospect, new, growing, mature, at-risk, dormant, lost, won-back, got a string of 4 characters",
  ],
  [
    "facts that are none",
    () => from({ facts: [] }),
    "wrong_type",
    "state.facts: expected an object of facts, got an array of 0",
  ],
])("refuses %s", (_name, run, code, message) => {
  expect(caught(run)).toMatchObject({ name: "ScoringError", code, message });
});
