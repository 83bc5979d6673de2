import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  type LifecycleState,
  lifecycles,
  replay,
  sweepStates,
  transition,
} from "../../src/lifecycle/index.ts";
import { caught, type RefusalText } from "../core/base.ts";
import { day } from "./base.ts";

const { classic } = lifecycles;
const bought = (n: number) =>
  ({ stage: "new", since: day(n), facts: { orders: 1, lastPurchase: day(n) } }) as const;

describe("sweepStates", () => {
  test("gives those whom time has moved, and no others, as it meets them", () => {
    const states = new Map([
      ["__proto__", bought(-91)],
      ["bob", bought(-90)],
      ["", bought(-366)],
    ]);
    const moved = Array.from(sweepStates(classic, states, { asOf: day(0) }));
    expect(moved.map(({ customerId, state }) => [customerId, state.stage])).toEqual([
      ["__proto__", "at-risk"],
      ["", "lost"],
    ]);
    expect(moved[1]?.changes.map(({ to }) => to)).toEqual(["at-risk", "dormant", "lost"]);
    expect(sweepStates(classic, states, { asOf: day(0) }).next().value?.reason?.days).toBe(91);
  });

  test("is a tick for each, and nothing is left to do after it", () => {
    const orders = fc.array(
      fc.record({
        customerId: fc.constantFrom("ann", "bob", "cat"),
        type: fc.constant("purchase" as const),
        at: fc.integer({ min: -600, max: 0 }).map(day),
      }),
      { maxLength: 12 },
    );
    fc.assert(
      fc.property(orders, fc.integer({ min: 0, max: 400 }), (events, later) => {
        const states = replay(classic, events, { asOf: day(0) }).states();
        const moved = Array.from(sweepStates(classic, states, { asOf: day(later) }));
        const ticked = Array.from(states, ([customerId, state]) => ({
          customerId,
          ...transition(classic, state, { type: "tick", at: day(later) }),
        }));
        expect(moved).toEqual(ticked.filter(({ changed }) => changed));
        const kept = new Map<string, LifecycleState<never>>(
          moved.map((one) => [one.customerId, one.state as never]),
        );
        expect(Array.from(sweepStates(classic, kept, { asOf: day(later) }))).toEqual([]);
      }),
    );
  });

  test.each<RefusalText>([
    [
      "pairs that are none",
      () => Array.from(sweepStates(classic, [null] as never, { asOf: day(0) })),
      "wrong_type",
      "states: expected pairs of id and state, got null",
    ],
    [
      "no day",
      () => sweepStates(classic, [], {} as never),
      "missing",
      "options.asOf: expected a date, got nothing",
    ],
    [
      "a bad day",
      () => sweepStates(classic, [], { asOf: "soon" }),
      "invalid_date",
      'options.asOf: expected a civil day such as "2026-01-31", a date-time with Z or an offset, or a Date (by its UTC day), got a string of 4 characters',
    ],
    [
      "another option",
      () => sweepStates(classic, [], { asOf: day(0), by: 1 } as never),
      "unknown_name",
      "options.by: expected one of asOf, got another name",
    ],
    [
      "no states",
      () => sweepStates(classic, 7 as never, { asOf: day(0) }),
      "wrong_type",
      "states: expected a Map or pairs of id and state, got a positive integer",
    ],
    [
      "a later state",
      () => Array.from(sweepStates(classic, [["a", bought(1)]], { asOf: day(0) })),
      "late",
      "options.asOf: expected a day not before that of a state, got an earlier one",
    ],
    [
      "a bad state",
      () => Array.from(sweepStates(classic, [["a", { stage: "gone" } as never]], { asOf: day(0) })),
      "unknown_name",
      "state.stage: expected one of prospect, new, growing, mature, at-risk, dormant, lost, won-back, got a string of 4 characters",
    ],
  ])("refuses %s", (_name, run, code, message) => {
    expect(caught(run)).toMatchObject({ name: "ScoringError", code, message });
  });
});
