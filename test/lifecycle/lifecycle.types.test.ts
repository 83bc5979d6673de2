import { expectTypeOf, test } from "vitest";
import { purchaseHistory, table } from "../../src/index.ts";
import {
  classifyCustomers,
  defineLifecycle,
  type Lifecycle,
  learnThresholds,
  lifecycles,
  managementType,
  markovValue,
  nextTransitions,
  replay,
  stageOf,
  stageTransitions,
  steadyState,
  timeInStage,
  toXState,
  transition,
} from "../../src/lifecycle/index.ts";

const asOf = "2026-06-30";
const club = defineLifecycle({
  stages: ["guest", "member", "gone"],
  events: ["visit", "stop"],
  facts: { visits: "number", lastVisit: "date", city: "text", vip: "boolean" },
  initial: "guest",
  thresholds: { silence: { rule: "fixed", days: 60 } },
  updates: { visit: { visits: { add: 1 }, lastVisit: "at" } },
  transitions: [
    { from: "guest", on: "visit", to: "member", when: { field: "city", op: "eq", value: "Shanghai" } },
    { from: ["guest", "member"], on: ["stop"], to: "gone" },
    { from: "member", after: { since: "lastVisit", moreThan: "silence" }, to: "gone" },
    { from: "*", when: { not: { field: "vip", op: "isSet" } }, to: "guest" },
  ],
  management: { guest: "acquire" },
});

test("names are literal", () => {
  expectTypeOf(club.stages).toEqualTypeOf<readonly ("guest" | "member" | "gone")[]>();
  expectTypeOf(stageOf(club, { visits: 1, lastVisit: asOf }, { asOf }).stage).toEqualTypeOf<
    "guest" | "member" | "gone"
  >();
  expectTypeOf(managementType(club, "guest")).toEqualTypeOf<
    "acquire" | "retain" | "expand" | "win-back" | null
  >();
  expectTypeOf(lifecycles.emarsys.initial).toExtend<string>();
});

test("a wrong name does not compile", () => {
  const base = {
    stages: ["a", "b"],
    events: ["go"],
    facts: { n: "number", d: "date" },
    initial: "a",
  } as const;
  // @ts-expect-error: no such stage
  defineLifecycle({ ...base, transitions: [{ from: "a", on: "go", to: "c" }] });
  // @ts-expect-error: no such event
  defineLifecycle({ ...base, transitions: [{ from: "a", on: "gone", to: "b" }] });
  // @ts-expect-error: no such initial stage
  defineLifecycle({ ...base, initial: "c", transitions: [] });
  // @ts-expect-error: no such fact
  defineLifecycle({ ...base, transitions: [{ from: "a", to: "b", when: { field: "m", op: "isSet" } }] });
  defineLifecycle({
    ...base,
    // @ts-expect-error: text operators are not for numbers
    transitions: [{ from: "a", to: "b", when: { field: "n", op: "contains", value: "1" } }],
  });
  // @ts-expect-error: time counts from dates
  defineLifecycle({ ...base, transitions: [{ from: "a", to: "b", after: { since: "n", moreThan: 1 } }] });
  defineLifecycle({
    ...base,
    // @ts-expect-error: no such threshold
    transitions: [{ from: "a", to: "b", after: { since: "d", moreThan: "long" } }],
  });
  defineLifecycle({
    ...base,
    // @ts-expect-error: how long ago something is belongs in `after`
    transitions: [{ from: "a", to: "b", when: { field: "d", op: "inLast", value: { days: 3 } } }],
  });
  // @ts-expect-error: no such fact to update
  defineLifecycle({ ...base, updates: { go: { m: "at" } }, transitions: [] });
  // @ts-expect-error: no such stage to manage
  defineLifecycle({ ...base, management: { c: "retain" }, transitions: [] });
  // @ts-expect-error: no such stage
  managementType(club, "lost");
});

test("facts, states and events are those of the lifecycle", () => {
  const state = stageOf(club, { city: null }, { asOf });
  expectTypeOf(state.facts.visits).toEqualTypeOf<number | null | undefined>();
  expectTypeOf(state.facts.lastVisit).toEqualTypeOf<string | null | undefined>();
  const next = transition(club, state, { type: "visit", at: asOf, city: "Shanghai" });
  expectTypeOf(next.state.stage).toEqualTypeOf<"guest" | "member" | "gone">();
  transition(club, next.state, { type: "tick", at: asOf });
  expectTypeOf(nextTransitions(club, next.state)[0]?.on).toEqualTypeOf<"visit" | "stop" | null | undefined>();
  // @ts-expect-error: no such event
  transition(club, state, { type: "visited", at: asOf });
  // @ts-expect-error: a fact of another kind
  transition(club, state, { type: "visit", at: asOf, visits: "1" });
  // @ts-expect-error: no such stage
  transition(club, { stage: "lost", since: null, facts: {} }, { type: "tick", at: asOf });
  // @ts-expect-error: a fact of another kind
  stageOf(club, { visits: "1" }, { asOf });
  // @ts-expect-error: nothing here reads the clock
  stageOf(club, { visits: 1 }, {});
});

test("tables of any host", () => {
  const history = purchaseHistory([{ customerId: "ann", at: asOf, amount: 1 }], { asOf });
  const stages = classifyCustomers(lifecycles.classic, history, { asOf });
  expectTypeOf(stages.row(0).nextStage).toExtend<string | null>();
  expectTypeOf(stages.counts[0]?.customers).toEqualTypeOf<number | undefined>();
  classifyCustomers(lifecycles.classic, [{ customerId: 1, orders: 2, recencyDays: 3 }], { asOf });
  classifyCustomers(lifecycles.classic, [{ id: 1, orders: 2 }], { asOf, fields: { customerId: "id" } });
  classifyCustomers(lifecycles.classic, { columns: {} as Record<string, Float64Array> }, { asOf });
  classifyCustomers(lifecycles.classic, table([{ customerId: "ann", orders: 2 }]), { asOf });
  // @ts-expect-error: another name than the one it is renamed to
  classifyCustomers(lifecycles.classic, [{ customerId: 1, orders: 2 }], {
    asOf,
    fields: { customerId: "id" },
  });
  learnThresholds(history, { lifecycle: lifecycles.commerce });

  const timeline = replay(club, [{ customerId: 1, type: "visit", at: asOf }], { asOf });
  expectTypeOf(timeline.row(0).stage).toEqualTypeOf<"guest" | "member" | "gone">();
  replay(club, { columns: { type: ["visit"], at: [asOf] } }, { asOf, states: timeline.states() });
  replay(lifecycles.classic, [{ customerId: 1, at: asOf, amount: 3 }], { asOf, eventType: "purchase" });
  // @ts-expect-error: no such event
  replay(club, [{ customerId: 1, type: "call", at: asOf }], { asOf });
  // @ts-expect-error: no such event
  replay(club, [], { asOf, eventType: "call" });

  const transitions = stageTransitions(timeline, { period: "week" });
  steadyState(transitions);
  markovValue(transitions, { guest: 0, member: 5, gone: 0 }, { discountRate: 0.1 });
  timeInStage(timeline, { stage: "member" });
  // @ts-expect-error: another period
  stageTransitions(timeline, { period: "fortnight" });
});

test("plain JSON is one", () => {
  const read = JSON.parse(JSON.stringify(club)) as typeof club;
  expectTypeOf(read).toEqualTypeOf(club);
  toXState(read);
  expectTypeOf(lifecycles.classic).toExtend<Lifecycle<string, "purchase", never, never> | object>();
});
