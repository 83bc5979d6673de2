import { describe, expect, test } from "vitest";
import { explainLead, type LeadPolicy, leadScore, leadScoreOf, sentenceOf } from "../../../src/index.ts";
import { en } from "../../../src/labels/en/index.ts";
import { zh } from "../../../src/labels/zh/index.ts";
import { parseLeadPolicy } from "../../../src/schema/index.ts";
import { asOf, facts, interactions, policy, prospects } from "./base.ts";

describe("leadScore", () => {
  const leads = leadScore(policy, { prospects, interactions }, { asOf });

  test("adds points by hand", () => {
    expect(leads.toRows()).toEqual([
      {
        customerId: "ann",
        fit: 80,
        fitGrade: "A",
        // A demo 30 days ago, and two visits that bring 20, of which 15 count.
        behaviour: 40 / 2 + 15,
        behaviourGrade: "3",
        score: 115,
        grade: "B",
        daysSinceInteraction: 0,
      },
      {
        customerId: "bob",
        fit: 0,
        fitGrade: "D",
        behaviour: 0,
        behaviourGrade: "4",
        score: 0,
        grade: "D",
        daysSinceInteraction: 60,
      },
      {
        customerId: "7",
        fit: 80,
        fitGrade: "A",
        behaviour: 0,
        behaviourGrade: "4",
        score: 80,
        grade: "C",
        daysSinceInteraction: 15,
      },
    ]);
    expect([leads.asOf, leads.unknownInteractions, leads.futureInteractions]).toEqual([asOf, 1, 1]);
    expect(leads.counts).toEqual([
      { grade: "A", prospects: 0 },
      { grade: "B", prospects: 1 },
      { grade: "C", prospects: 1 },
      { grade: "D", prospects: 1 },
    ]);
  });

  test("columns under any names give what rows give", () => {
    const given = {
      prospects: {
        columns: {
          id: prospects.map(({ customerId }) => customerId),
          employees: Float64Array.from(prospects, ({ employees }) => employees),
          industry: prospects.map(({ industry }) => industry),
          student: prospects.map(({ student }) => student),
        },
      },
      interactions: {
        columns: {
          who: interactions.map(({ customerId }) => customerId),
          at: interactions.map(({ at }) => at),
          type: interactions.map(({ type }) => type),
          page: interactions.map(({ page }) => page),
        },
      },
    };
    const fields = { prospects: { customerId: "id" }, interactions: { customerId: "who" } };
    expect(leadScore(policy, given as never, { asOf, fields }).toRows()).toEqual(leads.toRows());
  });

  test("one prospect alone gets what they get among all", () => {
    prospects.forEach((prospect, i) => {
      expect(leadScoreOf(policy, { prospect, interactions }, { asOf })).toEqual(leads.row(i));
    });
  });

  test("a prospect who stands twice in the list gets the same score twice", () => {
    const twice = leadScore(
      policy,
      { prospects: [prospects[0], prospects[0]] as never, interactions },
      { asOf },
    );
    expect([twice.row(0).score, twice.row(1).score]).toEqual([115, 115]);
  });

  test("a part that the policy lacks is null, and needs no interactions", () => {
    const { facts: declared, fit } = policy;
    const who = leadScore({ facts: declared, fit } as typeof policy, { prospects }, { asOf });
    expect(who.row(0)).toMatchObject({
      fit: 80,
      behaviour: null,
      behaviourGrade: null,
      score: 80,
      grade: "A",
    });
    expect(who.row(0).daysSinceInteraction).toBeNull();
    const { events, behaviour } = policy;
    const what = leadScore(
      { events, behaviour } as LeadPolicy<Record<never, never>, { page: "text" }>,
      { prospects: [{ customerId: "ann" }], interactions },
      { asOf },
    );
    expect(what.row(0)).toMatchObject({ fit: null, fitGrade: null, behaviour: 35, score: 35, grade: "C" });
  });

  test("limits and grades are the policy's", () => {
    const own = {
      ...policy,
      fit: { ...policy.fit, min: -100, max: 60, grades: { keys: ["yes", "no"], from: [1] } },
      grades: { keys: ["hot", "warm", "cold"], from: [95, 10] },
    } as typeof policy;
    const rows = leadScore(own, { prospects, interactions }, { asOf }).toRows();
    expect(rows.map(({ fit, fitGrade, grade }) => [fit, fitGrade, grade])).toEqual([
      [60, "yes", "hot"],
      [-40, "no", "cold"],
      [60, "yes", "warm"],
    ]);
  });

  test("a policy from JSON does the same", () => {
    const stored = parseLeadPolicy(JSON.stringify(policy));
    expect(stored).toEqual(policy);
    expect(leadScore(stored, { prospects, interactions }, { asOf }).toRows()).toEqual(leads.toRows());
  });

  test("bad rows are set aside where asked", () => {
    const some = leadScore(
      policy,
      {
        prospects: [
          ...prospects,
          { customerId: "eve", employees: "many" as never, industry: null, student: null },
        ],
        interactions: [{ customerId: "ann", at: "yesterday", type: "demo", page: null }, ...interactions],
      },
      { asOf, onInvalid: "collect" },
    );
    expect(some.toRows()).toEqual(leads.toRows());
    expect(some.rejected).toEqual([
      { row: 3, field: "employees", code: "wrong_type", expected: expect.any(String) },
    ]);
    expect(some.rejectedInteractions).toEqual([
      { row: 0, field: "at", code: "invalid_date", expected: expect.any(String) },
    ]);
  });

  test("criteria may refer to each other, whatever their names and order", () => {
    const rules: LeadPolicy<typeof facts> = {
      facts,
      fit: {
        criteria: [
          { key: "b", points: 1, when: { not: { segment: "9" } } },
          { key: "9", points: 10, when: { field: "employees", op: "gte", value: 100 } },
          {
            key: "__proto__",
            points: 40,
            when: { all: [{ segment: "9" }, { field: "student", op: "neq", value: true }] },
          },
        ],
      },
    };
    expect(Array.from(leadScore(rules, { prospects }, { asOf }).columns.score)).toEqual([50, 1, 50]);
  });
});

