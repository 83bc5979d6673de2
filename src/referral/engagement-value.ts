import { checkNumber, checkOptions } from "../core/check-options.ts";
import { type OpenInput, openInput } from "../core/open-input.ts";
import { fieldValue } from "../core/own.ts";
import { readIds } from "../core/read-ids.ts";
import { readNumbers } from "../core/read-numbers.ts";
import { createRejector, type Rejector } from "../core/rejector.ts";
import { createTable } from "../core/table.ts";
import type { Id, Input, Table } from "../core/types.ts";

/** The parts of a customer's engagement value. A part that is left out is not measured. */
export interface EngagementParts {
  /** Lifetime value: own purchases. */
  readonly clv: number | null | undefined;
  /** Referral value: people brought. */
  readonly crv?: number | null | undefined;
  /** Influencer value: word of mouth. */
  readonly civ?: number | null | undefined;
  /** Knowledge value: feedback. */
  readonly ckv?: number | null | undefined;
}

/** A customer with the parts of their engagement value. */
export interface EngagementCustomer extends EngagementParts {
  /** Who. */
  readonly customerId: Id;
}

/** What engagement value is, beside the number. */
export interface EngagementFacts {
  /**
   * Always false: what a referred customer buys stands in their lifetime value and in their referrer's
   * referral value. Rank customers by engagement value; do not sum it over them.
   */
  readonly additive: false;
  /** The parts that were measured, and so are in the sum. */
  readonly measured: readonly (keyof EngagementParts)[];
}

/** Engagement value of one customer. */
export interface EngagementValue extends EngagementFacts {
  /** Sum of the measured parts; null where one of them is null. */
  readonly cev: number | null;
}

/** A customer's line. Null where a part is not measured or not known. */
export interface EngagementRow {
  readonly customerId: string;
  readonly clv: number | null;
  readonly crv: number | null;
  readonly civ: number | null;
  readonly ckv: number | null;
  /** Sum of the measured parts; null where one of them is null. */
  readonly cev: number | null;
}

const PARTS: readonly (keyof EngagementParts)[] = ["clv", "crv", "civ", "ckv"];

/**
 * Customer engagement value: lifetime + referral + influencer + knowledge value, of one customer or of
 * a table of them. It says that it is not additive: summed over customers it counts money twice.
 *
 * @throws A {@link ScoringError} with `missing`, `wrong_type`, `not_finite` or `unknown_name`.
 * @example
 * ```ts
 * import { engagementValue } from "clientele";
 *
 * engagementValue({ clv: 820, crv: 140, civ: 60, ckv: 25 }).cev; // => 1045
 * engagementValue({ clv: 820, crv: 140 });
 * // => { cev: 960, additive: false, measured: ["clv", "crv"] }
 * engagementValue({ clv: 820, crv: null }).cev; // => null
 * engagementValue([{ customerId: "ann", clv: 820, crv: 140 }]).columns.cev; // => Float64Array.of(960)
 * ```
 * @see Kumar et al. (2010), Undervalued or overvalued customers: capturing total customer engagement
 * value, Journal of Service Research 13(3).
 */
export function engagementValue(parts: EngagementParts): EngagementValue;
export function engagementValue(customers: Input<EngagementCustomer>): Table<EngagementRow> & EngagementFacts;
export function engagementValue(
  given: EngagementParts | Input<EngagementCustomer>,
): EngagementValue | (Table<EngagementRow> & EngagementFacts) {
  if (
    !Array.isArray(given) &&
    !(typeof given === "object" && given !== null && fieldValue(given, "columns") !== undefined)
  ) {
    return valueOfOne(given as EngagementParts);
  }
  const input = openInput(given, "customers");
  const rejector = createRejector("customers");
  const ids = readIds(input.needed("customerId"), "customerId", rejector);
  const columns = PARTS.map((part) => readPart(input, part, rejector));
  const measured = PARTS.filter((_part, i) => columns[i] !== undefined);
  const none = new Float64Array(input.length).fill(Number.NaN);
  const cev = new Float64Array(input.length);
  for (const column of columns) {
    if (column !== undefined)
      for (let i = 0; i < cev.length; i += 1) cev[i] = (cev[i] as number) + (column[i] as number);
  }
  const made = createTable<EngagementRow>({
    length: input.length,
    columns: {
      customerId: () => ids,
      clv: () => columns[0] ?? none,
      crv: () => columns[1] ?? none,
      civ: () => columns[2] ?? none,
      ckv: () => columns[3] ?? none,
      cev: () => cev,
    },
  });
  return Object.assign(made, { additive: false as const, measured });
}

function valueOfOne(parts: EngagementParts): EngagementValue {
  parts = checkOptions(parts, PARTS, ["parts"]);
  const measured = PARTS.filter((part) => part === "clv" || parts[part] !== undefined);
  let cev = 0;
  for (const part of measured) {
    const value = parts[part];
    cev += value === null ? Number.NaN : checkNumber(value, ["parts", part]);
  }
  return { cev: Number.isNaN(cev) ? null : cev, additive: false, measured };
}

/** A part of all customers; none where no row has it. */
function readPart(input: OpenInput, part: string, rejector: Rejector): Float64Array | undefined {
  const column = part === "clv" ? input.needed(part) : input.column(part);
  if (column === undefined) return undefined;
  if (part !== "clv" && column.form === "rows") {
    const has = column.rows.some((row) => fieldValue(row as object, column.key) !== undefined);
    if (!has) return undefined;
  }
  return readNumbers(column, part, { nullable: true }, rejector);
}
