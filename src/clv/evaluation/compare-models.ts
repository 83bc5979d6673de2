import { ScoringError } from "../../core/error.ts";
import { ownValue } from "../../core/own.ts";
import { createTable } from "../../core/table.ts";
import type { Input, Table, TimeUnit } from "../../core/types.ts";
import type { AnyRepeatModel } from "../known-models.ts";
import type { RepeatHistory, Timed } from "../types.ts";
import { type EvaluateOptions, type Evaluation, evaluateModel, type HoldoutRow } from "./evaluate-model.ts";
import type { ForecastErrors } from "./metrics.ts";

/** How one model, or a baseline, did. */
export interface ComparisonRow {
  /** The model's kind; `baseline:nbd` and `baseline:asBefore` for the simpler forecasts. */
  readonly model: string;
  /** Log-likelihood of its fit; null for what was not fitted here. */
  readonly logLikelihood: number | null;
  /** AIC of its fit; null likewise. */
  readonly aic: number | null;
  /** See {@link ForecastErrors}, as the columns below. */
  readonly expected: number;
  readonly actual: number;
  readonly bias: number;
  readonly mae: number;
  readonly rmse: number;
  readonly gini: number | null;
  readonly topDecileLift: number | null;
}

/**
 * Several models in the same holdout, the one with the lowest RMSE first, the two baselines among them.
 *
 * @throws A {@link ScoringError} with `empty` for no models, and as {@link evaluateModel}.
 * @example
 * ```ts
 * const parameters = { r: 0.5, alpha: 6, a: 0.9, b: 1.6 };
 * const customers = mbgNbd.simulate({ parameters }, { customers: 2000, age: 39, seed: 1, horizon: 39 });
 * const holdout = { columns: { holdoutFrequency: customers.columns.futurePurchases } };
 * const table = compareModels([mbgNbd.fit(customers), bgNbd.fit(customers)], customers, holdout, { horizon: 39 });
 * table.length; // => 4
 * ```
 */
export function compareModels<U extends TimeUnit>(
  models: readonly AnyRepeatModel<U>[],
  calibration: Timed<RepeatHistory, NoInfer<U>>,
  holdout?: Input<HoldoutRow>,
  options: EvaluateOptions = {},
): Table<ComparisonRow> {
  if (!Array.isArray(models) || models.length === 0) {
    throw new ScoringError("empty", ["models"], "at least one model", "none");
  }
  const evaluations = Array.from(models, (model) =>
    evaluateModel(model as AnyRepeatModel<U>, calibration, holdout, options),
  );
  const { baselines } = evaluations[0] as Evaluation;
  const rows: ComparisonRow[] = [
    ...evaluations.map(({ kind, errors }, i) => rowOf(kind, errors, models[i] as AnyRepeatModel)),
    rowOf("baseline:nbd", baselines.nbd),
    rowOf("baseline:asBefore", baselines.asBefore),
  ];
  rows.sort((a, b) => a.rmse - b.rmse);
  const numbers = (name: Exclude<keyof ComparisonRow, "model">) => (): Float64Array =>
    Float64Array.from(rows, (row) => row[name] ?? Number.NaN);
  return createTable<ComparisonRow>({
    length: rows.length,
    id: "model",
    columns: {
      model: () => rows.map((row) => row.model),
      logLikelihood: numbers("logLikelihood"),
      aic: numbers("aic"),
      expected: numbers("expected"),
      actual: numbers("actual"),
      bias: numbers("bias"),
      mae: numbers("mae"),
      rmse: numbers("rmse"),
      gini: numbers("gini"),
      topDecileLift: numbers("topDecileLift"),
    },
  });
}

function rowOf(model: string, errors: ForecastErrors, fitted?: AnyRepeatModel): ComparisonRow {
  const fit = fitted && ownValue(fitted, "fit");
  return {
    model,
    logLikelihood: fit?.logLikelihood ?? null,
    aic: fit?.aic ?? null,
    ...errors,
  };
}
