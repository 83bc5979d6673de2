import { describe, expect, test } from "vitest";
import { caught, type RefusalText } from "../core/base.ts";
import { define } from "./base.ts";

describe("an update", () => {
  const update = (does: unknown) => () => define({ updates: { order: does }, transitions: [] });

  test.each<[string, () => unknown]>([
    [
      "each update",
      update({
        last: "at",
        orders: "clear",
        plan: { set: "" },
        vip: { set: false },
        frequency: { add: -1.5 },
        meanGapDays: { addField: "x" },
      }),
    ],
  ])("%s", (_name, run) => {
    expect(caught(run)).toBeUndefined();
  });

  test.each<RefusalText>([
    [
      "with updates of no event",
      () => define({ updates: { visit: {} } }),
      "unknown_name",
      "spec.updates.visit: expected one of order, stop, got a string of 5 characters",
    ],
    [
      "with an update that is none",
      update("order"),
      "wrong_type",
      'spec.updates.order: expected "purchase", or what it does to each fact, got a string of 5 characters',
    ],
    [
      "that updates another fact",
      update({ visits: { add: 1 } }),
      "unknown_name",
      "spec.updates.order.visits: expected one of orders, last, plan, vip, frequency, meanGapDays, got a string of 6 characters",
    ],
    [
      "that sets a number to a day",
      update({ orders: "at" }),
      "conflict",
      "spec.updates.order.orders: expected a fact that is a date, got a number",
    ],
    [
      "that adds to a text",
      update({ plan: { add: 1 } }),
      "conflict",
      "spec.updates.order.plan: expected a fact that is a number, got a text",
    ],
    [
      "that adds and sets",
      update({ orders: { add: 1, set: 2 } }),
      "conflict",
      "spec.updates.order.orders: expected one of add, addField and set, got none or several",
    ],
    [
      "that adds a field without a name",
      update({ orders: { addField: "" } }),
      "wrong_type",
      "spec.updates.order.orders.addField: expected the name of a field, got an empty string",
    ],
    [
      "that adds no number",
      update({ orders: { add: "1" } }),
      "wrong_type",
      "spec.updates.order.orders.add: expected a finite number, got a string of 1 character",
    ],
    [
      "that sets another kind",
      update({ vip: { set: 1 } }),
      "wrong_type",
      "spec.updates.order.vip.set: expected true or false, got a positive integer",
    ],
    [
      "that stamps two facts",
      () =>
        define({
          facts: { a: "date", b: "date" },
          thresholds: {},
          transitions: [],
          updates: { order: { a: "at", b: "at" } },
        }),
      "duplicate",
      "spec.updates.order.b: expected at once an event, got twice",
    ],
    [
      "that remembers what is not stamped",
      update({ last: "previous-at" }),
      "conflict",
      "spec.updates.order: expected a fact that is set by at, for previous-at to follow, got none",
    ],
    [
      "a null update",
      update(null),
      "wrong_type",
      'spec.updates.order: expected "purchase", or what it does to each fact, got null',
    ],
    [
      "an update in a list",
      update([]),
      "wrong_type",
      'spec.updates.order: expected "purchase", or what it does to each fact, got an array of 0',
    ],
    [
      "another word for an update",
      update({ last: "now" }),
      "unknown_name",
      "spec.updates.order.last: expected one of clear, at, first-at, previous-at, got a string of 3 characters",
    ],
    [
      "an update of nothing",
      update({ orders: {} }),
      "conflict",
      "spec.updates.order.orders: expected one of add, addField and set, got none or several",
    ],
    [
      "another update",
      update({ orders: { subtract: 1 } }),
      "unknown_name",
      "spec.updates.order.orders.subtract: expected one of add, addField, set, got another name",
    ],
    [
      "an update that is a number",
      update({ orders: 1 }),
      "wrong_type",
      "spec.updates.order.orders: expected an object, got a positive integer",
    ],
    [
      "a first day twice",
      () =>
        define({
          facts: { a: "date", b: "date" },
          thresholds: {},
          transitions: [],
          updates: { order: { a: "first-at", b: "first-at" } },
        }),
      "duplicate",
      "spec.updates.order.b: expected first-at once an event, got twice",
    ],
    [
      "a day added to",
      update({ last: { add: 1 } }),
      "conflict",
      "spec.updates.order.last: expected a fact that is a number, got a date",
    ],
    [
      "an infinite sum",
      update({ orders: { add: Number.POSITIVE_INFINITY } }),
      "not_finite",
      "spec.updates.order.orders.add: expected a finite number, got Infinity",
    ],
    [
      "a numbered field",
      update({ orders: { addField: 7 } }),
      "wrong_type",
      "spec.updates.order.orders.addField: expected the name of a field, got a positive integer",
    ],
    [
      "a date set to none",
      update({ last: { set: "soon" } }),
      "invalid_date",
      'spec.updates.order.last.set: expected a date such as "2026-01-31", got a string of 4 characters',
    ],
    [
      "a number set to none",
      update({ orders: { set: Number.NaN } }),
      "not_finite",
      "spec.updates.order.orders.set: expected a finite number, got NaN",
    ],
    [
      "a text set to null",
      update({ plan: { set: null } }),
      "missing",
      "spec.updates.order.plan.set: expected a string, got null",
    ],
  ])("%s: no", (_name, run, code, message) => {
    expect(caught(run)).toMatchObject({ name: "ScoringError", code, message });
  });
});
