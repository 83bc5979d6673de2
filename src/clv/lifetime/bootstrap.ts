/**
 * The parametric bootstrap of a lifetime value: the fitted model makes new customers of the same ages, the
 * model is fitted to them, and what the fits differ in is the uncertainty.
 *
 * @module
 */

import { ownValue } from "../../core/own.ts";
import type { Table } from "../../core/types.ts";
import { type Random, seedRandom } from "../../math/random.ts";
import { drawGamma } from "../../math/random-draws.ts";
import type { Process } from "../covariates/covariates.ts";
import { covariatesAgain } from "../covariates/covariates-again.ts";
import { fitMaybeWithCovariates } from "../covariates/fit-with-covariates.ts";
import { readEffects } from "../covariates/split-by-covariates.ts";
import { type CovariatePlan, fitHistories } from "../fitting/fit-histories.ts";
import { fit as fitSpend } from "../gamma-gamma/fit.ts";
import type { KnownModel } from "../known-models.ts";
import type { Scoring } from "../repeat-model.ts";
import { type DrawLife, type SimulatedCustomer, simulateCustomers } from "../simulate-customers.ts";
import type { CovariateModel } from "../types.ts";
import type { ParameterDraw } from "./drawn-intervals.ts";

/** Draws of the parameters, refitted to simulated customers. Fits that the data do not identify are skipped. */
export function drawParameters(
  known: KnownModel,
  purchases: unknown,
  scoring: Scoring,
  q: Float64Array,
  draws: number,
  seed: number,
): ParameterDraw[] {
  const refit = refitting(known, purchases, scoring);
  const found: ParameterDraw[] = [];
  const given = q.length === 0;
  for (let draw = 0; draw < draws; draw += 1) {
    const { parameters, frequency } = refit(seed + draw);
    if (parameters === null) continue;
    const random = seedRandom(seed + draw, 1);
    found.push({
      purchases: parameters,
      spend: given || !frequency.some((x) => x > 0) ? q : refitSpend(q, frequency, random),
    });
  }
  return found;
}

/** Simulated customers' frequencies, and the parameters of a fit to them; null where they are not identified. */
interface Refit {
  readonly frequency: Float64Array;
  readonly parameters: Float64Array | null;
}

/** What draws customers like those of a history, and fits the model to them as it was fitted before. */
function refitting(
  known: KnownModel,
  purchases: unknown,
  { p, view, split }: Scoring,
): (seed: number) => Refit {
  const effects = readEffects(purchases, known.model, ["models", "purchases"]);
  const isKnown = (row: number): boolean =>
    !Number.isNaN((view.frequency[row] as number) + (view.age[row] as number));
  if (effects === null || split === undefined) {
    const ages = view.age.filter((_, row) => isKnown(row));
    return (seed) => {
      const customers = simulated(known.draw, p, ages, seed);
      const model = fitHistories<string, Named, "day">(known.plan, customers, {});
      return { frequency: customers.columns.frequency, parameters: valuesOf(known, model, []) };
    };
  }
  const rows = split.groups
    .flatMap((group, g) => Array.from(group, (row) => ({ row, own: split.parametersOf(p, g) })))
    .filter(({ row }) => isKnown(row));
  const ages = Float64Array.from(rows, ({ row }) => view.age[row] as number);
  const again = covariatesAgain(
    view.input,
    effects,
    rows.map(({ row }) => row),
  );
  const places = effects.map(({ process }, e) => ({ process, field: again.fields[e] as string }));
  const draw: DrawLife = (random, _, i) => known.draw(random, rows[i]?.own as Float64Array, i);
  return (seed) => {
    const { frequency, recency, age } = simulated(draw, p, ages, seed).columns;
    const columns = { ...again.columns, frequency, recency, age };
    const model = fitMaybeWithCovariates<string, Named, "day">(
      known.plan as CovariatePlan,
      { columns },
      { covariates: again.options },
    );
    return { frequency, parameters: valuesOf(known, model, places) };
  };
}

interface Named {
  readonly [name: string]: number;
}

function simulated(
  draw: DrawLife,
  p: Float64Array,
  ages: Float64Array,
  seed: number,
): Table<SimulatedCustomer> {
  return simulateCustomers(
    draw,
    { parameters: p, timeUnit: undefined },
    { customers: ages.length, age: ages, seed },
  );
}

/**
 * The parameters of a customer with 0 in the columns, whatever centres the fit took off them, and the coefficients at
 * the given places; null where the fit did not find them.
 */
function valuesOf(
  known: KnownModel,
  model: CovariateModel<string, Named>,
  places: readonly { readonly process: Process; readonly field: string }[],
): Float64Array | null {
  const { parameters, fit } = model;
  const covariates = ownValue(model, "covariates") ?? [];
  if (!fit.converged) return null;
  const coefficients = places.map(
    ({ process, field }) =>
      covariates.find((effect) => effect.process === process && effect.field === field)
        ?.coefficient as number,
  );
  const atZero = known.model.names.map((name, k) =>
    covariates.reduce(
      (value, { process, coefficient, centre = 0 }) =>
        value * Math.exp(-(known.model.processes?.[process][k] as number) * coefficient * centre),
      parameters[name] as number,
    ),
  );
  return Float64Array.of(...atZero, ...coefficients);
}

function refitSpend(q: Float64Array, frequency: Float64Array, random: Random): Float64Array {
  const [shape, q1, gamma] = q as unknown as [number, number, number];
  const meanRepeatSpend = frequency.map((x) => {
    if (x === 0) return Number.NaN;
    const rate = drawGamma(random, q1, gamma);
    return drawGamma(random, shape * x, rate * x);
  });
  const { parameters } = fitSpend({ columns: { frequency, meanRepeatSpend } });
  return Float64Array.of(parameters.p, parameters.q, parameters.gamma);
}
