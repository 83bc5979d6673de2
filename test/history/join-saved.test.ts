import { describe, expect, test } from "vitest";
import {
  historyFold,
  joinSaved,
  purchaseHistory,
  type SavedHistory,
  seal,
  splitSaved,
  updateCustomer,
} from "../../src/history/index.ts";
import { caught, hostileIds, type RefusalText } from "../core/base.ts";
import { order } from "./base.ts";

const asOf = "2026-01-31";
const rows = [
  order("ann", "2026-01-05", 1),
  order("bob", "2026-01-06", 2),
  order("ann", "2026-01-07", 4),
  order("bob", "2026-01-07", -8),
  order("cat", "2026-01-07", 16),
];
const fold = historyFold({ asOf });
const saved = fold.save(fold.add(fold.empty(), rows));

describe("a saved history taken apart", () => {
  const parts = splitSaved(saved);

  test("has a state for each customer, as one that was updated order by order", () => {
    expect([...parts.keys()]).toEqual(["ann", "bob", "cat"]);
    for (const [id, state] of parts) {
      const alone = rows
        .filter((row) => row.customerId === id)
        .reduce<SavedHistory | undefined>(
          (held, row) => updateCustomer(held, row),
          undefined,
        ) as SavedHistory;
      const refunds = alone.refunds.length > 0 ? alone.refunds : state.refunds;
      expect(state).toEqual({ ...alone, refunds, tally: state.tally });
      expect(Object.values(state.tally).every((count) => count === 0)).toBe(true);
    }
  });

  test("and joined again is the whole, without what was counted", () => {
    const joined = joinSaved(parts.values());
    expect(joined).toEqual({ ...saved, tally: joined.tally, openDays: joined.openDays });
    expect(fold.finish(fold.load(joined)).toRows()).toEqual(purchaseHistory(rows, { asOf }).toRows());
    expect(Object.values(joined.tally).every((count) => count === 0)).toBe(true);
  });

  test("of states without refunds has none", () => {
    expect(joinSaved([updateCustomer(undefined, rows[0] as never)]).refunds).toEqual([]);
    const mixed = joinSaved([
      updateCustomer(undefined, rows[0] as never),
      updateCustomer(undefined, rows[3] as never),
    ]);
    expect(mixed.refunds).toEqual([0, 0, 0, 8, 0, 1]);
  });

  test("keeps each customer's orders, whatever the customer is called", () => {
    const drop = historyFold({ asOf, duplicates: "drop" });
    const given = hostileIds.flatMap((customerId, i) => [
      { ...order(customerId, "2026-01-05", 1), orderId: i },
      { ...order(customerId, "2026-01-06", 1), orderId: '"],' },
    ]);
    const state = drop.save(drop.add(drop.empty(), [...given, order("none", "2026-01-05", 1)]));
    const split = splitSaved(state);
    expect([...split.keys()]).toEqual([...hostileIds, "none"]);
    expect(split.get("__proto__")?.orderKeys).toHaveLength(2);
    expect(split.get("none")?.orderKeys).toEqual([]);
    const again = drop.finish(drop.add(drop.load(joinSaved(split.values())), given));
    expect(again.duplicates).toBe(given.length);
  });

  test("takes the currency that some of them name", () => {
    const named = updateCustomer(undefined, { ...order("ann", "2026-01-05", 1), currency: "EUR" });
    const silent = updateCustomer(undefined, order("bob", "2026-01-05", 1));
    expect(joinSaved([silent, named]).currency).toBe("EUR");
    expect(joinSaved([silent]).currency).toBeNull();
  });
});

const euros = updateCustomer(undefined, { ...order("ann", "2026-01-05", 1), currency: "EUR" });
const dollars = updateCustomer(undefined, { ...order("bob", "2026-01-05", 1), currency: "USD" });
const keyed = updateCustomer(
  undefined,
  { ...order("cat", "2026-01-05", 1), orderId: 1 },
  { duplicates: "drop" },
);
const sealed = fold.save(seal(fold.add(fold.empty(), [order("dan", "2026-01-05", 1)]), "2026-01-20"));
const time = historyFold({ asOf, order: "time" });
const cases: RefusalText[] = [
  [
    "no states",
    () => joinSaved(undefined as never),
    "wrong_type",
    "parts: expected an iterable of saved states, got nothing",
  ],
  [
    "one state",
    () => joinSaved(saved as never),
    "wrong_type",
    "parts: expected an iterable of saved states, got an object",
  ],
  [
    "what is no state",
    () => joinSaved([saved, {} as never]),
    "unknown_version",
    "saved: expected a saved purchase history of version 1, got an object",
  ],
  [
    "to take apart what is no state",
    () => splitSaved({} as never),
    "unknown_version",
    "saved: expected a saved purchase history of version 1, got an object",
  ],
  [
    "to take apart keys of another kind",
    () => splitSaved({ ...keyed, orderKeys: ["x"] }),
    "wrong_type",
    "saved.orderKeys: expected keys as they were saved, got another text",
  ],
  ["nobody's states", () => joinSaved([]), "empty", "parts: expected at least one state, got none"],
  [
    "states of two currencies",
    () => joinSaved([euros, saved, dollars]),
    "conflict",
    "parts: expected states of one kind, seal and currency, got different ones",
  ],
  [
    "states with and without keys",
    () => joinSaved([saved, keyed]),
    "conflict",
    "parts: expected states of one kind, seal and currency, got different ones",
  ],
  [
    "states of two seals",
    () => joinSaved([saved, sealed]),
    "conflict",
    "parts: expected states of one kind, seal and currency, got different ones",
  ],
  [
    "states of two orders",
    () => joinSaved([saved, time.save(time.empty())]),
    "conflict",
    "parts: expected states of one kind, seal and currency, got different ones",
  ],
];

test.each(cases)("refuses %s", (_name, run, code, message) => {
  expect(caught(run)).toMatchObject({ name: "ScoringError", code, message });
});
