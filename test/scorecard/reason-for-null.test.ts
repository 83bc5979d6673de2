import { describe, expect, test } from "vitest";
import { reasonForNull, type ScorecardRow, scoreCustomers } from "../../src/index.ts";
import { en } from "../../src/labels/en/index.ts";

const transactions = [
  { customerId: "ann", at: "2026-01-05", amount: 30 },
  { customerId: "ref", at: "2026-01-06", amount: -5 },
];
const asOf = "2026-01-31";
const usual = scoreCustomers({ transactions }, { asOf });
const bare = scoreCustomers({ transactions }, { asOf, policy: { clv: null, lifecycle: null } });

describe("every null has a reason, with a sentence", () => {
  test.each([
    ["as it comes", usual],
    ["with little asked for", bare],
  ])("%s", (_name, scorecard) => {
    let nulls = 0;
    for (const row of scorecard) {
      for (const field of Object.keys(row) as (keyof ScorecardRow)[]) {
        const reason = reasonForNull(scorecard, row.customerId, field);
        expect(reason === null, field).toBe(row[field] !== null);
        if (reason === null) continue;
        nulls += 1;
        expect(en.reasons, field).toHaveProperty(reason.code);
      }
    }
    expect(nulls).toBeGreaterThan(20);
  });

  const cases: [string, keyof ScorecardRow, string][] = [
    ["ann", "meanGapDays", "absent_repeat"],
    ["ann", "clv", "clv_not_identified"],
    ["ann", "contributionMargin1", "absent_costs"],
    ["ann", "referralValue", "absent_referrals"],
    ["ref", "firstPurchase", "absent_orders"],
  ];

  test.each(cases)("%s has no %s: %s", (id, field, code) => {
    expect(reasonForNull(usual, id, field)?.code).toBe(code);
  });

  test.each<[keyof ScorecardRow, string]>([
    ["stage", "absent_lifecycle"],
    ["stageSince", "absent_lifecycle"],
    ["nextStage", "absent_lifecycle"],
    ["nextStageDate", "absent_lifecycle"],
    ["management", "absent_lifecycle"],
    ["probabilityAlive", "absent_value"],
    ["expectedPurchases", "absent_value"],
    ["expectedSpend", "absent_value"],
    ["clvLow", "absent_value"],
    ["clvHigh", "absent_value"],
    ["nextPurchaseDate", "absent_value"],
    ["contributionMargin2", "absent_costs"],
    ["contributionMargin3", "absent_costs"],
    ["referrals", "absent_referrals"],
    ["segments", "absent_rules"],
  ])("where little is asked for, nobody has %s: %s", (field, code) => {
    expect(reasonForNull(bare, "ann", field)).toEqual({ code });
  });

  test("who is not there, and what is no field, is refused", () => {
    expect(() => reasonForNull(usual, "eve", "clv")).toThrowError(
      "id: expected a customer of the scorecard, got another id",
    );
    expect(() => reasonForNull(usual, "ann", "colour" as "clv")).toThrowError(
      "field: expected a field of the scorecard, got another name",
    );
  });
});
