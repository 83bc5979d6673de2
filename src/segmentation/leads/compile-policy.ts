import { checkNumber, checkOptions, checkVersion } from "../../core/check-options.ts";
import { describeValue } from "../../core/describe.ts";
import { type InputPath, ScoringError } from "../../core/error.ts";
import { parseRules } from "../../rules/parse-rules.ts";
import type { Program } from "../../rules/program.ts";
import type { RuleProblem } from "../../rules/report.ts";
import type { Declared } from "../../rules/types.ts";
import { checkDecay } from "./decay.ts";
import { checkGrades, quarterGrades } from "./grades.ts";
import type { LeadPolicy, PointDecay, PointGrades } from "./types.ts";

/** A criterion that has been checked. */
export interface LeadCriterion {
  readonly key: string;
  readonly points: number;
  /** Most (or, of negative points, least) that all interactions bring together; Infinity of either sign for none. */
  readonly limit: number;
  readonly decay: PointDecay | null;
}

/** A part of the score, ready to run. */
export interface LeadPart {
  readonly criteria: readonly LeadCriterion[];
  /** Of fit, a segment a criterion; of behaviour, an aggregate a criterion, whose `where` is its rule. */
  readonly program: Program;
  /** Which segment of the program stands for each criterion. */
  readonly places: readonly number[];
  readonly min: number;
  readonly max: number;
  readonly grades: PointGrades;
}

/** A policy, ready to run. */
export interface LeadProgram {
  readonly fit: LeadPart | undefined;
  readonly behaviour: LeadPart | undefined;
  readonly grades: PointGrades;
}

/** A policy of any declared names. */
type AnyPolicy = LeadPolicy<Declared, Declared>;

type PartName = "fit" | "behaviour";

const LETTERS = ["A", "B", "C", "D"];
const DIGITS = ["1", "2", "3", "4"];

/** What every interaction may say. */
const EVENT_FIELDS = { type: "text", channel: "text", value: "number" };

/** More criteria than anybody oversees. */
const MOST_CRITERIA = 1000;

/**
 * Checks a policy and makes what runs over many prospects.
 *
 * @throws A {@link ScoringError} with the path of the fault.
 */
export function compileLeadPolicy(given: unknown, path: InputPath = ["policy"]): LeadProgram {
  given = checkOptions(given, ["version", "facts", "events", "fit", "behaviour", "grades"], path);
  const policy = given as AnyPolicy;
  checkVersion(policy.version, path);
  if (policy.fit === undefined && policy.behaviour === undefined) {
    throw new ScoringError("missing", path, "a part for fit, for behaviour, or both", "neither");
  }
  const fit = policy.fit === undefined ? undefined : compilePart(policy, "fit", path);
  const behaviour = policy.behaviour === undefined ? undefined : compilePart(policy, "behaviour", path);
  const most = (fit?.max ?? 0) + (behaviour?.max ?? 0);
  const grades =
    policy.grades === undefined
      ? quarterGrades(LETTERS, most)
      : checkGrades(policy.grades, [...path, "grades"]);
  return { fit, behaviour, grades };
}

function compilePart(policy: AnyPolicy, name: PartName, outer: InputPath): LeadPart {
  const path = [...outer, name];
  const known = ["criteria", "min", "max", "grades", ...(name === "fit" ? [] : ["decay"])];
  const given: unknown = checkOptions<unknown>(policy[name], known, path);
  const { min = 0, max = 100, grades, decay = null, criteria } = given as Raw;
  checkNumber(min, [...path, "min"]);
  // The default cuts need points above 0 to stand apart.
  checkNumber(max, [...path, "max"], { min: Math.max(min, Number.MIN_VALUE) });
  const fading = checkDecay(decay, [...path, "decay"]);
  const checked = readCriteria(criteria, name, fading, [...path, "criteria"]);
  const program = compileRulesOf(policy, name, outer);
  return {
    criteria: checked,
    program,
    // An object lists whole numbers first, whatever the order in which they came.
    places: checked.map(({ key }, i) => program.segments.indexOf(name === "fit" ? key : String(i))),
    min,
    max,
    grades:
      grades === undefined
        ? quarterGrades(name === "fit" ? LETTERS : DIGITS, max)
        : checkGrades(grades, [...path, "grades"]),
  };
}

