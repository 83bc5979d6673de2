import { seedRandom, uniform } from "../../../src/math/random.ts";
import { writeColumns } from "../harness/files.ts";
import { measure } from "../harness/section.ts";
import type { Task } from "../harness/workspace.ts";

/** Ten order lines and a cost record a customer to what each customer earns. */
export const profit: Task = async function* ({ scaled, folder: make }) {
  const customers = scaled(1_000_000);
  const size = 10 * customers;
  const folder = make(`lines-${size}`, (path) => writeRecords(path, size, customers));
  yield measure({
    title: `Contribution by customer, ${customers.toLocaleString("en-US")} customers and cost records`,
    unit: "order lines",
    rounds: 5,
    peers: [
      { title: "columns", place: "profit#columns", folder, size },
      { title: "DuckDB, 1 thread", place: "profit-duckdb#duckdb1", folder, size, must: 4 },
    ],
  });
};

/** Amounts in cents; an order has four lines, every 32nd line is a refund; customers in no order. */
function writeRecords(folder: string, lines: number, customers: number): void {
  const random = seedRandom(11);
  const whole = (below: number): number => Math.floor(uniform(random) * below);
  const lineCustomer = new Int32Array(lines);
  for (let i = 0; i < lines; i += 1) {
    lineCustomer[i] = i % 4 === 0 ? whole(customers) : (lineCustomer[i - 1] as number);
  }
  const doubles = (length: number, draw: (i: number) => number) =>
    Float64Array.from({ length }, (_, i) => draw(i));
  writeColumns(folder, {
    lineCustomer,
    amount: doubles(lines, (i) => (1000 + whole(100_000)) * (i % 32 === 31 ? -1 : 1)),
    discount: doubles(lines, () => whole(500)),
    cost: doubles(lines, () => whole(60_000)),
    costCustomer: Int32Array.from({ length: customers }, () => whole(customers)),
    costAmount: doubles(customers, () => whole(20_000)),
    layer: Int32Array.from({ length: customers }, () => whole(3)),
  });
}
