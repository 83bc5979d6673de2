import { expectTypeOf, test } from "vitest";
import { contribution } from "../../src/profit/index.ts";
import { clvCrvMatrix, engagementValue, referralCredit, referralValue } from "../../src/referral/index.ts";

const edges = [{ referrerId: "ann", refereeId: 7 }];
const values = [{ customerId: "ann", value: null }];

test("results are tables of what the names say", () => {
  expectTypeOf(referralCredit(edges, values).row(0).credit).toEqualTypeOf<number>();
  expectTypeOf(referralCredit(edges, values).columns.value).toEqualTypeOf<Float64Array>();
  expectTypeOf(referralValue({ edges, values }).additive).toEqualTypeOf<false>();
  expectTypeOf(engagementValue({ clv: 1 }).cev).toEqualTypeOf<number | null>();
  expectTypeOf(engagementValue([{ customerId: "a", clv: 1 }]).columns.cev).toEqualTypeOf<Float64Array>();
  const matrix = clvCrvMatrix({ columns: { customerId: ["a"], clv: [1], crv: Float64Array.of(1) } });
  expectTypeOf(matrix.row(0).segment).toEqualTypeOf<"champion" | "affluent" | "advocate" | "miser" | null>();
});

test("what one module gives another takes", () => {
  const { columns } = contribution({ lines: [] });
  const worth = { columns: { customerId: columns.customerId, value: columns.contributionMargin3 } };
  referralCredit(edges, worth);
  // @ts-expect-error: edges have a referee
  referralCredit([{ referrerId: "ann" }], values);
  // @ts-expect-error: decay is a number
  referralCredit(edges, values, { decay: "half" });
  // @ts-expect-error: an edge has no type three
  referralValue({ edges: [{ referrerId: "a", refereeId: "b", type: "three" }], values });
});
