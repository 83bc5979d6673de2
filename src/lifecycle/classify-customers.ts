import { isoOfDays } from "../calendar/civil.ts";
import { readMoment } from "../calendar/moment.ts";
import { createTimeReader, type TimeOptions, type TimeReader } from "../calendar/time-reader.ts";
import { checkOneOf, checkOptions } from "../core/check-options.ts";
import { ScoringError } from "../core/error.ts";
import { openInput } from "../core/open-input.ts";
import { fieldValue, ownValue } from "../core/own.ts";
import { readIds } from "../core/read-ids.ts";
import { createRejector } from "../core/rejector.ts";
import { createTable } from "../core/table.ts";
import type {
  Fields,
  Id,
  Input,
  OnInvalid,
  Open,
  Reason,
  Rejection,
  Renamed,
  Table,
  Time,
  TimeUnit,
} from "../core/types.ts";
import type { PurchaseDays } from "../history/purchase-days.ts";
import type { Declared, FactsRow } from "../rules/types.ts";
import { dayText } from "./day.ts";
import { factsOfDays, isPurchaseDays } from "./days-facts.ts";
import { allFacts, type FactTable, type HistoryInput, loadCells, readFactTable } from "./fact-table.ts";
import { writeFacts } from "./facts.ts";
import { playFacts } from "./play-facts.ts";
import { type Program, programOf } from "./program.ts";
import { type RawChange, rawChange, reasonWithFacts } from "./reasons.ts";
import { createRun, resetRun } from "./run.ts";
import { initialReason } from "./stage-of.ts";
import { sweep } from "./sweep.ts";
import type { Sweep } from "./sweep-plan.ts";
import type { Lifecycle, LifecycleState, ManagementType, StateFacts } from "./types.ts";

/** A customer as they are classified: their id and declared facts, or `recencyDays` for the last purchase. */
export type ClassifiedCustomer<F extends Declared> = {
  readonly customerId: Id;
  readonly recencyDays?: number | null | undefined;
} & FactsRow<F>;

/** Options of {@link classifyCustomers}. */
export interface ClassifyOptions<C = Fields<ClassifiedCustomer<Declared>>> extends TimeOptions {
  /** The moment of looking; a calendar date means the end of that day. */
  readonly asOf: Time;
  /** Our field names to the host's. */
  readonly fields?: C;
  /** A bad row ends with an error (default), or is set aside in `rejected`. */
  readonly onInvalid?: OnInvalid;
}

/** A customer's stage. */
export interface StageRow<S extends string = string> {
  readonly customerId: string;
  readonly stage: S;
  /** Civil day of entering it; null where facts do not tell. */
  readonly since: string | null;
  /** Where time alone leads next, and the day of it; null where it leads nowhere. */
  readonly nextStage: S | null;
  readonly nextDate: string | null;
  /** What is to be done; null where the lifecycle does not say. */
  readonly management: ManagementType | null;
}

/** What comes with the stages. */
export interface StageFacts<S extends string = string, F extends Declared = Declared> {
  /** Civil day of looking. */
  readonly asOf: string;
  /** How many customers are in each stage, in the order of the lifecycle. */
  readonly counts: readonly { readonly stage: S; readonly customers: number }[];
  /** Why the customer of row `i` is where they are. */
  readonly reasonOf: (i: number) => Reason;
  /** Their state, for events to come: with all facts that are declared and given. */
  readonly stateOf: (i: number) => LifecycleState<S, F>;
  /** Rows that were set aside, with `onInvalid: "collect"`. */
  readonly rejected: readonly Rejection[];
}

