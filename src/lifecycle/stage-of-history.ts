import { FIRST_DAY, LAST_DAY } from "../calendar/civil.ts";
import { DAYS_PER_UNIT } from "../calendar/duration.ts";
import { ownValue } from "../core/own.ts";
import type { Reason, TimeUnit } from "../core/types.ts";
import type { HistoryRow } from "../history/types.ts";
import type { FieldType } from "../rules/types.ts";
import type { StageRow } from "./classify-customers.ts";
import { dayText } from "./day.ts";
import { usedFacts } from "./fact-table.ts";
import { factCell, nextByTime } from "./facts.ts";
import type { Cell } from "./guard.ts";
import { playFacts } from "./play-facts.ts";
import { programOf } from "./program.ts";
import { type RawChange, rawChange, reasonWithFacts } from "./reasons.ts";
import { createRun, type Run } from "./run.ts";
import { initialReason } from "./stage-of.ts";
import type { Lifecycle } from "./types.ts";

/** A customer's line of the stages, and why. */
export interface StageOfHistory extends StageRow {
  readonly reasonOf: () => Reason;
}

/**
 * The stage of one customer after another by their lines of a purchase history: what `classifyCustomers`
 * gives for a history of the same day, without a table.
 */
export function stageOfHistory(
  lifecycle: Lifecycle,
  timeUnit: TimeUnit,
): (row: HistoryRow, asOfDay: number) => StageOfHistory {
  const program = programOf(lifecycle);
  const { stages } = program;
  const facts = usedFacts(program);
  const management = stages.map((stage) => ownValue(ownValue(lifecycle, "management") ?? {}, stage) ?? null);
  const unitDays = DAYS_PER_UNIT[timeUnit];

  const play = (row: HistoryRow, asOfDay: number, onChange?: (run: Run) => void): Run => {
    const run = createRun(program, onChange);
    for (const fact of facts) {
      const type = program.facts.types[fact] as FieldType;
      run.cells[fact] = cellOf(row, program.facts.names[fact] as string, type, asOfDay, unitDays);
    }
    playFacts(program, run, asOfDay);
    return run;
  };

  return (row, asOfDay) => {
    const run = play(row, asOfDay);
    const { stage, since } = run;
    const next = nextByTime(program, run);
    const nextDay = next !== undefined && next.day <= LAST_DAY ? next.day : Number.NaN;
    return {
      customerId: row.customerId,
      stage: stages[stage] as string,
      since: since >= FIRST_DAY && since <= LAST_DAY ? dayText(since) : null,
      nextStage: Number.isNaN(nextDay) ? null : (stages[(next as { to: number }).to] as string),
      nextDate: Number.isNaN(nextDay) ? null : dayText(nextDay),
      management: management[stage] ?? null,
      reasonOf: () => {
        let last: RawChange | undefined;
        const again = play(row, asOfDay, (now) => {
          last = rawChange(now);
        });
        return last === undefined ? initialReason(program) : reasonWithFacts(program, last, again);
      },
    };
  };
}

/** A fact of a history's line. Days come from its numbers, as in tables: no text is read. */
function cellOf(row: HistoryRow, name: string, type: FieldType, asOfDay: number, unitDays: number): Cell {
  if (name === "lastPurchase") return row.recencyDays === null ? null : asOfDay - row.recencyDays;
  if (name === "firstPurchase") return row.age === null ? null : asOfDay - Math.round(row.age * unitDays);
  return factCell(ownValue(row as unknown as { readonly [name: string]: unknown }, name), type, [
    "facts",
    name,
  ]);
}
