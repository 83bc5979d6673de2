import type { Cell } from "./holds.ts";
import type { Bound, Node } from "./program.ts";
import { boundAt } from "./read-day.ts";

/** As far as civil dates go: 31 December 9999. */
const LAST = 2_932_896;

/**
 * The civil days after `asOf` on which a condition on dates may turn over, ascending. Only ends that
 * move with the day of looking can pass a date; each does so once.
 */
export function changeDays(root: Node, cells: readonly Cell[], asOf: number): readonly number[] {
  const days = new Set<number>();
  const stack: Node[] = [root];
  for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
    if (node.kind === "not") stack.push(node.child);
    else if (node.kind === "all" || node.kind === "any") for (const child of node.children) stack.push(child);
    else if (node.kind === "leaf" && node.test.form === "within") {
      const date = cells[node.slot] as number;
      // A date is inside from the day on which the upper end reaches it …
      addDay(days, firstDayWith(node.test.high, asOf, date));
      // … until the day on which the lower end has passed it.
      addDay(days, firstDayWith(node.test.low, asOf, date + 1));
    }
  }
  return Array.from(days).sort((a, b) => a - b);
}

function addDay(days: Set<number>, day: number): void {
  if (!Number.isNaN(day)) days.add(day);
}

/** The first day of looking after `asOf` on which a moving end is at least `date`; NaN for none. Ends never move back. */
function firstDayWith(bound: Bound, asOf: number, date: number): number {
  if (typeof bound === "number" || Number.isNaN(date)) return Number.NaN;
  let low = asOf;
  let high = LAST;
  if (!(boundAt(bound, high) >= date) || boundAt(bound, low) >= date) return Number.NaN;
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (boundAt(bound, middle) >= date) high = middle;
    else low = middle;
  }
  return high;
}
