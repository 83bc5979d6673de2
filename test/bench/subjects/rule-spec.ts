/**
 * One rule of ten conditions in three languages.
 *
 * @module
 */
import type { TopLevelCondition } from "json-rules-engine";
import { compileRules } from "../../../src/rules/index.ts";

/** Ours. */
export const rules = compileRules({
  facts: { age: "number", orders: "number", revenue: "number", city: "text", vip: "boolean" },
  segments: {
    target: {
      any: [
        {
          all: [
            { field: "age", op: "gte", value: 25 },
            { field: "age", op: "lt", value: 60 },
            { field: "city", op: "in", value: ["Shanghai", "Hangzhou", "Suzhou"] },
            { field: "orders", op: "gte", value: 3 },
            {
              any: [
                { field: "revenue", op: "gt", value: 500 },
                { field: "vip", op: "eq", value: true },
              ],
            },
          ],
        },
        {
          all: [
            { field: "city", op: "eq", value: "Beijing" },
            { field: "orders", op: "gt", value: 10 },
            { field: "revenue", op: "lte", value: 900 },
            { field: "age", op: "neq", value: 40 },
          ],
        },
      ],
    },
  },
});

/** json-logic-js. */
export const logic = {
  or: [
    {
      and: [
        { ">=": [{ var: "age" }, 25] },
        { "<": [{ var: "age" }, 60] },
        { in: [{ var: "city" }, ["Shanghai", "Hangzhou", "Suzhou"]] },
        { ">=": [{ var: "orders" }, 3] },
        { or: [{ ">": [{ var: "revenue" }, 500] }, { "===": [{ var: "vip" }, true] }] },
      ],
    },
    {
      and: [
        { "===": [{ var: "city" }, "Beijing"] },
        { ">": [{ var: "orders" }, 10] },
        { "<=": [{ var: "revenue" }, 900] },
        { "!==": [{ var: "age" }, 40] },
      ],
    },
  ],
};

/** json-rules-engine. */
export const conditions: TopLevelCondition = {
  any: [
    {
      all: [
        { fact: "age", operator: "greaterThanInclusive", value: 25 },
        { fact: "age", operator: "lessThan", value: 60 },
        { fact: "city", operator: "in", value: ["Shanghai", "Hangzhou", "Suzhou"] },
        { fact: "orders", operator: "greaterThanInclusive", value: 3 },
        {
          any: [
            { fact: "revenue", operator: "greaterThan", value: 500 },
            { fact: "vip", operator: "equal", value: true },
          ],
        },
      ],
    },
    {
      all: [
        { fact: "city", operator: "equal", value: "Beijing" },
        { fact: "orders", operator: "greaterThan", value: 10 },
        { fact: "revenue", operator: "lessThanInclusive", value: 900 },
        { fact: "age", operator: "notEqual", value: 40 },
      ],
    },
  ],
};
