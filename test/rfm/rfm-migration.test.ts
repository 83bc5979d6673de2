import { describe, expect, test } from "vitest";
import { applyRfm, rfmMigration, scoreRfm } from "../../src/rfm/index.ts";
import { columnsOf, customer, frozen, ten } from "./base.ts";

describe("rfmMigration", () => {
  const before = scoreRfm(ten);
  // c0 stops buying, c9 returns, c1 leaves, a new one comes and a prospect with it.
  const later = ten
    .filter((row) => row.customerId !== "c1")
    .map((row) => {
      if (row.customerId === "c0") return { ...row, recencyDays: 99 };
      return row.customerId === "c9" ? { ...row, recencyDays: 2 } : row;
    });
  const after = applyRfm(before.cuts, [...later, customer("new", 1, 1, 5), customer("none", null, 0, 0)]);
  const moved = rfmMigration(before, after);

  test("counts who went where, from best to worst segment", () => {
    expect(moved.segments).toEqual([
      "champions",
      "potential-loyalist",
      "new",
      "need-attention",
      "at-risk",
      "cant-lose-them",
      "hibernating",
      "prospects",
    ]);
    const count = (from: string, to: string): number | undefined =>
      moved.counts[moved.segments.indexOf(from)]?.[moved.segments.indexOf(to)];
    expect(count("cant-lose-them", "champions")).toBe(1);
    expect(count("new", "hibernating")).toBe(1);
    expect(count("potential-loyalist", "potential-loyalist")).toBe(2);
  });

  test("tells who stayed, rose, fell, came and went", () => {
    expect(moved).toMatchObject({ customers: 9, stayed: 7, up: 1, down: 1, entered: 2, left: 1 });
    expect(moved.enteredBySegment).toEqual([0, 0, 1, 0, 0, 0, 0, 1]);
    expect(moved.leftBySegment).toEqual([0, 0, 1, 0, 0, 0, 0, 0]);
    expect(moved.customers + moved.entered).toBe(after.length);
    expect(moved.customers + moved.left).toBe(before.length);
  });

  test("shares add up to 1 where a segment had customers, and are null where not", () => {
    for (const row of moved.shares) {
      if (row[0] === null) expect(row.every((share) => share === null)).toBe(true);
      else expect(row.reduce<number>((sum, share) => sum + (share as number), 0)).toBeCloseTo(1, 12);
    }
    expect(moved.shares[0]?.[0]).toBeNull();
    expect(JSON.parse(JSON.stringify(moved))).toEqual(moved);
  });

  test("the order of customers does not matter, nor rows or columns", () => {
    const turned = after.toRows().reverse();
    expect(rfmMigration({ columns: before.columns, cuts: before.cuts }, frozen(turned))).toEqual(moved);
    expect(rfmMigration(before, { ...columnsOf(turned), cuts: after.cuts } as never)).toEqual(moved);
  });

  test("towards the front of the list is up", () => {
    const rows = (...segments: string[]) => segments.map((segment, customerId) => ({ customerId, segment }));
    const risen = rfmMigration(rows("b", "c", "a"), rows("a", "b", "b"));
    expect(risen).toMatchObject({ segments: ["a", "b", "c"], stayed: 0, up: 2, down: 1 });
  });

  test("7 and '7' are one customer", () => {
    const rows = rfmMigration([{ customerId: 7, segment: "a" }], [{ customerId: "7", segment: "a" }]);
    expect(rows).toMatchObject({ customers: 1, stayed: 1, entered: 0, left: 0 });
  });

  test("two maps: the segments of the second come first", () => {
    const other = scoreRfm(ten, { map: "klaviyo" });
    expect(rfmMigration(before, other).segments).toEqual([
      "recent",
      "needs-attention",
      "at-risk",
      "potential-loyalist",
      "new",
      "need-attention",
      "cant-lose-them",
    ]);
  });
});
