import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { isoOfDay } from "../../src/calendar/civil.ts";
import type { Transaction } from "../../src/core/records.ts";
import {
  calibrationHoldout,
  finishCustomer,
  type HistoryFoldOptions,
  type HistoryOptions,
  historyFold,
  incrementalTransactions,
  joinSaved,
  purchaseDays,
  purchaseHistory,
  retentionCohorts,
  type SavedHistory,
  seal,
  splitSaved,
  updateCustomer,
} from "../../src/history/index.ts";
import { frozen, hostileIds } from "../core/base.ts";
import { rounded, told } from "./base.ts";

const DAY_0 = Date.parse("2026-01-01") / 86_400_000;
const asOf = isoOfDay(DAY_0 + 100);

const ids = ["ann", "bob", "cat", "dan", "eve", "__proto__", "客户"];
const day = fc.integer({ min: 0, max: 110 });
/** Orders and refunds in whole cents: their sums are exact in any order. */
const row = fc.record({
  customerId: fc.constantFrom(...ids),
  at: day.map((one) => isoOfDay(DAY_0 + one)),
  amount: fc.oneof(
    { weight: 5, arbitrary: fc.integer({ min: 0, max: 500 }) },
    fc.integer({ min: -50, max: -1 }),
  ),
});
const rows = fc.array(row, { maxLength: 60 });
/** Rows, some of which cannot be read. */
const messy = fc.array(
  fc.oneof(
    { weight: 4, arbitrary: row },
    fc.constantFrom(
      null,
      {},
      { customerId: "ann" },
      { customerId: "ann", at: "x", amount: 1 },
      { customerId: "ann", at: asOf, amount: Number.NaN },
    ) as unknown as fc.Arbitrary<Transaction>,
  ),
  { maxLength: 40 },
);
const options: fc.Arbitrary<Partial<HistoryOptions>> = fc.record(
  {
    timeUnit: fc.constantFrom("day", "week", "month", "year"),
    sameDay: fc.constantFrom("merge", "separate"),
    zeroAmount: fc.constantFrom("count", "ignore"),
    from: day.map((one) => isoOfDay(DAY_0 + Math.min(one, 60))),
  },
  { requiredKeys: [] },
);

/** The same rows in another order. */
const shuffled = (given: readonly Transaction[]): fc.Arbitrary<Transaction[]> =>
  fc.shuffledSubarray([...given], { minLength: given.length });

/** Rows, cut at some places. */
const cut = (given: readonly Transaction[]): fc.Arbitrary<Transaction[][]> =>
  fc.array(fc.nat({ max: given.length }), { maxLength: 5 }).map((places) => {
    const at = [0, ...places.sort((a, b) => a - b), given.length];
    return at.slice(1).map((to, i) => given.slice(at[i], to));
  });

const filed = <T>(saved: T): T => JSON.parse(JSON.stringify(saved)) as T;
const read = (given: readonly Transaction[], more: Partial<HistoryOptions> = {}) =>
  told(purchaseHistory(given, { asOf, ...more }));
const foldOf = (more: Partial<HistoryFoldOptions> = {}) => historyFold({ asOf, ...more });

