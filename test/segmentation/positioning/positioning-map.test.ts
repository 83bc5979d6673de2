import { describe, expect, test } from "vitest";
import {
  explainPosition,
  idealPointShares,
  logitShares,
  placeOnMap,
  positioningMap,
  sentenceOf,
} from "../../../src/index.ts";
import { en } from "../../../src/labels/en/index.ts";
import { parsePositioningMap } from "../../../src/schema/index.ts";
import { ratings } from "./base.ts";

describe("positioningMap", () => {
  const ideals = [
    { segment: "gourmets", size: 3, price: 3, taste: 5 },
    { segment: "savers", size: 1, price: 1, taste: 4 },
  ];
  const map = positioningMap(ratings, { ideals });

  test("is what one finds by hand", () => {
    expect(Array.from(map.columns.x)).toEqual([-2, 2, 0].map((x) => expect.closeTo(x, 14)));
    expect(Array.from(map.columns.y)).toEqual([1, 1, -2].map((y) => expect.closeTo(y, 14)));
    // Squares along the axes: 8 and 6.
    expect(map.axes.map(({ varianceShare }) => varianceShare)).toEqual(
      [8 / 14, 6 / 14].map((x) => expect.closeTo(x, 14)),
    );
    expect(map.axes[1]?.cumulativeShare).toBe(1);
    expect(map.attributes.toRows()).toEqual([
      {
        attribute: "price",
        mean: 3,
        x: expect.closeTo(1, 14),
        y: expect.closeTo(0, 14),
        quality: expect.closeTo(1, 14),
      },
      {
        attribute: "taste",
        mean: 3,
        x: expect.closeTo(0, 14),
        y: expect.closeTo(1, 14),
        quality: expect.closeTo(1, 14),
      },
    ]);
  });

  test("tells distances, the nearest rival and preference", () => {
    expect(map.distances.length).toBe(6);
    expect(map.distances.row(0)).toEqual({
      brand: "us",
      rival: "rivalA",
      distance: expect.closeTo(4, 14),
      fullDistance: 4,
    });
    expect(map.columns.nearestRival).toEqual(["rivalB", "rivalB", "us"]);
    expect(map.row(0).nearestDistance).toBeCloseTo(Math.sqrt(13), 14);
    // Gourmets are at (0, 2): squared distances 5, 5, 16. Savers stand where we do.
    const gourmets = [1 / 5, 1 / 5, 1 / 16].map((part) => part / (2 / 5 + 1 / 16));
    const shares = map.preferences.toRows();
    for (const [i, want] of gourmets.entries()) expect(shares[i]?.share).toBeCloseTo(want, 13);
    expect(shares.slice(3).map(({ share }) => Math.round(share * 1e9) / 1e9)).toEqual([1, 0, 0]);
    expect(map.row(0).preferenceShare).toBeCloseTo((3 * (gourmets[0] as number) + 1) / 4, 13);
  });

  test("rows of one brand are averaged, unknown ratings passed over", () => {
    const many = [
      { brand: "us", price: 0, taste: null },
      { brand: "rivalA", price: 5, taste: 4 },
      { brand: "us", price: 2, taste: 4 },
      { brand: "rivalB", price: 3, taste: 1 },
    ];
    expect(positioningMap(many).columns.x).toEqual(positioningMap(ratings).columns.x);
  });

  test("columns under any names give what rows give", () => {
    const columns = {
      label: ratings.map(({ brand }) => brand),
      price: Float64Array.from(ratings, ({ price }) => price),
      taste: ratings.map(({ taste }) => taste),
    };
    const other = positioningMap({ columns } as never, { fields: { brand: "label" }, ideals });
    expect(other.toRows()).toEqual(map.toRows());
  });

  test("places brands and ideals on a map that was saved", () => {
    const stored = parsePositioningMap(JSON.stringify(map.map));
    ratings.forEach((row, i) => {
      const { x, y } = placeOnMap(stored, row);
      expect(x).toBeCloseTo(map.columns.x[i] as number, 14);
      expect(y).toBeCloseTo(map.columns.y[i] as number, 14);
    });
  });

  test("unit variance makes scales comparable", () => {
    const wide = ratings.map((row) => ({ ...row, price: row.price * 1000 }));
    const one = positioningMap(ratings, { scale: "unit-variance" });
    const other = positioningMap(wide, { scale: "unit-variance" });
    for (const i of [0, 1, 2]) expect(other.columns.x[i]).toBeCloseTo(one.columns.x[i] as number, 12);
    expect(one.axes.map(({ singularValue }) => singularValue)).toEqual([
      expect.closeTo(Math.SQRT2, 13),
      expect.closeTo(Math.SQRT2, 13),
    ]);
    expect(one.warnings).toEqual([{ code: "map_axes_alike", axis: 1, next: 2 }]);
  });

  test("says how much it shows, and what it cannot show", () => {
    const names = ["a", "b", "c", "d"];
    const corners = names.map((brand, i) => ({
      brand,
      ...Object.fromEntries(names.map((name, j) => [name, i === j ? 1 : 0])),
      same: 7,
    }));
    const flat = positioningMap(corners);
    expect(flat.warnings.map(({ code }) => code)).toEqual([
      "map_shows_little",
      "map_axes_alike",
      "map_axes_alike",
      "map_attribute_flat",
    ]);
    expect(flat.warnings[0]).toEqual({ code: "map_shows_little", percent: 67 });
    const alike = positioningMap(["a", "b", "c"].map((brand) => ({ brand, price: 1, taste: 2 })));
    expect(alike.warnings).toEqual([
      { code: "map_attribute_flat", attribute: "price" },
      { code: "map_attribute_flat", attribute: "taste" },
    ]);
    expect(flat.attributes.row(4).quality).toBeNull();
    expect(flat.columns.quality.every((quality) => quality < 1)).toBe(true);
  });

  test("few brands make a small map", () => {
    const one = positioningMap(ratings.slice(0, 1), { ideals });
    expect(one.row(0)).toEqual({
      brand: "us",
      x: 0,
      y: 0,
      quality: null,
      nearestRival: null,
      nearestDistance: null,
      preferenceShare: 1,
    });
    expect(one.warnings).toEqual([]);
    expect(explainPosition(one, "us")).toEqual([]);
    const two = positioningMap(ratings.slice(0, 2));
    expect([Array.from(two.columns.x), Array.from(two.columns.y)]).toEqual([
      [-2, 2],
      [0, 0],
    ]);
    const same = positioningMap([
      { brand: "a", x: 0.1 },
      { brand: "b", x: 0.1 },
      { brand: "c", x: 0.1 },
    ]);
    expect(Array.from(same.columns.x)).toEqual([0, 0, 0]);
    expect(same.axes[0]).toEqual({ axis: 1, singularValue: 0, varianceShare: 0, cumulativeShare: 0 });
  });

  test("distances and preference may be taken over all attributes", () => {
    const third = ratings.map((row, i) => ({ ...row, service: [0, 0.5, 0.1][i] as number }));
    const ideal = [{ segment: "all", price: 3, taste: 3, service: 0 }];
    const full = positioningMap(third, { ideals: ideal, space: "ratings", preference: "logit" });
    expect(full.row(0).nearestDistance).toBeCloseTo(Math.sqrt(13.01), 13);
    const utilities = third.map((row) => -Math.hypot(row.price - 3, row.taste - 3, row.service));
    const wanted = logitShares(utilities);
    expect(Array.from(full.columns.preferenceShare)).toEqual(
      Array.from(wanted, (share) => expect.closeTo(share, 13)),
    );
  });

  test("takes the attributes that are named, and leaves other columns alone", () => {
    const survey = ratings.map((row, i) => ({ ...row, respondent: `r${i}`, wave: i }));
    const named = positioningMap(survey, { attributes: ["price", "taste"] });
    expect(named.columns.x).toEqual(map.columns.x);
  });

  test("ideal points stand on the map", () => {
    expect(map.ideals.toRows()).toEqual([
      { segment: "gourmets", size: 3, x: expect.closeTo(0, 14), y: expect.closeTo(2, 14) },
      { segment: "savers", size: 1, x: expect.closeTo(-2, 14), y: expect.closeTo(1, 14) },
    ]);
  });

  test("says why, in words", () => {
    const words = explainPosition(map, "rivalB").map((reason) => sentenceOf(reason, en));
    expect(words).toEqual(["taste: -2 beside the mean of 3.", "Nearest rival: us, at a distance of 3.61."]);
    const codes = explainPosition(map, "us").map(({ code }) => code);
    expect(codes).toEqual(["map_below", "map_above", "map_nearest_rival"]);
  });

  test("hostile names are just names", () => {
    const rows = JSON.parse('[{"brand":"__proto__","__proto__":1},{"brand":"toString","__proto__":3}]');
    const odd = positioningMap(rows);
    expect(Array.from(odd.columns.x)).toEqual([-1, 1]);
    expect(odd.attributes.row(0).attribute).toBe("__proto__");
    expect(placeOnMap(odd.map, JSON.parse('{"__proto__":4}')).x).toBe(2);
  });
});

