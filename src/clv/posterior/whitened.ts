/**
 * A density around its mode, in coordinates `z` in which it is nearly a standard normal one:
 * `logs = mode + C z`, where `C` is the Cholesky factor of the inverse information at the mode.
 *
 * @module
 */
import { cholesky, inversePositiveDefinite } from "../../math/cholesky.ts";
import type { LogDensity } from "./log-density.ts";

/** A log-density of `size` coordinates found at `offset` in `z`. */
export type WhitenedValue = (z: Float64Array, offset: number) => number;

/** A density around its mode. */
export interface Whitened {
  readonly size: number;
  /** Logarithms of the parameters at the mode. */
  readonly mode: Float64Array;
  /** The lower triangle of `C`, row by row. */
  readonly factor: Float64Array;
  /** The log-density at the mode. */
  readonly top: number;
  /** The log-density less that at the mode. */
  readonly value: WhitenedValue;
  /** The same, with the gradient by `z`. */
  readonly slope: (z: Float64Array, gradient: Float64Array) => number;
  /** Writes the logarithms of the parameters at `z` into `logs`. */
  readonly logsAt: (z: Float64Array, offset: number, logs: Float64Array) => void;
  /** Values and gradients asked for so far. */
  readonly evaluations: () => number;
}

/** Whitens; null where the information at the mode is not positive definite. */
export function whiten(density: LogDensity, mode: Float64Array, information: Float64Array): Whitened | null {
  const { size } = density;
  const factor = inversePositiveDefinite(information, size);
  if (factor === null || !cholesky(factor, size)) return null;
  const logs = new Float64Array(size);
  const byLogs = new Float64Array(size);
  let evaluations = 0;
  const logsAt = (z: Float64Array, offset: number, into: Float64Array): void => {
    for (let i = 0; i < size; i += 1) {
      let sum = mode[i] as number;
      for (let k = 0; k <= i; k += 1) sum += (factor[i * size + k] as number) * (z[offset + k] as number);
      into[i] = sum;
    }
  };
  const top = density.value(mode);
  return {
    size,
    mode,
    factor,
    top,
    logsAt,
    value: (z, offset) => {
      logsAt(z, offset, logs);
      evaluations += 1;
      return density.value(logs) - top;
    },
    slope: (z, gradient) => {
      logsAt(z, 0, logs);
      evaluations += 1;
      const value = density.slope(logs, byLogs) - top;
      for (let k = 0; k < size; k += 1) {
        let sum = 0;
        for (let i = k; i < size; i += 1) sum += (factor[i * size + k] as number) * (byLogs[i] as number);
        gradient[k] = sum;
      }
      return value;
    },
    evaluations: () => evaluations,
  };
}