describe("how rows come does not matter", () => {
  test("in any order", () => {
    fc.assert(
      fc.property(
        rows.chain((given) => fc.tuple(fc.constant(given), shuffled(given))),
        options,
        ([given, other], more) => {
          const a = read(given, more);
          const b = read(other, more);
          expect(b.rows).toEqual(a.rows);
          expect({ ...b.facts, unsorted: 0 }).toEqual({ ...a.facts, unsorted: 0 });
        },
      ),
    );
  });

  test("in whatever batches, in whatever order", () => {
    fc.assert(
      fc.property(
        rows.chain((given) => fc.tuple(fc.constant(given), shuffled(given).chain(cut))),
        options,
        ([given, batches], more) => {
          const fold = foldOf(more);
          const state = batches.reduce((held, batch) => fold.add(held, batch), fold.empty());
          const wanted = read(given, more);
          const made = told(fold.finish(state));
          expect(made.rows).toEqual(wanted.rows);
          expect({ ...made.facts, unsorted: 0 }).toEqual({ ...wanted.facts, unsorted: 0 });
        },
      ),
    );
  });

  test("in shards at random, merged from either side", () => {
    fc.assert(
      fc.property(rows, fc.infiniteStream(fc.nat({ max: 2 })), options, (given, dice, more) => {
        const shards: Transaction[][] = [[], [], []];
        for (const one of given) shards[dice.next().value as number]?.push(one);
        const fold = foldOf(more);
        const states = () => shards.map((shard) => fold.add(fold.empty(), shard));
        const wanted = read(given, more).rows;
        expect(fold.finish(states().reduce((a, b) => fold.merge(a, b))).toRows()).toEqual(wanted);
        expect(fold.finish(states().reduceRight((a, b) => fold.merge(a, b))).toRows()).toEqual(wanted);
      }),
    );
  });

  test("in shards by customer, or by time, in order", () => {
    const inOrder = rows.map((given) => [...given].sort((a, b) => (String(a.at) < String(b.at) ? -1 : 1)));
    fc.assert(
      fc.property(inOrder, day, options, (given, border, more) => {
        for (const order of ["any", "time"] as const) {
          const fold = foldOf({ ...more, order });
          const wanted = rounded(read(given, more).rows);
          const parts: ((one: Transaction) => boolean)[] = [
            (one) => one.customerId < "c",
            (one) => one.at < isoOfDay(DAY_0 + border),
          ];
          for (const first of parts) {
            const a = fold.add(fold.empty(), given.filter(first));
            const b = fold.add(
              fold.empty(),
              given.filter((one) => !first(one)),
            );
            expect(rounded(fold.finish(fold.merge(b, a)).toRows())).toEqual(wanted);
          }
        }
      }),
    );
  });

  test("as columns, with days of a dictionary, with ids of one that is sorted, in disorder, or says some twice", () => {
    fc.assert(
      fc.property(
        rows,
        options,
        fc.shuffledSubarray([...ids, ...ids, "zoe"], { minLength: 15 }),
        (given, more, disorder) => {
          const wanted = read(given, more);
          const at = given.map((one) => one.at as string);
          const amount = Float64Array.from(given, (one) => one.amount);
          const names = given.map((one) => one.customerId as string);
          const sorted = [...ids].sort();
          const days = [...new Set(at)];
          const idColumns = [
            names,
            { codes: names.map((id) => sorted.indexOf(id)), values: sorted },
            { codes: Int32Array.from(names, (id) => sorted.indexOf(id)), values: sorted },
            {
              codes: names.map((id, i) => (i % 2 ? disorder.indexOf(id) : disorder.lastIndexOf(id))),
              values: disorder,
            },
            { length: names.length, at: (i: number) => names[i] as string },
          ];
          for (const customerId of idColumns) {
            expect(told(purchaseHistory({ columns: { customerId, at, amount } }, { asOf, ...more }))).toEqual(
              wanted,
            );
            const dictionary = { codes: at.map((one) => days.indexOf(one)), values: days };
            expect(
              told(purchaseHistory({ columns: { customerId, at: dictionary, amount } }, { asOf, ...more })),
            ).toEqual(wanted);
          }
        },
      ),
    );
  });

  test("one customer at a time, order by order", () => {
    fc.assert(
      fc.property(rows, (given) => {
        const states = new Map<string, SavedHistory>();
        const known = given.filter((one) => one.at <= asOf);
        for (const one of known) states.set(one.customerId, updateCustomer(states.get(one.customerId), one));
        const lines = [...states]
          .sort(([a], [b]) => (a < b ? -1 : 1))
          .map(([, state]) => finishCustomer(filed(state), { asOf }));
        expect(lines).toEqual(read(known).rows);
      }),
    );
  });

  test("to one customer, whoever else is there", () => {
    fc.assert(
      fc.property(rows, options, (given, more) => {
        const all = purchaseHistory(given, { asOf, ...more });
        for (const id of ids) {
          const alone = purchaseHistory(
            given.filter((one) => one.customerId === id),
            { asOf, ...more },
          );
          expect(alone.length === 0 ? -1 : all.row(all.indexOf(id))).toEqual(
            alone.length === 0 ? all.indexOf(id) : alone.row(0),
          );
        }
      }),
    );
  });
});

