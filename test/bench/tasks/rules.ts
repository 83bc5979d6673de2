import { writeColumns } from "../harness/files.ts";
import { measure } from "../harness/section.ts";
import type { Task } from "../harness/workspace.ts";

/** A rule of ten conditions over customers. json-rules-engine, which would need minutes, sees some of them. */
export const rules: Task = async function* ({ scaled, folder: make }) {
  const people = (size: number) => ({
    size,
    folder: make(`people-${size}`, (path) => writeColumns(path, { count: Int32Array.of(size) })),
  });
  const all = people(scaled(1_000_000));
  const few = people(scaled(20_000));
  yield measure({
    title: "A rule of ten conditions",
    unit: "customers",
    rounds: 5,
    peers: [
      { title: "columns", place: "rules#columns", ...all },
      { title: "row objects", place: "rules#rows", ...all },
      { title: "json-logic-js", place: "rules#jsonLogicJs", ...all, rounds: 2, must: 20 },
    ],
  });
  yield measure({
    title: "A rule of ten conditions, row objects",
    unit: "customers",
    rounds: 3,
    peers: [
      { title: "row objects", place: "rules#rows", ...few },
      { title: "json-rules-engine", place: "rules#jsonRulesEngine", ...few, must: 100 },
    ],
  });
};
