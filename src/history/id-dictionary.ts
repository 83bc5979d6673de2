import { isByteTexts } from "../core/byte-texts.ts";
import type { Column } from "../core/column.ts";
import { isDistinct } from "../core/distinct.ts";
import { isCode } from "../core/read-codes.ts";
import { type IdRegister, isId, refuseId } from "../core/read-ids.ts";
import type { Rejector } from "../core/rejector.ts";
import type { Id } from "../core/types.ts";
import { growState, type HistoryState, type IdDictionary } from "./state.ts";

/** The dictionary of the batch before, if it is the same array, with room for what it has grown by. */
export function dictionaryOf(values: ArrayLike<unknown>, state: HistoryState): IdDictionary {
  let known = state.dictionary;
  if (known === undefined || known.values !== values || known.length > values.length) {
    known = { values, codes: new Int32Array(values.length).fill(-1), length: values.length };
    state.dictionary = known;
  }
  if (known.codes.length < values.length) {
    const codes = new Int32Array(Math.ceil(values.length * 1.5)).fill(-1);
    codes.set(known.codes);
    known.codes = codes;
  }
  known.length = values.length;
  return known;
}

/**
 * Makes the entries of a dictionary the state's customers, where no two are equal and all customers came from it:
 * its codes are then their numbers, and no text is looked up.
 *
 * @returns Whether it did.
 */
export function adoptIds(column: Column, state: HistoryState): boolean {
  if (column.form !== "dictionary") return false;
  const { values } = column;
  const { register } = state;
  if (!isByteTexts(values) && !isDistinct(values)) return false;
  const from = register.size;
  const { adopted } = state;
  const goesOn = adopted?.values === values && adopted.length === from && from <= values.length;
  if (from > 0 && !goesOn) return false;
  if (isByteTexts(values)) register.follow(values);
  else if (!appendAll(values, from, register)) return false;
  state.adopted = { values, length: values.length };
  growState(state);
  return true;
}

/** Appends the entries from number `from` on if all are strings; says whether they are. */
function appendAll(values: ArrayLike<unknown>, from: number, register: IdRegister): boolean {
  for (let e = from; e < values.length; e += 1) if (typeof values[e] !== "string") return false;
  for (let e = from; e < values.length; e += 1) register.append(values[e] as string);
  return true;
}

/** The column with its entries as strings, for who looks them up. */
export function withStrings(column: Column): Column {
  if (column.form !== "dictionary" || !isByteTexts(column.values)) return column;
  return { ...column, values: column.values.list() };
}

/**
 * Codes `from` to `to` (not included) of a dictionary column as numbers of customers, to the start of `codes`.
 * Each entry is looked at once.
 *
 * @param dictionary - Customers of the entries; none where the codes are the customers' numbers.
 */
export function readCodes(
  column: Extract<Column, { form: "dictionary" }>,
  from: number,
  to: number,
  state: HistoryState,
  dictionary: Int32Array | undefined,
  codes: Int32Array,
  rejector: Rejector,
): void {
  const entries = column.values.length;
  if (dictionary === undefined && column.codes instanceof Int32Array) {
    codes.set(column.codes.subarray(from, to));
    refuseCodes(codes, to - from, entries, from, rejector);
    return;
  }
  for (let i = from; i < to; i += 1) {
    const given: unknown = column.codes[i];
    if (!isCode(given, entries)) {
      codes[i - from] = -1;
      rejector.reject(i, "customerId", "out_of_range", "a code below the dictionary's length", given);
    } else if (dictionary === undefined) {
      codes[i - from] = given;
    } else {
      let code = dictionary[given] as number;
      if (code < 0) {
        const id = column.values[given];
        if (isId(id)) code = state.register.number(typeof id === "bigint" ? String(id) : (id as Id));
        else refuseId(id, i, "customerId", rejector);
        dictionary[given] = code;
      }
      codes[i - from] = code;
    }
  }
}

/** The fast case: the codes are the customers' numbers already. */
function refuseCodes(
  codes: Int32Array,
  length: number,
  entries: number,
  offset: number,
  rejector: Rejector,
): void {
  for (let i = 0; i < length; i += 1) {
    const code = codes[i] as number;
    if (code >= 0 && code < entries) continue;
    rejector.reject(offset + i, "customerId", "out_of_range", "a code below the dictionary's length", code);
    codes[i] = -1;
  }
}
