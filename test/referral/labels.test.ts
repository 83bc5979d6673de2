import { expect, test } from "vitest";
import { sentenceOf } from "../../src/core/index.ts";
import { en } from "../../src/labels/en/index.ts";
import { zh } from "../../src/labels/zh/index.ts";
import { clvCrvMatrix, explainReferral, referralCredit, referralValue } from "../../src/referral/index.ts";

test("a customer's referrals read as sentences in both languages", () => {
  const edges = [{ referrerId: "ann", refereeId: "bob" }];
  const values = [{ customerId: "bob", value: 7 }];
  const results = {
    value: referralValue({ edges, values }),
    credit: referralCredit(edges, values),
    matrix: clvCrvMatrix([{ customerId: "ann", clv: 3, crv: 7 }]),
  };
  const reasons = explainReferral(results, "ann");
  expect(reasons.map((reason) => sentenceOf(reason, en))).toEqual([
    "Customers brought: 1, worth 7.",
    "Customers brought: 1, with those whom these brought in turn 1; credit 7.",
    "Champions: lifetime value 3, referral value 7.",
  ]);
  expect(sentenceOf(reasons[2] as never, zh)).toBe("冠军客户：终身价值 3，推荐价值 7。");
});
