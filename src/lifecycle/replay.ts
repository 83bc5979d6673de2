import { readMoment } from "../calendar/moment.ts";
import { createTimeReader, type TimeOptions } from "../calendar/time-reader.ts";
import { checkOneOf, checkOptions } from "../core/check-options.ts";
import { checkResult } from "../core/check-result.ts";
import { copyCells } from "../core/column.ts";
import { describeValue } from "../core/describe.ts";
import { ScoringError } from "../core/error.ts";
import { openInput } from "../core/open-input.ts";
import { heldValue } from "../core/own.ts";
import { createRejector } from "../core/rejector.ts";
import type { Input, OnInvalid, Open, Time } from "../core/types.ts";
import type { Declared } from "../rules/types.ts";
import { type EventOrder, orderEvents } from "./event-order.ts";
import { type EventTable, readEvents } from "./event-table.ts";
import type { Cell } from "./guard.ts";
import { createJournal, type Journal, NO_DAY, noteChange, noteStart, type Played } from "./journal.ts";
import { type Program, programOf } from "./program.ts";
import { createRun, fire, type Run, resetRun, settle } from "./run.ts";
import { type Timeline, timelineOf } from "./timeline.ts";
import { readState } from "./transition.ts";
import type { Lifecycle, LifecycleEvent, LifecycleState } from "./types.ts";

/** Options of {@link replay}. */
export interface ReplayOptions<
  S extends string = string,
  E extends string = string,
  F extends Declared = Declared,
> extends TimeOptions {
  /** The moment of looking; later events are left out and counted. */
  readonly asOf: Time;
  /** States to go on from, by customer: those of an earlier replay. Events from before them are left out and counted. */
  readonly states?: ReadonlyMap<string, LifecycleState<S, F>>;
  /** What every row is, where rows have no `type`: `purchase` for a list of transactions. */
  readonly eventType?: E;
  /** Our field names to the host's: `{ customerId: "user_id" }`. */
  readonly fields?: { readonly [field: string]: string };
  /** A bad row ends with an error (default), or is set aside in `rejected`. */
  readonly onInvalid?: OnInvalid;
}

/**
 * The stages that customers went through, from all that happened to them: a line for each stay in a
 * stage, with the reason it began. Events may arrive in any order. Events without a `customerId` are
 * all of one customer.
 *
 * A customer begins in the initial stage on the day of their first event, or in the state given. What
 * time does is on its day, up to `asOf`. Replaying one half of the events and going on from its
 * `states()` with the other gives what the whole gives. Linear where each customer's events come in
 * order; about a tenth of a microsecond an event.
 *
 * With `eventType`, negative amounts and rows of the kind `refund` are no such event: they are left
 * out and counted.
 *
 * @throws A {@link ScoringError} with `unknown_version` for what is no lifecycle; for rows `missing`,
 * `wrong_type`, `unknown_name`, `invalid_date`, `no_offset`, `not_finite` (unless collected); for options
 * `missing`, `unknown_name`, `unknown_time_zone`; for a state as `transition`.
 * @example
 * ```ts
 * const events = [
 *   { customerId: "ann", type: "purchase", at: "2026-01-05", amount: 30 },
 *   { customerId: "ann", type: "purchase", at: "2026-02-11", amount: 25 },
 * ] as const;
 * const timeline = replay(lifecycles.classic, events, { asOf: "2026-12-31" });
 * timeline.columns.stage; // => ["prospect", "new", "growing", "at-risk", "dormant"]
 * timeline.row(3).since; // => "2026-05-13"
 * timeline.reasonOf(3).days; // => 91
 * timeline.states().get("ann")?.facts.orders; // => 2
 * ```
 */
export function replay<S extends string, E extends string, F extends Declared, T extends string, C = never>(
  lifecycle: Lifecycle<S, E, F, T>,
  events: Input<ReplayEvent<NoInfer<E>, NoInfer<F>>> | Open<C>,
  options: ReplayOptions<NoInfer<S>, NoInfer<E>, NoInfer<F>>,
): Timeline<S, F> {
  const program = programOf(lifecycle);
  options = checkOptions(options, [
    ...["asOf", "states", "eventType", "fields", "onInvalid"],
    "timeZone",
    "numericTime",
  ]);
  const { onInvalid = "throw", eventType, fields, states } = options;
  checkOneOf(onInvalid, ["throw", "collect"], ["options", "onInvalid"]);
  if (states !== undefined) checkMap(states);
  if (fields !== undefined) {
    const known = new Set([
      "customerId",
      "type",
      "at",
      "amount",
      "kind",
      ...program.facts.names,
      ...program.fields,
    ]);
    checkOptions(fields, Array.from(known), ["options", "fields"]);
  }
  if (eventType !== undefined) checkOneOf(eventType, program.events, ["options", "eventType"]);
  const reader = createTimeReader(options);
  const asOf = readMoment(options.asOf, "asOf", reader);
  const open = openInput(events, "events", fields);
  const rejector = createRejector("events", onInvalid);
  const table = readEvents(program, open, reader, rejector, eventType);
  const refunds = eventType === undefined ? 0 : dropRefunds(open, table);
  const played = playEvents(program, table, asOf.day, states);
  return timelineOf<S, F>(program, played, {
    asOfDay: asOf.day,
    given: open.length,
    accepted: open.length - rejector.count(),
    late: played.late,
    future: played.future,
    refunds,
    rejected: rejector.list(),
  });
}

