import { readMoment } from "../calendar/moment.ts";
import { createTimeReader } from "../calendar/time-reader.ts";
import { checkFieldNames } from "../core/check-field-names.ts";
import { checkOneOf, checkOptions } from "../core/check-options.ts";
import { ScoringError } from "../core/error.ts";
import { type OpenInput, openInput } from "../core/open-input.ts";
import { ownValue } from "../core/own.ts";
import { createIdRegister, type IdRegister, readIds } from "../core/read-ids.ts";
import { createRejector } from "../core/rejector.ts";
import type { Rejection } from "../core/types.ts";
import { aggregateEvents, type Looking, readEvents } from "./aggregate-events.ts";
import { type BoundNode, bindNode } from "./bind.ts";
import { gather, joinScores } from "./join-scores.ts";
import { BLOCK, fillMask, type MaskRun } from "./masks.ts";
import { MATCH_OPTIONS, type MatchOptions } from "./options.ts";
import type { Aggregate, Program, Slot } from "./program.ts";
import { type RuleColumn, readRuleColumn } from "./rule-columns.ts";

/** What rules read of the customers, rejected rows taken out. */
export interface RuleInputs {
  readonly ids: readonly string[];
  /** Civil day of the moment of looking. */
  readonly asOf: number;
  /** A column for each slot of the program. */
  readonly columns: readonly RuleColumn[];
  /** The rule of each segment on that day. */
  readonly nodes: readonly BoundNode[];
  readonly rejected: readonly Rejection[];
  readonly rejectedEvents: readonly Rejection[];
  readonly rejectedScores: readonly Rejection[];
}

/** Reads customers, events and scores as far as the program needs them. `name` is what the customers are called. */
export function readRuleInputs(
  program: Program,
  customers: unknown,
  options: MatchOptions,
  name = "customers",
): RuleInputs {
  options = checkOptions(options, MATCH_OPTIONS);
  const { onInvalid = "throw" } = options;
  checkOneOf(onInvalid, ["throw", "collect"], ["options", "onInvalid"]);
  const reader = createTimeReader(options);
  const { day, latest } = readMoment(options.asOf, "asOf", reader);
  const looking: Looking = { reader, day, latest };

  const input = openInput(customers, name, options.fields);
  const rejector = createRejector(name, onInvalid);
  const ids = readIds(input.needed("customerId"), "customerId", rejector);
  const { slots } = program;
  const columns: RuleColumn[] = new Array(slots.length);
  const others = slots.filter(({ from }) => from !== "fact");
  slots.forEach((slot, i) => {
    if (slot.from === "fact") columns[i] = readRuleColumn(input.needed(slot.name), slot, reader, rejector);
  });

  const register = createIdRegister();
  const numbers = others.length === 0 ? new Int32Array(0) : Int32Array.from(ids, (id) => register.number(id));
  const scoreRejector = createRejector("scores", onInvalid);
  const scored = slots.filter(({ from }) => from === "score");
  if (scored.length > 0) {
    const scores = openOther(options.scores, "scores", options.scoreFields);
    const joined = joinScores(scores, scored, register, numbers, reader, scoreRejector);
    scored.forEach((slot, i) => {
      columns[slots.indexOf(slot)] = joined[i] as RuleColumn;
    });
  }
  const rejectedEvents = fillAggregates(program, columns, options, register, numbers, looking);
  const kept = rejector.count() === 0 ? undefined : keptRows(ids.length, rejector.has);
  return {
    ids: kept === undefined ? ids : Array.from(kept, (row) => ids[row] as string),
    asOf: day,
    columns: kept === undefined ? columns : columns.map((column) => gather(column, kept)),
    nodes: program.nodes.map((node) => bindNode(node, day)),
    rejected: rejector.list(),
    rejectedEvents,
    rejectedScores: scoreRejector.list(),
  };
}

/** Makes the columns of the aggregates; returns the events that were set aside. */
function fillAggregates(
  program: Program,
  columns: RuleColumn[],
  options: MatchOptions,
  register: IdRegister,
  numbers: Int32Array,
  looking: Looking,
): readonly Rejection[] {
  const { slots, eventSlots } = program;
  if (!slots.some(({ from }) => from === "aggregate")) return [];
  const customers = register.size;
  const rejector = createRejector("events", options.onInvalid);
  const input = openOther(options.events, "events", options.eventFields);
  const events = readEvents(input, eventSlots, register, looking, rejector);
  slots.forEach((each: Slot, slot) => {
    const aggregate = ownValue(each, "aggregate");
    if (aggregate === undefined) return;
    const perNumber = aggregateEvents(aggregate as Aggregate, events, customers, looking.day);
    columns[slot] = {
      form: "numbers",
      values: Float64Array.from(numbers, (number) => perNumber[number] as number),
    };
  });
  return rejector.list();
}

function openOther(input: unknown, name: "events" | "scores", fields: unknown): OpenInput {
  if (input === undefined) {
    throw new ScoringError("missing", ["options", name], `${name}, which the rules ask for`, "nothing");
  }
  if (fields === undefined) return openInput(input, name);
  const option = name === "events" ? "eventFields" : "scoreFields";
  return openInput(input, name, checkFieldNames(fields, ["options", option]));
}

function keptRows(length: number, isRejected: (row: number) => boolean): Int32Array {
  return Int32Array.from({ length }, (_, row) => row).filter((row) => !isRejected(row));
}

/** 1 for each customer who is in a segment, a mask a segment. One pass in blocks. */
export function segmentMasks(program: Program, inputs: RuleInputs): readonly Uint8Array[] {
  const length = inputs.ids.length;
  const segments = program.segments.map(() => new Uint8Array(length));
  const run: MaskRun = { columns: inputs.columns, segments, buffers: [], verdicts: new Map() };
  for (let from = 0; from < length; from += BLOCK) {
    const to = Math.min(from + BLOCK, length);
    for (const segment of program.order) {
      const mask = segments[segment] as Uint8Array;
      fillMask(run, inputs.nodes[segment] as BoundNode, from, to, mask.subarray(from, to));
    }
  }
  return segments;
}
