import { expect, test } from "vitest";
import { sentenceOf } from "../../src/core/index.ts";
import { en } from "../../src/labels/en/index.ts";
import { zh } from "../../src/labels/zh/index.ts";
import { contribution, explainContribution } from "../../src/profit/index.ts";

const lines = [{ customerId: "ann", amount: 90, cost: 40 }];

test("the waterfall of a customer reads as sentences", () => {
  const reasons = explainContribution(contribution({ lines }), "ann");
  expect(reasons.map((reason) => sentenceOf(reason, en))).toEqual([
    "Gross revenue: 90.",
    "Discounts: not known, passed over.",
    "Less Returns: 0.",
    "Leaves Net revenue: 90.",
    "Less Cost of goods: 40.",
    "Leaves Gross margin: 50.",
    "Leaves Contribution margin 1: 50.",
    "Cost to serve: not known, so that nothing below it is.",
    "Contribution margin 2: not known.",
    "Acquisition cost: not known, so that nothing below it is.",
    "Retention cost: not known, so that nothing below it is.",
    "Contribution margin 3: not known.",
  ]);
  expect(sentenceOf(reasons[4] as never, zh)).toBe("减去商品成本：40。");
});

test("who has no line has no reasons", () => {
  expect(explainContribution(contribution({ lines }), "bob")).toEqual([]);
});
