import { describe, expectTypeOf, test } from "vitest";
import {
  type AppliedTiers,
  applyTiers,
  explainTier,
  type TierChanges,
  tierChanges,
  tierOf,
  type ValueTiers,
  valueTiers,
} from "../../../src/index.ts";

const values = [{ customerId: "ann", value: 9 }];
const asOf = "2026-01-31";

describe("tiers", () => {
  const tiers = valueTiers(values, { scheme: "abc" });

  test("are a table with cut-offs", () => {
    expectTypeOf(tiers).toEqualTypeOf<ValueTiers>();
    expectTypeOf(tiers.row(0).tier).toEqualTypeOf<string | null>();
    expectTypeOf(tiers.columns.rank).toEqualTypeOf<Float64Array>();
    expectTypeOf(applyTiers(tiers.cuts, values)).toEqualTypeOf<AppliedTiers>();
  });

  test("need a scheme, ids and values, or the names of these", () => {
    const named = [{ user: "ann", revenue: 9 }];
    valueTiers(named, { scheme: "abc", fields: { customerId: "user", value: "revenue" } });
    // @ts-expect-error: no value
    () => valueTiers(named, { scheme: "abc", fields: { customerId: "user" } });
    // @ts-expect-error: a value is a number
    () => valueTiers([{ customerId: "ann", value: "9" }], { scheme: "abc" });
    // @ts-expect-error: how is the base cut?
    () => valueTiers(values, {});
    // @ts-expect-error: no such scheme
    () => valueTiers(values, { scheme: "abcd" });
    // @ts-expect-error: a misspelt option
    () => valueTiers(values, { scheme: "abc", share: [0.8] });
  });

  test("are of cut-offs, not of a table", () => {
    // @ts-expect-error: the cut-offs are in its `cuts`
    () => applyTiers(tiers, values);
    expectTypeOf(tierOf(tiers.cuts, { value: undefined })).toEqualTypeOf<string | null>();
    // @ts-expect-error: a row without a value
    () => tierOf(tiers.cuts, { revenue: 9 });
    // @ts-expect-error: a text is no value
    () => explainTier(tiers.cuts, "9");
  });

  test("change by a moment of looking", () => {
    expectTypeOf(tierChanges(tiers, tiers, { asOf })).toEqualTypeOf<TierChanges>();
    expectTypeOf(tierChanges(tiers, tiers, { asOf }).row(0).move).toEqualTypeOf<
      "entered" | "up" | "down" | "stayed" | "left"
    >();
    // @ts-expect-error: no moment of looking
    () => tierChanges(tiers, tiers, {});
    // @ts-expect-error: 30 of what?
    () => tierChanges(tiers, tiers, { asOf, hold: 30 });
    // @ts-expect-error: a share, or { amount }
    () => tierChanges(tiers, tiers, { asOf, demotionMargin: "10 %" });
    // @ts-expect-error: all or step
    () => tierChanges(tiers, tiers, { asOf, demoteBy: "steps" });
    // @ts-expect-error: values without cut-offs
    () => tierChanges(tiers, { columns: { customerId: ["a"], value: [1] } }, { asOf });
  });
});
