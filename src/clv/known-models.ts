/**
 * The models of repeat purchases by the name in their JSON, for what takes any of them.
 *
 * @module
 */
import { describeValue } from "../core/describe.ts";
import { ScoringError } from "../core/error.ts";
import type { TimeUnit } from "../core/types.ts";
import { bgNbdModel } from "./bg-nbd/bg-nbd-model.ts";
import { coinLife } from "./bg-nbd/draw-life.ts";
import { bgFitPlan } from "./bg-nbd/fit-plan.ts";
import type { BgNbdParameters } from "./bg-nbd/parameters.ts";
import type { CovariateEffect } from "./covariates/covariates.ts";
import type { FitPlan } from "./fitting/fit-histories.ts";
import { mbgNbdModel } from "./mbg-nbd/mbg-nbd-model.ts";
import type { MbgNbdParameters } from "./mbg-nbd/parameters.ts";
import { nbdLife } from "./nbd/draw-life.ts";
import { nbdFitPlan } from "./nbd/fit-plan.ts";
import { nbdModel } from "./nbd/model.ts";
import type { NbdParameters } from "./nbd/parameters.ts";
import { paretoLife } from "./pareto-nbd/draw-life.ts";
import { paretoFitPlan } from "./pareto-nbd/fit-plan.ts";
import { paretoModel } from "./pareto-nbd/model.ts";
import type { ParetoNbdParameters } from "./pareto-nbd/parameters.ts";
import type { RepeatModel } from "./repeat-model.ts";
import type { DrawLife } from "./simulate-customers.ts";
import type { Fit } from "./types.ts";

/** The parameters of each model of repeat purchases. */
export interface RepeatParameters {
  readonly bgNbd: BgNbdParameters;
  readonly mbgNbd: MbgNbdParameters;
  readonly paretoNbd: ParetoNbdParameters;
  readonly nbd: NbdParameters;
}

/** The name of a model of repeat purchases. */
export type RepeatKind = keyof RepeatParameters;

/** Any model of repeat purchases, fitted or by its parameters; `kind` says which. */
export type AnyRepeatModel<U extends TimeUnit = TimeUnit> = {
  readonly [K in RepeatKind]: {
    readonly kind: K;
    readonly parameters: RepeatParameters[K];
    readonly timeUnit?: U | undefined;
    readonly fit?: Fit | undefined;
    readonly covariates?: readonly CovariateEffect[] | undefined;
  };
}[RepeatKind];

/** All that is known of a model by its name. */
export interface KnownModel {
  readonly model: RepeatModel;
  readonly plan: FitPlan;
  readonly draw: DrawLife;
}

const KNOWN: { readonly [K in RepeatKind]: () => KnownModel } = {
  bgNbd: () => ({ model: bgNbdModel, plan: bgFitPlan("bgNbd", 0), draw: coinLife(0) }),
  mbgNbd: () => ({ model: mbgNbdModel, plan: bgFitPlan("mbgNbd", 1), draw: coinLife(1) }),
  paretoNbd: () => ({ model: paretoModel, plan: paretoFitPlan, draw: paretoLife }),
  nbd: () => ({ model: nbdModel, plan: nbdFitPlan, draw: nbdLife }),
};

/**
 * What is known of a model by its `kind`.
 *
 * @throws A {@link ScoringError} with `wrong_type` for what is no model, `unknown_name` for another kind.
 */
export function knownModel(model: unknown, path: readonly string[]): KnownModel {
  if (typeof model !== "object" || model === null) {
    throw new ScoringError("wrong_type", path, "a fitted model", describeValue(model));
  }
  const kind: unknown = (model as { kind?: unknown }).kind;
  for (const name of Object.keys(KNOWN) as RepeatKind[]) if (name === kind) return KNOWN[name]();
  throw new ScoringError(
    "unknown_name",
    [...path, "kind"],
    `one of ${Object.keys(KNOWN).join(", ")}`,
    describeValue(kind),
  );
}
