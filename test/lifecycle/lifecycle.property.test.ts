import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { purchaseDays, purchaseHistory } from "../../src/history/index.ts";
import { readFacts } from "../../src/lifecycle/facts.ts";
import { compileGuard, factList } from "../../src/lifecycle/guard.ts";
import {
  classifyCustomers,
  type Lifecycle,
  type LifecycleEvent,
  type LifecycleState,
  lifecycles,
  nextTransitions,
  replay,
  stageOf,
  transition,
} from "../../src/lifecycle/index.ts";
import { guardHolds, compileGuard as ruleGuard } from "../../src/rules/index.ts";
import { day, ready } from "./base.ts";
import { anyEvent, anyLifecycle } from "./random-lifecycle.ts";

type Event = LifecycleEvent<string>;
const asOf = day(220);

/** The state after events, one by one. `tick` comes first so that late ones do not. */
function step(lifecycle: Lifecycle, events: readonly Event[], start: LifecycleState): LifecycleState {
  return events.reduce<LifecycleState>(
    (state, event) => transition(lifecycle, state, event as never).state,
    start,
  );
}

function byTime(events: readonly Event[]): Event[] {
  const rank = (event: Event) => ["buy", "call", "tick"].indexOf(event.type);
  const text = (event: Event) => String(event["plan"] ?? "");
  return events
    .slice()
    .sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : rank(a) - rank(b) || (text(a) < text(b) ? -1 : 1)));
}

describe("replay", () => {
  test("does not depend on the order of arrival", () => {
    const shuffled = fc
      .array(anyEvent, { maxLength: 12 })
      .chain((events) =>
        fc.tuple(fc.constant(events), fc.shuffledSubarray(events, { minLength: events.length })),
      );
    fc.assert(
      fc.property(anyLifecycle, shuffled, (lifecycle, [events, others]) => {
        const one = replay(lifecycle, events as never, { asOf });
        const two = replay(lifecycle, others as never, { asOf });
        expect(two.toRows()).toEqual(one.toRows());
        expect(two.states()).toEqual(one.states());
      }),
    );
  });

  test("in two halves is the whole", () => {
    fc.assert(
      fc.property(
        anyLifecycle,
        fc.array(anyEvent, { minLength: 1, maxLength: 12 }),
        fc.integer({ min: 0, max: 200 }),
        (lifecycle, events, cut) => {
          const whole = replay(lifecycle, events as never, { asOf });
          const first = events.filter(({ at }) => at <= day(cut));
          const rest = events.filter(({ at }) => at > day(cut));
          const half = replay(lifecycle, first as never, { asOf: day(cut) });
          const states = half.states() as ReadonlyMap<string, LifecycleState>;
          const second = replay(lifecycle, rest as never, { asOf, states });
          expect(second.states()).toEqual(whole.states());
          const stays = [...half.toRows(), ...second.toRows().slice(first.length > 0 ? 1 : 0)];
          expect(stays.map(({ stage, since, reason }) => [stage, since, reason])).toEqual(
            whole.toRows().map(({ stage, since, reason }) => [stage, since, reason]),
          );
        },
      ),
    );
  });

  test("is one transition after another", () => {
    fc.assert(
      fc.property(anyLifecycle, fc.array(anyEvent, { minLength: 1, maxLength: 12 }), (lifecycle, events) => {
        const sorted = byTime(events as unknown as Event[]);
        const start = { stage: "a", since: sorted[0]?.at as string, facts: {} };
        const end = step(lifecycle, [...sorted, { type: "tick", at: asOf }], start);
        expect(
          replay(lifecycle, events as never, { asOf })
            .states()
            .get(""),
        ).toEqual(end);
      }),
    );
  });

  test("keeps customers apart", () => {
    const owned = fc.tuple(anyEvent, fc.constantFrom("ann", "__proto__", "7")).map(([event, customerId]) => ({
      ...event,
      customerId,
    }));
    fc.assert(
      fc.property(anyLifecycle, fc.array(owned, { maxLength: 15 }), (lifecycle, events) => {
        const all = replay(lifecycle, events as never, { asOf });
        for (const id of new Set(events.map(({ customerId }) => customerId))) {
          const own = events.filter(({ customerId }) => customerId === id);
          expect(all.states().get(id)).toEqual(
            replay(lifecycle, own as never, { asOf })
              .states()
              .get(id),
          );
        }
      }),
    );
  });
});

describe("time", () => {
  test("ticking day by day is jumping to the end, and the forecast comes true", () => {
    fc.assert(
      fc.property(anyLifecycle, fc.array(anyEvent, { minLength: 1, maxLength: 5 }), (lifecycle, events) => {
        const sorted = byTime(events as unknown as Event[]);
        const start = step(lifecycle, sorted, { stage: "a", since: sorted[0]?.at as string, facts: {} });
        const from = Math.round(
          (Date.parse(sorted[sorted.length - 1]?.at as string) - Date.parse(day(0))) / 864e5,
        );
        const jump = transition(lifecycle, start, { type: "tick", at: day(from + 90) } as never);
        let state = start;
        let changes = 0;
        for (let n = from; n <= from + 90; n += 1) {
          const ticked = transition(lifecycle, state, { type: "tick", at: day(n) } as never);
          changes += ticked.changes.length;
          state = ticked.state;
        }
        expect(state).toEqual(jump.state);
        expect(changes).toBe(jump.changes.length);
        const next = nextTransitions(lifecycle, start).find(({ on, allowed }) => on === null && allowed);
        const first = jump.changes[0];
        if (first !== undefined) expect([next?.to, next?.at]).toEqual([first.to, first.at]);
        else if (next !== undefined) expect((next.at as string) > day(from + 90)).toBe(true);
      }),
    );
  });
});