describe("a state that is kept", () => {
  test("goes through JSON at any moment without a trace", () => {
    fc.assert(
      fc.property(
        messy.chain((given) => fc.tuple(fc.constant(given), cut(given))),
        options,
        ([given, batches], more) => {
          const fold = foldOf({ ...more, onInvalid: "collect" });
          let live = fold.empty();
          let kept = filed(fold.save(fold.empty()));
          for (const batch of batches) {
            live = fold.add(live, batch);
            kept = filed(fold.save(fold.add(fold.load(kept), batch)));
          }
          expect(filed(fold.save(live))).toEqual(kept);
          expect(told(fold.finish(fold.load(kept)))).toEqual(read(given, { ...more, onInvalid: "collect" }));
        },
      ),
    );
  });

  test("sealed, and sealed again, finishes as if it had not been", () => {
    fc.assert(
      fc.property(rows, day, day, options, (given, one, other, more) => {
        const fold = foldOf(more);
        const [first, second] = [Math.min(one, other), Math.max(one, other)];
        const sorted = [...given].sort((a, b) => (String(a.at) < String(b.at) ? -1 : 1));
        let state = fold.add(
          fold.empty(),
          sorted.filter((row) => row.at < isoOfDay(DAY_0 + second)),
        );
        state = seal(state, isoOfDay(DAY_0 + first));
        state = seal(fold.load(filed(fold.save(state))), isoOfDay(DAY_0 + second));
        state = fold.add(
          state,
          sorted.filter((row) => row.at >= isoOfDay(DAY_0 + second)),
        );
        expect(fold.finish(state).toRows()).toEqual(read(given, more).rows);
      }),
    );
  });

  test("sealed takes in what comes after, refuses what comes from before, and counts it", () => {
    fc.assert(
      fc.property(rows, rows, day, (before, after, border) => {
        const sealedAt = isoOfDay(DAY_0 + border);
        const fold = foldOf({ onInvalid: "collect" });
        const history = fold.finish(fold.add(seal(fold.add(fold.empty(), before), sealedAt), after));
        const inTime = after.filter((one) => one.at >= sealedAt);
        expect(history.toRows()).toEqual(read([...before, ...inTime]).rows);
        expect(history.rejected.map(({ row: at }) => at - before.length)).toEqual(
          after.flatMap((one, i) => (one.at < sealedAt ? [i] : [])),
        );
        expect(history.accepted + history.rejected.length).toBe(history.given);
      }),
    );
  });

  test("taken apart by customer and joined again is the whole", () => {
    fc.assert(
      fc.property(rows, fc.boolean(), (given, drop) => {
        const numbered = given.map((one, i) => ({ ...one, orderId: i % 5 }));
        const fold = foldOf({ duplicates: drop ? "drop" : "keep" });
        const state = fold.add(fold.empty(), numbered);
        const parts = splitSaved(filed(fold.save(state)));
        expect([...parts.keys()]).toEqual([...new Set(given.map((one) => one.customerId))]);
        if (parts.size === 0) return;
        const joined = fold.load(filed(joinSaved(parts.values())));
        expect(fold.finish(joined).toRows()).toEqual(fold.finish(state).toRows());
        const again = fold.finish(fold.add(joined, numbered));
        expect(again.toRows()).toEqual(fold.finish(fold.add(state, numbered)).toRows());
      }),
    );
  });
});

