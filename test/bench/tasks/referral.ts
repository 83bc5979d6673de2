import { seedRandom, uniform } from "../../../src/math/random.ts";
import { writeColumns } from "../harness/files.ts";
import { measure } from "../harness/section.ts";
import type { Task } from "../harness/workspace.ts";

/** Credit for customers brought, at any depth, beside a library of graphs. */
export const referral: Task = async function* ({ scaled, folder: make }) {
  for (const [people, size] of [
    [scaled(100_000), scaled(500_000)],
    [scaled(200_000), scaled(1_000_000)],
  ] as const) {
    const folder = make(`edges-${size}`, (path) => writeColumns(path, makeEdges(people, size)));
    const once = { rounds: 1, cold: size > 500_000 };
    yield measure({
      title: `Referral credit, ${people.toLocaleString("en-US")} people`,
      unit: "edges",
      rounds: 9,
      peers: [
        { title: "columns", place: "referral#columns", folder, size },
        { title: "row objects", place: "referral#rows", folder, size },
        { title: "graphology", place: "referral-graphology#graphology", folder, size, ...once, must: 100 },
      ],
    });
  }
};

/** Who brought whom: each by somebody earlier, a few popular people bringing many. No pair twice. */
function makeEdges(people: number, edges: number) {
  const random = seedRandom(7);
  const from = new Int32Array(edges);
  const to = new Int32Array(edges);
  const seen = new Set<number>();
  for (let e = 0; e < edges; ) {
    const referee = 1 + Math.floor(uniform(random) * (people - 1));
    const referrer = Math.floor(referee * uniform(random) * uniform(random));
    const pair = referrer * people + referee;
    if (seen.has(pair)) continue;
    seen.add(pair);
    from[e] = referrer;
    to[e] = referee;
    e += 1;
  }
  return { from, to, people: Int32Array.of(people) };
}
