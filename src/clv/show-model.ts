import { cardBundle } from "../core/display.ts";
import { bare } from "../core/own.ts";
import { shownAs } from "../core/shown-as.ts";
import { parameterIntervals } from "./parameter-intervals.ts";
import type { Fit } from "./types.ts";

/** A fitted model as far as its card needs it. */
interface FittedModel {
  readonly kind: string;
  readonly parameters: object;
  readonly timeUnit?: string | undefined;
  readonly fit: Fit;
}

/**
 * The same model, able to show itself as a card: parameters with their 95 % intervals, how the fit went, and what
 * is wrong with it if anything is. What shows it is not enumerable: the model stays the plain JSON that it is.
 */
export function showModel<M extends FittedModel>(model: M): M {
  return shownAs(model, {
    text: () => cardBundle(cardOf(model))["text/plain"],
    bundle: () => cardBundle(cardOf(model)),
  });
}

function cardOf(model: FittedModel): Parameters<typeof cardBundle>[0] {
  const { kind, timeUnit, fit } = bare(model);
  const { customers, asOf, logLikelihood, aic, bic, iterations, converged, reason } = bare(fit);
  const unit = timeUnit === undefined ? "" : `, time in ${timeUnit}s`;
  const at = asOf === undefined ? "" : ` as of ${asOf}`;
  const short = (value: number): string => String(Number(value.toPrecision(8)));
  const criteria = `log-likelihood ${short(logLikelihood)}, AIC ${short(aic)}, BIC ${short(bic)}`;
  return {
    title: `${kind}: ${customers} customers${at}${unit}`,
    columns: ["parameter", "estimate", "low (95 %)", "high (95 %)"],
    rows: parameterRows(model),
    notes: [`${criteria}; ${converged ? "converged" : "not converged"} after ${iterations} steps`],
    warnings: [
      ...(converged ? [] : [`the fit is not to be trusted: ${reason ?? "not converged"}`]),
      ...fit.runaways.map(({ parameter, runsTo, meaning }) => `${parameter} runs to ${runsTo}: ${meaning}`),
      ...(fit.leftOut > 0 ? [`${fit.leftOut} rows left out`] : []),
    ],
  };
}

function parameterRows(model: FittedModel): string[][] {
  const intervals = parameterIntervals(
    model as { readonly parameters: object; readonly fit: Fit<never> },
  ) as {
    readonly [name: string]: { readonly low: number; readonly high: number };
  } | null;
  const parameters = model.parameters as { readonly [name: string]: number };
  const write = (value: number | undefined): string =>
    value === undefined ? "–" : String(Number(value.toPrecision(5)));
  return Object.keys(parameters).map((name) => {
    const interval = intervals?.[name];
    return [name, write(parameters[name]), write(interval?.low), write(interval?.high)];
  });
}
