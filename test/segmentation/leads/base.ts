import type { LeadPolicy } from "../../../src/index.ts";

export const facts = { employees: "number", industry: "text", student: "boolean" } as const;
export const policy: LeadPolicy<typeof facts, { page: "text" }> = {
  facts,
  events: { page: "text" },
  fit: {
    criteria: [
      { key: "large", points: 50, when: { field: "employees", op: "gte", value: 200 } },
      { key: "retail", points: 30, when: { field: "industry", op: "in", value: ["retail", "food"] } },
      { key: "student", points: -40, when: { field: "student", op: "eq", value: true } },
    ],
  },
  behaviour: {
    decay: { halfLifeDays: 30 },
    criteria: [
      { key: "demo", points: 40, when: { field: "type", op: "eq", value: "demo" } },
      {
        key: "pricing",
        points: 10,
        limit: 15,
        when: {
          all: [
            { field: "type", op: "eq", value: "visit" },
            { field: "page", op: "contains", value: "pricing" },
          ],
        },
      },
      { key: "left", points: -20, decay: null, when: { field: "type", op: "eq", value: "unsubscribe" } },
    ],
  },
};
export const prospects = [
  { customerId: "ann", employees: 250, industry: "retail", student: false },
  { customerId: "bob", employees: 20, industry: null, student: true },
  { customerId: 7, employees: 900, industry: "food", student: null },
];
export const interactions = [
  { customerId: "ann", at: "2026-01-01", type: "demo", page: null },
  { customerId: "ann", at: "2026-01-31", type: "visit", page: "/pricing" },
  { customerId: "ann", at: "2026-01-31", type: "visit", page: "/pricing/team" },
  { customerId: "bob", at: "2025-12-02", type: "unsubscribe", page: null },
  { customerId: "7", at: "2026-01-16", type: "visit", page: "/home" },
  { customerId: "zoe", at: "2026-01-16", type: "demo", page: null },
  { customerId: "ann", at: "2026-02-01", type: "demo", page: null },
];
export const asOf = "2026-01-31";
