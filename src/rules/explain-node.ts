import { isoOfDay } from "../calendar/civil.ts";
import type { Reason } from "../core/types.ts";
import type { BoundLeaf, BoundNode } from "./bind.ts";
import { type Cell, holds, passes } from "./holds.ts";
import type { RuleReasonCode } from "./keys.ts";
import type { Slot } from "./program.ts";

/** What an explanation needs of one customer. */
export interface ExplainContext {
  readonly slots: readonly Slot[];
  readonly names: readonly string[];
  readonly nodes: readonly BoundNode[];
  readonly cells: readonly Cell[];
  /** For each segment, whether the customer is in it. */
  readonly inside: readonly boolean[];
  /** Most reasons that are given. */
  readonly limit: number;
}

/** A rule still to be looked into, and where it stands. */
interface Pending {
  readonly node: BoundNode;
  readonly segment: number;
}

/**
 * The conditions that decided: of a group that holds, or that fails, those members that made it so, and
 * of a rule that refers to another segment, those of that segment. No recursion over segments.
 */
export function explainNode(segment: number, context: ExplainContext): readonly Reason[] {
  const reasons: Reason[] = [];
  const seen = new Set<number>([segment]);
  const pending: Pending[] = [{ node: context.nodes[segment] as BoundNode, segment }];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    if (reasons.length >= context.limit) break;
    const { node, segment: at } = next;
    switch (node.kind) {
      case "leaf":
        reasons.push(leafReason(node, context.names[at] as string, context));
        break;
      case "not":
        pending.push({ node: node.child, segment: at });
        break;
      case "segment":
        // A segment that decides twice is explained once.
        if (!seen.has(node.segment)) {
          seen.add(node.segment);
          pending.push({ node: context.nodes[node.segment] as BoundNode, segment: node.segment });
        }
        break;
      default:
        pushDeciders(node, at, context, pending, reasons);
    }
  }
  return reasons;
}

/** Members whose outcome is that of the group; an empty group decides by itself. */
function pushDeciders(
  node: BoundNode & { readonly kind: "all" | "any" },
  segment: number,
  context: ExplainContext,
  pending: Pending[],
  reasons: Reason[],
): void {
  if (node.children.length === 0) {
    const code: RuleReasonCode = "rule_empty_group";
    reasons.push({ code, segment: context.names[segment] as string, group: node.kind });
    return;
  }
  const outcome = holds(node, context.cells, context.inside);
  for (let i = node.children.length - 1; i >= 0; i -= 1) {
    const child = node.children[i] as BoundNode;
    if (holds(child, context.cells, context.inside) === outcome) pending.push({ node: child, segment });
  }
}

function leafReason(leaf: BoundLeaf, segment: string, context: ExplainContext): Reason {
  const { name, type } = context.slots[leaf.slot] as Slot;
  const { path, op, wanted } = leaf.source;
  const cell = context.cells[leaf.slot] as Cell;
  const met = passes(leaf.test, cell);
  const missing = cell === null || Number.isNaN(cell);
  const code: RuleReasonCode = missing ? "rule_value_missing" : met ? "rule_met" : "rule_not_met";
  return { code, segment, path, field: name, op, wanted, value: missing ? null : shownCell(cell, type), met };
}

function shownCell(cell: number | string, type: Slot["type"]): string | number | boolean {
  if (typeof cell === "string") return cell;
  if (type === "date") return isoOfDay(cell);
  return type === "boolean" ? cell === 1 : cell;
}