describe("units", () => {
  test("money in another unit scales money and nothing else", () => {
    const money = ["revenue", "refunds", "averageOrderValue", "meanRepeatSpend"];
    fc.assert(
      fc.property(rows, options, fc.constantFrom(2, 0.5, 1024), (given, more, scale) => {
        const scaled = read(
          given.map((one) => ({ ...one, amount: one.amount * scale })),
          more,
        );
        const wanted = read(given, more).rows.map((line) =>
          Object.fromEntries(
            Object.entries(line).map(([name, cell]) => [
              name,
              money.includes(name) && cell !== null ? (cell as number) * scale : cell,
            ]),
          ),
        );
        expect(scaled.rows).toEqual(wanted);
        const inDollars = given.map((one) => ({ ...one, currency: "USD" }));
        expect(read(inDollars, { ...more, rates: { USD: scale } }).rows).toEqual(scaled.rows);
      }),
    );
  });

  test("another unit of time scales recency and age and nothing else", () => {
    fc.assert(
      fc.property(rows, (given) => {
        const days = read(given, { timeUnit: "day" }).rows;
        for (const [timeUnit, size] of [
          ["week", 7],
          ["month", 30.4375],
          ["year", 365.25],
        ] as const) {
          const wanted = days.map((line) => ({
            ...line,
            recency: line.recency === null ? null : line.recency / size,
            age: line.age === null ? null : line.age / size,
          }));
          expect(read(given, { timeUnit }).rows).toEqual(wanted);
        }
      }),
    );
  });

  test("amounts that are no whole numbers have the same sums in any order to twelve digits", () => {
    const amount = fc.double({ min: -1e6, max: 1e9, noNaN: true });
    const fractions = fc.array(
      fc.record({ customerId: fc.constantFrom("ann", "bob"), at: row.map((one) => one.at), amount }),
      { maxLength: 40 },
    );
    fc.assert(
      fc.property(
        fractions.chain((given) => fc.tuple(fc.constant(given), shuffled(given))),
        ([given, other]) => {
          const exact = new Map<string, bigint>();
          for (const one of given.filter((each) => each.at <= asOf)) {
            const value = BigInt(Math.round(one.amount * 2 ** 20)) + (exact.get(one.customerId) ?? 0n);
            exact.set(one.customerId, value);
          }
          const a = purchaseHistory(given, { asOf });
          const b = purchaseHistory(other, { asOf });
          for (const line of a) {
            const size = Math.max(1, line.refunds, line.revenue + line.refunds);
            const same = b.row(b.indexOf(line.customerId));
            expect(Math.abs(same.revenue - line.revenue)).toBeLessThanOrEqual(4e-16 * size);
            expect(Math.abs(Number(exact.get(line.customerId)) / 2 ** 20 - line.revenue)).toBeLessThan(1e-4);
          }
        },
      ),
    );
  });
});

