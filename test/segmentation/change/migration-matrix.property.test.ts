import fc from "fast-check";
import { expect, test } from "vitest";
import { migrationMatrix } from "../../../src/segmentation/index.ts";

const order = ["A", "B", "C"];
const anyBase = fc.uniqueArray(
  fc.record({
    customerId: fc.constantFrom("__proto__", ..."abcdefghij"),
    segment: fc.constantFrom("A", "B", "C", null),
    value: fc.integer({ min: -100, max: 1000 }),
  }),
  { selector: ({ customerId }) => customerId },
);
const sum = (numbers: readonly number[]) => numbers.reduce((total, number) => total + number, 0);
const options = { order, fields: { value: "value" } };

test("customers and value are conserved", () => {
  fc.assert(
    fc.property(anyBase, anyBase, (before, after) => {
      const { counts, moves, enteredBySegment, leftBySegment, expectedNext, value } = migrationMatrix(
        before,
        after,
        options,
      );
      const inSegments = (rows: typeof before) => rows.filter(({ segment }) => segment !== null);
      order.forEach((key, s) => {
        const row = sum(counts[s] ?? []) + (leftBySegment[s] as number);
        const column = sum(counts.map((cells) => cells[s] as number)) + (enteredBySegment[s] as number);
        expect(row).toBe(before.filter(({ segment }) => segment === key).length);
        expect(column).toBe(after.filter(({ segment }) => segment === key).length);
      });
      expect(moves.stayed + moves.up + moves.down + moves.left).toBe(inSegments(before).length);
      expect(moves.stayed + moves.up + moves.down + moves.entered).toBe(inSegments(after).length);
      expect(sum(expectedNext)).toBeCloseTo(inSegments(after).length, 9);
      expect(value?.total.before).toBe(sum(inSegments(before).map((row) => row.value)));
      expect(value?.total.after).toBe(sum(inSegments(after).map((row) => row.value)));
      const flows = Object.values(value?.moves ?? {});
      expect(sum(flows.map((flow) => flow.before))).toBe(value?.total.before);
      expect(sum(flows.map((flow) => flow.after))).toBe(value?.total.after);
      const cells = sum((value?.before ?? []).map(sum));
      expect(cells + (value?.moves.left.before as number)).toBe(value?.total.before);
    }),
  );
});

test("the way back is the transpose, up is down, and the drift is the same", () => {
  fc.assert(
    fc.property(anyBase, anyBase, (before, after) => {
      const there = migrationMatrix(before, after, options);
      const back = migrationMatrix(after, before, options);
      order.forEach((_, i) => {
        order.forEach((__, j) => {
          expect(back.counts[j]?.[i]).toBe(there.counts[i]?.[j]);
        });
      });
      expect([back.moves.up, back.moves.down]).toEqual([there.moves.down, there.moves.up]);
      expect([back.moves.entered, back.moves.left]).toEqual([there.moves.left, there.moves.entered]);
      if (there.stability.psi === null) expect(back.stability.psi).toBeNull();
      else expect(back.stability.psi).toBeCloseTo(there.stability.psi, 12);
    }),
  );
});

test("the drift is never below 0, and nothing where nobody moves; the order of rows plays no part", () => {
  fc.assert(
    fc.property(anyBase, anyBase, (before, after) => {
      const { stability } = migrationMatrix(before, after, options);
      if (stability.psi !== null) expect(stability.psi).toBeGreaterThanOrEqual(0);
      const still = migrationMatrix(before, before, options);
      expect(still.stability.psi ?? 0).toBe(0);
      expect(migrationMatrix([...before].reverse(), [...after].reverse(), options)).toEqual(
        migrationMatrix(before, after, options),
      );
    }),
  );
});
