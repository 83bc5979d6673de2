import type { Limit, Line } from "../harness/measured.ts";
import type { Peer } from "../harness/peers.ts";
import { nsOf } from "../harness/runner.ts";
import { lineOf, measure } from "../harness/section.ts";
import type { Task } from "../harness/workspace.ts";

/** Orders to a purchase history: columns and row objects, beside databases, data frames and plain code. */
export const history: Task = async function* ({ scaled, log }) {
  for (const customers of [scaled(100_000), scaled(1_000_000)]) {
    const orders = log(customers);
    const small = customers <= 100_000;
    const peers: Peer[] = [
      { title: "columns", place: "history#columns", ...orders },
      { title: "columns in no order", place: "history#shuffledColumns", ...orders },
      { title: "columns, ids as numbers", place: "history#numberIds", ...orders },
      { title: "DuckDB, 1 thread", place: "history-duckdb#duckdb1", ...orders, must: 8 },
      { title: "DuckDB, 2 threads", place: "history-duckdb#duckdb2", ...orders },
      { title: "Polars", place: "history-frames#polars", ...orders, rounds: 1, npm: "nodejs-polars" },
      {
        ...{ title: "lifetimes", place: "history-lifetimes#lifetimes", ...orders },
        ...{ rounds: 1, cold: !small, must: 50, python: "lifetimes" },
      },
    ];
    if (small) peers.push({ title: "arquero", place: "history-frames#arquero", ...orders, rounds: 1 });
    yield measure({
      title: `Columns to purchase history, ${customers.toLocaleString("en-US")} customers`,
      unit: "rows",
      rounds: small ? 7 : 3,
      peers,
      limits: (lines) => memoryOf(lines, customers),
    });
    yield measure({
      title: `Columns to all numbers of a history, ${customers.toLocaleString("en-US")} customers`,
      unit: "rows",
      rounds: small ? 5 : 3,
      peers: [
        { title: "columns", place: "history#allNumbers", ...orders },
        { title: "DuckDB, 1 thread", place: "history-duckdb#allNumbers1", ...orders, must: 8 },
      ],
    });
  }
  const few = log(scaled(100_000));
  yield measure({
    title: "Row objects to purchase history",
    unit: "rows",
    rounds: 5,
    peers: [
      { title: "row objects", place: "history#rows", ...few },
      { title: "row objects in no order", place: "history#shuffledRows", ...few },
      { title: "Map of Maps", place: "history-map#mapOfMaps", ...few, must: 5 },
    ],
    limits: ([rows]) => [
      {
        what: "Row objects to purchase history",
        value: nsOf(rows as Line),
        atMost: 250,
        unit: "ns a row",
      },
    ],
  });
};

/** Large logs only: below, the process itself is most of it. */
function memoryOf(lines: readonly Line[], customers: number): readonly Limit[] {
  const [ours] = lines;
  if (ours === undefined || customers < 1_000_000) return [];
  const beside = ["DuckDB, 1 thread", "lifetimes"].flatMap((title) => {
    const peer = lineOf(lines, title);
    const what = `Peak memory beside ${title}'s`;
    return peer === undefined
      ? []
      : [{ what, value: ours.peakMb / peer.peakMb, atMost: 0.25, unit: "of it" }];
  });
  return [
    {
      what: "Memory beyond the columns given",
      value: (ours.addedMb * 2 ** 20) / customers,
      atMost: 100,
      unit: "bytes a customer",
    },
    ...beside,
  ];
}
