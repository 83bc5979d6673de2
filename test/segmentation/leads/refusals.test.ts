import { describe, expect, test } from "vitest";
import { explainLead, leadScore } from "../../../src/index.ts";
import { caught } from "../../core/base.ts";
import { asOf, facts, interactions, policy, prospects } from "./base.ts";

describe("what is refused", () => {
  const when = { field: "type", op: "eq", value: "demo" };
  const behaviour = (criterion: object, settings: object = {}) => ({
    behaviour: { ...settings, criteria: [{ key: "demo", points: 1, when, ...criterion }] },
  });
  const fitting = (rule: unknown) => ({ facts, fit: { criteria: [{ key: "a", points: 1, when: rule }] } });
  const cases: readonly (readonly [string, unknown, string, string])[] = [
    [
      "criteria that are no list",
      { behaviour: { criteria: {} } },
      "wrong_type",
      "policy.behaviour.criteria: expected a list of criteria, got an object",
    ],
    [
      "more criteria than anybody oversees",
      {
        behaviour: { criteria: Array.from({ length: 1001 }, (_, i) => ({ key: `k${i}`, points: 1, when })) },
      },
      "too_large",
      "policy.behaviour.criteria: expected at most 1000",
    ],
    [
      "a criterion without a name",
      behaviour({ key: undefined }),
      "missing",
      "policy.behaviour.criteria.0.key: expected a name, got nothing",
    ],
    [
      "a criterion with an empty name",
      behaviour({ key: "" }),
      "wrong_type",
      "policy.behaviour.criteria.0.key: expected a name, got an empty string",
    ],
    [
      "steps that are no list",
      behaviour({ decay: { steps: 3 } }),
      "wrong_type",
      "policy.behaviour.criteria.0.decay.steps: expected a list, got a positive integer",
    ],
    [
      "grades that are no list",
      behaviour({}, { grades: { keys: "ABC", from: [] } }),
      "wrong_type",
      "policy.behaviour.grades.keys: expected a list, got a string of 3 characters",
    ],
    [
      "a grade without a name",
      behaviour({}, { grades: { keys: [""], from: [] } }),
      "wrong_type",
      "policy.behaviour.grades.keys.0: expected a key, got an empty string",
    ],
    [
      "a rule a hundred levels deep",
      fitting(JSON.parse(`${'{"not":'.repeat(101)}{"all":[]}${"}".repeat(101)}`)),
      "too_large",
      "policy.fit.criteria.0.when: expected at most 100 levels, got more",
    ],
    ["nothing", null, "wrong_type", "policy: expected an object, got null"],
    ["no part", {}, "missing", "policy: expected a part for fit, for behaviour, or both, got neither"],
    [
      "a later version",
      { ...behaviour({}), version: 2 },
      "unknown_version",
      "policy.version: expected 1, got a positive integer",
    ],
    [
      "a misspelt part",
      { behavior: {} },
      "unknown_name",
      "policy.behavior: expected one of version, facts, events, fit, behaviour, grades, got another name",
    ],
    [
      "no criteria",
      { behaviour: {} },
      "missing",
      "policy.behaviour.criteria: expected a list of criteria, got nothing",
    ],
    [
      "an empty list of them",
      { behaviour: { criteria: [] } },
      "empty",
      "policy.behaviour.criteria: expected at least one criterion, got none",
    ],
    [
      "a criterion twice",
      {
        behaviour: {
          criteria: [
            { key: "a", points: 1, when },
            { key: "a", points: 1, when },
          ],
        },
      },
      "duplicate",
      "policy.behaviour.criteria.1.key: expected a key once, got one twice",
    ],
    [
      "a criterion without a rule",
      behaviour({ when: undefined }),
      "missing",
      "policy.behaviour.criteria.0.when: expected a rule, got nothing",
    ],
    [
      "a criterion without points",
      behaviour({ points: undefined }),
      "wrong_type",
      "policy.behaviour.criteria.0.points: expected a finite number, got nothing",
    ],
    [
      "endless points",
      behaviour({ points: Number.POSITIVE_INFINITY }),
      "not_finite",
      "policy.behaviour.criteria.0.points: expected a finite number, got Infinity",
    ],
    [
      "a limit on the other side",
      behaviour({ points: -1, limit: 5 }),
      "out_of_range",
      "policy.behaviour.criteria.0.limit: expected a finite number to 0, got a positive integer",
    ],
    [
      "a field that no interaction has",
      behaviour({ when: { field: "page", op: "isSet" } }),
      "unknown_name",
      "policy.behaviour.criteria.0.when.field: expected one of type, channel, value, got another name",
    ],
    [
      "a wrong operator within a group",
      behaviour({ when: { all: [when, { field: "value", op: "contains", value: 1 }] } }),
      "unknown_name",
      "policy.behaviour.criteria.0.when.all.1.op: expected for a number one of eq, neq, gt, gte, lt, lte, between, notBetween, in, notIn, isSet, isNotSet, got another operator",
    ],
    [
      "a limit of fit",
      { facts, fit: { criteria: [{ key: "a", points: 1, limit: 1, when: { all: [] } }] } },
      "unknown_name",
      "policy.fit.criteria.0.limit: expected one of key, points, when, got another name",
    ],
    [
      "a fact that is not declared",
      fitting({ field: "age", op: "isSet" }),
      "unknown_name",
      "policy.fit.criteria.0.when.field: expected one of employees, industry, student, got another name",
    ],
    [
      "a fact of an unknown kind",
      { ...fitting({ all: [] }), facts: { age: "integer" } },
      "unknown_name",
      "policy.facts.age: expected one of text, number, date, boolean, got a string of 7 characters",
    ],
    [
      "a rule on a name of events under fit",
      fitting({ aggregate: "count", where: { field: "type", op: "isSet" }, op: "gt", value: 1 }),
      "unknown_name",
      "policy.fit.criteria.0.when.where.field: expected a declared name, got another name",
    ],
    [
      "a rule on events under fit",
      fitting({ aggregate: "count", op: "gt", value: 1 }),
      "conflict",
      "policy.fit: expected rules on facts, got one on events",
    ],
    [
      "criteria that refer in a circle",
      {
        facts,
        fit: {
          criteria: [
            { key: "a", points: 1, when: { segment: "b" } },
            { key: "b", points: 1, when: { segment: "a" } },
          ],
        },
      },
      "cycle",
      "policy.fit.criteria.0.when: expected segments that refer to each other in no circle, got a circle",
    ],
    [
      "two ways to fade",
      behaviour({}, { decay: { halfLifeDays: 1, linearDays: 1 } }),
      "conflict",
      "policy.behaviour.decay: expected one way to fade, got 2",
    ],
    [
      "no way to fade",
      behaviour({}, { decay: {} }),
      "missing",
      "policy.behaviour.decay: expected halfLifeDays, linearDays or steps, got none of them",
    ],
    [
      "a half-life of 0",
      behaviour({ decay: { halfLifeDays: 0 } }),
      "out_of_range",
      "policy.behaviour.criteria.0.decay.halfLifeDays: expected a finite number above 0, got zero",
    ],
    [
      "steps backwards",
      behaviour({
        decay: {
          steps: [
            { afterDays: 9, keep: 1 },
            { afterDays: 9, keep: 0 },
          ],
        },
      }),
      "out_of_range",
      "policy.behaviour.criteria.0.decay.steps.1.afterDays: expected days in rising order, got fewer",
    ],
    [
      "no steps",
      behaviour({ decay: { steps: [] } }),
      "empty",
      "policy.behaviour.criteria.0.decay.steps: expected at least one step, got none",
    ],
    [
      "most below least",
      behaviour({}, { min: 5, max: 1 }),
      "out_of_range",
      "policy.behaviour.max: expected a finite number from 5, got a positive integer",
    ],
    [
      "grades without cuts",
      behaviour({}, { grades: { keys: ["a", "b"], from: [] } }),
      "length_mismatch",
      "policy.behaviour.grades.from: expected 1, one fewer than keys, got 0",
    ],
    [
      "cuts that rise",
      { ...behaviour({}), grades: { keys: ["a", "b", "c"], from: [1, 2] } },
      "out_of_range",
      "policy.grades.from.1: expected points in decreasing order, got more",
    ],
    [
      "a grade twice",
      { ...behaviour({}), grades: { keys: ["a", "a"], from: [1] } },
      "duplicate",
      "policy.grades.keys: expected a key once, got one twice",
    ],
    [
      "grades of nothing",
      { ...behaviour({}), grades: { keys: [], from: [] } },
      "empty",
      "policy.grades.keys: expected at least one grade, got none",
    ],
    [
      "least points in words",
      { ...behaviour({}), behaviour: { ...behaviour({}).behaviour, min: "0" } },
      "wrong_type",
      "policy.behaviour.min: expected a finite number, got a string of 1 character",
    ],
    [
      "most points in words",
      { ...behaviour({}), behaviour: { ...behaviour({}).behaviour, max: "9" } },
      "wrong_type",
      "policy.behaviour.max: expected a finite number, got a string of 1 character",
    ],
    [
      "most points of 0",
      { ...behaviour({}), behaviour: { ...behaviour({}).behaviour, max: 0 } },
      "out_of_range",
      "policy.behaviour.max: expected a finite number above 0, got zero",
    ],
    [
      "a part of two",
      { ...behaviour({}), behaviour: { ...behaviour({}).behaviour, weight: 2 } },
      "unknown_name",
      "policy.behaviour.weight: expected one of criteria, min, max, grades, decay, got another name",
    ],
    [
      "fit that fades",
      { fit: { criteria: [], decay: null } },
      "unknown_name",
      "policy.fit.decay: expected one of criteria, min, max, grades, got another name",
    ],
    [
      "a part that is none",
      { fit: 5 },
      "wrong_type",
      "policy.fit: expected an object, got a positive integer",
    ],
    [
      "a criterion that is none",
      { fit: { criteria: [5] } },
      "wrong_type",
      "policy.fit.criteria.0: expected an object, got a positive integer",
    ],
    [
      "an unknown part of a criterion",
      behaviour({ weight: 3 }),
      "unknown_name",
      "policy.behaviour.criteria.0.weight: expected one of key, points, when, limit, decay, got another name",
    ],
    [
      "a limit of the other side",
      behaviour({ points: 5, limit: -1 }),
      "out_of_range",
      "policy.behaviour.criteria.0.limit: expected a finite number from 0, got a negative number",
    ],
    [
      "a limit in words",
      behaviour({ limit: "9" }),
      "wrong_type",
      "policy.behaviour.criteria.0.limit: expected a finite number, got a string of 1 character",
    ],
    [
      "a decay that is none",
      behaviour({ decay: 30 }),
      "wrong_type",
      "policy.behaviour.criteria.0.decay: expected an object, got a positive integer",
    ],
    [
      "an unknown decay",
      behaviour({ decay: { days: 30 } }),
      "unknown_name",
      "policy.behaviour.criteria.0.decay.days: expected one of halfLifeDays, linearDays, steps, got another name",
    ],
    [
      "a decay in words",
      behaviour({ decay: { linearDays: "30" } }),
      "wrong_type",
      "policy.behaviour.criteria.0.decay.linearDays: expected a finite number, got a string of 2 characters",
    ],
    [
      "a step that is none",
      behaviour({ decay: { steps: [30] } }),
      "wrong_type",
      "policy.behaviour.criteria.0.decay.steps.0: expected an object, got a positive integer",
    ],
    [
      "an unknown part of a step",
      behaviour({ decay: { steps: [{ afterDays: 1, keep: 1, to: 2 }] } }),
      "unknown_name",
      "policy.behaviour.criteria.0.decay.steps.0.to: expected one of afterDays, keep, got another name",
    ],
    [
      "a step before now",
      behaviour({ decay: { steps: [{ afterDays: -1, keep: 1 }] } }),
      "out_of_range",
      "policy.behaviour.criteria.0.decay.steps.0.afterDays: expected a finite number from 0, got a negative number",
    ],
    [
      "a step that keeps more than all",
      behaviour({ decay: { steps: [{ afterDays: 1, keep: 1.5 }] } }),
      "out_of_range",
      "policy.behaviour.criteria.0.decay.steps.0.keep: expected a finite number from 0 to 1, got a positive number",
    ],
    [
      "a step that keeps less than nothing",
      behaviour({ decay: { steps: [{ afterDays: 1, keep: -0.5 }] } }),
      "out_of_range",
      "policy.behaviour.criteria.0.decay.steps.0.keep: expected a finite number from 0 to 1, got a negative number",
    ],
    [
      "two steps of one day",
      behaviour({
        decay: {
          steps: [
            { afterDays: 1, keep: 1 },
            { afterDays: 1, keep: 0.5 },
          ],
        },
      }),
      "out_of_range",
      "policy.behaviour.criteria.0.decay.steps.1.afterDays: expected days in rising order, got fewer",
    ],
    [
      "grades that are none",
      { ...behaviour({}), grades: 5 },
      "wrong_type",
      "policy.grades: expected an object, got a positive integer",
    ],
    [
      "unknown parts of grades",
      { ...behaviour({}), grades: { keys: ["a"], from: [], names: [] } },
      "unknown_name",
      "policy.grades.names: expected one of keys, from, got another name",
    ],
    [
      "marks that are no list",
      { ...behaviour({}), grades: { keys: ["a"], from: 5 } },
      "wrong_type",
      "policy.grades.from: expected a list, got a positive integer",
    ],
    [
      "a grade that is no text",
      { ...behaviour({}), grades: { keys: ["a", 5], from: [1] } },
      "wrong_type",
      "policy.grades.keys.1: expected a key, got a positive integer",
    ],
    [
      "a mark in words",
      { ...behaviour({}), grades: { keys: ["a", "b"], from: ["1"] } },
      "wrong_type",
      "policy.grades.from.0: expected a finite number, got a string of 1 character",
    ],
    [
      "equal marks",
      { ...behaviour({}), grades: { keys: ["a", "b", "c"], from: [1, 1] } },
      "out_of_range",
      "policy.grades.from.1: expected points in decreasing order, got more",
    ],
  ];

  test.each(cases)("a policy: %s", (_name, given, code, message) => {
    for (const run of [
      () => leadScore(given as never, { prospects, interactions } as never, { asOf }),
      () => explainLead(given as never, { prospect: prospects[0], interactions } as never, { asOf }),
    ]) {
      let caught: unknown;
      try {
        run();
      } catch (error) {
        caught = error;
      }
      expect(caught).toMatchObject({ name: "ScoringError", code, message });
    }
  });

  const data: readonly (readonly [string, unknown, unknown, string, string])[] = [
    [
      "no moment",
      { prospects, interactions },
      {},
      "missing",
      'options.asOf: expected a date such as "2026-01-31" (nothing here reads the clock), got nothing',
    ],
    [
      "no interactions",
      { prospects },
      { asOf },
      "missing",
      "data.interactions: expected interactions, which the policy scores (an empty list where there are none), got nothing",
    ],
    [
      "no prospects",
      { interactions },
      { asOf },
      "wrong_type",
      "prospects: expected an array of rows or { columns }, got nothing",
    ],
    [
      "a misspelt input",
      { prospect: [], interactions },
      { asOf },
      "unknown_name",
      "data.prospect: expected one of prospects, interactions, got another name",
    ],
    [
      "a misspelt option",
      { prospects, interactions },
      { asof: asOf },
      "unknown_name",
      "options.asof: expected one of asOf, timeZone, numericTime, fields, onInvalid, got another name",
    ],
    [
      "a fact of text",
      { prospects: [{ customerId: 1, employees: "5" }], interactions },
      { asOf },
      "wrong_type",
      "prospects.0.employees: expected a finite number, got a string of 1 character",
    ],
    [
      "an interaction without a time",
      { prospects, interactions: [{ customerId: 1, type: "demo", page: null }] },
      { asOf },
      "missing",
      "interactions.0.at: expected a Date, an ISO date, or an ISO date-time with Z or an offset, got nothing",
    ],
    [
      "fields of another input",
      { prospects, interactions },
      { asOf, fields: { leads: {} } },
      "unknown_name",
      "options.fields.leads: expected one of prospects, interactions, got another name",
    ],
  ];

  test.each(data)("data: %s", (_name, given, options, code, message) => {
    expect(caught(() => leadScore(policy, given as never, options as never))).toMatchObject({
      name: "ScoringError",
      code,
      message,
    });
  });
});
