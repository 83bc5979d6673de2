import { isoOfDay } from "../calendar/civil.ts";
import { readMoment } from "../calendar/moment.ts";
import { createTimeReader, type TimeOptions } from "../calendar/time-reader.ts";
import { checkOptions } from "../core/check-options.ts";
import { checkId, checkResult } from "../core/check-result.ts";
import { ScoringError } from "../core/error.ts";
import type { Time } from "../core/types.ts";
import { bindNode } from "./bind.ts";
import { changeDays } from "./change-days.ts";
import { type Cell, holds } from "./holds.ts";
import { parseRules } from "./parse-rules.ts";
import type { Node, Slot } from "./program.ts";
import { readCells } from "./read-cells.ts";
import type { Declared, FactsRow, Rule } from "./types.ts";

/** A rule on the facts of one customer, ready to be asked. */
export interface Guard<F extends Declared = Declared> {
  readonly kind: "guard";
  /** The facts that it may ask for. */
  readonly facts: F;
  /** The facts that it reads, each with its kind. */
  readonly slots: readonly Slot[];
  /** How it runs. */
  readonly node: Node;
}

/** The moment of looking, and how times among the facts are read. */
export interface GuardOptions extends TimeOptions {
  /** The moment of looking. */
  readonly asOf: Time;
}

/**
 * Compiles a rule that speaks of facts only, to be asked of one customer at a time.
 *
 * @param path - Where the rule stands, for error messages.
 * @throws A {@link ScoringError} as {@link compileRules} does.
 * @example
 * ```ts
 * const guard = compileGuard({ field: "lastOrder", op: "inLast", value: { days: 30 } }, { lastOrder: "date" });
 * guardHolds(guard, { lastOrder: "2026-01-20" }, { asOf: "2026-01-31" }); // => true
 * nextGuardChange(guard, { lastOrder: "2026-01-20" }, { asOf: "2026-01-31" }); // => "2026-02-19"
 * ```
 */
export function compileGuard<const F extends Declared>(
  rule: Rule<NoInfer<F>>,
  facts: F,
  path: readonly (string | number)[] = ["rule"],
): Guard<F> {
  checkResult(path, ["forEach()"], ["path"], "names and numbers");
  for (const part of path) checkId(part, ["path"]);
  const { program, problems } = parseRules({ facts, segments: { rule } });
  const [first] = problems;
  if (program === undefined || first !== undefined) {
    const problem = first ?? { code: "wrong_type" as const, path: [], expected: "a rule", got: "" };
    throw new ScoringError(problem.code, placed(problem.path, path), problem.expected, problem.got);
  }
  return { kind: "guard", facts, slots: program.slots, node: program.nodes[0] as Node };
}

function checkGuard(guard: unknown): void {
  checkResult(guard, ["slots", "node"], ["guard"], "what compileGuard gives");
}

/** The path of a problem as the host sees it: the rule stands elsewhere than in a rule set. */
function placed(
  inner: readonly (string | number)[],
  path: readonly (string | number)[],
): (string | number)[] {
  return inner[1] === "segments" ? [...path, ...inner.slice(3)] : [...path, ...inner.slice(1)];
}

/**
 * Does the rule hold for one customer?
 *
 * @throws A {@link ScoringError} with `missing`, `wrong_type`, `not_finite`, `invalid_date` or `no_offset`.
 */
export function guardHolds<F extends Declared>(
  guard: Guard<F>,
  facts: FactsRow<F>,
  options: GuardOptions,
): boolean {
  checkGuard(guard);
  options = checkOptions(options, ["asOf", "timeZone", "numericTime"]);
  const reader = createTimeReader(options);
  const { day } = readMoment(options.asOf, "asOf", reader);
  return holdsOn(guard.node, readCells(guard.slots, facts, reader), day);
}

/**
 * The first civil day after `asOf` on which time alone turns the answer over; null if it never does.
 *
 * @throws A {@link ScoringError} as {@link guardHolds} does.
 */
export function nextGuardChange<F extends Declared>(
  guard: Guard<F>,
  facts: FactsRow<F>,
  options: GuardOptions,
): string | null {
  checkGuard(guard);
  options = checkOptions(options, ["asOf", "timeZone", "numericTime"]);
  const reader = createTimeReader(options);
  const { day } = readMoment(options.asOf, "asOf", reader);
  const next = nextChangeDay(guard, readCells(guard.slots, facts, reader), day);
  return Number.isNaN(next) ? null : isoOfDay(next);
}

/** {@link nextGuardChange} for facts that have been read; NaN for never. */
export function nextChangeDay(guard: Guard, cells: readonly Cell[], asOf: number): number {
  const now = holdsOn(guard.node, cells, asOf);
  for (const day of changeDays(guard.node, cells, asOf)) {
    if (holdsOn(guard.node, cells, day) !== now) return day;
  }
  return Number.NaN;
}

/** Does the rule hold on a day? For facts that have been read. */
export function holdsOn(node: Node, cells: readonly Cell[], asOf: number): boolean {
  return holds(bindNode(node, asOf), cells, []);
}
