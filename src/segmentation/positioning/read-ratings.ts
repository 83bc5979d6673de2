import { describeValue } from "../../core/describe.ts";
import { ScoringError } from "../../core/error.ts";
import { type OpenInput, openInput } from "../../core/open-input.ts";
import { ownValue } from "../../core/own.ts";
import { createIdRegister, readIdRange } from "../../core/read-ids.ts";
import { readNumbers } from "../../core/read-numbers.ts";
import { createRejector } from "../../core/rejector.ts";
import { addAt } from "../../math/sums.ts";

/** More brands than a picture can show; distances are between all pairs. */
const MOST_BRANDS = 2000;

/** Mean ratings of brands. */
export interface Ratings {
  readonly brands: readonly string[];
  readonly attributes: readonly string[];
  /** Row by row, `brands * attributes`. */
  readonly means: Float64Array;
}

/** More attributes than a decomposition should be asked for. */
const MOST_ATTRIBUTES = 1000;

/**
 * Reads ratings and averages those of one brand.
 *
 * @throws A {@link ScoringError} with `wrong_type`, `not_finite`, `missing`, `empty`, `duplicate` or `too_large`.
 */
export function readRatings(
  input: unknown,
  attributes: readonly string[] | undefined,
  fields: { readonly brand?: string } = {},
): Ratings {
  const open = openInput(input, "ratings", fields);
  const rejector = createRejector("ratings");
  const register = createIdRegister();
  const codes = new Int32Array(open.length);
  readIdRange(open.needed("brand"), 0, open.length, codes, "brand", register, rejector, []);
  const brands = register.ids;
  if (brands.length === 0) throw new ScoringError("empty", ["ratings"], "at least one brand", "none");
  if (brands.length > MOST_BRANDS) {
    throw new ScoringError("too_large", ["ratings"], `at most ${MOST_BRANDS} brands`, `${brands.length}`);
  }
  const names = checkAttributes(attributes) ?? attributesOf(input, ownValue(fields, "brand") ?? "brand");
  const means = new Float64Array(brands.length * names.length);
  names.forEach((name, j) => {
    const values = readNumbers(open.needed(name), name, { nullable: true }, rejector);
    const averaged = meansOf(values, codes, brands.length);
    averaged.forEach((mean, i) => {
      if (Number.isNaN(mean)) throw missingRating(open, codes.indexOf(i), name);
      means[i * names.length + j] = mean;
    });
  });
  return { brands, attributes: names, means };
}

function missingRating(open: OpenInput, row: number, name: string): ScoringError {
  return new ScoringError("missing", [open.name, row, name], "a rating in at least one row of the brand");
}

/** Compensated, so that the order of respondents does not matter. */
function meansOf(values: Float64Array, codes: Int32Array, count: number): Float64Array {
  const high = new Float64Array(count);
  const low = new Float64Array(count);
  const rated = new Float64Array(count);
  for (let row = 0; row < values.length; row += 1) {
    const value = values[row] as number;
    if (Number.isNaN(value)) continue;
    const brand = codes[row] as number;
    addAt(high, low, brand, value);
    rated[brand] = (rated[brand] as number) + 1;
  }
  return high.map((sum, i) => (sum + (low[i] as number)) / (rated[i] as number));
}

function checkAttributes(attributes: unknown): readonly string[] | undefined {
  if (attributes === undefined) return undefined;
  const path = ["options", "attributes"];
  if (!Array.isArray(attributes)) {
    throw new ScoringError("wrong_type", path, "a list of names", describeValue(attributes));
  }
  if (attributes.length === 0) throw new ScoringError("empty", path, "at least one attribute", "none");
  const names = attributes.map((name: unknown, i) => {
    if (typeof name === "string") return name;
    throw new ScoringError("wrong_type", [...path, i], "a name", describeValue(name));
  });
  if (new Set(names).size < names.length)
    throw new ScoringError("duplicate", path, "a name once", "one twice");
  return limited(names);
}

/** Every column but the brand's; of rows, what the first has. */
function attributesOf(input: unknown, brand: string): readonly string[] {
  const source: unknown = Array.isArray(input) ? input[0] : (input as { readonly columns: object }).columns;
  const names = Object.keys(source as object).filter((name) => name !== brand);
  if (names.length === 0)
    throw new ScoringError("missing", ["ratings"], "a column beside the brand's", "none");
  return limited(names);
}

function limited(names: readonly string[]): readonly string[] {
  if (names.length <= MOST_ATTRIBUTES) return names;
  throw new ScoringError(
    "too_large",
    ["options", "attributes"],
    `at most ${MOST_ATTRIBUTES}`,
    `${names.length}`,
  );
}
