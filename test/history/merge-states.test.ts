import { describe, expect, test } from "vitest";
import type { Transaction } from "../../src/core/records.ts";
import { type HistoryFoldOptions, historyFold, purchaseHistory, seal } from "../../src/history/index.ts";
import { caught, type RefusalText } from "../core/base.ts";
import { order, rounded } from "./base.ts";

const asOf = "2026-01-31";
type Rows = readonly Transaction[];

/** The history of shards, each sealed at its day where it has one, merged from the left. */
function merged(shards: readonly (readonly [Rows, string?])[], options: Partial<HistoryFoldOptions> = {}) {
  const fold = historyFold({ asOf, ...options });
  const states = shards.map(([rows, before]) => {
    const state = fold.add(fold.empty(), rows as Transaction[]);
    return before === undefined ? state : seal(state, before);
  });
  return { fold, state: states.reduce((a, b) => fold.merge(a, b)) };
}
const rowsOf = (shards: readonly (readonly [Rows, string?])[], options?: Partial<HistoryFoldOptions>) => {
  const { fold, state } = merged(shards, options);
  return rounded(fold.finish(state).toRows());
};
const whole = (shards: readonly (readonly [Rows, string?])[]) =>
  rounded(
    purchaseHistory(
      shards.flatMap(([rows]) => rows),
      { asOf },
    ).toRows(),
  );

const early = [order("ann", "2025-12-01", 1), order("ann", "2025-12-05", 2), order("bob", "2025-12-05", 4)];
const later = [order("ann", "2026-01-05", 8), order("cat", "2026-01-05", 16), order("ann", "2026-01-09", 32)];
const returned = [order("bob", "2025-12-06", -3), order("dan", "2026-01-06", -5)];

describe("shards make one history", () => {
  test.each(["any", "time"] as const)("by time, in order %s, whichever comes first", (orderOf) => {
    for (const shards of [
      [[early], [later]],
      [[later], [early]],
      [[early], [returned], [later]],
    ] as [Rows][][]) {
      expect(rowsOf(shards, { order: orderOf })).toEqual(whole(shards));
    }
  });

  test("that meet on a day, or on the first day", () => {
    const same = [order("ann", "2025-12-05", 64), order("ann", "2026-01-05", 128)];
    for (const shards of [
      [[early], [same]],
      [[same], [early]],
      [[later], [same], [early]],
    ] as [Rows][][]) {
      expect(rowsOf(shards)).toEqual(whole(shards));
    }
    for (const shards of [
      [[early], [same]],
      [[same], [early]],
      [[early], [same], [later]],
    ] as [Rows][][]) {
      expect(rowsOf(shards, { order: "time" })).toEqual(whole(shards));
    }
  });

  test("in turns, where any order will do", () => {
    const turns = [order("ann", "2025-12-03", 64), order("ann", "2026-01-07", 128)];
    expect(rowsOf([[[...early, ...later]], [turns]])).toEqual(whole([[[...early, ...later]], [turns]]));
  });

  test("with days before 1970", () => {
    const old = [order("ann", "1969-12-31", 1), order("bob", "0300-05-06", 2), order("bob", "0300-05-08", 2)];
    for (const orderOf of ["any", "time"] as const) {
      expect(rowsOf([[later], [old]], { order: orderOf })).toEqual(whole([[later], [old]]));
    }
  });

  test("sealed and not, for other customers or other days", () => {
    const cases: (readonly [Rows, string?])[][] = [
      [[early, "2026-01-01"], [later]],
      [[later], [early, "2026-01-01"]],
      [
        [early, "2026-01-01"],
        [later, "2026-01-01"],
      ],
      [[early.slice(0, 2), "2025-12-31"], [early.slice(2), "2026-01-01"], [later]],
      [[[...early, ...later], "2026-01-31"], [returned]],
    ];
    for (const shards of cases) expect(rowsOf(shards)).toEqual(whole(shards));
  });

  test("and go on: rows, another seal, another shard", () => {
    const { fold, state } = merged([[early, "2026-01-01"], [later]]);
    seal(fold.add(state, [order("bob", "2026-01-10", 1)]), "2026-01-15");
    const more = fold.add(fold.empty(), [order("ann", "2026-01-20", 3)]);
    const all = [...early, ...later, order("bob", "2026-01-10", 1), order("ann", "2026-01-20", 3)];
    expect(fold.finish(fold.merge(state, more)).toRows()).toEqual(purchaseHistory(all, { asOf }).toRows());
    expect(caught(() => fold.add(state, [order("zoe", "2026-01-14", 1)]))).toMatchObject({ code: "late" });
  });

  test("with what each counted", () => {
    const bad = null as unknown as Transaction;
    const options = { onInvalid: "collect", from: "2025-12-02" } as const;
    const a = [...early, bad, order("ann", "2026-03-01", 1), order("eve", "2026-01-01", 0)];
    const b = [bad, ...returned, order("ann", "2026-01-09", 1), order("ann", "2026-01-05", 1)];
    const { fold, state } = merged([[a], [b]], options);
    const history = fold.finish(state);
    expect(history).toMatchObject({
      given: 11,
      accepted: 9,
      refundRows: 2,
      future: 1,
      beforeFrom: 1,
      zeroAmounts: 1,
      unsorted: 1,
    });
    expect(history.rejected.map(({ row }) => row)).toEqual([3, 6]);
  });

  test("of the same currency, or one that names none", () => {
    const inEuros = early.map((row) => ({ ...row, currency: "EUR" }));
    const fold = historyFold({ asOf });
    const state = fold.merge(fold.add(fold.empty(), later), fold.add(fold.empty(), inEuros));
    expect(fold.save(state).currency).toBe("EUR");
    const other = fold.add(fold.empty(), [{ ...order("ann", "2026-01-01", 1), currency: "USD" }]);
    expect(caught(() => fold.merge(state, other))).toMatchObject({
      code: "conflict",
      message: "merge: expected states in one currency, got two",
    });
  });

  test("that know which orders they have seen", () => {
    const fold = historyFold({ asOf, duplicates: "drop" });
    const of = (orderId: string) => fold.add(fold.empty(), [{ ...order("ann", "2026-01-01", 1), orderId }]);
    const state = fold.merge(of("A"), of("B"));
    const again = fold.add(state, [{ ...order("ann", "2026-01-01", 1), orderId: "B" }]);
    expect(fold.finish(again)).toMatchObject({ duplicates: 1 });
    expect(fold.finish(again).row(0).orders).toBe(2);
    expect(caught(() => fold.merge(again, of("A")))).toMatchObject({
      code: "conflict",
      message: "merge: expected states that share no order id, got the same order in both",
    });
  });

  test("whoever only returned something in the first, and bought in the second, beside whom it leaves alone", () => {
    const first = [
      order("ann", "2026-01-02", -5),
      order("bob", "2026-01-03", 7),
      order("bob", "2026-01-08", 9),
    ];
    const second = [order("ann", "2026-01-05", 20), order("cat", "2026-01-09", 1)];
    const { fold, state } = merged([[first], [second]]);
    expect(fold.finish(state).toRows()).toEqual(purchaseHistory([...first, ...second], { asOf }).toRows());
  });

  test("nothing added to nothing, or to something, changes nothing", () => {
    const fold = historyFold({ asOf });
    expect(fold.finish(fold.merge(fold.empty(), fold.empty())).length).toBe(0);
    const some = fold.add(fold.empty(), [...early, ...returned]);
    const wanted = purchaseHistory([...early, ...returned], { asOf }).toRows();
    const left = fold.merge(fold.empty(), fold.load(fold.save(some)));
    expect(fold.finish(left).toRows()).toEqual(wanted);
    expect(fold.finish(fold.merge(some, fold.empty())).toRows()).toEqual(wanted);
  });
});

