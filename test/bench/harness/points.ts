import { pickPoints } from "../../../src/segmentation/clusters/points.ts";
import { sampleRows } from "../../../src/segmentation/clusters/sample-rows.ts";
import { startCentres } from "../../../src/segmentation/clusters/start-centres.ts";
import { writeColumns } from "./files.ts";
import { generateLog } from "./generate-log.ts";

/** Writes points in three dimensions, row by row, and the centres that all begin with. */
export function writePoints(folder: string, count: number, k: number): void {
  const values = makePoints(count);
  const points = { count, width: 3, values };
  const centres = startCentres(pickPoints(points, sampleRows(points, 1, 20_000)), k, 1, 0);
  writeColumns(folder, { points: values, centres: Float64Array.from(centres) });
}

/** Recency, repeat orders and mean order value of generated customers, as logarithms of mean 0 and deviation 1. */
function makePoints(customers: number): Float64Array {
  const log = generateLog(customers, 1);
  const last = new Int32Array(customers);
  const orders = new Int32Array(customers);
  const spent = new Float64Array(customers);
  let end = 0;
  for (let i = 0; i < log.codes.length; i += 1) {
    const c = log.codes[i] as number;
    const day = log.days[i] as number;
    last[c] = Math.max(last[c] as number, day);
    end = Math.max(end, day);
    orders[c] = (orders[c] as number) + 1;
    spent[c] = (spent[c] as number) + (log.cents[i] as number);
  }
  const features = [
    last.map((day) => end - day),
    orders,
    spent.map((cents, c) => cents / (orders[c] as number)),
  ];
  const values = new Float64Array(3 * customers);
  features.forEach((column, j) => {
    const logs = Float64Array.from(column, (one) => Math.log1p(one));
    const mean = logs.reduce((sum, one) => sum + one, 0) / customers;
    const deviation = Math.sqrt(logs.reduce((sum, one) => sum + (one - mean) ** 2, 0) / customers);
    logs.forEach((one, i) => {
      values[3 * i + j] = (one - mean) / deviation;
    });
  });
  return values;
}
