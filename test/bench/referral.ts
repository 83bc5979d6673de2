/**
 * Referral credit beside the same credit reckoned over a graphology graph, its building included. Run it
 * alone: `npx tsx test/bench/referral.ts [people] [edges]`.
 *
 * @module
 */
import { fileURLToPath } from "node:url";
import { DirectedGraph } from "graphology";
import { seedRandom, uniform } from "../../src/math/random.ts";
import { referralCredit } from "../../src/referral/index.ts";
import { customerIdOf } from "./generate-log.ts";
import { type Comparison, cpuSeconds } from "./profit.ts";

const DECAY = 0.5;

/** Who brought whom: each by somebody earlier, a few popular people bringing many. No pair twice. */
function makeEdges(people: number, edges: number): { from: Int32Array; to: Int32Array } {
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
  return { from, to };
}

/** Compares the two, several referrers of one person sharing equally. */
export async function referralBench(people = 100_000, edges = 500_000): Promise<Comparison[]> {
  const { from, to } = makeEdges(people, edges);
  const ids = Array.from({ length: people }, (_none, i) => customerIdOf(i));
  const values = Float64Array.from({ length: people }, (_none, i) => (i * 7919) % 1000);
  const dictionary = {
    edges: { columns: { referrerId: { codes: from, values: ids }, refereeId: { codes: to, values: ids } } },
    values: { columns: { customerId: { codes: Int32Array.from(ids.keys()), values: ids }, value: values } },
  };
  const rows = {
    edges: Array.from(from, (referrer, e) => ({
      referrerId: ids[referrer] as string,
      refereeId: ids[to[e] as number] as string,
    })),
    values: ids.map((customerId, i) => ({ customerId, value: values[i] as number })),
  };
  const options = { decay: DECAY, several: "split" } as const;
  const fromColumns = await cpuSeconds(15, () => {
    const { columns } = referralCredit(dictionary.edges, dictionary.values, options);
    return { ids: columns.customerId, credit: columns.credit };
  });
  const fromRows = await cpuSeconds(8, () => {
    const { columns } = referralCredit(rows.edges, rows.values, options);
    return { ids: columns.customerId, credit: columns.credit };
  });
  const theirs = await cpuSeconds(2, () => graphologyCredit(rows.edges, rows.values));
  for (const { value: ours } of [fromColumns, fromRows]) {
    if (ours.ids.length !== theirs.value.size) throw new Error("not as many people");
    ours.ids.forEach((id, i) => {
      const credit = theirs.value.get(id) as number;
      if (Math.abs((ours.credit[i] as number) - credit) > 1e-9 * Math.max(1, credit))
        throw new Error(`${id} differs`);
    });
  }
  const task = `referral credit of ${people} people and ${edges} edges`;
  const peer = "graphology";
  return [
    { task: `${task}, columns`, peer, ourSeconds: fromColumns.seconds, peerSeconds: theirs.seconds },
    { task: `${task}, row objects`, peer, ourSeconds: fromRows.seconds, peerSeconds: theirs.seconds },
  ];
}

/** The same credit with the graph in a library: people in topological order, weights down, values up. */
function graphologyCredit(
  edges: readonly { readonly referrerId: string; readonly refereeId: string }[],
  values: readonly { readonly customerId: string; readonly value: number }[],
): Map<string, number> {
  const graph = new DirectedGraph();
  for (const { customerId, value } of values) graph.addNode(customerId, { value });
  for (const { referrerId, refereeId } of edges) graph.addDirectedEdge(referrerId, refereeId);
  const waiting = new Map<string, number>();
  const order: string[] = [];
  graph.forEachNode((node) => {
    waiting.set(node, graph.inDegree(node));
    if (graph.inDegree(node) === 0) order.push(node);
  });
  const weights = new Map<string, number>();
  for (const node of order) {
    const referrers = graph.inDegree(node);
    let sum = 0;
    graph.forEachInNeighbor(node, (referrer) => {
      sum += 1 + DECAY * (weights.get(referrer) as number);
    });
    weights.set(node, referrers === 0 ? 0 : sum / referrers);
    graph.forEachOutNeighbor(node, (referee) => {
      const left = (waiting.get(referee) as number) - 1;
      waiting.set(referee, left);
      if (left === 0) order.push(referee);
    });
  }
  const credit = new Map<string, number>(order.map((node) => [node, 0]));
  for (const node of order.slice().reverse()) {
    const referrers = graph.inDegree(node);
    if (referrers === 0) continue;
    const own = (graph.getNodeAttribute(node, "value") as number) / (weights.get(node) as number);
    const passed = (own + DECAY * (credit.get(node) as number)) / referrers;
    graph.forEachInNeighbor(node, (referrer) => {
      credit.set(referrer, (credit.get(referrer) as number) + passed);
    });
  }
  return credit;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [people, edges] = process.argv.slice(2).map(Number);
  for (const { task, peer, ourSeconds, peerSeconds } of await referralBench(people, edges)) {
    console.log(
      `${task}: ${ourSeconds.toFixed(4)} s, ${peer} ${peerSeconds.toFixed(3)} s, ${(peerSeconds / ourSeconds).toFixed(1)}x`,
    );
  }
}
