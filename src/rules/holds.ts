import type { BoundNode, BoundTest } from "./bind.ts";
import type { TextMatch } from "./program.ts";

/** A value as tests read it: numbers, days and yes or no (1, 0) as numbers, NaN where missing; texts, null where missing. */
export type Cell = number | string | null;

/** Does the rule hold for one customer? `cells` by column, `segments` as far as they are known. */
export function holds(node: BoundNode, cells: readonly Cell[], segments: readonly boolean[]): boolean {
  switch (node.kind) {
    case "leaf":
      return passes(node.test, cells[node.slot] as Cell);
    case "segment":
      return segments[node.segment] === true;
    case "not":
      return !holds(node.child, cells, segments);
    case "all":
      for (const child of node.children) if (!holds(child, cells, segments)) return false;
      return true;
    default:
      for (const child of node.children) if (holds(child, cells, segments)) return true;
      return false;
  }
}

/** Does a value pass a test? A missing one passes none but the negated. */
export function passes(test: BoundTest, cell: Cell): boolean {
  if (test.form === "text") return (typeof cell === "string" && matches(test.match, cell)) !== test.negate;
  const value = cell as number;
  switch (test.form) {
    case "within":
      return (value >= test.low && value <= test.high) !== test.negate;
    case "above":
      return value > test.low !== test.negate;
    case "below":
      return value < test.high !== test.negate;
    default:
      return test.values.has(value) !== test.negate;
  }
}

/** Does a text match? */
export function matches(match: TextMatch, text: string): boolean {
  switch (match.by) {
    case "eq":
      return text === match.value;
    case "in":
      return match.values.has(text);
    case "contains":
      return text.includes(match.value);
    case "startsWith":
      return text.startsWith(match.value);
    case "endsWith":
      return text.endsWith(match.value);
    default:
      return true;
  }
}
