import type { TimeValue } from "../calendar/scan-time.ts";
import { type TimeReader, timeRefusal } from "../calendar/time-reader.ts";
import { describeValue } from "../core/describe.ts";
import { ScoringError, type ScoringErrorCode } from "../core/error.ts";
import { ownValue } from "../core/own.ts";
import type { Cell } from "./holds.ts";
import type { Slot } from "./program.ts";
import type { FieldType } from "./types.ts";

/**
 * The facts of one customer as rules read them, in the order of the slots.
 *
 * @throws A {@link ScoringError} with `wrong_type`, `not_finite`, `invalid_date` or `no_offset`.
 */
export function readCells(slots: readonly Slot[], facts: object, reader: TimeReader): readonly Cell[] {
  const row: unknown = facts;
  if (typeof row !== "object" || row === null) {
    throw new ScoringError("wrong_type", ["facts"], "an object of facts", describeValue(row));
  }
  return slots.map(({ name, type }) =>
    readCell(ownValue(facts as { [name: string]: unknown }, name), type, name, reader),
  );
}

function readCell(value: unknown, type: FieldType, name: string, reader: TimeReader): Cell {
  if (value === null || value === undefined) return type === "text" ? null : Number.NaN;
  switch (type) {
    case "text":
      return typeof value === "string" ? value : refuse("wrong_type", name, "a string", value);
    case "boolean":
      return typeof value === "boolean" ? Number(value) : refuse("wrong_type", name, "true or false", value);
    case "number":
      if (typeof value !== "number") return refuse("wrong_type", name, "a finite number", value);
      return Number.isFinite(value) ? value : refuse("not_finite", name, "a finite number", value);
    default:
      return readDay(value, name, reader);
  }
}

function readDay(value: unknown, name: string, reader: TimeReader): number {
  const found: TimeValue = { value: 0 };
  const form = reader.scan(value, found);
  if (form === "day" || form === "instant" || form === "local") return reader.dayOf(form, found.value);
  const { code, expected } = timeRefusal(form, value);
  return refuse(code, name, expected, value);
}

function refuse(code: ScoringErrorCode, name: string, expected: string, got: unknown): never {
  throw new ScoringError(code, ["facts", name], expected, describeValue(got));
}
