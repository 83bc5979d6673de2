import { hasOwn } from "../core/own.ts";
import type { ScorecardRow } from "./types.ts";

/** Fields of a line that may cost more than all the others, in the line's order. They are its last. */
const LATE_FIELDS = [
  "clvLow",
  "clvHigh",
  "nextPurchaseDate",
  "contributionMargin1",
  "contributionMargin2",
  "contributionMargin3",
  "referrals",
  "referralValue",
  "segments",
] as const;

type LateField = (typeof LATE_FIELDS)[number];

/** What reckons a field; a field without is null. */
export type LateReaders = { readonly [F in LateField]?: () => ScorecardRow[F] };

const READERS: unique symbol = /* @__PURE__ */ Symbol("readers") as never;

/**
 * A getter that is the same function in all lines: lines with getters of their own have shapes of their own, which
 * costs an engine more than the rest of a line.
 */
function getterOf(field: LateField): PropertyDescriptor {
  return {
    configurable: true,
    enumerable: true,
    get(this: { readonly [READERS]: LateReaders }) {
      return this[READERS][field]?.() ?? null;
    },
  };
}

const GETTERS: readonly PropertyDescriptor[] = /* @__PURE__ */ LATE_FIELDS.map(getterOf);

/** Completes a line by fields that are reckoned when they are read. */
export function addLateFields(known: Omit<ScorecardRow, LateField>, readers: LateReaders): ScorecardRow {
  const row = known as { [field: string]: unknown };
  LATE_FIELDS.forEach((field, i) => {
    if (!hasOwn(readers, field)) row[field] = null;
    else Object.defineProperty(row, field, GETTERS[i] as PropertyDescriptor);
  });
  return Object.defineProperty(row, READERS, { value: readers }) as unknown as ScorecardRow;
}