/**
 * The stage of every customer of a base, from a purchase history, purchase days or any table of facts:
 * what `stageOf` gives for each, in one pass over columns. Lines come in the order of the input. Columns
 * are made when asked for, reasons for the row that is asked for.
 *
 * A purchase history does not know the last purchase but one, so that of customers with more than two
 * orders it cannot tell who has just come back; `purchaseDays` does.
 *
 * @throws A {@link ScoringError} with `unknown_version` for what is no lifecycle; for rows `missing`,
 * `wrong_type`, `not_finite`, `invalid_date`, `no_offset` (unless collected); for options `missing`,
 * `unknown_name`, `unknown_time_zone`; `conflict` where the history was made as of a later day.
 * @example
 * ```ts
 * const customers = [
 *   { customerId: "ann", orders: 1, recencyDays: 12 },
 *   { customerId: "bob", orders: 6, recencyDays: 200 },
 *   { customerId: "cat", orders: 0, recencyDays: null },
 * ];
 * const stages = classifyCustomers(lifecycles.classic, customers, { asOf: "2026-06-30" });
 * stages.columns.stage; // => ["new", "dormant", "prospect"]
 * stages.row(0).nextDate; // => "2026-09-17"
 * stages.reasonOf(1).limit; // => 180
 * ```
 */
export function classifyCustomers<
  S extends string,
  E extends string,
  F extends Declared,
  T extends string,
  const N extends Fields<ClassifiedCustomer<Declared>> = Record<never, never>,
  C = never,
>(
  lifecycle: Lifecycle<S, E, F, T>,
  customers: Input<Renamed<ClassifiedCustomer<NoInfer<F>>, N>> | PurchaseDays | Open<C>,
  options: ClassifyOptions<N>,
): Table<StageRow<S>> & StageFacts<S, F> {
  const program = programOf(lifecycle);
  options = checkOptions(options, ["asOf", "fields", "onInvalid", "timeZone", "numericTime"]);
  const { onInvalid = "throw", fields = {} } = options;
  checkOneOf(onInvalid, ["throw", "collect"], ["options", "onInvalid"]);
  checkOptions(fields, ["customerId", "recencyDays", ...program.facts.names], ["options", "fields"]);
  const reader = createTimeReader(options);
  const asOf = readMoment(options.asOf, "asOf", reader).day;
  if (isPurchaseDays(customers)) {
    checkHistoryDay(customers.asOfDay, asOf);
    const table = factsOfDays(program, customers);
    const ids = customers.customerId;
    const rows = keptRows(ids.length, () => false, 0);
    const now = sweep(program, table, rows, asOf, false);
    const all = (): FactTable => factsOfDays(program, customers, allFacts(program));
    return stageTable(program, lifecycle as unknown as Lifecycle, { ids, table, all, rows, now, asOf }, []);
  }
  const open = openInput(customers, "customers", fields as { readonly [field: string]: string });
  const rejector = createRejector("customers", onInvalid);
  const history = historyOf(customers, asOf, reader);
  const ids = readIds(open.needed("customerId"), "customerId", rejector);
  const table = readFactTable(program, open, history, asOf, reader, rejector);
  const rows = keptRows(open.length, rejector.has, rejector.count());
  const now = sweep(program, table, rows, asOf, false);
  const all = (): FactTable =>
    readFactTable(
      program,
      open,
      history,
      asOf,
      reader,
      createRejector("customers", "collect"),
      allFacts(program),
    );
  return stageTable(
    program,
    lifecycle as unknown as Lifecycle,
    { ids, table, all, rows, now, asOf },
    rejector.list(),
  );
}

/** A purchase history tells when it was made and in what unit. */
function historyOf(customers: unknown, asOf: number, reader: TimeReader): HistoryInput | undefined {
  if (Array.isArray(customers)) return undefined;
  const made = fieldValue(customers as object, "asOf");
  const timeUnit = fieldValue(customers as object, "timeUnit");
  if (typeof made !== "string" || typeof timeUnit !== "string") return undefined;
  const { day } = readMoment(made, "asOf", reader);
  checkHistoryDay(day, asOf);
  return { asOfDay: day, timeUnit: timeUnit as TimeUnit };
}

function checkHistoryDay(day: number, asOf: number): void {
  if (day > asOf) {
    throw new ScoringError(
      "conflict",
      ["options", "asOf"],
      "a day not before that of the history",
      "an earlier one",
    );
  }
}

