import { describe, expect, test } from "vitest";
import {
  defineLifecycle,
  type Lifecycle,
  lifecycles,
  toMermaid,
  toXState,
} from "../../src/lifecycle/index.ts";
import { caught, type RefusalText } from "../core/base.ts";
import { day } from "./base.ts";

const shop = defineLifecycle({
  name: "shop",
  stages: ["new", "good", "gone"],
  events: ["buy", "call"],
  facts: { n: "number", plan: "text", last: "date" },
  initial: "new",
  thresholds: { long: { rule: "base-quantile", probability: 0.8, days: 90 } },
  updates: { buy: { n: { add: 1 }, last: "at" } },
  transitions: [
    { from: "*", on: ["buy", "call"], to: "good", when: { field: "n", op: "gte", value: 2 }, priority: 1 },
    { from: "new", on: "buy", before: { since: "last", moreThan: 7 }, to: "good" },
    { from: ["good"], after: { since: "last", moreThan: "long" }, to: "gone" },
    { from: "good", after: { atLeast: 3 }, when: { not: { field: "plan", op: "isSet" } }, to: "gone" },
    {
      from: "gone",
      on: "call",
      to: "new",
      backward: true,
      when: {
        all: [
          {
            any: [
              { field: "plan", op: "in", value: ["a", "b"] },
              { field: "n", op: "neq", value: 1 },
            ],
          },
          { field: "n", op: "lt", value: 9 },
        ],
      },
    },
    { from: ["good", "gone"], on: "buy", to: "new" },
    { from: "good", on: "buy", to: "good", when: { field: "n", op: "eq", value: 1 } },
    { from: "new", on: "buy", to: "gone", when: { field: "n", op: "gt", value: 1 } },
    { from: "new", on: "buy", to: "gone", when: { field: "n", op: "gt", value: 1 }, priority: 2 },
  ],
  forwardOnly: true,
}) as unknown as Lifecycle;

const diagram = `stateDiagram-v2
  direction LR
  state "new" as s0
  state "good" as s1
  state "gone" as s2
  [*] --> s0
  s0 --> s1: buy / call [n ≥ 2]<br/>buy not over 7 d since last
  s1 --> s2: over long (90 d) since last<br/>from 3 d since entry [not (plan isSet)]
  s2 --> s0: call [(plan in ['a','b'] or n ≠ 1) and n < 9]
  s1 --> s1: buy [n = 1]
  s0 --> s2: buy [n > 1]
`;

