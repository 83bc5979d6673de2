/**
 * The waterfall as data: what is taken off revenue, in which order, and where a subtotal is drawn. The
 * order is a convention, not a law.
 *
 * @module
 */

import { checkNumber, checkOneOf, checkOptions } from "../core/check-options.ts";
import { describeValue } from "../core/describe.ts";
import { type InputPath, ScoringError } from "../core/error.ts";
import { hasOwn } from "../core/own.ts";

/** What an amount that is not known does to the subtotals below it: make them unknown too, or nothing. */
export type MissingEffect = "unknown" | "skip";

/** Where the lines hold a deduction. */
export type LineSource = "discounts" | "refunds" | "goods";

/** Something that is taken off. */
export interface Deduction {
  /** Its column in the result. */
  readonly deduct: string;
  /** What of the lines it takes: `discount`, refunded amounts, or `cost`. Default: nothing, cost records only. */
  readonly from?: LineSource;
  /** `layer` names of the cost records that belong to it. Default: the name of its column. */
  readonly records?: readonly string[];
  /** What it does to the subtotals where it is not known. Default: what the policy says. */
  readonly missing?: MissingEffect;
}

/** What is left at this point. */
export interface Subtotal {
  /** Its column in the result. */
  readonly subtotal: string;
  /** A further column: this subtotal as a share of the first one. */
  readonly rate?: string;
}

/** A step of the waterfall. */
export type WaterfallStep = Deduction | Subtotal;

/** Column that the waterfall starts from. */
export const START = "grossRevenue";

/**
 * The waterfall used where a policy names none: gross revenue, less discounts and returns, is net
 * revenue; less the cost of goods, contribution margin 1 (the gross margin); less the cost to serve,
 * margin 2; less acquisition and retention, margin 3.
 *
 * @see Mulhern (1999), Customer profitability analysis, Journal of Interactive Marketing 13(1).
 */
export const contributionLayers = [
  { deduct: "discounts", from: "discounts", records: ["discounts", "discount"], missing: "skip" },
  { deduct: "returns", from: "refunds", records: ["returns", "return"] },
  { subtotal: "netRevenue" },
  { deduct: "cogs", from: "goods" },
  { subtotal: "grossMargin", rate: "grossMarginRate" },
  { subtotal: "contributionMargin1" },
  { deduct: "costToServe", records: ["costToServe", "serve"] },
  { subtotal: "contributionMargin2" },
  { deduct: "acquisitionCost", records: ["acquisitionCost", "acquisition"] },
  { deduct: "retentionCost", records: ["retentionCost", "retention"] },
  { subtotal: "contributionMargin3", rate: "contributionMargin3Rate" },
] as const;

/** A deduction, checked and numbered. */
export interface Layer {
  readonly name: string;
  readonly from: LineSource | undefined;
  readonly records: readonly string[];
  readonly missing: MissingEffect;
  /** Its number among the deductions: where cost records are summed. */
  readonly index: number;
}

/** A checked waterfall. */
export interface Waterfall {
  /** Deductions and subtotals in order; a subtotal by its name. */
  readonly steps: readonly (Layer | Subtotal)[];
  readonly layers: readonly Layer[];
  /** Layer name of a cost record to the number of its layer. */
  readonly byRecord: ReadonlyMap<string, number>;
}

/** Is the step a deduction? */
export function isLayer(step: Layer | Subtotal): step is Layer {
  return hasOwn(step, "name");
}

/**
 * Checks a waterfall.
 *
 * @param key - Name of the column that the result stands by; no step may take it.
 * @throws A {@link ScoringError} with `wrong_type`, `empty`, `unknown_name` or `duplicate`.
 */
export function checkLayers(given: unknown, missing: MissingEffect, key: string): Waterfall {
  const path: InputPath = ["options", "layers"];
  if (!Array.isArray(given))
    throw new ScoringError("wrong_type", path, "a list of steps", describeValue(given));
  if (given.length === 0) throw new ScoringError("empty", path, "at least one step", "none");
  checkNumber(given.length, [...path, "length"], { max: 1000 });
  const names = new Set<string>([START, key]);
  const byRecord = new Map<string, number>();
  const sources = new Set<LineSource>();
  const layers: Layer[] = [];
  const steps = given.map((step: unknown, i): Layer | Subtotal => {
    const at = [...path, i];
    step = checkOptions(step, ["deduct", "from", "records", "missing", "subtotal", "rate"], at);
    const { deduct, from, records, subtotal, rate } = step as Partial<Deduction & Subtotal>;
    if (deduct === undefined) return checkSubtotal(subtotal, rate, names, at);
    const layer: Layer = {
      name: takeName(deduct, names, [...at, "deduct"]),
      from: from === undefined ? undefined : takeSource(from, sources, [...at, "from"]),
      records: checkRecords(records ?? [deduct], [...at, "records"]),
      missing: checkEffect((step as Deduction).missing ?? missing, [...at, "missing"]),
      index: layers.length,
    };
    for (const record of layer.records) {
      if (byRecord.has(record)) throw twice([...at, "records"]);
      byRecord.set(record, layer.index);
    }
    layers.push(layer);
    return layer;
  });
  return { steps, layers, byRecord };
}

/** The effect, if it is one. */
export function checkEffect(value: unknown, path: InputPath): MissingEffect {
  return checkOneOf(value, ["unknown", "skip"], path);
}

function checkSubtotal(name: unknown, rate: unknown, names: Set<string>, at: InputPath): Subtotal {
  const subtotal = takeName(name, names, [...at, "subtotal"]);
  return rate === undefined ? { subtotal } : { subtotal, rate: takeName(rate, names, [...at, "rate"]) };
}

function takeName(name: unknown, names: Set<string>, path: InputPath): string {
  if (typeof name !== "string" || name === "") {
    throw new ScoringError("wrong_type", path, "a name", describeValue(name));
  }
  if (names.has(name)) throw twice(path);
  names.add(name);
  return name;
}

function takeSource(value: unknown, taken: Set<LineSource>, path: InputPath): LineSource {
  const source = checkOneOf<LineSource>(value, ["discounts", "refunds", "goods"], path);
  if (taken.has(source)) throw twice(path);
  taken.add(source);
  return source;
}

function checkRecords(value: unknown, path: InputPath): readonly string[] {
  if (Array.isArray(value) && value.every((name) => typeof name === "string")) return value;
  throw new ScoringError("wrong_type", path, "a list of layer names", describeValue(value));
}

function twice(path: InputPath): ScoringError {
  return new ScoringError("duplicate", path, "a name that no other step uses", "one in use");
}