describe("shards that do not fit together are refused", () => {
  const any = historyFold({ asOf });
  const time = historyFold({ asOf, order: "time" });
  const drop = historyFold({ asOf, duplicates: "drop" });
  const one = any.empty();
  const between = [order("ann", "2025-12-03", 1)];
  const cases: RefusalText[] = [
    [
      "the same state twice",
      () => any.merge(one, one),
      "conflict",
      "merge: expected two states, got the same one twice",
    ],
    [
      "states of different orders",
      () => any.merge(any.empty(), time.empty()),
      "conflict",
      "merge: expected states of the same order, got one of any and one of time",
    ],
    [
      "states of different duplicates",
      () => any.merge(any.empty(), drop.empty()),
      "conflict",
      "merge: expected states that both look for duplicates, got one that does not",
    ],
    [
      "a day within rows that came in order",
      () => merged([[early], [between]], { order: "time" }),
      "conflict",
      "merge: expected closed records that follow one another, got overlapping ones",
    ],
    [
      "the other way round",
      () => merged([[between], [early]], { order: "time" }),
      "conflict",
      "merge: expected closed records that follow one another, got overlapping ones",
    ],
    [
      "two closed runs of one customer",
      () =>
        merged([
          [early, "2026-01-01"],
          [early, "2026-01-01"],
        ]),
      "conflict",
      "merge: expected closed records that follow one another, got overlapping ones",
    ],
    [
      "two closed runs that follow one another",
      () =>
        merged([
          [early, "2026-01-01"],
          [later, "2026-01-31"],
        ]),
      "conflict",
      "merge: expected closed records that follow one another, got overlapping ones",
    ],
    [
      "a day from before the seal",
      () => merged([[early, "2026-01-01"], [between]]),
      "conflict",
      "merge: expected closed records that follow one another, got overlapping ones",
    ],
    [
      "a day from before the seal of the second",
      () => merged([[between], [early, "2026-01-01"]]),
      "conflict",
      "merge: expected closed records that follow one another, got overlapping ones",
    ],
  ];

  test.each(cases)("%s", (_name, run, code, message) => {
    expect(caught(run)).toMatchObject({ name: "ScoringError", code, message });
  });
});