/** An event of a replay; `type` may be left out with the option `eventType`. */
export type ReplayEvent<E extends string, F extends Declared> = Omit<
  LifecycleEvent<E, F>,
  "type" | "at" | "customerId"
> & {
  readonly type?: E | "tick";
  readonly at: Time;
  readonly customerId?: LifecycleEvent["customerId"];
};

/** Takes refunds out of a list of transactions; says how many there were. */
function dropRefunds(open: ReturnType<typeof openInput>, table: EventTable): number {
  const kinds = open.column("kind");
  const kind: unknown[] = [];
  if (kinds !== undefined) copyCells(kinds, 0, kinds.length, kind);
  const amountAt = open.column("amount");
  const amounts: unknown[] = [];
  if (amountAt !== undefined) copyCells(amountAt, 0, amountAt.length, amounts);
  let dropped = 0;
  for (let i = 0; i < table.length; i += 1) {
    const negative = typeof amounts[i] === "number" && (amounts[i] as number) < 0;
    if ((table.codes[i] as number) < 0 || !(negative || kind[i] === "refund")) continue;
    table.codes[i] = -1;
    dropped += 1;
  }
  return dropped;
}

function playEvents(
  program: Program,
  table: EventTable,
  asOf: number,
  states: ReadonlyMap<string, unknown> | undefined,
): Played {
  const { register } = table;
  if (states !== undefined) for (const id of states.keys()) register.number(id);
  const customers = register.size;
  const order = orderEvents(table, customers);
  const journal = createJournal();
  const width = program.facts.names.length;
  const ends: Cell[] = new Array(customers * width).fill(null);
  let customer = 0;
  const run = createRun(program, (moved) => {
    noteChange(journal, customer, moved);
  });
  const player: Player = {
    program,
    table,
    order,
    run,
    asOf,
    carried: program.facts.names.map(() => undefined),
    fields: new Float64Array(program.fields.length),
    late: 0,
    future: 0,
  };
  for (customer = 0; customer < customers; customer += 1) {
    const state = states?.get(register.ids[customer] as string);
    const known = beginCustomer(player, customer, state, journal);
    if (!known) continue;
    playCustomer(player, customer);
    settle(program, run, asOf);
    for (let k = 0; k < width; k += 1) ends[customer * width + k] = run.cells[k] as Cell;
  }
  return { journal, ids: register.ids, cells: ends, late: player.late, future: player.future };
}

interface Player {
  readonly program: Program;
  readonly table: EventTable;
  readonly order: EventOrder;
  readonly run: Run;
  readonly asOf: number;
  readonly carried: (Cell | undefined)[];
  readonly fields: Float64Array;
  late: number;
  future: number;
}

/** Puts the run at a customer's beginning; false for who has no event up to the moment of looking. */
function beginCustomer(player: Player, customer: number, state: unknown, journal: Journal): boolean {
  const { program, run, order, table, asOf } = player;
  resetRun(program, run);
  if (state !== undefined) {
    readState(program, state, run);
    noteStart(journal, customer, run.stage, run.since);
    return true;
  }
  const from = order.starts[customer] as number;
  const to = order.starts[customer + 1] as number;
  const first = from < to ? (table.days[order.rows[from] as number] as number) : NO_DAY;
  if (from === to || first > asOf) {
    player.future += to - from;
    return false;
  }
  run.since = first;
  run.now = first;
  noteStart(journal, customer, run.stage, first);
  return true;
}

function playCustomer(player: Player, customer: number): void {
  const { program, table, order, run, asOf } = player;
  const { types, days } = table;
  const earliest = run.now;
  const tick = program.events.length;
  const end = order.starts[customer + 1] as number;
  for (let k = order.starts[customer] as number; k < end; k += 1) {
    const row = order.rows[k] as number;
    const day = days[row] as number;
    if (day > asOf) {
      player.future += end - k;
      return;
    }
    if (day < earliest) {
      player.late += 1;
      continue;
    }
    const type = types[row] as number;
    if (type === tick) settle(program, run, day);
    else fire(program, run, type, day, carriedOf(player, row), fieldsOf(player, row));
  }
}

function carriedOf({ table, carried }: Player, row: number): readonly (Cell | undefined)[] | undefined {
  if (table.carried.length === 0) return undefined;
  for (const { fact, column } of table.carried) {
    const cell = column[row];
    carried[fact] = cell === null || Number.isNaN(cell) ? undefined : cell;
  }
  return carried;
}

function fieldsOf({ table, fields }: Player, row: number): Float64Array {
  for (let f = 0; f < fields.length; f += 1) {
    const column = table.fields[f];
    fields[f] = column === undefined ? Number.NaN : (column[row] as number);
  }
  return fields;
}

/** What has the methods of a Map, of its own or of its class. */
function checkMap(states: unknown): void {
  const path = ["options", "states"];
  const expected = "a Map of states";
  checkResult(states, [], path, expected);
  const isMap = ["keys", "get"].every((name) => typeof heldValue(states as object, name) === "function");
  if (!isMap) throw new ScoringError("wrong_type", path, expected, describeValue(states));
}
