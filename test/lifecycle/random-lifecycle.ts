import fc from "fast-check";
import { defineLifecycle, type Lifecycle } from "../../src/lifecycle/index.ts";
import { day } from "./base.ts";

const STAGES = ["a", "b", "c", "d", "e"];
const EVENTS = ["buy", "call"];
const facts = { count: "number", last: "date", before: "date", first: "date", plan: "text" } as const;

const number = fc.oneof(fc.integer({ min: 0, max: 40 }), fc.constantFrom("short", "long"));
const elapsed = fc
  .tuple(fc.option(fc.constantFrom("last", "first"), { nil: undefined }), fc.boolean(), number)
  .map(([since, more, days]) => ({
    ...(since && { since }),
    ...(more ? { moreThan: days } : { atLeast: days }),
  }));
const leaf = fc.oneof(
  fc.record({
    field: fc.constant("count"),
    op: fc.constantFrom("gte", "lt", "eq", "neq"),
    value: fc.integer({ min: 0, max: 4 }),
  }),
  fc.record({
    field: fc.constant("plan"),
    op: fc.constantFrom("eq", "neq"),
    value: fc.constantFrom("x", "y"),
  }),
  fc.record({ field: fc.constantFrom("plan", "last", "before"), op: fc.constantFrom("isSet", "isNotSet") }),
);
const guard = fc.oneof(
  leaf,
  fc.array(leaf, { maxLength: 2 }).map((all) => ({ all })),
  fc.array(leaf, { maxLength: 2 }).map((any) => ({ any })),
  leaf.map((not) => ({ not })),
);
const maybe = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined });
const transition = fc
  .record({
    from: fc.oneof(
      fc.constantFrom(...STAGES),
      fc.constant("*"),
      fc.uniqueArray(fc.constantFrom(...STAGES), { minLength: 1 }),
    ),
    to: fc.constantFrom(...STAGES),
    on: maybe(fc.oneof(fc.constantFrom(...EVENTS), fc.constant(EVENTS))),
    after: maybe(elapsed),
    before: maybe(elapsed),
    when: maybe(guard),
    priority: maybe(fc.integer({ min: 0, max: 2 })),
  })
  .map(({ on, before, ...rest }) => ({ ...rest, on, before: on === undefined ? undefined : before }))
  .filter(({ on, after, when }) => on !== undefined || after !== undefined || when !== undefined)
  .map((given) => Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)));

/** A lifecycle of five stages and any transitions that lead nobody in a circle on one day. */
export const anyLifecycle: fc.Arbitrary<Lifecycle> = fc
  .record({
    transitions: fc.array(transition, { minLength: 1, maxLength: 9 }),
    forwardOnly: fc.boolean(),
    short: fc.integer({ min: 1, max: 10 }),
    long: fc.integer({ min: 11, max: 60 }),
  })
  .map(({ transitions, forwardOnly, short, long }) => {
    try {
      return defineLifecycle({
        stages: STAGES,
        events: EVENTS,
        facts,
        initial: "a",
        thresholds: { short: { rule: "fixed", days: short }, long: { rule: "fixed", days: long } },
        updates: {
          buy: { count: { add: 1 }, last: "at", before: "previous-at", first: "first-at" },
        },
        transitions: transitions as never,
        forwardOnly,
      }) as unknown as Lifecycle;
    } catch {
      return undefined;
    }
  })
  .filter((lifecycle) => lifecycle !== undefined);

/** An event of it, on one of 200 days. */
export const anyEvent = fc
  .record({
    type: fc.constantFrom("buy", "call", "tick"),
    day: fc.integer({ min: 0, max: 200 }),
    plan: fc.option(fc.constantFrom("x", "y"), { nil: null }),
  })
  .map(({ type, day: n, plan }) => ({ type, at: day(n), plan: type === "tick" ? null : plan }));
