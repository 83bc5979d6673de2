import { isoOfDay } from "../../calendar/civil.ts";
import { type ColumnMakers, createTable } from "../../core/table.ts";
import type { Declared, Undeclared } from "../../rules/types.ts";
import { compileLeadPolicy } from "./compile-policy.ts";
import { gradeIndex } from "./grades.ts";
import { readLeads } from "./read-leads.ts";
import { scoreLeads } from "./score-leads.ts";
import type {
  LeadData,
  LeadFacts,
  LeadOptions,
  LeadPolicy,
  LeadRow,
  LeadScores,
  PointGrades,
} from "./types.ts";

/**
 * Scores prospects: points for who they are (fit) and for what they do (behaviour), which fade with time,
 * each held within limits and graded. A pass over the prospects or interactions for each criterion.
 *
 * A criterion of fit is a rule on declared facts and counts once; a missing value meets no positive
 * condition. A criterion of behaviour is a rule on one interaction and counts for each that meets it,
 * with what its decay has left of the points on the day of looking. `score` is fit + behaviour.
 *
 * @throws A {@link ScoringError}: for the policy with the path of the fault; for options and rows `missing`,
 * `wrong_type`, `not_finite`, `invalid_date`, `no_offset`, `unknown_name` or `length_mismatch`.
 * @example
 * ```ts
 * const policy: LeadPolicy<{ employees: "number" }> = {
 *   facts: { employees: "number" },
 *   fit: { criteria: [{ key: "large", points: 60, when: { field: "employees", op: "gte", value: 200 } }] },
 *   behaviour: {
 *     decay: { halfLifeDays: 30 },
 *     criteria: [{ key: "demo", points: 40, when: { field: "type", op: "eq", value: "demo" } }],
 *   },
 * };
 * const prospects = [{ customerId: "ann", employees: 250 }, { customerId: "bob", employees: null }];
 * const interactions = [{ customerId: "ann", at: "2026-01-01", type: "demo" }];
 * const leads = leadScore(policy, { prospects, interactions }, { asOf: "2026-01-31" });
 * leads.row(0);
 * // => { customerId: "ann", fit: 60, fitGrade: "B", behaviour: 20, behaviourGrade: "4", score: 80, grade: "C", daysSinceInteraction: 30 }
 * leads.row(1).score; // => 0
 * ```
 */
export function leadScore<const F extends Declared = Undeclared, const E extends Declared = Undeclared>(
  policy: LeadPolicy<F, E>,
  data: LeadData<F, E>,
  options: LeadOptions,
): LeadScores {
  const program = compileLeadPolicy(policy);
  const inputs = readLeads(program, data, options);
  const points = scoreLeads(program, inputs);
  const { ids } = inputs.prospects;
  const unknown = new Float64Array(ids.length).fill(Number.NaN);
  const gradesOf = (part: { readonly grades: PointGrades } | undefined, of: Float64Array | undefined) =>
    part === undefined || of === undefined
      ? ids.map(() => null)
      : Array.from(of, (value) => part.grades.keys[gradeIndex(part.grades, value)] as string);
  const columns: ColumnMakers<LeadRow> = {
    customerId: () => ids,
    fit: () => points.fit ?? unknown,
    fitGrade: () => gradesOf(program.fit, points.fit),
    behaviour: () => points.behaviour ?? unknown,
    behaviourGrade: () => gradesOf(program.behaviour, points.behaviour),
    score: () => points.score,
    grade: () => gradesOf(program, points.score) as readonly string[],
    daysSinceInteraction: () => points.daysSinceInteraction,
  };
  const facts: LeadFacts = {
    asOf: isoOfDay(inputs.asOf),
    counts: countGrades(program.grades, points.score),
    unknownInteractions: inputs.interactions?.unknown ?? 0,
    futureInteractions: inputs.interactions?.future ?? 0,
    rejected: inputs.prospects.rejected,
    rejectedInteractions: inputs.interactions?.rejected ?? [],
  };
  return createTable<LeadRow, LeadFacts>({ length: ids.length, columns }, facts);
}

function countGrades(
  grades: PointGrades,
  scores: Float64Array,
): readonly { readonly grade: string; readonly prospects: number }[] {
  const counts = grades.keys.map((grade) => ({ grade, prospects: 0 }));
  for (let i = 0; i < scores.length; i += 1) {
    (counts[gradeIndex(grades, scores[i] as number)] as { prospects: number }).prospects += 1;
  }
  return counts;
}