const OWN = {
  atRisk: { rule: "own-ratio", ratio: 1.5, days: 60, minGaps: 1 },
  churned: { rule: "own-gamma", probability: 0.95, days: 180 },
} as const;

const purchases = fc
  .uniqueArray(fc.integer({ min: 0, max: 900 }), { minLength: 1, maxLength: 9 })
  .map((days) => days.slice().sort((a, b) => a - b));

describe("facts", () => {
  test.each(ready.filter(([name]) => name === "classic" || name === "emarsys"))(
    "of purchases lead to the stage that replaying them leads to: %s",
    (_name, lifecycle) => {
      fc.assert(
        fc.property(purchases, fc.integer({ min: 900, max: 1500 }), (days, end) => {
          const events = days.map((n) => ({ type: "purchase", at: day(n), amount: 1 }));
          const played = replay(lifecycle, events as never, { asOf: day(end) })
            .states()
            .get("");
          const facts = {
            orders: days.length,
            firstPurchase: day(days[0] as number),
            previousPurchase: days.length > 1 ? day(days[days.length - 2] as number) : null,
            lastPurchase: day(days[days.length - 1] as number),
          };
          const told = stageOf(lifecycle, facts as never, { asOf: day(end) });
          expect(told.stage).toBe(played?.stage);
        }),
      );
    },
  );

  test.each(ready)("of a table are classified as one by one: %s", (_name, lifecycle) => {
    const date = fc.option(fc.integer({ min: -700, max: 0 }).map(day), { nil: null });
    const anyDate = fc.option(fc.integer({ min: -100, max: 100 }).map(day), { nil: null });
    const row = fc.record({
      customerId: fc.string(),
      orders: fc.option(fc.integer({ min: 0, max: 14 }), { nil: null }),
      firstPurchase: date,
      previousPurchase: date,
      lastPurchase: date,
      frequency: fc.integer({ min: 0, max: 9 }),
      meanGapDays: fc.option(fc.double({ min: 1, max: 90, noNaN: true }), { nil: null }),
      plan: fc.option(fc.constantFrom("free", "pro"), { nil: null }),
      renewsAt: anyDate,
      startedAt: date,
      cancelledAt: date,
      trialEndsAt: anyDate,
      formAt: date,
      dealWonAt: date,
      clearedAt: date,
    });
    fc.assert(
      fc.property(fc.array(row, { maxLength: 12 }), (rows) => {
        const table = classifyCustomers(lifecycle, rows as never, { asOf: day(0) });
        rows.forEach((facts, i) => {
          const alone = stageOf(lifecycle, facts as never, { asOf: day(0) });
          const { stage, since, nextStage, nextDate } = table.row(i);
          expect([stage, since]).toEqual([alone.stage, alone.since]);
          expect(table.reasonOf(i)).toEqual(alone.reason);
          expect(table.stateOf(i).stage).toBe(stage);
          if (nextDate === null) return;
          const after = stageOf(lifecycle, facts as never, { asOf: nextDate });
          const before = stageOf(lifecycle, facts as never, {
            asOf: new Date(Date.parse(nextDate) - 864e5).toISOString().slice(0, 10),
          });
          expect(before.stage).toBe(stage);
          expect(after.since).toBe(nextDate);
          expect(nextStage).not.toBeNull();
        });
      }),
    );
  });

  test("a history, its rows and its transactions agree", () => {
    const orders = fc.array(
      fc.record({
        customerId: fc.constantFrom("ann", "bob", "cat"),
        at: fc.integer({ min: -600, max: 0 }).map(day),
        amount: fc.integer({ min: 0, max: 99 }),
      }),
      { minLength: 1, maxLength: 20 },
    );
    fc.assert(
      fc.property(
        orders,
        fc.constantFrom(...(["day", "week", "month", "year"] as const)),
        (rows, timeUnit) => {
          const history = purchaseHistory(rows, { asOf: day(0), timeUnit });
          for (const lifecycle of [lifecycles.emarsys, lifecycles.classic, lifecycles.commerce]) {
            const fast = classifyCustomers(lifecycle as never, history as never, { asOf: day(0) });
            const slow = classifyCustomers(lifecycle as never, history.toRows() as never, { asOf: day(0) });
            expect(fast.toRows()).toEqual(slow.toRows());
          }
          const bought = purchaseDays(rows, { asOf: day(0) });
          for (const lifecycle of [lifecycles.classic, lifecycles.emarsys]) {
            const played = replay(lifecycle as never, rows as never, {
              asOf: day(0),
              eventType: "purchase" as never,
            });
            const exact = classifyCustomers(lifecycle as never, bought, { asOf: day(0) });
            for (const { customerId, stage } of exact)
              expect(played.states().get(customerId)?.stage).toBe(stage);
          }
          const own = { ...lifecycles.commerce, thresholds: OWN };
          const byDays = classifyCustomers(own, bought, { asOf: day(0) }).toRows();
          const facts = bought.customerId.map((customerId, c) => {
            const days = Array.from(bought.days.subarray(bought.starts[c], bought.starts[c + 1]), (n) =>
              new Date(n * 864e5).toISOString().slice(0, 10),
            );
            return { ...history.row(c), customerId, previousPurchase: days[days.length - 2] ?? null };
          });
          expect(classifyCustomers(own, facts, { asOf: day(0) }).toRows()).toEqual(byDays);
          const replayed = replay(lifecycles.emarsys, rows, { asOf: day(0), eventType: "purchase" });
          const stages = classifyCustomers(lifecycles.emarsys, history, { asOf: day(0) });
          for (const { customerId, stage } of stages) {
            expect(replayed.states().get(customerId)?.stage).toBe(stage);
          }
        },
      ),
    );
  });

  test("of a rhythm come out of events as the history has them", () => {
    fc.assert(
      fc.property(purchases, (days) => {
        const rows = days.map((n) => ({ customerId: "ann", at: day(n), amount: 10 }));
        const { facts } = replay(lifecycles.commerce, rows, { asOf: day(901), eventType: "purchase" })
          .states()
          .get("ann") as LifecycleState;
        const own = purchaseHistory(rows, { asOf: day(901) }).row(0);
        expect([facts["orders"], facts["frequency"], facts["firstPurchase"], facts["lastPurchase"]]).toEqual([
          own.orders,
          own.frequency,
          own.firstPurchase,
          own.lastPurchase,
        ]);
        for (const name of ["meanGapDays", "gapStdDays", "sumLogGaps"] as const) {
          expect(facts[name] === undefined).toBe(
            own[name] === null || (name === "sumLogGaps" && own.frequency === 0),
          );
          if (facts[name] !== undefined) expect(facts[name]).toBeCloseTo(own[name] as number, 8);
        }
        expect(purchaseDays(rows, { asOf: day(901) }).days).toHaveLength(days.length);
      }),
    );
  });
});

