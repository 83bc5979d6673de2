import { describe, expect, test } from "vitest";
import {
  checkLifecycle,
  defineLifecycle,
  type Lifecycle,
  lifecycles,
  replay,
  stageOf,
  transition,
} from "../../src/lifecycle/index.ts";
import { caught, type RefusalText } from "../core/base.ts";
import { day, ready, spec, specOf } from "./base.ts";

describe("what comes back", () => {
  test("is the spec, with kind and version, and works the same from JSON", () => {
    const lifecycle = defineLifecycle(spec);
    expect(lifecycle).toEqual({ ...spec, kind: "lifecycle", version: 1 });
    const read = JSON.parse(JSON.stringify(lifecycle)) as typeof lifecycle;
    const facts = { orders: 1, last: day(-31) };
    expect(stageOf(read, facts, { asOf: day(0) })).toEqual(stageOf(lifecycle, facts, { asOf: day(0) }));
  });

  test.each(ready)("%s can be defined, and is of finite JSON", (_name, lifecycle) => {
    expect(defineLifecycle(specOf(lifecycle) as never)).toEqual(lifecycle);
    expect(JSON.parse(JSON.stringify(lifecycle))).toEqual(lifecycle);
  });

  test("may be large: 200 stages in a row, 100,000 events of one customer", () => {
    const stages = Array.from({ length: 200 }, (_, i) => `s${i}`);
    const transitions = stages.slice(1).map((to, i) => ({ from: `s${i}`, on: "go", to }));
    const chain = defineLifecycle({
      stages,
      events: ["go"],
      facts: { n: "number" },
      initial: "s0",
      updates: { go: { n: { add: 1 } } },
      transitions: [...transitions, { from: "s199", on: "go", to: "s0" }],
    } as never) as Lifecycle;
    const at = new Float64Array(100_000).map((_, i) => i);
    const type = { codes: new Uint8Array(100_000), values: ["go"] };
    const timeline = replay(chain, { columns: { at, type } } as never, {
      asOf: "2300-01-01",
      numericTime: "day",
    });
    expect(timeline.length).toBe(100_001);
    expect(timeline.states().get("")).toMatchObject({ stage: "s0", facts: { n: 100_000 } });
  });
});

test("what is no lifecycle is refused everywhere", () => {
  const { stages: _stages, ...stageless } = lifecycles.classic;
  const damaged = [
    stageless,
    { ...lifecycles.classic, transitions: {} },
    { ...lifecycles.classic, events: 5 },
  ];
  for (const bad of [null, "classic", {}, { kind: "lifecycle", version: 2 }, ...damaged]) {
    expect(caught(() => stageOf(bad as never, {}, { asOf: day(0) }))).toMatchObject({ path: ["lifecycle"] });
    expect(caught(() => transition(bad as never, {} as never, {} as never))).toMatchObject({
      path: ["lifecycle"],
    });
    expect(caught(() => checkLifecycle(bad as never))).toMatchObject({ path: ["lifecycle"] });
  }
});

test.each<RefusalText>([
  [
    "no transition",
    () => transition(null as never, null as never, null as never),
    "wrong_type",
    "lifecycle: expected a lifecycle, got null",
  ],
  [
    "a lifecycle of the next version",
    () => stageOf({ kind: "lifecycle", version: 2 } as never, {}, { asOf: day(0) }),
    "unknown_version",
    "lifecycle: expected a lifecycle of version 1, as defineLifecycle gives it, got something else",
  ],
  [
    "what is none",
    () => stageOf({ kind: "policy", version: 1 } as never, {}, { asOf: day(0) }),
    "unknown_version",
    "lifecycle: expected a lifecycle of version 1, as defineLifecycle gives it, got something else",
  ],
])("refuses %s", (_name, run, code, message) => {
  expect(caught(run)).toMatchObject({ name: "ScoringError", code, message });
});
