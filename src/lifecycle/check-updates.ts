import { checkNumber, checkOneOf, checkOptions } from "../core/check-options.ts";
import { describeValue } from "../core/describe.ts";
import { type InputPath, ScoringError } from "../core/error.ts";
import type { FieldType } from "../rules/types.ts";
import { checkCell } from "./check-guard.ts";
import type { FactList } from "./guard.ts";

const DAYS = ["at", "first-at", "previous-at"] as const;

/**
 * Refuses what an event is to do to facts, where it cannot.
 *
 * @throws A {@link ScoringError} with `wrong_type`, `unknown_name`, `duplicate`, `conflict`, or as
 * {@link checkCell}.
 */
export function checkUpdate(given: unknown, facts: FactList, path: InputPath): void {
  if (given === "purchase") return;
  if (typeof given !== "object" || given === null || Array.isArray(given)) {
    throw new ScoringError(
      "wrong_type",
      path,
      '"purchase", or what it does to each fact',
      describeValue(given),
    );
  }
  const days = new Set<string>();
  for (const name of Object.keys(given)) {
    const at = [...path, name];
    const type = facts.types[facts.indexOf(checkOneOf(name, facts.names, at))] as FieldType;
    const does: unknown = (given as { readonly [name: string]: unknown })[name];
    if (typeof does !== "string") checkValue(does, type, at);
    else if (checkOneOf(does, ["clear", ...DAYS], at) !== "clear") {
      if (type !== "date") throw new ScoringError("conflict", at, "a fact that is a date", `a ${type}`);
      if (days.has(does)) throw new ScoringError("duplicate", at, `${does} once an event`, "twice");
      days.add(does);
    }
  }
  if (days.has("previous-at") && !days.has("at")) {
    throw new ScoringError("conflict", path, "a fact that is set by at, for previous-at to follow", "none");
  }
}

function checkValue(does: unknown, type: FieldType, path: InputPath): void {
  does = checkOptions(does, ["add", "addField", "set"], path);
  const { add, addField, set } = does as { readonly [key: string]: unknown };
  if (Object.keys(does as object).length !== 1) {
    throw new ScoringError("conflict", path, "one of add, addField and set", "none or several");
  }
  if (set !== undefined) {
    checkCell(set, type, [...path, "set"]);
    return;
  }
  if (type !== "number") throw new ScoringError("conflict", path, "a fact that is a number", `a ${type}`);
  if (addField === undefined) checkNumber(add, [...path, "add"]);
  else if (typeof addField !== "string" || addField === "") {
    throw new ScoringError(
      "wrong_type",
      [...path, "addField"],
      "the name of a field",
      describeValue(addField),
    );
  }
}
