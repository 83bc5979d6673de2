import type { SegmentMove } from "./types.ts";

/** How a customer moved between two places, -1 for none; undefined for who is in no segment either time. */
export function moveOf(from: number, to: number, ranked: boolean): SegmentMove | undefined {
  if (from < 0) return to < 0 ? undefined : "entered";
  if (to < 0) return "left";
  if (from === to) return "stayed";
  if (!ranked) return "changed";
  return to < from ? "up" : "down";
}
