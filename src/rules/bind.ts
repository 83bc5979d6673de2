import type { LeafNode, Node, Test, TextMatch } from "./program.ts";
import { boundAt } from "./read-day.ts";

/** A test on the day of looking: every end is a number. */
export type BoundTest =
  | { readonly form: "within"; readonly low: number; readonly high: number; readonly negate: boolean }
  | { readonly form: "above"; readonly low: number; readonly negate: boolean }
  | { readonly form: "below"; readonly high: number; readonly negate: boolean }
  | { readonly form: "among"; readonly values: ReadonlySet<number>; readonly negate: boolean }
  | { readonly form: "text"; readonly match: TextMatch; readonly negate: boolean };

/** A condition on the day of looking. */
export interface BoundLeaf {
  readonly kind: "leaf";
  readonly slot: number;
  readonly test: BoundTest;
  readonly source: LeafNode;
}

/** A rule on the day of looking. */
export type BoundNode =
  | { readonly kind: "all" | "any"; readonly children: readonly BoundNode[] }
  | { readonly kind: "not"; readonly child: BoundNode }
  | { readonly kind: "segment"; readonly segment: number; readonly path: string }
  | BoundLeaf;

/** Puts the day of looking into a rule. */
export function bindNode(node: Node, asOf: number): BoundNode {
  switch (node.kind) {
    case "leaf":
      return { kind: "leaf", slot: node.slot, test: bindTest(node.test, asOf), source: node };
    case "not":
      return { kind: "not", child: bindNode(node.child, asOf) };
    case "segment":
      return node;
    default:
      return { kind: node.kind, children: node.children.map((child) => bindNode(child, asOf)) };
  }
}

function bindTest(test: Test, asOf: number): BoundTest {
  if (test.form !== "within") return test;
  return { ...test, low: boundAt(test.low, asOf), high: boundAt(test.high, asOf) };
}
