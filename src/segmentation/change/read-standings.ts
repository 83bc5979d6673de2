import { checkOptions } from "../../core/check-options.ts";
import { ScoringError } from "../../core/error.ts";
import { type OpenInput, openInput } from "../../core/open-input.ts";
import { type IdRegister, readIds } from "../../core/read-ids.ts";
import { readNumbers } from "../../core/read-numbers.ts";
import { readTexts } from "../../core/read-values.ts";
import { createRejector, type Rejector } from "../../core/rejector.ts";

/** Where customers stand in one of two segmentations. */
export interface Standings {
  readonly open: OpenInput;
  readonly rejector: Rejector;
  /** Number of the customer in each row. */
  readonly customers: Int32Array;
  /** Key of the segment in each row, null for none. */
  readonly segments: readonly (string | null)[];
  /** Value in each row, NaN where not known; undefined where there is none. */
  readonly values: Float64Array | undefined;
}

/**
 * Reads customers, their segments and, where there is one, their value.
 *
 * @throws A {@link ScoringError} with `duplicate` for a customer who comes twice, else as rows are read.
 */
export function readStandings(
  input: unknown,
  name: string,
  fields: { readonly [field: string]: string | undefined },
  register: IdRegister,
): Standings {
  fields = checkOptions(fields, ["customerId", "segment", "value"], ["options", "fields"]);
  const open = openInput(input, name, fields);
  const rejector = createRejector(name);
  const ids = readIds(open.needed("customerId"), "customerId", rejector);
  const segments = readTexts(open.needed("segment"), "segment", rejector);
  const seen = new Set<number>();
  const customers = Int32Array.from(ids, (id, row) => {
    const number = register.number(id);
    if (seen.has(number)) throw new ScoringError("duplicate", [name, row, "customerId"], "a customer once");
    seen.add(number);
    return number;
  });
  const column = fields["value"] === undefined ? undefined : open.needed("value");
  const values = column && readNumbers(column, "value", { nullable: true }, rejector);
  return { open, rejector, customers, segments, values };
}

/** Place of each customer's segment, -1 for none and for who is not there. */
export function placesOf(
  { customers, segments }: Standings,
  order: readonly string[],
  count: number,
): Int32Array {
  const places = new Map(order.map((segment, place) => [segment, place]));
  const out = new Int32Array(count).fill(-1);
  customers.forEach((customer, row) => {
    const segment = segments[row];
    if (typeof segment === "string") out[customer] = places.get(segment) as number;
  });
  return out;
}

/** A number for each customer from one for each row; NaN for who is not there. */
export function spread(values: ArrayLike<number>, customers: Int32Array, count: number): Float64Array {
  const out = new Float64Array(count).fill(Number.NaN);
  customers.forEach((customer, row) => {
    out[customer] = values[row] as number;
  });
  return out;
}