function keptRows(length: number, isOut: (row: number) => boolean, out: number): Int32Array {
  const rows = new Int32Array(length - out);
  let count = 0;
  for (let i = 0; i < length; i += 1) {
    if (out > 0 && isOut(i)) continue;
    rows[count] = i;
    count += 1;
  }
  return rows;
}

/** Names of stages, null where the day is not known; as a column, whose type depends on S. */
function named<S extends string, C>(codes: Uint16Array, stages: readonly S[], days?: Float64Array): C {
  const names: (S | null)[] = new Array(codes.length);
  for (let i = 0; i < codes.length; i += 1) {
    names[i] = days !== undefined && Number.isNaN(days[i]) ? null : (stages[codes[i] as number] as S);
  }
  return names as unknown as C;
}

/** Two counters a stage by turns: one that was just written to is waited for. */
function countStages(codes: Uint16Array, stages: number): Int32Array {
  const counts = new Int32Array(stages);
  const others = new Int32Array(stages);
  for (let i = 1; i < codes.length; i += 2) {
    const stage = codes[i - 1] as number;
    const other = codes[i] as number;
    counts[stage] = (counts[stage] as number) + 1;
    others[other] = (others[other] as number) + 1;
  }
  if (codes.length % 2 === 1) {
    const stage = codes[codes.length - 1] as number;
    counts[stage] = (counts[stage] as number) + 1;
  }
  return counts.map((count, stage) => count + (others[stage] as number));
}

interface Classified {
  readonly ids: readonly string[];
  readonly table: FactTable;
  /** The facts on which no stage depends as well; wrong cells of theirs read as missing. */
  readonly all: () => FactTable;
  readonly rows: Int32Array;
  readonly now: Sweep;
  readonly asOf: number;
}

function stageTable<S extends string, F extends Declared>(
  program: Program,
  lifecycle: Lifecycle,
  { ids, table, all, rows, now, asOf }: Classified,
  rejected: readonly Rejection[],
): Table<StageRow<S>> & StageFacts<S, F> {
  const stages = program.stages as readonly S[];
  const management = stages.map((stage) => ownValue(ownValue(lifecycle, "management") ?? {}, stage) ?? null);
  let ahead: Sweep | undefined;
  const next = (): Sweep => {
    ahead ??= sweep(program, table, rows, asOf, true);
    return ahead;
  };
  const made = createTable<StageRow<S>>({
    length: rows.length,
    columns: {
      customerId: () => Array.from(rows, (row) => ids[row] as string),
      stage: () => named(now.stages, stages),
      since: () => isoOfDays(now.days),
      nextStage: () => named(next().stages, stages, next().days),
      nextDate: () => isoOfDays(next().days),
      management: () => Array.from(now.stages, (stage) => management[stage] as ManagementType | null),
    },
  });
  const counts = countStages(now.stages, stages.length);
  let every: FactTable | undefined;
  const play = (
    i: number,
    known: FactTable,
  ): { readonly state: LifecycleState<S, F>; readonly reason: Reason } => {
    if (!Number.isInteger(i) || i < 0 || i >= rows.length) {
      throw new ScoringError("out_of_range", ["row"], `a row number below ${rows.length}`, "another");
    }
    let last: RawChange | undefined;
    const run = createRun(program, (moved) => {
      last = rawChange(moved);
    });
    resetRun(program, run);
    loadCells(known, rows[i] as number, run.cells);
    const facts = writeFacts(program.facts, run.cells) as StateFacts<F>;
    playFacts(program, run, asOf);
    return {
      state: { stage: stages[run.stage] as S, since: dayText(run.since), facts },
      reason: last === undefined ? initialReason(program) : reasonWithFacts(program, last, run),
    };
  };
  return Object.assign(made, {
    asOf: dayText(asOf) as string,
    counts: stages.map((stage, k) => ({ stage, customers: counts[k] as number })),
    reasonOf: (i: number): Reason => play(i, table).reason,
    stateOf: (i: number): LifecycleState<S, F> => {
      every ??= all();
      return play(i, every).state;
    },
    rejected,
  });
}