test("a thousand criteria are run, each counting once", () => {
  const many = (part: "fit" | "behaviour") => ({
    facts: { employees: "number" } as const,
    [part]: {
      max: 1000,
      criteria: Array.from({ length: 1000 }, (_, i) => ({
        key: `k${i}`,
        points: 1,
        when:
          part === "fit"
            ? { field: "employees", op: "gte", value: i }
            : { field: "value", op: "gte", value: i },
      })),
    },
  });
  const data = {
    prospects: [{ customerId: "ann", employees: 41 }],
    interactions: [{ customerId: "ann", at: asOf, type: "visit", value: 9 }],
  };
  expect(leadScore(many("fit") as never, data as never, { asOf }).row(0)).toMatchObject({
    fit: 42,
    behaviour: null,
  });
  expect(leadScore(many("behaviour") as never, data as never, { asOf }).row(0)).toMatchObject({
    behaviour: 10,
  });
});

test("points are cut off at the least and the most, and grades begin at their mark", () => {
  const graded = (points: number, settings: object = {}) =>
    leadScore(
      {
        facts: { employees: "number" },
        fit: {
          ...settings,
          criteria: [{ key: "a", points, when: { field: "employees", op: "gt", value: 0 } }],
        },
      },
      { prospects: [{ customerId: "ann", employees: 1 }] },
      { asOf },
    ).row(0);
  const grades = (...points: number[]) => points.map((one) => graded(one).fitGrade).join("");
  expect(grades(100, 75, 74.999, 50, 49.999, 25, 24.999, 0)).toBe("AABBCCDD");
  expect([graded(150).fit, graded(-5).fit]).toEqual([100, 0]);
  expect([graded(-5, { min: -10 }).fit, graded(-50, { min: -10 }).fit, graded(9, { max: 8 }).fit]).toEqual([
    -5, -10, 8,
  ]);
  // The whole is graded by the most that all parts bring.
  expect(graded(75).grade).toBe("A");
  const own = { grades: { keys: ["hot", "cold"], from: [10] } };
  expect([graded(10, own).fitGrade, graded(9.999, own).fitGrade]).toEqual(["hot", "cold"]);
});

