import { describeValue } from "../core/describe.ts";
import { ScoringError } from "../core/error.ts";
import type { ScorecardPolicy } from "../scorecard/policy.ts";
import { guardJson } from "./guard-json.ts";
import { RULE_LIMITS } from "./rules.ts";
import { parsePolicy } from "./scorecard.ts";

/** Plain JSON of some earlier form. */
export interface SavedForm {
  readonly [field: string]: unknown;
}

/** Step `i` makes version `i + 2` of version `i + 1`. */
export type MigrationSteps = readonly ((form: SavedForm) => SavedForm)[];

/** The policy's form has not changed since version 1. */
const POLICY_STEPS: MigrationSteps = [];

/**
 * A saved policy of any version up to now as one of the version of now, which it then names. One without
 * a version is of version 1.
 *
 * @throws A {@link ScoringError} with `unknown_version` for a later version, and as {@link parsePolicy}.
 * @example
 * ```ts
 * migratePolicy({ timeUnit: "month" }).version; // => 1
 * migratePolicy({ version: 9 }); // throws policy.version
 * ```
 */
export function migratePolicy(json: unknown): ScorecardPolicy & { readonly version: 1 } {
  return { ...parsePolicy(migrate(json, "policy", POLICY_STEPS)), version: 1 };
}

/**
 * Takes a saved form through the steps that it has not gone yet.
 *
 * @throws A {@link ScoringError} with `wrong_type` for what is no object, `unknown_version` for another version.
 */
export function migrate(json: unknown, name: string, steps: MigrationSteps): SavedForm {
  const plain = guardJson(json, name, RULE_LIMITS);
  if (typeof plain !== "object" || plain === null || Array.isArray(plain)) {
    throw new ScoringError("wrong_type", [name], "an object", describeValue(plain));
  }
  let form = plain as SavedForm;
  const { version = 1 } = form;
  const newest = steps.length + 1;
  if (typeof version !== "number" || !Number.isInteger(version) || version < 1 || version > newest) {
    const expected = newest === 1 ? "version 1" : `a version from 1 to ${newest}`;
    throw new ScoringError("unknown_version", [name, "version"], expected, describeValue(version));
  }
  for (const step of steps.slice(version - 1)) form = step(form);
  return { ...form, version: newest };
}
