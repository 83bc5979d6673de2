import { checkOptions } from "../../core/check-options.ts";
import { ScoringError } from "../../core/error.ts";
import { fieldValue } from "../../core/own.ts";
import type { TimeUnit } from "../../core/types.ts";
import { findMaximum } from "../fitting/find-maximum.ts";
import { readPriors, withPriors } from "../fitting/priors.ts";
import { readStarts } from "../fitting/read-starts.ts";
import { reportFit } from "../fitting/report-fit.ts";
import type { Meanings } from "../fitting/runaways.ts";
import { showModel } from "../show-model.ts";
import type { FitOptions, Model, SpendHistory, Timed } from "../types.ts";
import { checkIndependence, type IndependenceCheck } from "./independence.ts";
import { gammaGammaObjective } from "./objective.ts";
import type { GammaGammaParameters } from "./parameters.ts";
import { layOutSpend, readSpend, type SpendLeftOut, sampleSpend } from "./spend-histories.ts";

/** Names of the parameters, in order. */
export const GAMMA_GAMMA_NAMES: readonly ["p", "q", "gamma"] = ["p", "q", "gamma"];

const MEANINGS: Meanings = {
  p: {
    zero: "the purchases of one customer differ without measure",
    infinity: "each customer always spends the same",
  },
  q: {
    zero: "customers differ without measure: a few spend almost everything",
    infinity: "all customers spend alike",
  },
  gamma: {
    zero: "all customers spend alike, or purchases differ without measure",
    infinity: "all customers spend alike, or purchases differ without measure",
  },
};

/** A fitted Gamma-Gamma model, with what its data say of its assumption. */
export type GammaGammaModel = Model<"gammaGamma", GammaGammaParameters> & {
  /** Whether frequency and spend go together, which the model assumes they do not. */
  readonly independence: IndependenceCheck;
  /** Customers that the fit left out. */
  readonly leftOut: SpendLeftOut;
};

/** Customers of the first approach. */
const SAMPLE = 5_000;

/** Factors on the usual values for further starts. */
const SPREAD = [
  [1, 0.4, 0.3],
  [10, 1, 0.1],
  [0.1, 1, 10],
  [1, 20, 20],
];

/**
 * Fits the Gamma-Gamma model of spend to customers with repeat purchases and a positive mean; the others are
 * left out and counted.
 *
 * The scale of money is that of the data: in cents instead of euros only `gamma` changes, a hundredfold.
 *
 * @throws A {@link ScoringError} with `empty` where no customer is left, and as rows and options are refused.
 * @example
 * ```ts
 * const rows = [
 *   { frequency: 2, meanRepeatSpend: 22.35 },
 *   { frequency: 1, meanRepeatSpend: 11.77 },
 *   { frequency: 0, meanRepeatSpend: null },
 *   { frequency: 7, meanRepeatSpend: 73.74 },
 *   { frequency: 2, meanRepeatSpend: 25.55 },
 * ];
 * fit(rows).leftOut.noRepeat; // => 1
 * ```
 * @see Fader and Hardie (2013), The Gamma-Gamma model of monetary value.
 */
export function fit(
  rows: Timed<SpendHistory, TimeUnit>,
  options: Omit<FitOptions<GammaGammaParameters>, "timeUnit"> = {},
): GammaGammaModel {
  options = checkOptions(options, ["priors", "start"]);
  const view = readSpend(rows);
  const { histories, leftOut } = layOutSpend(view);
  if (!(histories.customers > 0)) {
    throw new ScoringError(
      "empty",
      ["rows"],
      "at least one customer with repeat purchases and a positive mean",
      "none",
    );
  }
  const usual = [4, 4, histories.meanSpend];
  const priors = readPriors(options.priors, GAMMA_GAMMA_NAMES, usual);
  const given = readStarts(options.start, GAMMA_GAMMA_NAMES);
  const sample = sampleSpend(view, SAMPLE);
  const end = findMaximum({
    whole: () => withPriors(gammaGammaObjective(histories), priors),
    sample: sample === null ? null : () => withPriors(gammaGammaObjective(sample), priors),
    starts: given ?? [usual, ...SPREAD.map((factors) => usual.map((u, i) => u * (factors[i] as number)))],
    tryAll: given !== null && given.length > 1,
    centre: usual,
  });
  const model = reportFit<"gammaGamma", GammaGammaParameters, TimeUnit>(end, {
    kind: "gammaGamma",
    names: GAMMA_GAMMA_NAMES,
    centre: usual,
    meanings: MEANINGS,
    priors,
    customers: histories.customers,
    leftOut: leftOut.noRepeat + leftOut.notPositive,
    timeUnit: undefined,
    asOf: fieldValue(rows, "asOf") as string | undefined,
  });
  return showModel({ ...model, independence: checkIndependence(histories), leftOut });
}