describe("a lifecycle is drawn", () => {
  test("with an arrow a pair of stages, and each cause once", () => {
    expect(toMermaid(shop)).toBe(diagram.replace("n < 9", "n ‹ 9").replace("n > 1", "n › 1"));
  });

  test("under other names, from top to bottom", () => {
    const names = { "stage.new": "Newcomer", new: "unused", good: "Good: really", buy: "a purchase" };
    const lines = toMermaid(shop, { names, direction: "TB" }).split("\n");
    expect(lines.slice(1, 4)).toEqual([
      "  direction TB",
      '  state "Newcomer" as s0',
      '  state "Good  really" as s1',
    ]);
    expect(lines[6]).toBe("  s0 --> s1: a purchase / call [n ≥ 2]<br/>a purchase not over 7 d since last");
  });

  test("and shows itself, without a trace in its JSON", () => {
    const shown = shop as unknown as { readonly [symbol: symbol]: () => unknown };
    const text = "Lifecycle shop: new, good, gone; begins at new; 9 transitions";
    const mermaid = toMermaid(shop);
    expect(shown[Symbol.for("Jupyter.display")]?.()).toEqual({
      "text/plain": `${text}\n\n${mermaid}`,
      "text/markdown": `\`\`\`mermaid\n${mermaid}\`\`\`\n`,
      "text/vnd.mermaid": mermaid,
    });
    expect(shown[Symbol.for("nodejs.util.inspect.custom")]?.()).toBe(text);
    expect(shown[Symbol.for("Deno.customInspect")]?.()).toBe(text);
    expect(Object.getOwnPropertySymbols({ ...shop })).toEqual([]);
    const bare = defineLifecycle({ stages: ["a"], events: [], initial: "a", transitions: [] });
    expect((bare as never as typeof shown)[Symbol.for("Deno.customInspect")]?.()).toBe(
      "Lifecycle: a; begins at a; 0 transitions",
    );
    expect(Object.getOwnPropertySymbols(lifecycles.classic)).toHaveLength(3);
  });

  const draw =
    (options: unknown, lifecycle: unknown = shop) =>
    () =>
      toMermaid(lifecycle as never, options as never);
  test.each<RefusalText>([
    ["what is none", draw({}, null), "wrong_type", "lifecycle: expected a lifecycle, got null"],
    [
      "without stages",
      draw({}, { transitions: [], initial: "a" }),
      "wrong_type",
      "lifecycle: expected a lifecycle, got an object",
    ],
    [
      "without transitions",
      draw({}, { stages: [], initial: "a" }),
      "wrong_type",
      "lifecycle: expected a lifecycle, got an object",
    ],
    [
      "without a beginning",
      draw({}, { stages: [], transitions: [] }),
      "wrong_type",
      "lifecycle: expected a lifecycle, got an object",
    ],
    ["with no options", draw(null), "wrong_type", "options: expected an object, got null"],
    [
      "with another option",
      draw({ size: 1 }),
      "unknown_name",
      "options.size: expected one of names, direction, got another name",
    ],
    [
      "in another direction",
      draw({ direction: "RL" }),
      "unknown_name",
      "options.direction: expected one of LR, TB, got a string of 2 characters",
    ],
    [
      "under names that are none",
      draw({ names: null }),
      "wrong_type",
      "options.names: expected names by key, got null",
    ],
  ])("but not %s", (_name, run, code, message) => {
    expect(caught(run)).toMatchObject({ name: "ScoringError", code, message });
  });
});

