/**
 * What lifetime values of every kind of model are made with.
 *
 * @module
 */

import { checkNumber } from "../../core/check-options.ts";
import { ScoringError } from "../../core/error.ts";
import type { OpenInput } from "../../core/open-input.ts";
import { hasField } from "../../core/own.ts";
import { readIds } from "../../core/read-ids.ts";
import { createRejector } from "../../core/rejector.ts";
import { readColumn } from "./spend-column.ts";

/** What is made when it is first asked for, and once. */
export function lazy<T>(make: () => T): () => T {
  let made: T | undefined;
  return () => {
    made ??= make();
    return made;
  };
}

/** The margin of each row. */
export function readMargin(margin: unknown, length: number): Float64Array {
  if (typeof margin === "number")
    return new Float64Array(length).fill(checkNumber(margin, ["models", "margin"]));
  if (typeof margin !== "object" || margin === null) {
    throw new ScoringError("wrong_type", ["models", "margin"], "a share, or one for each row");
  }
  return readColumn(margin as ArrayLike<number>, length, ["models", "margin"]);
}

/** Ids where the history has them, else positions. */
export function idsOf(input: OpenInput, length: number): readonly string[] {
  const column = input.column("customerId");
  const absent =
    column === undefined ||
    (column.form === "rows" && !column.rows.some((row) => hasField(row, "customerId")));
  if (absent) return Array.from({ length }, (_, i) => `#${i}`);
  return readIds(column, "customerId", createRejector(input.name));
}