test("conditions are the rules' own", () => {
  const declared = { n: "number", t: "text", d: "date", b: "boolean" } as const;
  const leaf = fc.oneof(
    fc.record({
      field: fc.constant("n"),
      op: fc.constantFrom("eq", "neq", "gt", "gte", "lt", "lte"),
      value: fc.integer({ min: -2, max: 2 }),
    }),
    fc.record({
      field: fc.constant("n"),
      op: fc.constantFrom("in", "notIn"),
      value: fc.array(fc.integer({ min: -2, max: 2 })),
    }),
    fc.record({
      field: fc.constant("t"),
      op: fc.constantFrom("eq", "neq", "contains", "notContains", "startsWith", "endsWith"),
      value: fc.constantFrom("a", "ab", "b"),
    }),
    fc.record({
      field: fc.constant("t"),
      op: fc.constantFrom("in", "notIn"),
      value: fc.constantFrom(["a"], ["a", "ab"], []),
    }),
    fc.record({
      field: fc.constant("d"),
      op: fc.constantFrom("eq", "neq", "before", "after", "onOrBefore", "onOrAfter"),
      value: fc.integer({ min: -1, max: 1 }).map(day),
    }),
    fc.record({ field: fc.constant("b"), op: fc.constantFrom("eq", "neq"), value: fc.boolean() }),
    fc.record({ field: fc.constantFrom("n", "t", "d", "b"), op: fc.constantFrom("isSet", "isNotSet") }),
  );
  const { tree } = fc.letrec<{ tree: object }>((tie) => ({
    tree: fc.oneof(
      { maxDepth: 3 },
      leaf,
      fc.array(tie("tree"), { maxLength: 3 }).map((all) => ({ all })),
      fc.array(tie("tree"), { maxLength: 3 }).map((any) => ({ any })),
      tie("tree").map((not) => ({ not })),
    ),
  }));
  const facts = fc.record({
    n: fc.option(fc.integer({ min: -2, max: 2 }), { nil: null }),
    t: fc.option(fc.constantFrom("a", "ab", "b", "ba", ""), { nil: null }),
    d: fc.option(fc.integer({ min: -2, max: 2 }).map(day), { nil: null }),
    b: fc.option(fc.boolean(), { nil: null }),
  });
  fc.assert(
    fc.property(tree, facts, (rule, values) => {
      const list = factList(declared);
      const cells = list.names.map(() => null);
      readFacts(values, list, cells, ["facts"]);
      const ours = compileGuard(rule as never, list, [])(cells);
      const theirs = guardHolds(ruleGuard(rule as never, declared), values as never, { asOf: day(0) });
      expect(ours).toBe(theirs);
    }),
    { numRuns: 500 },
  );
});