describe("decay", () => {
  const when = { field: "type", op: "eq", value: "demo" } as const;
  const pointsOn = (decay: unknown, days: readonly number[]) =>
    days.map((day) => {
      const at = new Date(Date.UTC(2026, 0, 31 - day)).toISOString().slice(0, 10);
      const rules = { behaviour: { criteria: [{ key: "demo", points: 100, when, decay }] } } as LeadPolicy;
      const data = {
        prospect: { customerId: "ann" },
        interactions: [{ customerId: "ann", at, type: "demo" }],
      };
      return leadScoreOf(rules, data, { asOf }).behaviour;
    });

  test.each([
    ["none", null, [0, 1000], [100, 100]],
    ["by half-lives", { halfLifeDays: 10 }, [0, 10, 20, 5], [100, 50, 25, 100 * Math.SQRT1_2]],
    ["evenly", { linearDays: 50 }, [0, 10, 50, 60], [100, 80, 0, 0]],
    [
      "in steps",
      {
        steps: [
          { afterDays: 7, keep: 0.5 },
          { afterDays: 30, keep: 0.1 },
        ],
      },
      [0, 6, 7, 29, 30, 300],
      [100, 100, 50, 50, 10, 10],
    ],
  ] as const)("%s", (_name, decay, days, points) => {
    expect(pointsOn(decay as never, days)).toEqual(points.map((each) => expect.closeTo(each, 12)));
  });
});

describe("explainLead", () => {
  test("tells what counted, what is open and what is missing, in both languages", () => {
    const [ann, bob] = prospects;
    const reasons = explainLead(policy, { prospect: ann as never, interactions }, { asOf });
    expect(reasons.map((reason) => sentenceOf(reason, en))).toEqual([
      "large: 50 points.",
      "retail: 30 points.",
      "Fit: 80 points, grade A.",
      "demo: 1 times, last 30 days ago: 20 of 40 points.",
      "pricing: 2 times, last 0 days ago: 15 of 20 points.",
      "Behaviour: 35 points, grade 3.",
      "Score 115, grade B: 35 points short of A.",
    ]);
    expect(sentenceOf(reasons[6] as never, zh)).toBe("总分 115，等级 B，距 A 还差 35 分。");
    const others = explainLead(policy, { prospect: bob as never, interactions }, { asOf });
    expect(others.map((reason) => sentenceOf(reason, en))).toEqual([
      "retail: 30 points are open, since industry is not known.",
      "student: -40 points.",
      "Fit: -40 points, held at 0.",
      "Fit: 0 points, grade D.",
      "left: 1 times, last 60 days ago: -20 of -20 points.",
      "Behaviour: -20 points, held at 0.",
      "Behaviour: 0 points, grade 4.",
      "Score 0, grade D: 50 points short of C.",
    ]);
    const idle = explainLead(policy, { prospect: prospects[0] as never, interactions: [] }, { asOf });
    expect(idle.map(({ code }) => code)).toContain("lead_no_behaviour");
  });

  test("the best grade needs nothing more", () => {
    const when = { field: "employees", op: "isSet" } as const;
    const one: LeadPolicy<typeof facts> = { facts, fit: { criteria: [{ key: "known", points: 90, when }] } };
    const reasons = explainLead(one, { prospect: { customerId: 1, employees: 3 } }, { asOf });
    expect(reasons[reasons.length - 1]).toEqual({ code: "lead_top_grade", grade: "A", score: 90 });
  });
});
