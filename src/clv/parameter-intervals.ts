import { checkNumber, checkOptions } from "../core/check-options.ts";
import { checkResult } from "../core/check-result.ts";
import { ScoringError } from "../core/error.ts";
import { ownValue } from "../core/own.ts";
import { normalQuantile } from "../math/normal-quantile.ts";
import type { Fit } from "./types.ts";

/** A parameter with its interval. */
export interface ParameterInterval {
  readonly estimate: number;
  readonly standardError: number;
  /** Always above 0. */
  readonly low: number;
  readonly high: number;
}

/**
 * Intervals of the parameters of a fitted model, from the observed information in their logarithms: an
 * interval never reaches zero. Null where the data do not identify them.
 *
 * @throws A {@link ScoringError} with `missing` for a model without a fit, `out_of_range` for a level outside
 * 0 to 1.
 * @example
 * ```ts
 * const rows = nbd.simulate({ parameters: { r: 0.4, alpha: 12 } }, { customers: 5000, age: 39, seed: 1 });
 * const { r } = parameterIntervals(nbd.fit(rows)) ?? {};
 * r !== undefined && r.low < 0.4 && 0.4 < r.high; // => true
 * ```
 */
export function parameterIntervals<P extends object, N extends keyof P & string>(
  model: { readonly parameters: P; readonly fit?: Fit<N> | undefined },
  options: { readonly level?: number } = {},
): { readonly [K in N]: ParameterInterval } | null {
  options = checkOptions(options, ["level"]);
  const level = checkNumber(options.level ?? 0.95, ["options", "level"], { min: 0, max: 0.999999 });
  checkResult(model, ["parameters"], ["model"], "a model");
  const fit = ownValue(model, "fit");
  if (fit === undefined) throw new ScoringError("missing", ["model", "fit"], "a fitted model", "nothing");
  checkResult(fit, ["standardErrors"], ["model", "fit"], "what a fit reports");
  const errors = fit.standardErrors as { readonly [name: string]: number } | null;
  if (errors === null) return null;
  const z = normalQuantile((1 + level) / 2);
  const intervals: { [name: string]: ParameterInterval } = {};
  for (const name of Object.keys(errors)) {
    const estimate = (model.parameters as { readonly [name: string]: number })[name] as number;
    const standardError = errors[name] as number;
    const factor = Math.exp((z * standardError) / estimate);
    intervals[name] = { estimate, standardError, low: estimate / factor, high: estimate * factor };
  }
  return intervals as { readonly [K in N]: ParameterInterval };
}
