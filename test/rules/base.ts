import { expect, test } from "vitest";
import { checkRules, compileRules } from "../../src/rules/index.ts";

export const facts = { city: "text", age: "number", renewsAt: "date", vip: "boolean" };
export const events = { product: "text", amount: "number" };
const scores = { r: "number" };

/** A rule set of one rule. */
export const of = (rule: unknown) => ({ facts, events, scores, segments: { it: rule } });
export const age = { field: "age", op: "gt", value: 1 };

/** So many declared names. */
export function manyNames(count: number): Record<string, string> {
  return Object.fromEntries(Array.from({ length: count }, (_, i) => [`n${i}`, "text"]));
}

/** A test for each: what is wrong, the rules, the code and the message of their first problem. */
export function refusesRules(
  cases: readonly [name: string, rules: unknown, code: string, message: string][],
): void {
  test.each(cases)("%s", (_name, rules, code, message) => {
    const { ok, problems, warnings } = checkRules(rules);
    expect([ok, warnings]).toEqual([false, []]);
    const [problem] = problems;
    expect(problem?.code).toBe(code);
    expect(`${problem?.path.join(".")}: expected ${problem?.expected}, got ${problem?.got}`).toBe(message);
    expect(() => compileRules(rules as never)).toThrow(expect.objectContaining({ code, message }));
  });
}