interface Raw {
  readonly min?: number;
  readonly max?: number;
  readonly grades?: unknown;
  readonly decay?: unknown;
  readonly criteria?: unknown;
}

function readCriteria(
  criteria: unknown,
  part: PartName,
  fading: PointDecay | null,
  path: InputPath,
): readonly LeadCriterion[] {
  if (!Array.isArray(criteria)) {
    const code = criteria === undefined ? "missing" : "wrong_type";
    throw new ScoringError(code, path, "a list of criteria", describeValue(criteria));
  }
  if (criteria.length === 0) throw new ScoringError("empty", path, "at least one criterion", "none");
  if (criteria.length > MOST_CRITERIA) throw new ScoringError("too_large", path, `at most ${MOST_CRITERIA}`);
  const keys = new Set<string>();
  const known = ["key", "points", "when", ...(part === "fit" ? [] : ["limit", "decay"])];
  return criteria.map((criterion: unknown, i) => {
    const at = [...path, i];
    criterion = checkOptions(criterion, known, at);
    const { key, points, when, limit, decay } = criterion as { readonly [name: string]: unknown };
    if (typeof key !== "string" || key === "") {
      throw new ScoringError(
        key === undefined ? "missing" : "wrong_type",
        [...at, "key"],
        "a name",
        describeValue(key),
      );
    }
    if (keys.has(key)) throw new ScoringError("duplicate", [...at, "key"], "a key once", "one twice");
    keys.add(key);
    if (when === undefined) throw new ScoringError("missing", [...at, "when"], "a rule", "nothing");
    const worth = checkNumber(points, [...at, "points"]);
    return {
      key,
      points: worth,
      limit: checkLimit(limit, worth, [...at, "limit"]),
      decay: decay === undefined ? fading : checkDecay(decay, [...at, "decay"]),
    };
  });
}

/** A limit lies on the side of its points. */
function checkLimit(limit: unknown, points: number, path: InputPath): number {
  const sign = points < 0 ? -1 : 1;
  if (limit === undefined) return sign * Number.POSITIVE_INFINITY;
  return sign < 0 ? checkNumber(limit, path, { max: 0 }) : checkNumber(limit, path, { min: 0 });
}

/** Reads all rules of a part as one set; what is wrong is told by its place in the policy. */
function compileRulesOf(policy: AnyPolicy, name: PartName, outer: InputPath): Program {
  const criteria = (policy[name] as { readonly criteria: readonly { key: string; when: unknown }[] })
    .criteria;
  const segments = Object.create(null) as { [segment: string]: unknown };
  const numbers = new Map<string, number>();
  criteria.forEach(({ key, when }, i) => {
    // A rule on one event is read as a count of such events.
    const segment = name === "fit" ? key : String(i);
    segments[segment] = name === "fit" ? when : { aggregate: "count", where: when, op: "gte", value: 1 };
    numbers.set(segment, i);
  });
  const { facts = {}, events = {} } = policy;
  const { program, problems } = parseRules(
    name === "fit" ? { facts, segments } : { facts: {}, events: { ...EVENT_FIELDS, ...events }, segments },
  );
  const [first] = problems;
  if (program === undefined || first !== undefined) {
    const { code, path, expected, got } = first as RuleProblem;
    throw new ScoringError(code, placeOf(path, name, numbers, outer), expected, got);
  }
  if (name === "fit" && program.slots.some(({ from }) => from === "aggregate")) {
    throw new ScoringError("conflict", [...outer, "fit"], "rules on facts", "one on events");
  }
  return program;
}

/** The place in the policy of a problem in the rule set that was made of it. */
function placeOf(
  inner: InputPath,
  name: PartName,
  numbers: ReadonlyMap<string, number>,
  outer: InputPath,
): InputPath {
  const [, kind, segment, ...rest] = inner;
  if (kind !== "segments") return [...outer, ...inner.slice(1)];
  const number = numbers.get(String(segment)) as number;
  // A condition on interactions is the `where` of an aggregate that the policy does not have.
  const within = name === "behaviour" ? rest.slice(1) : rest;
  return [...outer, name, "criteria", number, "when", ...within];
}
