import fc from "fast-check";
import { expect, test } from "vitest";
import { placeLabels } from "../../../src/charts/layout/place-labels.ts";
import { referralForest, treeRows } from "../../../src/charts/layout/referral-forest.ts";
import { spread } from "../../../src/charts/layout/spread.ts";
import { squarify } from "../../../src/charts/layout/squarify.ts";

test("a treemap's boxes have areas as their values, lie inside, and do not overlap", () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 0, max: 1_000_000 }), { minLength: 1, maxLength: 30 }),
      fc.integer({ min: 50, max: 2000 }),
      fc.integer({ min: 50, max: 2000 }),
      (values, width, height) => {
        const total = values.reduce((sum, value) => sum + value, 0);
        fc.pre(total > 0);
        const boxes = squarify(values, width, height);
        const area = width * height;
        boxes.forEach((box, i) => {
          expect(box.width * box.height).toBeCloseTo(((values[i] as number) / total) * area, 4);
          expect(box.x).toBeGreaterThanOrEqual(-1e-6);
          expect(box.x + box.width).toBeLessThanOrEqual(width + 1e-6);
          expect(box.y + box.height).toBeLessThanOrEqual(height + 1e-6);
          for (const other of boxes.slice(i + 1)) {
            const across = Math.min(box.x + box.width, other.x + other.width) - Math.max(box.x, other.x);
            const along = Math.min(box.y + box.height, other.y + other.height) - Math.max(box.y, other.y);
            expect(Math.min(across, along)).toBeLessThanOrEqual(1e-6);
          }
        });
      },
    ),
  );
});

test("the example of the paper: 6, 6, 4, 3, 2, 2, 1 in 6 times 4", () => {
  const boxes = squarify([6, 6, 4, 3, 2, 2, 1], 6, 4);
  // Two of 6 fill the left half, one upon the other; the worst box of all is no longer than 3.6 times its width.
  expect(boxes[0]).toEqual({ x: 0, y: 0, width: 3, height: 2 });
  expect(boxes[1]).toEqual({ x: 0, y: 2, width: 3, height: 2 });
  expect(boxes[2]?.height).toBeCloseTo(7 / 3, 12);
  expect(boxes[3]?.width).toBeCloseTo(9 / 7, 12);
});

test("labels that are spread keep their order, their distance and their bounds", () => {
  fc.assert(
    fc.property(fc.array(fc.double({ min: 0, max: 500, noNaN: true }), { maxLength: 25 }), (places) => {
      const out = spread(places, 14, 0, 500);
      const order = places
        .map((_place, i) => i)
        .sort((a, b) => (places[a] as number) - (places[b] as number));
      order.forEach((i, k) => {
        expect(out[i]).toBeGreaterThanOrEqual(-1e-6);
        expect(out[i]).toBeLessThanOrEqual(500 + 1e-6);
        if (k === 0) return;
        expect((out[i] as number) - (out[order[k - 1] as number] as number)).toBeGreaterThanOrEqual(
          14 - 1e-6,
        );
      });
    }),
  );
  expect(spread([10, 100], 14, 0, 500)).toEqual([10, 100]);
});

test("labels that found a place touch nothing", () => {
  const points = Array.from({ length: 12 }, (_, i) => ({
    x: 100 + (i % 4) * 9,
    y: 80 + i * 3,
    label: `brand ${i}`,
    radius: 5,
  }));
  const places = placeLabels(points, 11, { width: 400, height: 200 });
  const rows = places.flatMap((place) => (place === null ? [] : [place]));
  expect(rows.length).toBeGreaterThan(4);
  rows.forEach((a, i) => {
    for (const b of rows.slice(i + 1)) {
      expect(Math.abs(a.y - b.y) >= 12 || Math.abs(a.x - b.x) >= 40).toBe(true);
    }
  });
});

test("a drawn tree has a row for each end, and leaves nobody out of its sums", () => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.integer({ min: 0, max: 40 }), fc.integer({ min: 0, max: 40 })), {
        minLength: 1,
        maxLength: 80,
      }),
      fc.integer({ min: 4, max: 30 }),
      (pairs, most) => {
        const forest = referralForest(
          pairs.map(([a]) => `p${a}`),
          pairs.map(([, b]) => `p${b}`),
        );
        const brought = pairs.filter(([a, b]) => a !== b);
        fc.pre(brought.length > 0);
        const tree = forest.treeOf(forest.largest());
        if (tree === undefined) throw new Error("no tree");
        const { nodes, rows } = treeRows(tree, 3, most);
        expect(rows).toBeLessThanOrEqual(most + 1);
        const first = nodes.filter(({ level }) => level === 1);
        const drawn = first.reduce((sum, { size, rest }) => sum + size + Math.max(1, rest), 0);
        expect(drawn).toBe(tree.size);
      },
    ),
  );
});
