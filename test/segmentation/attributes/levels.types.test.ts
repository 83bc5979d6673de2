import { describe, expectTypeOf, test } from "vitest";
import { applyLevels, type LevelPolicy, type LevelTable, learnLevels } from "../../../src/index.ts";

const customers = [{ customerId: "ann", orders: 9, city: "Oslo" }];

describe("levels of attributes", () => {
  test("are learned and applied", () => {
    const { levels } = learnLevels(customers, { levels: { orders: { by: "number", bins: 2 } } });
    expectTypeOf(applyLevels(levels, customers)).toEqualTypeOf<LevelTable>();
    expectTypeOf(applyLevels(levels, customers).row(0)["orders"]).toEqualTypeOf<string | null | undefined>();
    // @ts-expect-error: levels of what?
    () => learnLevels(customers, {});
    // @ts-expect-error: what was learned is in its `levels`
    () => applyLevels(learnLevels(customers, { levels: {} }), customers);
    // @ts-expect-error: an option of learning
    () => applyLevels(levels, customers, { levels: {} });
  });

  test("are by one of five kinds, each with its own options", () => {
    const policies: LevelPolicy[] = [
      { by: "number", edges: [1, 2] },
      { by: "age", edges: [18] },
      { by: "date", period: "month" },
      { by: "text", groups: { north: ["Oslo"] }, others: null },
      { by: "place", within: { Oslo: "Norway" }, levels: ["Norway"] },
    ];
    // @ts-expect-error: no such kind
    policies.push({ by: "colour" });
    // @ts-expect-error: ages are whole years
    policies.push({ by: "age", edges: ["18"] });
    // @ts-expect-error: ages need edges
    policies.push({ by: "age" });
    // @ts-expect-error: dates are texts
    policies.push({ by: "date", edges: [2026] });
    // @ts-expect-error: no such period
    policies.push({ by: "date", period: "week" });
    // @ts-expect-error: no such method
    policies.push({ by: "number", method: "median" });
    // @ts-expect-error: the texts of each level
    policies.push({ by: "text" });
    // @ts-expect-error: where do places stop?
    policies.push({ by: "place", within: {} });
  });
});