describe("toXState", () => {
  const { config, guards, assigns } = toXState(shop);
  const may = (transition: number, stage: string, on: string | null) => ({
    type: "may",
    params: { transition, stage, on },
  });

  test("gives each stage its events and what time does, in order of precedence", () => {
    expect({ ...config, states: Object.keys(config.states) }).toEqual({
      id: "shop",
      initial: "new",
      context: { facts: {}, since: null, now: null, today: null },
      states: ["new", "good", "gone"],
    });
    expect(
      toXState(defineLifecycle({ stages: ["a"], events: [], initial: "a", transitions: [] })).config.id,
    ).toBe("lifecycle");
    const { good } = config.states;
    const about = (transition: number, on: string | null) => may(transition, "good", on);
    const way = (target: string, type: string, transition: number, on: string | null) => ({
      target,
      guard: about(transition, on),
      actions: { type, params: about(transition, on).params },
    });
    expect(good).toEqual({
      on: {
        tick: [{ actions: { type: "pass", params: about(-1, "tick").params } }],
        buy: [
          { guard: about(6, "buy"), actions: { type: "update", params: about(6, "buy").params } },
          { actions: { type: "update", params: about(-1, "buy").params } },
        ],
        call: [{ actions: { type: "update", params: about(-1, "call").params } }],
      },
      always: [way("gone", "enter", 2, null), way("gone", "enter", 3, null)],
    });
    expect(
      config.states["new"]?.on["buy"]?.map(({ target, actions }) => [
        target,
        actions.type,
        actions.params.transition,
      ]),
    ).toEqual([
      ...[
        ["gone", "happen", 8],
        ["good", "happen", 0],
        ["good", "happen", 1],
        ["gone", "happen", 7],
      ],
      [undefined, "update", -1],
    ]);
    const round = defineLifecycle({
      stages: ["a"],
      events: [],
      initial: "a",
      transitions: [{ from: "a", after: { atLeast: 9 }, to: "a" }],
    });
    expect(toXState(round).config.states["a"]?.always).toEqual([
      {
        guard: may(0, "a", null),
        actions: { type: "enter", params: { transition: 0, stage: "a", on: null } },
      },
    ]);
  });

  const context = { facts: { n: 1, last: day(0) }, since: day(0), now: day(0), today: day(0) };
  const args = (event: object, more: object = {}) => ({
    context: { ...context, ...more },
    event: event as { type: string },
  });
  const params = (transition: number, stage: string, on: string | null) => ({ transition, stage, on });

  test("asks facts after the event, and time before it", () => {
    const buy = { type: "buy", at: day(1) };
    expect(guards.may(args(buy), params(0, "new", "buy"))).toBe(true);
    expect(guards.may(args(buy, { facts: {} }), params(0, "new", "buy"))).toBe(false);
    expect(guards.may(args({ ...buy, n: 7 }, { facts: {} }), params(0, "new", "buy"))).toBe(true);
    expect([7, 8].map((n) => guards.may(args({ type: "buy", at: day(n) }), params(1, "new", "buy")))).toEqual(
      [true, false],
    );
    const silent = (today: string | null, more: object = {}) =>
      guards.may(args({ type: "tick" }, { today, ...more }), params(2, "good", null));
    expect([silent(day(90)), silent(day(91)), silent(null)]).toEqual([false, false, false]);
    // Of what time does the first comes first: without a plan, that is day 3.
    const planned = { facts: { ...context.facts, plan: "a" } };
    expect([silent(day(90), planned), silent(day(91), planned)]).toEqual([false, true]);
    expect(guards.may(args({ type: "tick" }, { today: day(3) }), params(3, "good", null))).toBe(true);
    expect(guards.may(args({ type: "tick" }, { today: day(99) }), params(2, "away", null))).toBe(false);
    expect(caught(() => guards.may(args(buy), params(2, "new", "buy")))).toMatchObject({
      code: "unknown_name",
      message: "guard.params: expected a transition, got another",
    });
    expect(caught(() => guards.may(args({ type: "buy" }), params(0, "new", "buy")))).toMatchObject({
      code: "missing",
      path: ["event", "at"],
    });
    expect(caught(() => guards.may(args(buy, { since: "soon" }), params(0, "new", "buy")))).toMatchObject({
      path: ["context", "since"],
    });
    expect(caught(() => guards.may(args(buy, { today: "soon" }), params(2, "good", null)))).toMatchObject({
      path: ["context", "today"],
    });
    expect(caught(() => guards.may(args(buy, { facts: { n: "1" } }), params(0, "new", "buy")))).toMatchObject(
      {
        path: ["context", "facts", "n"],
      },
    );
  });

  test("changes the context as the lifecycle changes a state", () => {
    const tick = { type: "tick", at: day(5) };
    expect(assigns.pass(args(tick), params(-1, "new", "tick"))).toEqual({ ...context, today: day(5) });
    const buy = args({ type: "buy", at: day(5), plan: "a" });
    const facts = { n: 2, last: day(5), plan: "a" };
    expect(assigns.update(buy, params(-1, "good", "buy"))).toEqual({
      facts,
      since: day(0),
      now: day(5),
      today: day(5),
    });
    expect(assigns.happen(buy, params(0, "new", "buy"))).toEqual({
      facts,
      since: day(5),
      now: day(5),
      today: day(5),
    });
    expect(assigns.enter(args(tick, { today: day(9) }), params(3, "good", null))).toEqual({
      ...{ ...context, since: day(3), now: day(3), today: day(9) },
    });
    expect(assigns.enter(args(tick, { facts: {} }), params(3, "new", null))).toMatchObject({
      since: null,
      now: null,
    });
  });
});
