import { DirectedGraph } from "graphology";
import type { Subject } from "../harness/subject.ts";
import { creditTrial, DECAY, networkRows } from "./referral.ts";

/** Building the graph is included. */
export const graphology: Subject = (folder) => {
  const { edges, values } = networkRows(folder);
  return creditTrial(() => {
    const credit = graphologyCredit(edges, values);
    return { ids: Array.from(credit.keys()), credit: Array.from(credit.values()) };
  });
};

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
