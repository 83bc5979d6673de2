import type { Node, Program, Test } from "./program.ts";

/** What can be said of a rule without any customer. */
export type Verdict = "never" | "always" | "depends";

/** For each segment, whether it can never or must always hold, as far as that can be told cheaply. */
export function findConstants(program: Program): readonly Verdict[] {
  const verdicts: Verdict[] = program.segments.map(() => "depends");
  for (const segment of program.order)
    verdicts[segment] = verdictOf(program.nodes[segment] as Node, verdicts);
  return verdicts;
}

function verdictOf(node: Node, segments: readonly Verdict[]): Verdict {
  switch (node.kind) {
    case "leaf":
      return isEmptyTest(node.test) ? (node.test.negate ? "always" : "never") : "depends";
    case "segment":
      return segments[node.segment] as Verdict;
    case "not": {
      const child = verdictOf(node.child, segments);
      return child === "depends" ? child : child === "never" ? "always" : "never";
    }
    default:
      return groupVerdict(node.kind, node.children, segments);
  }
}

/** One `never` decides an `all`, one `always` an `any`; the others must agree. */
function groupVerdict(kind: "all" | "any", children: readonly Node[], segments: readonly Verdict[]): Verdict {
  const [decides, otherwise] =
    kind === "all" ? (["never", "always"] as const) : (["always", "never"] as const);
  let open = false;
  for (const child of children) {
    const verdict = verdictOf(child, segments);
    if (verdict === decides) return decides;
    if (verdict === "depends") open = true;
  }
  if (!open) return otherwise;
  return kind === "all" && contradicts(children) ? "never" : "depends";
}

/** Is it a test that no value can pass, before negation? */
function isEmptyTest(test: Test): boolean {
  if (test.form === "among") return test.values.size === 0;
  if (test.form === "text") return test.match.by === "in" && test.match.values.size === 0;
  return false;
}

/** Do plain conditions on one column exclude each other? */
function contradicts(children: readonly Node[]): boolean {
  const ranges = new Map<number, Range>();
  const texts = new Map<number, string>();
  for (const child of children) {
    if (child.kind !== "leaf" || child.test.negate) continue;
    const { slot, test } = child;
    if (test.form === "text") {
      if (test.match.by !== "eq") continue;
      const { value } = test.match;
      if ((texts.get(slot) ?? value) !== value) return true;
      texts.set(slot, value);
    } else if (test.form !== "among") {
      const range = ranges.get(slot) ?? { low: LEAST, high: MOST, lowOpen: false, highOpen: false };
      narrow(range, test);
      if (range.low > range.high) return true;
      if (range.low === range.high && (range.lowOpen || range.highOpen)) return true;
      ranges.set(slot, range);
    }
  }
  return false;
}

const LEAST = Number.NEGATIVE_INFINITY;
const MOST = Number.POSITIVE_INFINITY;

/** What conditions leave of a column; an open end does not belong to it. */
interface Range {
  low: number;
  high: number;
  lowOpen: boolean;
  highOpen: boolean;
}

/** Takes a condition into account; ends that depend on the day of looking are left out. */
function narrow(range: Range, test: Exclude<Test, { form: "text" | "among" }>): void {
  const low = test.form === "below" || typeof test.low !== "number" ? LEAST : test.low;
  const high = test.form === "above" || typeof test.high !== "number" ? MOST : test.high;
  if (low > range.low) range.lowOpen = false;
  if (low >= range.low && test.form === "above") range.lowOpen = true;
  if (high < range.high) range.highOpen = false;
  if (high <= range.high && test.form === "below") range.highOpen = true;
  range.low = Math.max(range.low, low);
  range.high = Math.min(range.high, high);
}
