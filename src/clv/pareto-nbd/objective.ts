/**
 * The log-likelihood of all customers under Pareto/NBD with its gradient and Hessian.
 *
 * @module
 */
import { chainToLogs, type Objective } from "../../math/newton.ts";
import type { Histories } from "../fitting/histories.ts";
import { advanceRate } from "../fitting/running-sums.ts";
import { addCustomer, CUSTOMER_SUMS, type TimeTables, timeTables } from "./customer-terms.ts";
import { MOMENTS, momentsOf, momentTails, nodeBuffers, nodeFunctions } from "./moments.ts";
import { advancePanels, layPanels, panelStarts } from "./panels.ts";

/** Derivatives by r and s are plain, those by alpha and beta are by their logarithms. */
const PLAIN: readonly boolean[] = [true, false, true, false];

/** A panel and frequency costs about a sixteenth of the quadrature of one customer. */
const PANELS_PER_ROW = 16;

/**
 * The objective of a fit, by `[r, alpha, s, beta]`: by panels where the times are on a lattice that is not
 * too fine for the number of customers, by quadrature a customer otherwise.
 */
export function paretoObjective(histories: Histories): Objective {
  const { levels, levelWeights, times, step, rows } = histories;
  const panelCount = times.length - 1;
  const onLattice = step > 0 && panelCount * levels.length < PANELS_PER_ROW * rows;
  const most = levels.length === 0 ? 0 : (levels[levels.length - 1] as number);
  return (parameters, gradient, hessian) => {
    const [r, alpha, s, beta] = parameters as unknown as [number, number, number, number];
    const tables = timeTables(times, alpha, beta);
    const starts = onLattice ? panelStarts(panelCount, step, r, alpha, s, beta, most) : null;
    const sums = new Float64Array(CUSTOMER_SUMS);
    if (starts === null) sumByQuadrature(histories, r, alpha, s, beta, tables, sums);
    else sumByPanels(histories, starts, r, alpha, s, beta, tables, sums);
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

function sumByPanels(
  histories: Histories,
  starts: Int32Array,
  r: number,
  alpha: number,
  s: number,
  beta: number,
  tables: TimeTables,
  sums: Float64Array,
): void {
  const { levels, step, times } = histories;
  const panels = layPanels(starts, step, r, alpha, s, beta);
  const functions = nodeFunctions(panels.nodes, alpha, beta);
  const tails = new Float64Array(times.length * MOMENTS);
  let reached = 0;
  for (let level = 0; level < levels.length; level += 1) {
    const x = levels[level] as number;
    advancePanels(panels, x - reached);
    reached = x;
    momentTails(panels, functions, tails);
    sumLevel(histories, level, r + x, s, tables, tails, sums);
  }
}

/** The customers of one level, each from the difference of two tails. */
function sumLevel(
  { starts, recency, age, weights }: Histories,
  level: number,
  shape: number,
  s: number,
  tables: TimeTables,
  tails: Float64Array,
  sums: Float64Array,
): void {
  const end = starts[level + 1] as number;
  for (let k = starts[level] as number; k < end; k += 1) {
    const w = weights === null ? 1 : (weights[k] as number);
    const last = recency[k] as number;
    const now = age[k] as number;
    addCustomer(shape, s, tables, last, now, tails, last * MOMENTS, now * MOMENTS, w, sums);
  }
}

function sumByQuadrature(
  { levels, starts, recency, age, weights, times }: Histories,
  r: number,
  alpha: number,
  s: number,
  beta: number,
  tables: TimeTables,
  sums: Float64Array,
): void {
  const buffers = nodeBuffers();
  // the moments of the customer, and the tail from its age on, which is empty
  const moments = new Float64Array(2 * MOMENTS);
  const own = moments.subarray(0, MOMENTS);
  for (let level = 0; level < levels.length; level += 1) {
    const shape = r + (levels[level] as number);
    for (let k = starts[level] as number; k < (starts[level + 1] as number); k += 1) {
      const w = weights === null ? 1 : (weights[k] as number);
      const last = recency[k] as number;
      const now = age[k] as number;
      momentsOf(shape, alpha, s, beta, times[last] as number, times[now] as number, buffers, own);
      addCustomer(shape, s, tables, last, now, moments, 0, MOMENTS, w, sums);
    }
  }
}
