import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { foldSource } from "../../src/core/fold-source.ts";
import { table } from "../../src/core/table-of.ts";
import {
  calibrationHoldout,
  finishCustomer,
  historyFold,
  incrementalTransactions,
  joinSaved,
  purchaseDays,
  purchaseHistory,
  retentionCohorts,
  seal,
  splitSaved,
  updateCustomer,
} from "../../src/history/index.ts";
import { caught, rejection } from "../core/base.ts";
import { order } from "./base.ts";

const anything = fc.anything({
  withBigInt: true,
  withDate: true,
  withTypedArray: true,
  withSparseArray: true,
  withNullPrototype: true,
  withMap: true,
  withSet: true,
});
const fold = historyFold({ asOf: "2026-01-31" });
const saved = fold.save(
  fold.add(fold.empty(), [order("ann", "2026-01-05", 1), order("bob", "2026-01-06", -1)]),
);

/** An object of which some known fields are good and some are anything. */
const nearly = (good: object): fc.Arbitrary<object> =>
  fc.record(
    Object.fromEntries(
      Object.entries(good).map(([name, value]) => [
        name,
        fc.oneof({ weight: 6, arbitrary: fc.constant(value) }, anything),
      ]),
    ),
    { requiredKeys: [] },
  );

const row = fc.oneof(
  {
    weight: 5,
    arbitrary: nearly({
      customerId: "ann",
      at: "2026-01-05",
      amount: 1,
      orderId: 1,
      kind: "purchase",
      currency: "EUR",
    }),
  },
  anything,
);
const columns = nearly({
  customerId: { codes: [1, 0], values: ["b", "a"] },
  at: ["2026-01-05", "2026-01-06"],
  amount: Float64Array.of(1, 2),
  kind: [null, "refund"],
  currency: ["EUR", "EUR"],
  orderId: [1, 2],
});
const input = fc.oneof(
  { weight: 3, arbitrary: fc.array(row, { maxLength: 4 }) },
  { weight: 3, arbitrary: fc.record({ columns }) },
  anything,
);
const reading = {
  timeZone: "Asia/Shanghai",
  numericTime: "day",
  sameDay: "separate",
  zeroAmount: "ignore",
  duplicates: "drop",
  rates: { EUR: 2 },
  from: "2026-01-01",
  onInvalid: "collect",
  fields: { customerId: "customerId" },
};
const options = (more: object): fc.Arbitrary<unknown> =>
  fc.oneof({ weight: 9, arbitrary: nearly({ ...reading, ...more }) }, anything);

/** Fails unless the call ends well or with a refusal that has a code and a path. */
function refusedOrFine(run: () => unknown): void {
  const error = caught(run);
  if (error !== undefined)
    expect(error).toMatchObject({ name: "ScoringError", code: expect.any(String), path: expect.any(Array) });
}

/** All of a table, so that columns made on demand are made. */
const readAll = (given: { readonly toRows: () => unknown[] }): unknown[] => given.toRows();
const runs = { numRuns: 400 };

describe("whatever it is given, a function ends well or with a refusal", () => {
  test("purchaseHistory", () => {
    fc.assert(
      fc.property(input, options({ asOf: "2026-01-31", timeUnit: "day" }), (a, b) =>
        refusedOrFine(() => readAll(purchaseHistory(a as never, b as never))),
      ),
      runs,
    );
  });

  test("purchaseDays", () => {
    fc.assert(
      fc.property(input, options({ asOf: "2026-01-31" }), (a, b) =>
        refusedOrFine(() => purchaseDays(a as never, b as never)),
      ),
      runs,
    );
  });

  test("retentionCohorts", () => {
    fc.assert(
      fc.property(input, options({ asOf: "2026-01-31", period: "week", weekStartsOn: 1 }), (a, b) =>
        refusedOrFine(() => readAll(retentionCohorts(a as never, b as never))),
      ),
      runs,
    );
  });

  test("incrementalTransactions", () => {
    fc.assert(
      fc.property(input, options({ asOf: "2026-01-31", timeUnit: "week", start: "2026-01-01" }), (a, b) =>
        refusedOrFine(() => readAll(incrementalTransactions(a as never, b as never))),
      ),
      runs,
    );
  });

  test("calibrationHoldout", () => {
    fc.assert(
      fc.property(
        input,
        options({ calibrationEnd: "2026-01-15", holdoutEnd: "2026-01-31", timeUnit: "day" }),
        (a, b) => refusedOrFine(() => readAll(calibrationHoldout(a as never, b as never))),
      ),
      runs,
    );
  });

  test("historyFold and what it makes", () => {
    fc.assert(
      fc.property(
        input,
        input,
        options({ asOf: "2026-01-31", timeUnit: "day", order: "time" }),
        fc.oneof(fc.constant("2026-01-06"), anything),
        (a, b, c, before) =>
          refusedOrFine(() => {
            const made = historyFold(c as never);
            const state = made.add(made.empty(), a as never);
            seal(state, before as never);
            const other = made.add(made.load(JSON.parse(JSON.stringify(made.save(state)))), b as never);
            readAll(made.finish(made.merge(state, other)));
          }),
      ),
      runs,
    );
  });

  test("loading, taking apart and joining", () => {
    const state = fc.oneof({ weight: 9, arbitrary: nearly(saved) }, anything);
    fc.assert(
      fc.property(state, (given) => {
        refusedOrFine(() => readAll(fold.finish(fold.load(given as never))));
        refusedOrFine(() =>
          readAll(fold.finish(fold.merge(fold.load(given as never), fold.load(given as never)))),
        );
      }),
      runs,
    );
  });

  test("splitSaved and joinSaved", () => {
    const state = fc.oneof({ weight: 9, arbitrary: nearly(saved) }, anything);
    fc.assert(
      fc.property(state, (given) => {
        refusedOrFine(() => splitSaved(given as never));
        refusedOrFine(() => joinSaved([given, saved] as never));
        refusedOrFine(() => joinSaved(given as never));
      }),
      runs,
    );
  });

  test("updateCustomer and finishCustomer", () => {
    const state = fc.oneof({ weight: 5, arbitrary: nearly(saved) }, fc.constant(undefined), anything);
    fc.assert(
      fc.property(state, row, options({}), options({ asOf: "2026-01-31" }), (a, b, c, d) => {
        refusedOrFine(() => updateCustomer(a as never, b as never, c as never));
        refusedOrFine(() => finishCustomer(a as never, d as never));
        refusedOrFine(() => finishCustomer(updateCustomer(undefined, b as never), d as never));
      }),
      runs,
    );
  });

  test("table", () => {
    fc.assert(
      fc.property(fc.oneof(input, fc.array(anything)), (a) =>
        refusedOrFine(() => readAll(table(a as never))),
      ),
      runs,
    );
  });

  test("foldSource", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(fc.array(input, { maxLength: 3 }), anything),
        fc.oneof(nearly({ signal: { aborted: false }, onProgress: () => {} }), anything),
        async (a, b) => {
          const error = await rejection(foldSource(a as never, fold, b as never));
          if (error !== undefined)
            expect(error).toMatchObject({ name: "ScoringError", code: expect.any(String) });
        },
      ),
      runs,
    );
  });
});
