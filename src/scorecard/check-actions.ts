import { checkList, checkOneOf, checkOptions } from "../core/check-options.ts";
import { checkText } from "../core/check-result.ts";
import { describeValue } from "../core/describe.ts";
import { type InputPath, ScoringError } from "../core/error.ts";
import type { ActionRule } from "./next-action.ts";

const NAMES = ["management", "stage", "segment", "tier", "risk"] as const;
const KNOWN = { management: ["acquire", "retain", "expand", "win-back"], risk: ["high", "medium", "low"] };

/**
 * An action table as it was given. A condition that nobody looks at would fit everybody, so its name is refused.
 *
 * @throws A {@link ScoringError} with `wrong_type` or `unknown_name`.
 */
export function checkActions(table: readonly ActionRule[], path: InputPath): readonly ActionRule[] {
  checkList(table, path);
  Array.from(table).forEach((given, k) => {
    const rule = checkOptions(given, ["when", "action"], [...path, k]);
    checkText(rule.action, [...path, k, "action"]);
    const at = [...path, k, "when"];
    const when = checkOptions(rule.when, [...NAMES, "topTier"], at);
    for (const name of NAMES) checkCondition(when[name], name, [...at, name]);
    const { topTier } = when;
    if (topTier !== undefined && typeof topTier !== "boolean") {
      throw new ScoringError("wrong_type", [...at, "topTier"], "true or false", describeValue(topTier));
    }
  });
  return table;
}

function checkCondition(
  allowed: readonly string[] | undefined,
  name: (typeof NAMES)[number],
  path: InputPath,
): void {
  if (allowed === undefined) return;
  checkList(allowed, path);
  const known = name === "management" || name === "risk" ? KNOWN[name] : undefined;
  allowed.forEach((one, i) => {
    if (known === undefined) checkText(one, [...path, i]);
    else checkOneOf(one, known, [...path, i]);
  });
}
