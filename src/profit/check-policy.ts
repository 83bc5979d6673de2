import { type Moment, readMoment } from "../calendar/moment.ts";
import { createTimeReader, type TimeReader } from "../calendar/time-reader.ts";
import { checkFieldNames, type FieldNames } from "../core/check-field-names.ts";
import { checkNumber, checkOneOf, checkOptions, checkVersion } from "../core/check-options.ts";
import { describeValue } from "../core/describe.ts";
import { ScoringError } from "../core/error.ts";
import { bare } from "../core/own.ts";
import type { OnInvalid } from "../core/types.ts";
import { checkEffect, checkLayers, contributionLayers, type Layer, type Waterfall } from "./layers.ts";
import type { CostRate } from "./types.ts";

/** A checked policy. */
export interface CheckedPolicy {
  readonly waterfall: Waterfall;
  /** The steps as they were given. */
  readonly layers: unknown;
  readonly by: string;
  readonly time: TimeReader;
  /** Limits of time, where there are any: `at` is read then. */
  readonly window: Window | undefined;
  readonly rates: ReadonlyMap<string, number> | undefined;
  readonly onInvalid: OnInvalid;
  readonly fields: { readonly [input: string]: FieldNames | undefined };
}

/** From this civil day to this moment. */
export interface Window {
  readonly fromDay: number;
  readonly asOf: Moment;
}

const OPTIONS = [
  "version",
  "layers",
  "missing",
  "by",
  "from",
  "asOf",
  "rates",
  "onInvalid",
  "fields",
  "timeZone",
  "numericTime",
];

/**
 * Checks a policy and fills in its defaults.
 *
 * @throws A {@link ScoringError} with `unknown_version`, `unknown_name`, `wrong_type`, `duplicate`,
 * `empty`, `conflict`, `invalid_date` or `unknown_time_zone`.
 */
export function checkPolicy(policy: unknown): CheckedPolicy {
  policy = checkOptions(policy, OPTIONS, ["options"]);
  const given = policy as { readonly [name: string]: unknown };
  checkVersion(given["version"], ["options"]);
  const by = given["by"] ?? "customerId";
  if (typeof by !== "string" || by === "") {
    throw new ScoringError("wrong_type", ["options", "by"], "the name of a field", describeValue(by));
  }
  const layers = given["layers"] ?? contributionLayers;
  const missing = checkEffect(given["missing"] ?? "unknown", ["options", "missing"]);
  const time = createTimeReader(given as { timeZone?: string }, ["options"]);
  return {
    waterfall: checkLayers(layers, missing, by),
    layers,
    by,
    time,
    window: checkWindow(given["from"], given["asOf"], time),
    rates: checkMoneyRates(given["rates"]),
    onInvalid: checkOneOf(given["onInvalid"] ?? "throw", ["throw", "collect"], ["options", "onInvalid"]),
    fields: checkFields(given["fields"]),
  };
}

function checkWindow(from: unknown, asOf: unknown, time: TimeReader): Window | undefined {
  if (from === undefined && asOf === undefined) return undefined;
  const fromDay = from === undefined ? Number.NEGATIVE_INFINITY : readMoment(from, "from", time).day;
  const end =
    asOf === undefined
      ? { day: Number.POSITIVE_INFINITY, latest: Number.POSITIVE_INFINITY }
      : readMoment(asOf, "asOf", time);
  if (fromDay > end.day) {
    throw new ScoringError("conflict", ["options", "from"], "a time before asOf", "a later one");
  }
  return { fromDay, asOf: end };
}

function checkMoneyRates(rates: unknown): ReadonlyMap<string, number> | undefined {
  if (rates === undefined) return undefined;
  const path = ["options", "rates"];
  if (typeof rates !== "object" || rates === null || Array.isArray(rates)) {
    throw new ScoringError("wrong_type", path, "rates such as { USD: 1, EUR: 1.08 }", describeValue(rates));
  }
  const checked = new Map<string, number>();
  for (const [currency, rate] of Object.entries(rates as { [currency: string]: unknown })) {
    checked.set(currency, checkNumber(rate, [...path, currency], { min: Number.MIN_VALUE }));
  }
  return checked;
}

function checkFields(fields: unknown): { readonly [input: string]: FieldNames | undefined } {
  if (fields === undefined) return bare({});
  fields = checkOptions(fields, ["lines", "costs", "history"], ["options", "fields"]);
  const given = fields as { readonly [input: string]: FieldNames | undefined };
  for (const input of Object.keys(given)) {
    if (given[input] !== undefined) checkFieldNames(given[input], ["options", "fields", input]);
  }
  return given;
}

/**
 * The rate of each layer, by its number.
 *
 * @throws A {@link ScoringError} with `unknown_name` for a rate that is no layer's, `wrong_type`,
 * `not_finite` or `out_of_range`, `conflict` for a rate that the records cannot carry.
 */
export function checkCostRates(
  rates: unknown,
  { waterfall, by }: CheckedPolicy,
  hasOrders: boolean,
): readonly (CostRate | undefined)[] {
  const found: (CostRate | undefined)[] = waterfall.layers.map(() => undefined);
  if (rates === undefined) return found;
  rates = checkOptions(
    rates,
    waterfall.layers.filter(mayHaveRate).map(({ name }) => name),
    ["rates"],
  );
  for (const layer of waterfall.layers) {
    const path = ["rates", layer.name];
    const given = (rates as { readonly [layer: string]: unknown })[layer.name];
    if (given === undefined) continue;
    const said = typeof given === "number" ? { share: given } : (given as CostRate);
    const rate: CostRate = checkOptions(said, ["share", "perOrder", "perCustomer"], path);
    for (const [name, value] of Object.entries(rate)) checkNumber(value, [...path, name]);
    if (rate.perOrder !== undefined && !hasOrders) {
      throw new ScoringError(
        "conflict",
        [...path, "perOrder"],
        "a history, which counts orders",
        "order lines",
      );
    }
    if (rate.perCustomer !== undefined && by !== "customerId") {
      throw new ScoringError("conflict", [...path, "perCustomer"], "a line per customer", "another key");
    }
    found[layer.index] = rate;
  }
  return found;
}

/** Discounts and refunds are facts of the sale, not costs. */
function mayHaveRate(layer: Layer): boolean {
  return layer.from !== "discounts" && layer.from !== "refunds";
}
