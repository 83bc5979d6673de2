import { FUTURE_DAY } from "../../calendar/civil.ts";
import { readMoment } from "../../calendar/moment.ts";
import { createTimeReader } from "../../calendar/time-reader.ts";
import { checkOneOf, checkOptions } from "../../core/check-options.ts";
import { ScoringError } from "../../core/error.ts";
import { openInput } from "../../core/open-input.ts";
import { ownValue } from "../../core/own.ts";
import { createIdRegister } from "../../core/read-ids.ts";
import { createRejector } from "../../core/rejector.ts";
import type { Rejection } from "../../core/types.ts";
import { type Events, readEvents } from "../../rules/aggregate-events.ts";
import type { Program } from "../../rules/program.ts";
import { type RuleInputs, readRuleInputs } from "../../rules/run-rules.ts";
import type { LeadProgram } from "./compile-policy.ts";
import type { LeadOptions } from "./types.ts";

/** Prospects and interactions, rejected rows taken out. */
export interface LeadInputs {
  readonly prospects: RuleInputs;
  /** Civil day of the moment of looking. */
  readonly asOf: number;
  /** Undefined where the policy has no part for behaviour. */
  readonly interactions: Interactions | undefined;
}

/** Interactions as columns. */
export interface Interactions {
  readonly events: Events;
  /** How many different prospects there are. */
  readonly people: number;
  /** Number of the prospect in each row of the prospects. */
  readonly numbers: Int32Array;
  /** Number of the prospect of each interaction, -1 for what does not count. */
  readonly owners: Int32Array;
  /** Civil days from each to the moment of looking. */
  readonly ages: Int32Array;
  readonly unknown: number;
  readonly future: number;
  readonly rejected: readonly Rejection[];
}

/** Reads ids and nothing else. */
const NO_RULES: Program = { segments: [], nodes: [], order: [], slots: [], eventSlots: [] };

/**
 * Reads prospects and interactions as far as the policy needs them.
 *
 * @throws A {@link ScoringError} for options and rows.
 */
export function readLeads(program: LeadProgram, data: unknown, options: LeadOptions): LeadInputs {
  options = checkOptions(options, ["asOf", "timeZone", "numericTime", "fields", "onInvalid"]);
  data = checkOptions(data, ["prospects", "interactions"], ["data"]);
  const { asOf, timeZone, numericTime, fields = {}, onInvalid = "throw" } = options;
  checkOneOf(onInvalid, ["throw", "collect"], ["options", "onInvalid"]);
  checkOptions(fields, ["prospects", "interactions"], ["options", "fields"]);
  const given = data as { readonly prospects: unknown; readonly interactions?: unknown };
  const reading = { asOf, timeZone, numericTime, onInvalid };
  const ofProspects = ownValue(fields, "prospects");
  const named = ofProspects === undefined ? reading : { ...reading, fields: ofProspects };
  const prospects = readRuleInputs(program.fit?.program ?? NO_RULES, given.prospects, named, "prospects");
  const { behaviour } = program;
  const interactions =
    behaviour === undefined
      ? undefined
      : readInteractions(behaviour.program, prospects.ids, given.interactions, options);
  return { prospects, asOf: prospects.asOf, interactions };
}

function readInteractions(
  program: Program,
  ids: readonly string[],
  given: unknown,
  options: LeadOptions,
): Interactions {
  if (given === undefined) {
    const expected = "interactions, which the policy scores (an empty list where there are none)";
    throw new ScoringError("missing", ["data", "interactions"], expected, "nothing");
  }
  const reader = createTimeReader(options);
  const { day, latest } = readMoment(options.asOf, "asOf", reader);
  const rejector = createRejector("interactions", options.onInvalid);
  const register = createIdRegister();
  const numbers = Int32Array.from(ids, (id) => register.number(id));
  const people = register.size;
  const input = openInput(given, "interactions", options.fields?.interactions);
  const events = readEvents(input, program.eventSlots, register, { reader, day, latest }, rejector);
  const owners = new Int32Array(events.length);
  const ages = new Int32Array(events.length);
  let unknown = 0;
  let future = 0;
  for (let i = 0; i < owners.length; i += 1) {
    const number = events.customers[i] as number;
    const at = events.days[i] as number;
    owners[i] = -1;
    if (rejector.count() > 0 && rejector.has(i)) continue;
    if (at === FUTURE_DAY || at > day) future += 1;
    else if (number >= people) unknown += 1;
    else {
      owners[i] = number;
      ages[i] = day - at;
    }
  }
  return { events, people, numbers, owners, ages, unknown, future, rejected: rejector.list() };
}
