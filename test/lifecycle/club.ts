import { defineLifecycle } from "../../src/lifecycle/index.ts";

/** Each thing that an event can do to facts, and conditions on what it carries. */
export const club = defineLifecycle({
  stages: ["guest", "member", "gone"],
  events: ["visit", "leave"],
  facts: {
    ...{ visits: "number", spent: "number", points: "number", plan: "text", vip: "boolean" },
    ...{ last: "date", previous: "date", first: "date", until: "date" },
  },
  initial: "guest",
  updates: {
    visit: {
      ...{ visits: { add: 1 }, spent: { addField: "amount" }, points: { add: 0.5 } },
      ...{ last: "at", previous: "previous-at", first: "first-at" },
    },
    leave: { plan: { set: "none" }, vip: { set: false }, until: { set: "2026-12-31" }, points: "clear" },
  },
  transitions: [
    { from: "guest", on: "visit", to: "member", when: { field: "vip", op: "eq", value: true } },
    { from: "*", on: "leave", to: "gone" },
    { from: "member", after: { since: "last", moreThan: 10 }, to: "guest", reason: "quiet" },
  ],
});
