/**
 * The shape that every model of contracts has, and the doors that all of them share.
 *
 * @module
 */
import { checkNumber } from "../../core/check-options.ts";
import { describeValue } from "../../core/describe.ts";
import { ScoringError } from "../../core/error.ts";
import type { Objective } from "../../math/newton.ts";
import type { Meanings } from "../fitting/runaways.ts";
import { readDiscounting, readModel, readParameters } from "../read-model.ts";
import { readContracts } from "./read-contracts.ts";
import type { Renewals } from "./renewals.ts";
import type { PeriodDiscountOptions } from "./types.ts";

/** A model of contracts, as numeric functions of its parameters in order. Renewals count from 1. */
export interface ContractKind {
  /** The namespace's name. */
  readonly kind: string;
  /** Names of the parameters. */
  readonly names: readonly string[];
  /** `ln S(tenure + ahead) / S(tenure)`. */
  readonly logSurvival: (p: Float64Array, tenure: number, ahead: number) => number;
  /** The chance to make renewal `t`, of those who stand before it, and to be lost at it: each to its last digits. */
  readonly retention: (p: Float64Array, t: number) => number;
  readonly lossRate: (p: Float64Array, t: number) => number;
  /** The objective of a fit. */
  readonly objective: (renewals: Renewals) => Objective;
  /** Usual values, and factors on them for further starts. */
  readonly usual: (renewals: Renewals) => readonly number[];
  readonly spread: readonly (readonly number[])[];
  readonly meanings: Meanings;
}

/** A time or several. */
export type Times = number | ArrayLike<number>;

/** A number for a number, a column for several. */
export type PerTime<T extends Times> = T extends number ? number : Float64Array;

/** Renewals that are asked about, at most. */
const LATEST = 1e9;

/**
 * A function of whole times, of one or of each.
 *
 * @throws A {@link ScoringError} with `wrong_type`, `not_finite` or `out_of_range` for a time.
 */
export function overTimes<T extends Times>(
  times: T,
  name: string,
  min: number,
  at: (t: number) => number,
): PerTime<T> {
  const rule = { min, max: LATEST, integer: true };
  if (typeof times === "number") return at(checkNumber(times, [name], rule)) as PerTime<T>;
  const list = times as ArrayLike<number> | null | undefined;
  if (typeof list !== "object" || list === null || typeof list.length !== "number") {
    throw new ScoringError("wrong_type", [name], "a whole number or a list of them", describeValue(times));
  }
  const out = Float64Array.from(list, (t, i) => at(checkNumber(t, [name, i], rule)));
  return out as unknown as PerTime<T>;
}

/** `S(t)`. */
export function survivalOf(kind: ContractKind, model: unknown, times: Times): number | Float64Array {
  const { parameters } = readModel(model, kind.kind, kind.names);
  return overTimes(times, "t", 0, (t) => Math.exp(kind.logSurvival(parameters, 0, t)));
}

/** `S(t) / S(t - 1)`. */
export function retentionOf(kind: ContractKind, model: unknown, times: Times): number | Float64Array {
  const { parameters } = readModel(model, kind.kind, kind.names);
  return overTimes(times, "t", 1, (t) => kind.retention(parameters, t));
}

/** `P(T = t)`. */
export function churnOf(kind: ContractKind, model: unknown, times: Times): number | Float64Array {
  const { parameters } = readModel(model, kind.kind, kind.names);
  return overTimes(
    times,
    "t",
    1,
    (t) => Math.exp(kind.logSurvival(parameters, 0, t - 1)) * kind.lossRate(parameters, t),
  );
}

/** `S(tenure + ahead) / S(tenure)`. */
export function survivalOfActiveOf(
  kind: ContractKind,
  model: unknown,
  tenures: Times,
  ahead: unknown,
): number | Float64Array {
  const { parameters } = readModel(model, kind.kind, kind.names);
  const steps = checkNumber(ahead, ["ahead"], { min: 0, max: LATEST, integer: true });
  return overTimes(tenures, "tenure", 0, (n) => Math.exp(kind.logSurvival(parameters, n, steps)));
}

/** The weighted sum of the log-likelihoods. */
export function contractLogLikelihood(kind: ContractKind, parameters: unknown, data: unknown): number {
  const p = readParameters(parameters, kind.names, ["parameters"]);
  const size = p.length;
  return kind.objective(readContracts(data))(p, new Float64Array(size), new Float64Array(size * size));
}

/** The effective rate per period. */
export function readPeriodRate(options: PeriodDiscountOptions, model: unknown, kind: ContractKind): number {
  const { timeUnit } = readModel(model, kind.kind, kind.names);
  return Math.expm1(readDiscounting(options, timeUnit ?? "year"));
}

/** Renewals made for each one not made; half a customer is added to both, so that there are always some. */
export function oddsOfStaying({ kept, lost }: Renewals): number {
  let made = 0.5;
  let missed = 0.5;
  for (let i = 0; i < kept.length; i += 1) {
    made += kept[i] as number;
    missed += lost[i] as number;
  }
  return made / missed;
}
