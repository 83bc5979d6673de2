import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { assign, createActor, setup } from "xstate";
import {
  type Lifecycle,
  type LifecycleState,
  toXState,
  transition,
  type XStateContext,
} from "../../src/lifecycle/index.ts";
import { day, ready } from "./base.ts";
import { anyEvent, anyLifecycle } from "./random-lifecycle.ts";

interface Sent {
  readonly type: string;
  readonly at: string;
}

/** An actor of XState 5 that runs the configuration, after a trip through JSON. */
function actorOf(lifecycle: Lifecycle) {
  const { config, guards, assigns } = toXState(lifecycle);
  const { pass, update, enter, happen } = assigns;
  // XState's types want the very events and params of one machine; here they are those of any.
  const actions = {
    pass: assign(pass as never),
    update: assign(update as never),
    enter: assign(enter as never),
    happen: assign(happen as never),
  };
  const machine = setup({ guards: guards as never, actions: actions as never }).createMachine(
    JSON.parse(JSON.stringify(config)) as never,
  );
  return createActor(machine).start();
}

/** Sends the same events to both and compares stage, day and facts after each. */
function drive(lifecycle: Lifecycle, events: readonly Sent[]): void {
  const actor = actorOf(lifecycle);
  let state: LifecycleState = { stage: lifecycle.initial, since: null, facts: {} };
  for (const event of events) {
    state = transition(lifecycle, state, event as never).state;
    actor.send({ type: "tick", at: event.at } as never);
    if (event.type !== "tick") actor.send(event as never);
    const snapshot = actor.getSnapshot() as unknown as { value: string; context: XStateContext };
    expect(snapshot.value).toBe(state.stage);
    expect(snapshot.context.since).toBe(state.since);
    expect(snapshot.context.facts).toEqual(state.facts);
  }
}

describe("XState 5 runs the same lifecycle", () => {
  test("of any kind", () => {
    const events = fc
      .array(anyEvent, { maxLength: 10 })
      .map((sent) => sent.slice().sort((a, b) => (a.at < b.at ? -1 : Number(a.at > b.at))));
    fc.assert(
      fc.property(anyLifecycle, events, (lifecycle, sent) => {
        drive(lifecycle, [...sent, { type: "tick", at: day(300) }] as Sent[]);
      }),
    );
  });

  test.each(ready)("%s", (_name, lifecycle) => {
    const names = [...lifecycle.events, "tick"];
    const events = fc
      .array(fc.record({ type: fc.constantFrom(...names), n: fc.integer({ min: 0, max: 900 }) }), {
        maxLength: 12,
      })
      .map((sent) =>
        sent
          .slice()
          .sort((a, b) => a.n - b.n)
          .map(({ type, n }) => ({
            type,
            at: day(n),
            ...(type === "subscribed" || type === "renewed" ? { renewsAt: day(n + 365), plan: "pro" } : {}),
            ...(type === "trial-started" ? { trialEndsAt: day(n + 14) } : {}),
          })),
      );
    fc.assert(
      fc.property(events, (sent) => {
        drive(lifecycle, sent);
      }),
    );
  });
});
