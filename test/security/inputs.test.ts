import { afterEach, describe, expect, test } from "vitest";
import * as library from "../../src/index.ts";
import { job } from "../runtimes/engines.ts";

/** The job of `scored-base.js`, whose inputs are taken on their way into the library. */
function runJob(receive: (input: object) => void = () => {}): Record<string, readonly object[]> {
  const watched: Record<string, unknown> = { ...library };
  for (const name of ["scoreCustomers", "replay", "retentionCohorts", "matchRules", "cluster"]) {
    const door = watched[name] as (...given: unknown[]) => unknown;
    watched[name] = (...given: unknown[]) => {
      for (const input of given) if (typeof input === "object" && input !== null) receive(input);
      return door(...given);
    };
  }
  return new Function("library", `return (${job})(library);`)(watched);
}

function deepFreeze(value: unknown): void {
  if (typeof value !== "object" || value === null || Object.isFrozen(value) || ArrayBuffer.isView(value))
    return;
  Object.freeze(value);
  for (const key of Reflect.ownKeys(value)) deepFreeze(Object.getOwnPropertyDescriptor(value, key)?.value);
}

const asOf = "2026-01-31";
const hostile = [
  "__proto__",
  "constructor",
  "toString",
  "hasOwnProperty",
  "",
  "\u200b",
  "x".repeat(10_000),
  "'; --",
];
const transactions = hostile.flatMap((customerId, i) => [
  { customerId, at: "2025-11-05", amount: 10 + i },
  { customerId, at: `2026-01-${10 + i}`, amount: 20 },
]);

afterEach(() => {
  expect(Object.keys(Object.prototype)).toEqual([]);
  expect(({} as { readonly polluted?: unknown }).polluted).toBeUndefined();
});

describe("ids are just ids", () => {
  test("in every module that keeps something by id", () => {
    const ids = hostile.slice().sort();
    const referrals = hostile.slice(1).map((refereeId) => ({ referrerId: "__proto__", refereeId }));
    const costs = hostile.map((customerId) => ({ customerId, at: "2026-01-02", amount: 1, layer: "cogs" }));
    const scorecard = library.scoreCustomers({ transactions, referrals, costs }, { asOf });
    expect(Array.from(scorecard.columns.customerId).sort()).toEqual(ids);
    expect(scorecard.row(scorecard.indexOf("__proto__")).referrals).toBe(hostile.length - 1);
    const events = transactions.map((row) => ({ ...row, type: "purchase" as const }));
    const states = library.replay(library.lifecycles.classic, events, { asOf }).states();
    expect(Array.from(states.keys()).sort()).toEqual(ids);
    const { nodes = hostile.length } = library.validateReferrals(referrals) as { nodes?: number };
    expect(nodes).toBe(hostile.length);
  });

  test("and names of segments, layers, stages and facts just names", () => {
    const rows = [{ customerId: "a", value: 3, ["__proto__x"]: 1 }];
    const tiers = library.valueTiers(rows, {
      scheme: "thresholds",
      thresholds: [2],
      tiers: ["constructor", "__proto__"],
    });
    expect(tiers.row(0).tier).toBe("constructor");
    const waterfall = JSON.parse('{"layers":[{"key":"__proto__","costs":["constructor"]}]}') as never;
    try {
      library.contribution({ lines: [{ customerId: "a", at: asOf, amount: 3 }] }, { waterfall } as never);
    } catch (error) {
      expect((error as Error).name).toBe("ScoringError");
    }
    const labels = { language: "en", names: {}, reasons: {} };
    expect(library.labelOf("__proto__", labels)).toBe("__proto__");
    expect(library.sentenceOf({ code: "constructor" }, labels)).toBe("constructor");
  });
});

describe("inputs stay as they are", () => {
  test("frozen to the last leaf, they give the same", () => {
    expect(JSON.stringify(runJob(deepFreeze))).toBe(JSON.stringify(runJob()));
  });

  test("and nothing of a result is shared with them", () => {
    const rows = [{ customerId: "ann", at: "2026-01-02", amount: 5 }];
    const history = library.purchaseHistory(rows, { asOf });
    const before = JSON.stringify(history.toRows());
    (rows[0] as { amount: number }).amount = 99;
    rows.length = 0;
    expect(JSON.stringify(history.toRows())).toBe(before);
  });
});

describe("objects that are no plain data do no harm", () => {
  test("a getter is asked once a row", () => {
    let asked = 0;
    const row = {
      customerId: "ann",
      at: "2026-01-02",
      get amount() {
        asked += 1;
        return asked;
      },
    };
    expect(library.purchaseHistory([row], { asOf }).row(0).revenue).toBe(1);
    expect(asked).toBe(1);
  });

  test("proxies and rows of classes are read as rows", () => {
    class Order {
      readonly customerId = "ann";
      readonly at = "2026-01-02";
      readonly amount = 5;
      toJSON(): never {
        throw new Error("nobody asked");
      }
    }
    const rows = [new Proxy(new Order(), {}), new Order()];
    expect(library.purchaseHistory(rows, { asOf }).row(0).revenue).toBe(10);
  });

  test("a subclass of Array is not asked what it does to itself", () => {
    class Loud<T> extends Array<T> {
      override map(): never {
        throw new Error("map was called");
      }
      override slice(): never {
        throw new Error("slice was called");
      }
    }
    const rows = Loud.from([{ customerId: "ann", at: "2026-01-02", amount: 5 }]);
    expect(library.purchaseHistory(rows, { asOf }).length).toBe(1);
  });
});