describe("time", () => {
  test("all days moved alike move the dates and nothing else", () => {
    fc.assert(
      fc.property(
        rows,
        options,
        fc.integer({ min: -700_000, max: 2_000_000 }),
        (given, { from: _from, ...more }, shift) => {
          const move = (date: string | null): string | null =>
            date === null ? null : isoOfDay(Date.parse(date) / 86_400_000 + shift);
          const moved = read(
            given.map((one) => ({ ...one, at: move(one.at) as string })),
            { ...more, asOf: move(asOf) as string } as never,
          );
          const wanted = read(given, more).rows.map((line) => ({
            ...line,
            firstPurchase: move(line.firstPurchase),
            lastPurchase: move(line.lastPurchase),
          }));
          expect(moved.rows).toEqual(wanted);
        },
      ),
    );
  });

  test("noon in any zone is the same day there, and moments read there are days here", () => {
    const zone = fc.constantFrom(
      ["Pacific/Kiritimati", "+14:00"],
      ["Asia/Shanghai", "+08:00"],
      ["Asia/Kolkata", "+05:30"],
      ["Africa/Abidjan", "Z"],
      ["America/Phoenix", "-07:00"],
      ["Pacific/Pago_Pago", "-11:00"],
    );
    const clock = fc.constantFrom("00:00", "09:30", "23:59:59.999");
    fc.assert(
      fc.property(rows, options, zone, clock, (given, more, [timeZone = "", offset], time) => {
        const moments = given.map((one) => ({ ...one, at: `${one.at}T${time}${offset}` }));
        const walls = given.map((one) => ({ ...one, at: `${one.at}T${time}` }));
        const wanted = read(given, more);
        expect(read(moments, { ...more, timeZone })).toEqual(wanted);
        expect(read(walls, { ...more, timeZone })).toEqual(wanted);
        const dates = moments.map((one) => ({ ...one, at: new Date(one.at) }));
        expect(read(dates, { ...more, timeZone })).toEqual(wanted);
      }),
    );
  });

  test("a window is the rows within it", () => {
    fc.assert(
      fc.property(rows, day, (all, border) => {
        const from = isoOfDay(DAY_0 + Math.min(border, 100));
        const within = all.filter((one) => (one.at as string) >= from && (one.at as string) <= asOf);
        const windowed = purchaseHistory(all, { asOf, from });
        expect(windowed.toRows()).toEqual(read(within).rows);
        expect(windowed.beforeFrom + windowed.future + within.length).toBe(all.length);
      }),
    );
  });

  test("later, recency days and age grow by as much, and nothing else changes", () => {
    const known = rows.map((given) => given.filter((one) => one.at <= asOf));
    fc.assert(
      fc.property(known, fc.integer({ min: 0, max: 1000 }), (given, more) => {
        const later = purchaseHistory(given, {
          asOf: isoOfDay(DAY_0 + 100 + more),
          timeUnit: "day",
        }).toRows();
        const wanted = read(given, { timeUnit: "day" }).rows.map((line) => ({
          ...line,
          age: line.age === null ? null : line.age + more,
          recencyDays: line.recencyDays === null ? null : line.recencyDays + more,
        }));
        expect(later).toEqual(wanted);
      }),
    );
  });
});

