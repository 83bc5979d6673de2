import type { Line } from "../harness/measured.ts";
import { nsOf } from "../harness/runner.ts";
import { measure } from "../harness/section.ts";
import type { Task } from "../harness/workspace.ts";

/** Stages of a base: a nightly sweep, and the replay of all that happened. No library does the same. */
export const lifecycle: Task = async function* ({ scaled, log }) {
  const customers = scaled(1_000_000);
  const orders = log(customers);
  const base = { folder: orders.folder, size: customers };
  yield measure({
    title: "Lifecycle sweep",
    unit: "customers",
    rounds: 7,
    peers: [
      { title: "classic, purchase history", place: "lifecycle#classicSweep", ...base },
      { title: "own rhythm, purchase history", place: "lifecycle#rhythmSweep", ...base },
      { title: "classic, purchase days", place: "lifecycle#daysSweep", ...base },
    ],
    // A customer's own rhythm takes the arithmetic of the rule.
    limits: ([history, , days]) =>
      [history as Line, days as Line].map((line) => ({
        what: `Lifecycle sweep, ${line.title}`,
        value: nsOf(line),
        atMost: 100,
        unit: "ns a customer",
      })),
  });
  yield measure({
    title: `Lifecycle replay, ${customers.toLocaleString("en-US")} customers`,
    unit: "events",
    rounds: 3,
    peers: [{ title: "columns", place: "lifecycle#replayed", ...orders }],
    limits: ([line]) => [
      {
        what: "Memory of a replay beyond the columns given",
        value: ((line as Line).addedMb * 2 ** 20) / orders.size,
        atMost: 100,
        unit: "bytes an event",
      },
    ],
  });
};
