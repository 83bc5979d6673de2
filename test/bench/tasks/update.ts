import type { Line } from "../harness/measured.ts";
import { nsOf } from "../harness/runner.ts";
import { measure } from "../harness/section.ts";
import type { Task } from "../harness/workspace.ts";

/** One order updates one customer's scores. */
export const update: Task = async function* ({ log }) {
  yield measure({
    title: "One order updates one customer's scores",
    unit: "orders",
    rounds: 5,
    peers: [{ title: "order by order", place: "update#oneByOne", ...log(2000) }],
    limits: ([line]) => [
      {
        what: "One order updates one customer's scores",
        value: nsOf(line as Line) / 1000,
        atMost: 20,
        unit: "microseconds",
      },
    ],
  });
};
