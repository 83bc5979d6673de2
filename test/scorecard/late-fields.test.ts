import { expect, test } from "vitest";
import { addLateFields } from "../../src/scorecard/late-fields.ts";
import type { ScorecardRow } from "../../src/scorecard/types.ts";

test("late fields are reckoned when they are read, and count as any other", () => {
  let reckoned = 0;
  const line = { customerId: "ann", clv: 3 } as ScorecardRow;
  const row = addLateFields(line, {
    clvLow: () => {
      reckoned += 1;
      return 1;
    },
    segments: () => ["vip"],
  });
  expect(reckoned).toBe(0);
  expect(row.clvLow).toBe(1);
  expect(JSON.stringify(row)).toBe(
    '{"customerId":"ann","clv":3,"clvLow":1,"clvHigh":null,"nextPurchaseDate":null,"contributionMargin1":null,' +
      '"contributionMargin2":null,"contributionMargin3":null,"referrals":null,"referralValue":null,"segments":["vip"]}',
  );
  const copy = { ...row };
  expect(Object.getOwnPropertyDescriptor(copy, "clvLow")?.value).toBe(1);
  expect(Reflect.ownKeys(copy)).toEqual(Object.keys(row));
});

test("each line reads its own", () => {
  const of = (clvLow: number) => addLateFields({} as ScorecardRow, { clvLow: () => clvLow });
  const rows = [of(1), of(2)];
  expect(rows.map(({ clvLow }) => clvLow)).toEqual([1, 2]);
});
