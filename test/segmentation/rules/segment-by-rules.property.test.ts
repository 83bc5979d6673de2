import fc from "fast-check";
import { expect, test } from "vitest";
import { segmentByRules } from "../../../src/segmentation/index.ts";
import { anyPeople, anyRule, asOf, facts } from "../../rules/oracle.ts";

const anySegments = fc.array(anyRule, { minLength: 1, maxLength: 5 });
const setOf = <R>(rules: readonly R[]) => ({
  facts,
  segments: Object.fromEntries(rules.map((rule, i) => [`s${i}`, rule])),
});

test("customers are conserved, and overlaps are what the members say", () => {
  fc.assert(
    fc.property(anySegments, anyPeople, (rules, people) => {
      const found = segmentByRules(setOf(rules), people, { asOf });
      const members = found.columns.segments;
      expect(found.coverage.matched + found.unmatched.length).toBe(people.length);
      expect(found.summary.reduce((sum, { first }) => sum + first, 0)).toBe(found.coverage.matched);
      for (const { segment, customers, alone } of found.summary) {
        const inside = members.filter((segments) => segments.includes(segment));
        expect(customers).toBe(inside.length);
        expect(alone).toBe(inside.filter(({ length }) => length === 1).length);
      }
      for (const { segments, customers, jaccard } of found.overlaps) {
        const [a, b] = segments;
        const both = members.filter((own) => own.includes(a) && own.includes(b)).length;
        const either = members.filter((own) => own.includes(a) || own.includes(b)).length;
        expect([customers, jaccard]).toEqual([both, both / either]);
      }
      const pairs = new Set(found.overlaps.map(({ segments }) => segments.join(" ")));
      for (const own of members) {
        for (let i = 1; i < own.length; i += 1) expect(pairs.has(`${own[i - 1]} ${own[i]}`)).toBe(true);
      }
    }),
  );
});

test("the order of the customers plays no part", () => {
  fc.assert(
    fc.property(anySegments, anyPeople, (rules, people) => {
      const one = segmentByRules(setOf(rules), people, { asOf });
      const other = segmentByRules(setOf(rules), [...people].reverse(), { asOf });
      expect([other.summary, other.coverage]).toEqual([one.summary, one.coverage]);
      expect(other.overlaps).toEqual(one.overlaps);
      expect([...other.columns.segment].reverse()).toEqual(one.columns.segment);
    }),
  );
});
