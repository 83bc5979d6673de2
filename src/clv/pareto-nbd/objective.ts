/**
 * The log-likelihood of all customers under Pareto/NBD with its gradient and Hessian.
 *
 * @module
 */
import { chainToLogs, type Objective } from "../../math/newton.ts";
import type { Histories } from "../fitting/histories.ts";
import { advanceRate } from "../fitting/running-sums.ts";
import { addCustomers, CUSTOMER_SUMS, type TimeTables, timeTables } from "./customer-terms.ts";
import {
  MOMENTS,
  momentsOf,
  momentTails,
  type NodeBuffers,
  type NodeFunctions,
  nodeBuffers,
  nodeFunctions,
} from "./moments.ts";
import { type Panels, walkPanels } from "./panels.ts";

/** Derivatives by r and s are plain, those by alpha and beta are by their logarithms. */
const PLAIN: readonly boolean[] = [true, false, true, false];

/** The quadrature of one customer costs as much as this many panels at one frequency. */
const ROW_IN_PANELS = 16;

/**
 * The objective of a fit, by `[r, alpha, s, beta]`: by panels at the frequencies where that is cheaper and
 * the times are on a lattice, by quadrature a customer at the others.
 */
export function paretoObjective(histories: Histories): Objective {
  const { levels, levelWeights, times } = histories;
  const buffers = nodeBuffers();
  return (parameters, gradient, hessian) => {
    const [r, alpha, s, beta] = parameters as unknown as [number, number, number, number];
    const tables = timeTables(times, alpha, beta);
    const sums = new Float64Array(CUSTOMER_SUMS);
    sumCustomers(histories, r, alpha, s, beta, tables, buffers, sums);
    const rate = new Float64Array(3);
    let reached = 0;
    for (let level = 0; level < levels.length; level += 1) {
      const x = levels[level] as number;
      const w = levelWeights[level] as number;
      advanceRate(rate, r, alpha, reached, x);
      reached = x;
      sums[0] = (sums[0] as number) + w * (rate[0] as number);
      sums[1] = (sums[1] as number) + w * (rate[1] as number);
      sums[2] = (sums[2] as number) - w * x;
      sums[5] = (sums[5] as number) - w * (rate[2] as number);
    }
    spreadSums(sums, gradient, hessian);
    chainToLogs(parameters, gradient, hessian, PLAIN);
    return sums[0] as number;
  };
}

/** `[value, four of the gradient, ten of the Hessian's upper triangle]` to where the optimiser wants them. */
function spreadSums(sums: Float64Array, gradient: Float64Array, hessian: Float64Array): void {
  let next = 5;
  for (let i = 0; i < 4; i += 1) {
    gradient[i] = sums[i + 1] as number;
    for (let j = i; j < 4; j += 1) {
      hessian[i * 4 + j] = sums[next] as number;
      hessian[j * 4 + i] = sums[next] as number;
      next += 1;
    }
  }
}

function sumCustomers(
  histories: Histories,
  r: number,
  alpha: number,
  s: number,
  beta: number,
  tables: TimeTables,
  buffers: NodeBuffers,
  sums: Float64Array,
): void {
  const { levels, starts, rising, times } = histories;
  const panelCount = times.length - 1;
  const panelsAt = walkPanels(times, r, alpha, s, beta);
  const tails = new Float64Array(rising ? times.length * MOMENTS : 0);
  let panels: Panels | null = null;
  let functions: NodeFunctions | null = null;
  for (let level = 0; level < levels.length; level += 1) {
    const x = levels[level] as number;
    const rows = (starts[level + 1] as number) - (starts[level] as number);
    const next = rising && rows * ROW_IN_PANELS > panelCount ? panelsAt(x) : null;
    if (next === null) {
      sumByQuadrature(histories, level, r + x, alpha, s, beta, tables, buffers, sums);
      continue;
    }
    if (next !== panels || functions === null) functions = nodeFunctions(next.nodes, alpha, beta);
    panels = next;
    momentTails(panels, functions, tails);
    // a customer's moments are the difference of the tails from its recency and from its age on
    addCustomers(
      histories,
      starts[level] as number,
      starts[level + 1] as number,
      r + x,
      s,
      tables,
      tails,
      MOMENTS,
      sums,
    );
  }
}

function sumByQuadrature(
  histories: Histories,
  level: number,
  shape: number,
  alpha: number,
  s: number,
  beta: number,
  tables: TimeTables,
  buffers: NodeBuffers,
  sums: Float64Array,
): void {
  const { starts, recency, age, times } = histories;
  // the moments of the customer, and the tail from its age on, which is empty
  const moments = new Float64Array(2 * MOMENTS);
  const own = moments.subarray(0, MOMENTS);
  for (let k = starts[level] as number; k < (starts[level + 1] as number); k += 1) {
    const tx = times[recency[k] as number] as number;
    const T = times[age[k] as number] as number;
    momentsOf(shape, alpha, s, beta, tx, T, buffers, own);
    addCustomers(histories, k, k + 1, shape, s, tables, moments, 0, sums);
  }
}
