import { bgNbd, mbgNbd, paretoNbd } from "../../src/clv/index.ts";
import { seedRandom, uniform } from "../../src/math/random.ts";
import type { Histories } from "./nasty-sets.ts";

/** The fit of any model of repeat purchases. */
export type AnyModel = typeof bgNbd;

/** The models with their parameters in order. */
export const fittedModels = [
  ["bgNbd", bgNbd, ["r", "alpha", "a", "b"]],
  ["mbgNbd", mbgNbd, ["r", "alpha", "a", "b"]],
  ["paretoNbd", paretoNbd, ["r", "alpha", "s", "beta"]],
] as unknown as readonly (readonly [string, AnyModel, readonly string[]])[];

const STARTS = 30;

/** The highest log-likelihood that 30 starts lead to, over a factor of 400 either way in the scale of the ages. */
export function bestOfStarts(model: AnyModel, names: readonly string[], rows: Histories): number {
  const { age } = rows.columns;
  const scale = age.reduce((sum, T) => sum + T, 0) / age.length || 1;
  const random = seedRandom(99);
  const factor = () => Math.exp((uniform(random) - 0.5) * 12);
  const start = Array.from({ length: STARTS }, () =>
    Object.fromEntries(names.map((name) => [name, factor() * (/alpha|beta/.test(name) ? scale : 1)])),
  );
  return model.fit(rows, { start: start as never }).fit.logLikelihood;
}
