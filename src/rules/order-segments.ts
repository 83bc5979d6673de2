import type { Node } from "./program.ts";
import type { Report } from "./report.ts";

/**
 * An order in which each segment comes after those that its rule refers to; undefined, with a problem
 * reported, where rules refer to each other in a circle. No recursion over segments.
 *
 * @see Kahn (1962), Topological sorting of large networks.
 */
export function orderSegments(
  nodes: readonly Node[],
  names: readonly string[],
  report: Report,
): readonly number[] | undefined {
  const waiting = new Int32Array(nodes.length);
  const users: number[][] = nodes.map(() => []);
  nodes.forEach((node, segment) => {
    for (const needed of new Set(segmentsIn(node))) {
      waiting[segment] = (waiting[segment] as number) + 1;
      (users[needed] as number[]).push(segment);
    }
  });
  const order: number[] = [];
  waiting.forEach((count, segment) => {
    if (count === 0) order.push(segment);
  });
  for (let i = 0; i < order.length; i += 1) {
    for (const user of users[order[i] as number] as number[]) {
      waiting[user] = (waiting[user] as number) - 1;
      if (waiting[user] === 0) order.push(user);
    }
  }
  if (order.length === nodes.length) return order;
  const stuck = waiting.findIndex((count) => count > 0);
  report(
    "cycle",
    ["rules", "segments", names[stuck] as string],
    "segments that refer to each other in no circle",
    "a circle",
  );
  return undefined;
}

/** The segments that a rule refers to. */
function segmentsIn(root: Node): number[] {
  const found: number[] = [];
  const stack: Node[] = [root];
  for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
    if (node.kind === "segment") found.push(node.segment);
    else if (node.kind === "not") stack.push(node.child);
    else if (node.kind !== "leaf") for (const child of node.children) stack.push(child);
  }
  return found;
}
