import type { Report } from "./report.ts";

/** Deepest nesting of `all`, `any`, `not` and `where`. */
export const MAX_DEPTH = 100;
/** Most nodes in all rules of a set together. */
export const MAX_NODES = 100_000;
/** Most values in a list, and most names in a declaration. */
export const MAX_LIST = 100_000;

/**
 * Is every rule small enough to be read by recursion? Walks the trees with a stack of its own, and ends
 * at the first that is not: a rule that contains itself is one.
 */
export function isWithinLimits(segments: object, names: readonly string[], report: Report): boolean {
  let nodes = 0;
  const stack: { readonly node: unknown; readonly depth: number }[] = [];
  for (const name of names) {
    const path = ["rules", "segments", name];
    stack.push({ node: (segments as { readonly [name: string]: unknown })[name], depth: 1 });
    for (let top = stack.pop(); top !== undefined; top = stack.pop()) {
      const { node, depth } = top;
      nodes += 1;
      if (depth > MAX_DEPTH) {
        report("too_large", path, `at most ${MAX_DEPTH} levels`, "more");
        return false;
      }
      const children = childrenOf(node);
      if (nodes + stack.length + children.length > MAX_NODES) {
        report("too_large", path, `at most ${MAX_NODES} conditions in all`, "more");
        return false;
      }
      for (const child of children) stack.push({ node: child, depth: depth + 1 });
    }
  }
  return true;
}

function childrenOf(node: unknown): readonly unknown[] {
  if (typeof node !== "object" || node === null) return [];
  const { all, any, not, where } = node as { all?: unknown; any?: unknown; not?: unknown; where?: unknown };
  if (Array.isArray(all)) return all;
  if (Array.isArray(any)) return any;
  if (not !== undefined) return [not];
  return where === undefined ? [] : [where];
}
