import type { Line } from "../harness/measured.ts";
import { compare, nsOf } from "../harness/runner.ts";
import type { SubjectPlace } from "../harness/subject.ts";
import type { Task } from "../harness/workspace.ts";

/** Customers of logs of about ten thousand, a hundred thousand, a million and ten million rows. */
const CUSTOMERS = [900, 9000, 90_000, 900_000];

const SUBJECTS: readonly {
  readonly title: string;
  readonly place: SubjectPlace;
  readonly of: "rows" | "customers";
}[] = [
  { title: "columns to history", place: "history#columns", of: "rows" },
  { title: "columns in no order", place: "history#shuffledColumns", of: "rows" },
  { title: "row objects to history", place: "history#rows", of: "rows" },
  { title: "history to RFM", place: "growth#rfm", of: "customers" },
  { title: "history to BG/NBD fit", place: "growth#fit", of: "customers" },
  { title: "history to 12-month value", place: "growth#value", of: "customers" },
  { title: "history to stages", place: "lifecycle#classicSweep", of: "customers" },
  { title: "orders to stays in stages", place: "lifecycle#replayed", of: "rows" },
  { title: "orders to a scorecard", place: "growth#scorecard", of: "rows" },
];

/** How the cost of a row or a customer grows with their number: not at all where it is linear. */
export const growth: Task = async function* ({ log, quick }) {
  const lines: Line[] = [];
  for (const { title, place, of } of SUBJECTS) {
    let first: Line | undefined;
    for (const customers of quick ? CUSTOMERS.slice(0, 3) : CUSTOMERS) {
      const { folder, size: rows } = log(customers);
      const size = of === "rows" ? rows : customers;
      const rounds = customers < 100_000 ? 15 : 3;
      const [line] = await compare([{ title, place, folder, size }], rounds);
      if (line === undefined) continue;
      first ??= line;
      lines.push({ ...line, ratio: nsOf(line) / nsOf(first) });
    }
  }
  yield {
    title: "Growth from ten thousand to ten million rows",
    unit: "rows or customers",
    lines,
    notes: ["The ratio is that of the cost of one of them to its cost in the smallest log."],
  };
};