describe("nothing is lost", () => {
  test("accepted and rejected make up what was given, and the good rows are those without the bad ones", () => {
    fc.assert(
      fc.property(messy, options, (given, more) => {
        const history = purchaseHistory(given, { asOf, ...more, onInvalid: "collect" });
        expect(history.accepted + history.rejected.length).toBe(given.length);
        const bad = new Set(history.rejected.map((one) => one.row));
        expect(bad.size).toBe(history.rejected.length);
        const good = given.filter((_, i) => !bad.has(i));
        expect(history.toRows()).toEqual(read(good, more).rows);
        const [first] = history.rejected;
        const refused = first === undefined ? undefined : expect.objectContaining({ row: first.row });
        let caught: unknown;
        try {
          purchaseHistory(given, { asOf, ...more });
        } catch (error) {
          caught = error;
        }
        expect(caught).toEqual(refused);
      }),
    );
  });

  test("each accepted row is an order, a refund, or counted as left out", () => {
    fc.assert(
      fc.property(rows, options, (given, more) => {
        const history = purchaseHistory(given, { asOf, ...more });
        const orders = history.columns.orders.reduce((sum, count) => sum + count, 0);
        const ignored = more.zeroAmount === "ignore" ? history.zeroAmounts : 0;
        expect(orders + history.refundRows + history.future + history.beforeFrom + ignored).toBe(
          given.length,
        );
        const days = history.columns.purchaseDays.reduce((sum, count) => sum + count, 0);
        expect(history.merged).toBe(more.sameDay === "separate" ? 0 : orders - days);
      }),
    );
  });

  test("a row given twice is a duplicate, wherever it stands", () => {
    const numbered = rows.map((given) => given.map((one, i) => ({ ...one, orderId: i })));
    fc.assert(
      fc.property(
        numbered.chain((given) => fc.tuple(fc.constant(given), shuffled([...given, ...given]))),
        ([given, twice]) => {
          const once = purchaseHistory(given, { asOf });
          const dropped = purchaseHistory(twice, { asOf, duplicates: "drop" });
          expect(dropped.toRows()).toEqual(once.toRows());
          expect(dropped.duplicates).toBe(given.length - once.future);
        },
      ),
    );
  });

  test("inputs are not changed", () => {
    fc.assert(
      fc.property(messy, options, (given, more) => {
        const held = frozen(structuredClone(given));
        const reading = frozen({ asOf, ...more, onInvalid: "collect" as const });
        expect(told(purchaseHistory(held, reading)).rows).toEqual(
          read(given, { ...more, onInvalid: "collect" }).rows,
        );
        const fold = historyFold(reading);
        fold.finish(fold.add(fold.empty(), held));
      }),
    );
  });

  test("ids of any kind are told apart by their text alone", () => {
    const anyId = fc.oneof(
      fc.string({ unit: "binary", maxLength: 8 }),
      fc.constantFrom(...hostileIds),
      fc.integer(),
      fc.double({ noNaN: true, noDefaultInfinity: true }),
    );
    fc.assert(
      fc.property(fc.array(anyId, { maxLength: 30 }), (given) => {
        const history = purchaseHistory(
          given.map((customerId) => ({ customerId, at: asOf, amount: 1 })),
          { asOf },
        );
        const texts = given.map(String);
        expect(history.columns.customerId).toEqual([...new Set(texts)].sort());
        for (const line of history)
          expect(line.orders).toBe(texts.filter((text) => text === line.customerId).length);
        expect(Object.keys(Object.prototype)).toEqual([]);
      }),
    );
  });
});

describe("what is made of the history agrees with it", () => {
  test("purchase days, tracking and cohorts count the same purchases", () => {
    fc.assert(
      fc.property(rows, fc.constantFrom("day", "week", "month"), (given, period) => {
        const history = purchaseHistory(given, { asOf });
        const total = (column: Float64Array): number => column.reduce((sum, one) => sum + one, 0);
        const gross = total(history.columns.revenue) + total(history.columns.refunds);
        const bought = purchaseDays(given, { asOf });
        expect(bought.days.length).toBe(total(history.columns.purchaseDays));
        expect(total(bought.amounts)).toBe(gross);
        const cohorts = retentionCohorts(given, { asOf, period });
        expect(total(cohorts.columns.orders)).toBe(total(history.columns.orders));
        expect(total(cohorts.columns.revenue)).toBe(gross);
        const daily = incrementalTransactions(given, { asOf, timeUnit: "day" });
        expect(total(daily.columns.repeatTransactions)).toBe(total(history.columns.frequency));
        expect(total(daily.columns.newCustomers)).toBe(bought.customerId.length);
        expect(daily.columns.cumulative[daily.length - 1] ?? 0).toBe(bought.days.length);
      }),
    );
  });

  test("calibration and holdout share out the purchases of the whole", () => {
    fc.assert(
      fc.property(rows, fc.integer({ min: 0, max: 99 }), (given, border) => {
        const split = calibrationHoldout(given, {
          calibrationEnd: isoOfDay(DAY_0 + border),
          holdoutEnd: asOf,
        });
        const whole = purchaseHistory(given, { asOf });
        for (const line of split) {
          const all = whole.row(whole.indexOf(line.customerId));
          expect(line.purchaseDays + line.holdoutFrequency).toBe(all.purchaseDays);
          expect(line.revenue + line.holdoutRevenue).toBe(all.revenue);
        }
        const buyers = whole.toRows().filter((line) => line.orders > 0 && split.indexOf(line.customerId) < 0);
        expect(split.holdoutNewCustomers).toBe(buyers.length);
      }),
    );
  });
});
