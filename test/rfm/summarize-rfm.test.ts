import { describe, expect, test } from "vitest";
import { scoreRfm, summarizeRfm } from "../../src/rfm/index.ts";
import { columnsOf, customer, frozen, ten } from "./base.ts";

describe("summarizeRfm", () => {
  test("counts, sums and takes medians by segment, in the order of the map", () => {
    const summary = summarizeRfm(scoreRfm([customer("none", null, 0, -25), ...ten]));
    expect(summary.columns.segment).toEqual([
      "potential-loyalist",
      "new",
      "need-attention",
      "at-risk",
      "cant-lose-them",
      "prospects",
    ]);
    expect(summary.row(0)).toEqual({
      segment: "potential-loyalist",
      customers: 2,
      customerShare: 2 / 11,
      orders: 7,
      revenue: 350,
      revenueShare: 350 / 2725,
      averageOrderValue: 50,
      medianRecencyDays: 35,
      medianOrders: 3.5,
      medianMonetary: 175,
    });
    expect(summary.row(5)).toEqual({
      segment: "prospects",
      customers: 1,
      customerShare: 1 / 11,
      orders: 0,
      revenue: -25,
      revenueShare: -25 / 2725,
      averageOrderValue: null,
      medianRecencyDays: null,
      medianOrders: 0,
      medianMonetary: -25,
    });
    expect(summary.totals).toEqual({ customers: 11, orders: 55, revenue: 2725 });
    expect(summary.indexOf("at-risk")).toBe(3);
  });

  test("where the average is scored, money is average times orders", () => {
    const summary = summarizeRfm(scoreRfm(ten, { monetary: "average" }));
    expect(summary.totals.revenue).toBe(2750);
    expect(Array.from(summary.columns.medianMonetary)).toEqual([50, 50, 50, 50, 50]);
  });

  test("rows without cut-offs go by key, an own segment among them", () => {
    const rows = frozen([
      { segment: "unscored", recencyDays: null, orders: 3, monetary: null },
      { segment: "vip", recencyDays: 1, orders: 1, monetary: 0 },
      { segment: "others", recencyDays: 9, orders: 1, monetary: 0 },
    ]);
    const summary = summarizeRfm(rows);
    expect(summary.columns.segment).toEqual(["others", "vip", "unscored"]);
    expect(summary.row(2)).toMatchObject({ revenue: 0, revenueShare: null, medianMonetary: null });
    expect(summarizeRfm(columnsOf(rows)).toRows()).toEqual(summary.toRows());
  });

  test("an own fallback stands after the rules", () => {
    const scores = scoreRfm(ten, { map: { segments: [{ segment: "z", r: 5 }], fallback: "a" } });
    expect(summarizeRfm(scores).columns.segment).toEqual(["z", "a"]);
    const { cuts } = scoreRfm(ten, { map: { segments: [{ segment: "y", r: 5 }], fallback: "z" } });
    const columns = {
      segment: ["z", "by hand", "y"],
      recencyDays: [1, 1, 1],
      orders: [1, 1, 1],
      monetary: [1, 1, 1],
    };
    expect(summarizeRfm({ columns, cuts }).columns.segment).toEqual(["y", "z", "by hand"]);
  });

  test("sums do not lose small amounts beside large ones", () => {
    const rows = [1e16, 1, 1, -1e16].map((monetary) => ({
      segment: "x",
      recencyDays: 1,
      orders: 1,
      monetary,
    }));
    expect(summarizeRfm(rows).row(0).revenue).toBe(2);
    expect(summarizeRfm(rows.map((row, i) => ({ ...row, segment: `s${i}` }))).totals.revenue).toBe(2);
  });

  test("a median leaves out who is not known and keeps the others", () => {
    const rows = [null, 9, 1].map((days) => ({ segment: "x", recencyDays: days, orders: 1, monetary: days }));
    expect(summarizeRfm(rows).row(0)).toMatchObject({
      medianRecencyDays: 5,
      medianMonetary: 5,
      customers: 3,
    });
  });

  test("of nobody is empty", () => {
    expect(summarizeRfm(scoreRfm([]))).toHaveLength(0);
    expect(summarizeRfm([]).totals).toEqual({ customers: 0, orders: 0, revenue: 0 });
  });
});
