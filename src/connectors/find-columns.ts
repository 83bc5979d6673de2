import { describeValue } from "../core/describe.ts";
import { ScoringError } from "../core/error.ts";
import { hasOwn, ownValue } from "../core/own.ts";
import { bareName, nameWithoutRemark, USUAL_NAMES } from "./usual-names.ts";

/** What kind of cells a column has. */
export type CsvType = "id" | "text" | "number" | "time" | "boolean";

/** A column that is wanted. */
export interface CsvField {
  /** What its cells are. */
  readonly type: CsvType;
  /** May the column be absent and its cells be empty? Default false. */
  readonly optional?: boolean;
  /** Names it may have in the file, besides its own. Default: the usual ones of the library's records. */
  readonly names?: readonly string[];
}

/** Where the wanted columns are: field to column, from 0. Optional ones may be absent. */
export type FoundColumns = ReadonlyMap<string, number>;

/**
 * Finds the wanted columns in a header: those named in `fields` first, then the others by their usual
 * names; a column serves one field.
 *
 * @param header - Names of the columns, or how many there are where they have none.
 * @throws A {@link ScoringError} with `missing`, `duplicate`, `out_of_range` or `wrong_type`.
 */
export function findColumns(
  wanted: ReadonlyMap<string, CsvField>,
  header: readonly string[] | number,
  fields: { readonly [field: string]: string | number | undefined },
): FoundColumns {
  const found = new Map<string, number>();
  const taken = new Set<number>();
  for (const name of wanted.keys()) {
    const given = hasOwn(fields, name) ? fields[name] : undefined;
    if (given === undefined) continue;
    const column = givenColumn(given, name, header);
    if (taken.has(column)) {
      throw new ScoringError(
        "conflict",
        ["options", "fields", name],
        "a column of its own",
        "another field's",
      );
    }
    found.set(name, column);
    taken.add(column);
  }
  for (const [name, field] of wanted) {
    if (found.has(name)) continue;
    const column = typeof header === "number" ? undefined : usualColumn(name, field, header, taken);
    if (column !== undefined) {
      found.set(name, column);
      taken.add(column);
    } else if (ownValue(field, "optional") !== true) {
      throw new ScoringError("missing", ["csv", "header", name], remedy(name, field, header), "none");
    }
  }
  return found;
}

/** The column that the caller names. */
function givenColumn(given: unknown, field: string, header: readonly string[] | number): number {
  const path = ["options", "fields", field];
  const count = typeof header === "number" ? header : header.length;
  if (typeof given === "number") {
    if (Number.isInteger(given) && given >= 0 && given < count) return given;
    throw new ScoringError("out_of_range", path, `a column number from 0 to ${count - 1}`, String(given));
  }
  if (typeof given !== "string" || typeof header === "number") {
    const expected =
      typeof header === "number" ? "a column number (the file has no header)" : "a column name or number";
    throw new ScoringError("wrong_type", path, expected, describeValue(given));
  }
  const exact = indicesOf(header, (name) => name === given.trim());
  const places = exact.length > 0 ? exact : indicesOf(header, (name) => bareName(name) === bareName(given));
  return onePlace(places, path) ?? refuseName(path);
}

function refuseName(path: readonly string[]): never {
  throw new ScoringError("missing", path, "the name of a column of the file", "another name");
}

/** The free column with the first usual name that the header has. */
function usualColumn(
  field: string,
  wanted: CsvField,
  header: readonly string[],
  taken: ReadonlySet<number>,
): number | undefined {
  for (const form of [bareName, (name: string) => bareName(nameWithoutRemark(name))]) {
    const bare = header.map(form);
    for (const name of [field, ...namesOf(field, wanted)]) {
      const plain = bareName(name);
      const places = indicesOf(bare, (text) => text === plain).filter((place) => !taken.has(place));
      const place = onePlace(places, ["csv", "header", field]);
      if (place !== undefined) return place;
    }
  }
  return undefined;
}

function indicesOf(names: readonly string[], test: (name: string) => boolean): number[] {
  const places: number[] = [];
  for (let i = 0; i < names.length; i += 1) if (test(names[i] as string)) places.push(i);
  return places;
}

function onePlace(places: readonly number[], path: readonly string[]): number | undefined {
  if (places.length < 2) return places[0];
  throw new ScoringError(
    "duplicate",
    path,
    "one column of that name (or say which one by its number: fields)",
    `${places.length} of them`,
  );
}

/** How columns of the field are called, by the host or usually. */
function namesOf(field: string, wanted: CsvField): readonly string[] {
  return ownValue(wanted, "names") ?? ownValue(USUAL_NAMES, field) ?? [];
}

function remedy(field: string, wanted: CsvField, header: unknown): string {
  if (typeof header === "number") return `a column number (the file has no header): fields: { ${field}: 0 }`;
  const examples = Array.from(new Set([field, ...namesOf(field, wanted)]))
    .slice(0, 4)
    .join(", ");
  return `a column called ${examples} or the like (or say which one it is: fields: { ${field}: "…" })`;
}