describe("what the map shows", () => {
  /** Three directions at right angles, in which brands lie 3, 2 and 1 off the middle. */
  const cube = [
    { brand: "a", long: 3, wide: 2, deep: 1 },
    { brand: "b", long: 3, wide: -2, deep: -1 },
    { brand: "c", long: -3, wide: 2, deep: -1 },
    { brand: "d", long: -3, wide: -2, deep: 1 },
  ];

  test("is the two directions in which brands differ most, by hand", () => {
    const { axes, attributes, columns, distances } = positioningMap(cube);
    expect(axes.map(({ axis }) => axis)).toEqual([1, 2, 3]);
    for (const [k, length] of [6, 4, 2].entries()) expect(axes[k]?.singularValue).toBeCloseTo(length, 13);
    for (const [k, share] of [36, 52, 56].entries()) {
      expect(axes[k]?.cumulativeShare).toBeCloseTo(share / 56, 14);
    }
    expect(Array.from(columns.x, Math.round)).toEqual([3, 3, -3, -3]);
    expect(Array.from(columns.y, Math.round)).toEqual([2, -2, 2, -2]);
    // Of 9 + 4 + 1 the map shows 9 + 4; of the third direction nothing.
    for (const quality of columns.quality) expect(quality).toBeCloseTo(13 / 14, 13);
    expect(Array.from(attributes.columns.quality)).toEqual([1, 1, 0].map((q) => expect.closeTo(q, 13)));
    expect(distances.row(0)).toEqual({
      brand: "a",
      rival: "b",
      distance: expect.closeTo(4, 13),
      fullDistance: expect.closeTo(Math.sqrt(20), 13),
    });
    expect(distances.columns.rival.slice(0, 4)).toEqual(["b", "c", "d", "a"]);
  });

  test("is told by sums of squares: of each attribute and brand, what lies on the map over all", () => {
    const survey = [
      { brand: "a", p: 1, q: 7, r: 2, s: 4 },
      { brand: "b", p: 6, q: 2, r: 5, s: 3 },
      { brand: "c", p: 3, q: 3, r: 1, s: 9 },
      { brand: "d", p: 8, q: 5, r: 4, s: 1 },
      { brand: "e", p: 2, q: 9, r: 8, s: 6 },
    ];
    const { attributes, columns, map } = positioningMap(survey);
    const squares = (values: readonly number[]) => values.reduce((sum, value) => sum + value * value, 0);
    const off = (row: (typeof survey)[number]) =>
      map.attributes.map((name, j) => row[name as "p"] - (map.means[j] as number));
    attributes.toRows().forEach(({ x, y, quality }, j) => {
      const shown = survey.map((_, i) => (columns.x[i] as number) * x + (columns.y[i] as number) * y);
      expect(quality).toBeCloseTo(squares(shown) / squares(survey.map((row) => off(row)[j] as number)), 12);
    });
    survey.forEach((row, i) => {
      const shown = squares([columns.x[i] as number, columns.y[i] as number]);
      expect(columns.quality[i]).toBeCloseTo(shown / squares(off(row)), 12);
    });
  });

  test("two attributes are shown in full, whatever their scale, and explained in their own units", () => {
    for (const scale of ["none", "unit-variance"] as const) {
      const map = positioningMap(
        ratings.map((row) => ({ ...row, price: row.price * 100 })),
        { scale },
      );
      expect(explainPosition(map, "us")).toEqual([
        { code: "map_below", attribute: "price", difference: expect.closeTo(-200, 10), mean: 300 },
        { code: "map_above", attribute: "taste", difference: expect.closeTo(1, 12), mean: 3 },
        expect.objectContaining({ code: "map_nearest_rival" }),
      ]);
    }
  });

  test("a map that shows 70 % and axes that differ by 5 % need no warning", () => {
    const codes = (long: number, wide: number, deep: number) =>
      positioningMap(
        cube.map((row) => ({
          brand: row.brand,
          a: (row.long / 3) * long,
          b: (row.wide / 2) * wide,
          c: row.deep * deep,
        })),
      ).warnings;
    expect(codes(3, 2, 1)).toEqual([]);
    expect(codes(20, 19.5, 1)).toEqual([{ code: "map_axes_alike", axis: 1, next: 2 }]);
    expect(codes(20, 18.9, 1)).toEqual([]);
    expect(codes(20, 3, 2.9)).toEqual([{ code: "map_axes_alike", axis: 2, next: 3 }]);
    expect(codes(12, 11, 10.4)).toEqual([]);
    expect(codes(1.1, 1.04, 0.98)).toEqual([]);
    expect(codes(1.04, 1, 0.97)).toEqual([
      { code: "map_shows_little", percent: 69 },
      { code: "map_axes_alike", axis: 1, next: 2 },
      { code: "map_axes_alike", axis: 2, next: 3 },
    ]);
  });

  test("explains the greatest difference first, and places ratings on scales of their own", () => {
    const rows = [
      { brand: "us", price: 1, taste: 10 },
      { brand: "rival", price: 2, taste: 1 },
    ];
    expect(explainPosition(positioningMap(rows), "us").slice(0, 2)).toEqual([
      { code: "map_above", attribute: "taste", difference: expect.closeTo(4.5, 12), mean: 5.5 },
      { code: "map_below", attribute: "price", difference: expect.closeTo(-0.5, 12), mean: 1.5 },
    ]);
    const scaled = positioningMap(ratings, { scale: "unit-variance" });
    expect(placeOnMap(scaled.map, ratings[1] as object as { price: number }).x).toBeCloseTo(
      scaled.columns.x[1] as number,
      12,
    );
    const { ideals } = positioningMap(ratings, { ideals: [{ segment: "g", size: 3, price: 3, taste: 5 }] });
    expect(ideals.indexOf("g")).toBe(0);
    expect(ideals.row(0)).toEqual({
      segment: "g",
      size: 3,
      x: expect.closeTo(0, 12),
      y: expect.closeTo(2, 12),
    });
  });

  test("columns of tables beside it belong to their rows", () => {
    const ideals = [
      { segment: "x", price: 3, taste: 5 },
      { segment: "y", size: 0, price: 1, taste: 4 },
    ];
    const map = positioningMap(ratings, { ideals });
    expect(map.preferences.columns.segment).toEqual(["x", "x", "x", "y", "y", "y"]);
    expect(map.preferences.columns.brand).toEqual(["us", "rivalA", "rivalB", "us", "rivalA", "rivalB"]);
    expect(map.preferences.row(2).distance).toBeCloseTo(4, 13);
    expect(map.ideals.columns.size).toEqual(Float64Array.of(1, 0));
    expect(map.attributes.indexOf("taste")).toBe(1);
    expect(map.row(2).preferenceShare).toBeCloseTo(map.preferences.row(2).share, 13);
  });
});

describe("shares", () => {
  test("a brand on the ideal takes all, several share it", () => {
    expect(
      Array.from(
        idealPointShares(
          [
            [1, 1],
            [2, 2],
            [1, 1],
          ],
          [1, 1],
        ).share,
      ),
    ).toEqual([0.5, 0, 0.5]);
    expect(Array.from(idealPointShares([[1], [2]], [1], { rule: "logit" }).share)).toEqual(
      [1 / (1 + Math.exp(-1)), 1 / (1 + Math.E)].map((share) => expect.closeTo(share, 15)),
    );
  });

  test("squares neither overflow nor vanish", () => {
    for (const unit of [1e-200, 1e200]) {
      const { share } = idealPointShares([[1 * unit], [2 * unit]], [0]);
      expect(Array.from(share)).toEqual([0.8, 0.2].map((x) => expect.closeTo(x, 14)));
    }
    expect(Array.from(logitShares([1000, 1000]))).toEqual([0.5, 0.5]);
  });
});
