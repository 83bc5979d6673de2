import { describe, expect, test } from "vitest";
import {
  classifyCustomers,
  compileRules,
  lifecycles,
  matchRules,
  purchaseHistory,
  type ScoringError,
  scoreCustomers,
  scoreRfm,
  valueTiers,
} from "../../src/index.ts";
import { caught } from "./base.ts";

const asOf = "2026-01-31";
const transactions = [{ customerId: "a", at: "2026-01-05", amount: 3 }];
const customers = [{ customerId: "a", recencyDays: 3, orders: 2, revenue: 10, value: 10 }];
const rules = compileRules({
  facts: { orders: "number" },
  segments: { any: { field: "orders", op: "gte", value: 1 } },
});

/** Everything that reads rows under the host's names. */
const readers: { readonly [name: string]: (fields: never) => unknown } = {
  purchaseHistory: (fields) => purchaseHistory(transactions, { asOf, fields }),
  scoreRfm: (fields) => scoreRfm(customers, {}, { fields }),
  valueTiers: (fields) => valueTiers(customers, { scheme: "abc", fields }),
  classifyCustomers: (fields) => classifyCustomers(lifecycles.classic, customers, { asOf, fields }),
  matchRules: (fields) => matchRules(rules, customers, { asOf, fields }),
};

describe.each(Object.entries(readers))("names of fields in %s", (_name, read) => {
  test.each([
    [{ customerId: null }, "options.fields.customerId", "null"],
    [{ customerId: 7 }, "options.fields.customerId", "a positive integer"],
    [{ customerId: ["id"] }, "options.fields.customerId", "an array of 1"],
  ])("are texts: %j is refused", (fields, path, received) => {
    const error = caught(() => read(fields as never)) as ScoringError;
    expect(error).toMatchObject({ code: "wrong_type" });
    expect(error.message).toBe(`${path}: expected the host's name of the field, got ${received}`);
  });

  test("that are undefined are ours", () => {
    expect(() => read({ customerId: undefined } as never)).not.toThrow();
  });

  test.each([["id"], [7], [null], [["id"]]])("are an object: %j is refused at options.fields", (fields) => {
    expect(caught(() => read(fields as never))).toMatchObject({
      code: "wrong_type",
      path: ["options", "fields"],
    });
  });
});

test("a scorecard says under which input a name is none", () => {
  const fields = { transactions: { at: 5 } } as never;
  const error = caught(() => scoreCustomers({ transactions }, { asOf, fields })) as ScoringError;
  expect(error.message).toBe(
    "options.fields.transactions.at: expected the host's name of the field, got a positive integer",
  );
  for (const none of ["at", 5, null]) {
    const given = { transactions: none } as never;
    const path = ["options", "fields", "transactions"];
    expect(caught(() => scoreCustomers({ transactions }, { asOf, fields: given }))).toMatchObject({ path });
  }
});
