import type { Reason } from "../../core/types.ts";
import { explainNode } from "../../rules/explain-node.ts";
import { cellAt } from "../../rules/rule-columns.ts";
import { segmentMasks } from "../../rules/run-rules.ts";
import type { Declared, Undeclared } from "../../rules/types.ts";
import { tallyOf } from "./behaviour-points.ts";
import { compileLeadPolicy, type LeadPart } from "./compile-policy.ts";
import { gradeIndex } from "./grades.ts";
import type { LeadReasonCode } from "./keys.ts";
import { dataOfOne } from "./lead-score-of.ts";
import { type Interactions, type LeadInputs, readLeads } from "./read-leads.ts";
import { scoreLeads } from "./score-leads.ts";
import type { LeadDataOfOne, LeadOptions, LeadPolicy, PointGrades } from "./types.ts";

/**
 * Why a prospect has their score: the criteria of fit that they meet, those that are open for want of a
 * value, what their interactions bring, what the limits took away, and what is missing to the next grade.
 *
 * @throws A {@link ScoringError} as {@link leadScore} does.
 * @example
 * ```ts
 * const policy: LeadPolicy<{ employees: "number"; city: "text" }> = {
 *   facts: { employees: "number", city: "text" },
 *   fit: {
 *     criteria: [
 *       { key: "large", points: 60, when: { field: "employees", op: "gte", value: 200 } },
 *       { key: "near", points: 30, when: { field: "city", op: "eq", value: "Ningbo" } },
 *     ],
 *   },
 * };
 * explainLead(policy, { prospect: { customerId: "ann", employees: 250, city: null } }, { asOf: "2026-01-31" });
 * // => [
 * //   { code: "lead_fit", criterion: "large", points: 60 },
 * //   { code: "lead_fit_unknown", criterion: "near", points: 30, field: "city" },
 * //   { code: "lead_part_grade", part: "fit", grade: "B", points: 60 },
 * //   { code: "lead_grade", grade: "B", score: 60, nextGrade: "A", missing: 15 },
 * // ]
 * ```
 */
export function explainLead<const F extends Declared = Undeclared, const E extends Declared = Undeclared>(
  policy: LeadPolicy<F, E>,
  data: LeadDataOfOne<F, E>,
  options: LeadOptions,
): readonly Reason[] {
  const program = compileLeadPolicy(policy);
  const inputs = readLeads(program, dataOfOne(data), { ...options, onInvalid: "throw" });
  const points = scoreLeads(program, inputs);
  const reasons: Reason[] = [];
  const { fit, behaviour, grades } = program;
  if (fit !== undefined) {
    const told = fitReasons(fit, inputs);
    reasons.push(...told, ...partReasons("fit", fit, (points.fit as Float64Array)[0] as number, told));
  }
  if (behaviour !== undefined) {
    const told = behaviourReasons(behaviour, inputs.interactions as Interactions, inputs.asOf);
    const reached = (points.behaviour as Float64Array)[0] as number;
    reasons.push(...told, ...partReasons("behaviour", behaviour, reached, told));
  }
  reasons.push(gradeReason(grades, points.score[0] as number));
  return reasons;
}

function reason(code: LeadReasonCode, facts: Omit<Reason, "code">): Reason {
  return { code, ...facts };
}

function fitReasons(part: LeadPart, { prospects }: LeadInputs): readonly Reason[] {
  const masks = segmentMasks(part.program, prospects);
  const { segments: names, slots } = part.program;
  const inside = masks.map((mask) => mask[0] === 1);
  const cells = prospects.columns.map((column) => cellAt(column, 0));
  const context = { slots, names, nodes: prospects.nodes, cells, inside, limit: 100 };
  return part.criteria.flatMap(({ key: criterion, points }, c): Reason[] => {
    const segment = part.places[c] as number;
    if (inside[segment] === true) return [reason("lead_fit", { criterion, points })];
    const open = explainNode(segment, context).find(({ code }) => code === "rule_value_missing");
    const field = open?.["field"];
    return typeof field === "string" ? [reason("lead_fit_unknown", { criterion, points, field })] : [];
  });
}

function behaviourReasons(part: LeadPart, interactions: Interactions, asOf: number): readonly Reason[] {
  const reasons = part.criteria.flatMap(({ key: criterion, points: each }, c): Reason[] => {
    const tally = tallyOf(part, c, asOf, interactions);
    const times = tally.times[0] as number;
    if (times === 0) return [];
    const points = tally.points[0] as number;
    const lastDays = tally.lastDays[0] as number;
    return [reason("lead_behaviour", { criterion, times, lastDays, points, full: each * times })];
  });
  return reasons.length > 0 ? reasons : [reason("lead_no_behaviour", {})];
}

/** What the limits of the part took away or gave, and its grade. */
function partReasons(
  name: "fit" | "behaviour",
  part: LeadPart,
  points: number,
  told: readonly Reason[],
): Reason[] {
  const counted = told.filter(({ code }) => code === "lead_fit" || code === "lead_behaviour");
  const sum = counted.reduce((total, one) => total + Number(one["points"]), 0);
  const reasons: Reason[] = [];
  if (sum > part.max || sum < part.min) {
    reasons.push(reason("lead_part_limited", { part: name, sum, points }));
  }
  const grade = part.grades.keys[gradeIndex(part.grades, points)] as string;
  reasons.push(reason("lead_part_grade", { part: name, grade, points }));
  return reasons;
}

function gradeReason({ keys, from }: PointGrades, score: number): Reason {
  const place = gradeIndex({ keys, from }, score);
  const grade = keys[place] as string;
  if (place === 0) return reason("lead_top_grade", { grade, score });
  const missing = (from[place - 1] as number) - score;
  return reason("lead_grade", { grade, score, nextGrade: keys[place - 1] as string, missing });
}
