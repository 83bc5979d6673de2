/**
 * Who meets a rule: ours on columns and on rows, and two engines on rows.
 *
 * @module
 */
import { createRequire } from "node:module";
import { Engine } from "json-rules-engine";
import { matchRules } from "../../../src/rules/index.ts";
import { readInts } from "../harness/files.ts";
import { makePeople, personRows } from "../harness/people.ts";
import type { Subject, Trial } from "../harness/subject.ts";
import { conditions, logic, rules } from "./rule-spec.ts";

/** It comes without types. */
const jsonLogic = createRequire(import.meta.url)("json-logic-js") as {
  readonly apply: (rule: object, data: object) => unknown;
};

const AS_OF = "2026-01-31";

export const columns: Subject = (folder) => {
  const people = { columns: makePeople(countOf(folder)) };
  return trialOf(() => matchRules(rules, people, { asOf: AS_OF }).counts.target);
};

export const rows: Subject = (folder) => {
  const people = peopleOf(folder);
  return trialOf(() => matchRules(rules, people, { asOf: AS_OF }).counts.target);
};

export const jsonLogicJs: Subject = (folder) => {
  const people = peopleOf(folder);
  return trialOf(() => people.filter((person) => jsonLogic.apply(logic, person) === true).length);
};

export const jsonRulesEngine: Subject = (folder) => {
  const people = peopleOf(folder);
  const engine = new Engine([{ conditions, event: { type: "target" } }]);
  return trialOf(async () => {
    let found = 0;
    for (const person of people) {
      const { events } = await engine.run({ ...person });
      found += events.length;
    }
    return found;
  });
};

const countOf = (folder: string): number => readInts(folder, "count")[0] as number;

const peopleOf = (folder: string) => personRows(makePeople(countOf(folder)));

function trialOf(run: () => number | Promise<number>): Trial {
  let matched = 0;
  return {
    run: async () => {
      matched = await run();
    },
    found: () => ({ matched: [matched] }),
  };
}
