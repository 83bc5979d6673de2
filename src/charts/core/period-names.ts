import type { Period } from "../../calendar/period.ts";

/** Names of periods by their first days: 2026-01 for a month, 2026-Q1, 2026; days and weeks by their date. */
export function periodNames(starts: readonly string[], period: Period): string[] {
  return starts.map((start) => {
    if (period === "year") return start.slice(0, 4);
    if (period === "month") return start.slice(0, 7);
    if (period === "quarter") return `${start.slice(0, 4)}-Q${Math.ceil(Number(start.slice(5, 7)) / 3)}`;
    return start;
  });
}
