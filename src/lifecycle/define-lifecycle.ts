import { ownValue } from "../core/own.ts";
import type { Declared, Undeclared } from "../rules/types.ts";
import { checkFlapping } from "./check-flapping.ts";
import { checkSpec } from "./check-spec.ts";
import { compileProgram } from "./program.ts";
import { showLifecycle } from "./show-lifecycle.ts";
import type { Threshold } from "./thresholds.ts";
import type { Lifecycle, LifecycleSpec } from "./types.ts";

/**
 * A lifecycle from its description: stages, events, what is known of a customer, and what leads from
 * stage to stage: events, time alone, or facts. It comes back as plain JSON with `kind` and `version`;
 * everything else of this module takes it.
 *
 * Names of stages, events, facts and thresholds are literal types: a wrong one does not compile.
 *
 * Time passes in civil days. What time does happens on the day it is due, before the events of that
 * day. Several transitions may be possible: the one that is due first is taken, then the one of higher
 * priority, then the first of the list. What cannot be wrong but is seldom meant is told by
 * `checkLifecycle`.
 *
 * @throws A {@link ScoringError} whose path begins with `spec`: `wrong_type`, `missing`, `empty`,
 * `duplicate`, `unknown_name`, `out_of_range`, `not_finite`, `invalid_date`, `conflict`, `too_large`; and
 * `cycle` where facts and time alone would lead a customer in a circle on one day.
 * @example
 * ```ts
 * const club = defineLifecycle({
 *   stages: ["guest", "member", "sleeping"],
 *   events: ["visit"],
 *   facts: { visits: "number", lastVisit: "date" },
 *   initial: "guest",
 *   updates: { visit: { visits: { add: 1 }, lastVisit: "at" } },
 *   transitions: [
 *     { from: "guest", on: "visit", to: "member", when: { field: "visits", op: "gte", value: 2 } },
 *     { from: "member", after: { since: "lastVisit", moreThan: 60 }, to: "sleeping" },
 *     { from: "sleeping", on: "visit", to: "member", reason: "came_back" },
 *   ],
 * });
 * stageOf(club, { visits: 3, lastVisit: "2026-01-01" }, { asOf: "2026-03-02" }).stage; // => "member"
 * stageOf(club, { visits: 3, lastVisit: "2026-01-01" }, { asOf: "2026-03-03" }).stage; // => "sleeping"
 * ```
 */
export function defineLifecycle<
  const S extends string,
  const E extends string,
  const F extends Declared = Undeclared,
  const T extends string = never,
>(spec: LifecycleSpec<S, E, F, T>): Lifecycle<S, E, F, T> {
  checkSpec(spec, "spec");
  checkFlapping(compileProgram(spec as unknown as LifecycleSpec), "spec");
  return showLifecycle({
    ...spec,
    kind: "lifecycle",
    version: 1,
    thresholds: ownValue(spec, "thresholds") ?? ({} as { readonly [K in T]: Threshold }),
  });
}
