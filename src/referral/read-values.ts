import { ScoringError } from "../core/error.ts";
import { openInput } from "../core/open-input.ts";
import { createCodeReader } from "../core/read-codes.ts";
import { readNumbers } from "../core/read-numbers.ts";
import { createRejector } from "../core/rejector.ts";
import type { Edges } from "./read-edges.ts";

/** A number for each person, NaN where none is known. */
export interface PersonValues {
  readonly values: Float64Array;
  /** Was the person among the values? */
  readonly given: Uint8Array;
}

/**
 * Reads a value for each person, numbering those who are new.
 *
 * @throws A {@link ScoringError} with `duplicate` for a person with two, or as cells are refused.
 */
export function readPersonValues(
  input: unknown,
  edges: Edges,
  fields: { readonly [field: string]: string } | undefined,
): PersonValues {
  const open = openInput(input, "values", fields);
  const rejector = createRejector("values");
  const column = open.needed("customerId");
  const known = edges.adopted;
  const adopted = known !== undefined && column.form === "dictionary" && column.values === known;
  const codes = new Int32Array(open.length);
  createCodeReader(column, "customerId", edges.register, rejector, adopted)(0, open.length, codes);
  const numbers = readNumbers(open.needed("value"), "value", { nullable: true }, rejector);
  const people = edges.register.size;
  const values = new Float64Array(people).fill(Number.NaN);
  const given = new Uint8Array(people);
  for (let i = 0; i < codes.length; i += 1) {
    const code = codes[i] as number;
    if (given[code] === 1) {
      throw new ScoringError("duplicate", ["values", i, "customerId"], "one value a customer", "another");
    }
    given[code] = 1;
    values[code] = numbers[i] as number;
  }
  return { values, given };
}
