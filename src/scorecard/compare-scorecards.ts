import { MS_PER_DAY } from "../calendar/civil.ts";
import { DAYS_PER_UNIT } from "../calendar/duration.ts";
import { checkResult } from "../core/check-result.ts";
import { ScoringError } from "../core/error.ts";
import { createTable } from "../core/table.ts";
import type { Table } from "../core/types.ts";
import type { HistoryRow } from "../history/types.ts";
import { stageOfHistory } from "../lifecycle/stage-of-history.ts";
import { rfmOf } from "../rfm/rfm-of.ts";
import { migrationMatrix } from "../segmentation/change/migration-matrix.ts";
import type { MigrationMatrix } from "../segmentation/change/types.ts";
import { tierOf } from "../segmentation/tiers/tier-of.ts";
import type { Scorecard } from "./types.ts";

/**
 * What moved a customer: the days that went by, their orders and refunds, or the cut-offs and rules (the
 * lifecycle, for stages) that they are measured by.
 */
export type MoveCause = "time" | "orders" | "rules";

/** A customer who stands elsewhere than before. Causes are null where that did not change. */
export interface MoverRow {
  readonly customerId: string;
  readonly segmentBefore: string | null;
  readonly segmentAfter: string | null;
  readonly segmentCauses: readonly MoveCause[] | null;
  readonly tierBefore: string | null;
  readonly tierAfter: string | null;
  readonly tierCauses: readonly MoveCause[] | null;
  readonly stageBefore: string | null;
  readonly stageAfter: string | null;
  readonly stageCauses: readonly MoveCause[] | null;
}

/** Two scorecards of a base, side by side. */
export interface ScorecardComparison {
  /** Civil dates of the two. */
  readonly from: string;
  readonly to: string;
  /** Customers from and to each RFM segment, with the drift of the mix (PSI). */
  readonly segments: MigrationMatrix;
  /** Likewise for value tiers, best first. */
  readonly tiers: MigrationMatrix;
  /** Likewise for stages; null where one of the two has none. */
  readonly stages: MigrationMatrix | null;
  /** Those in both who changed segment, tier or stage, by ascending id. */
  readonly movers: Table<MoverRow>;
}

/**
 * Who moved between two scorecards of a base, from where to where, and what moved them.
 *
 * Causes are found by holding inputs fixed in turn: the customer of before is looked at with before's
 * rules on the later day (`time`), then with the later orders (`orders`), then with the later cut-offs,
 * policy and lifecycle (`rules`). Each step at which the place changes is a cause; steps may undo each other.
 *
 * @throws A {@link ScoringError} with `conflict` where the second is of an earlier day, and for RFM policies of different
 * variants or columns that a history does not have, as `rfmOf` does.
 * @example
 * ```ts
 * const january = [
 *   { customerId: "ann", at: "2026-01-05", amount: 30 },
 *   { customerId: "bob", at: "2026-01-07", amount: 5 },
 * ];
 * const before = scoreCustomers({ transactions: january }, { asOf: "2026-01-31" });
 * const later = [...january, { customerId: "bob", at: "2026-05-02", amount: 90 }];
 * const learned = saveScorecard(before);
 * const after = scoreCustomers({ transactions: later }, { asOf: "2026-05-31", learned });
 * const { movers, tiers } = compareScorecards(before, after);
 * movers.columns.stageCauses; // => [["time"], ["time", "orders"]]
 * [movers.row(1).tierBefore, movers.row(1).tierAfter]; // => ["B", "A"]
 * tiers.moves.up; // => 1
 * ```
 */
export function compareScorecards(before: Scorecard, after: Scorecard): ScorecardComparison {
  for (const [name, scorecard] of Object.entries({ before, after })) {
    checkResult(scorecard, ["row()", "indexOf()", "columns", "cuts", "policy"], [name], "a scorecard");
  }
  const movers: MoverRow[] = [];
  const causes = createCauses(before, after);
  const { customerId } = before.columns;
  for (let i = 0; i < before.length; i += 1) {
    const j = after.indexOf(customerId[i] as string);
    if (j < 0) continue;
    const segmentBefore = before.columns.segment[i] ?? null;
    const segmentAfter = after.columns.segment[j] ?? null;
    const tierBefore = before.columns.tier[i] ?? null;
    const tierAfter = after.columns.tier[j] ?? null;
    const stageBefore = before.columns.stage[i] ?? null;
    const stageAfter = after.columns.stage[j] ?? null;
    const staged = stageBefore !== null && stageAfter !== null && stageBefore !== stageAfter;
    if (segmentBefore === segmentAfter && tierBefore === tierAfter && !staged) continue;
    const rows = [before.history.row(i), after.history.row(j)] as const;
    movers.push({
      customerId: customerId[i] as string,
      segmentBefore,
      segmentAfter,
      segmentCauses: segmentBefore === segmentAfter ? null : causes.segment(...rows),
      tierBefore,
      tierAfter,
      tierCauses: tierBefore === tierAfter ? null : causes.tier(...rows),
      stageBefore,
      stageAfter,
      stageCauses: staged ? causes.stage(...rows) : null,
    });
  }
  return {
    from: before.asOf,
    to: after.asOf,
    segments: migrationMatrix(before, after, { order: segmentsOf(before, after) }),
    tiers: migrationMatrix(before, after, {
      order: both(after.cuts.tiers.tiers, before.cuts.tiers.tiers),
      fields: { segment: "tier" },
    }),
    stages: stageMatrix(before, after),
    movers: moverTable(movers),
  };
}

/** The keys of one list, then those that only the other has. */
function both(first: readonly string[], second: readonly string[]): readonly string[] {
  return Array.from(new Set([...first, ...second]));
}

function segmentsOf(before: Scorecard, after: Scorecard): readonly string[] {
  const keys = ({ portfolio }: Scorecard): readonly string[] => portfolio.segments.columns.segment;
  return both(keys(after), keys(before));
}

function stageMatrix(before: Scorecard, after: Scorecard): MigrationMatrix | null {
  if (before.stages === null || after.stages === null) return null;
  const stages = ({
    counts,
  }: {
    readonly counts: readonly { readonly stage: string }[];
  }): readonly string[] => counts.map(({ stage }) => stage);
  const order = both(stages(after.stages), stages(before.stages));
  return migrationMatrix(before, after, { order, fields: { segment: "stage" } });
}

type FindCauses = (before: HistoryRow, after: HistoryRow) => readonly MoveCause[];

function createCauses(
  before: Scorecard,
  after: Scorecard,
): { readonly [K in "segment" | "tier" | "stage"]: FindCauses } {
  const day = dayOf(after.asOf);
  const days = day - dayOf(before.asOf);
  if (days < 0) {
    throw new ScoringError(
      "conflict",
      ["after"],
      "a scorecard of the same day or a later one",
      "an earlier one",
    );
  }
  const unitDays = DAYS_PER_UNIT[before.policy.timeUnit];
  const aged = (row: HistoryRow): HistoryRow =>
    row.recencyDays === null || row.age === null
      ? row
      : { ...row, recencyDays: row.recencyDays + days, age: row.age + days / unitDays };
  const segmentBy = (scorecard: Scorecard, row: HistoryRow): string => rfmOf(scorecard.cuts.rfm, row).segment;
  const [first, second] = [before, after].map(({ policy }) =>
    policy.lifecycle === null ? null : stageOfHistory(policy.lifecycle, policy.timeUnit),
  );
  return {
    segment: (a, b) =>
      stepsBetween(
        segmentBy(before, a),
        segmentBy(before, aged(a)),
        segmentBy(before, b),
        segmentBy(after, b),
      ),
    tier: (a, b) => {
      const was = tierOf(before.cuts.tiers, a.revenue);
      return stepsBetween(
        was,
        was,
        tierOf(before.cuts.tiers, b.revenue),
        tierOf(after.cuts.tiers, b.revenue),
      );
    },
    stage: (a, b) =>
      stepsBetween(
        first?.(a, day - days).stage,
        first?.(aged(a), day).stage,
        first?.(b, day).stage,
        second?.(b, day).stage,
      ),
  };
}

function dayOf(iso: string): number {
  return Date.parse(`${iso}T00:00:00Z`) / MS_PER_DAY;
}

/** Which of the three steps from before to after change the key. */
function stepsBetween(...keys: readonly [unknown, unknown, unknown, unknown]): readonly MoveCause[] {
  const steps: readonly MoveCause[] = ["time", "orders", "rules"];
  return steps.filter((_, step) => keys[step] !== keys[step + 1]);
}

function moverTable(rows: readonly MoverRow[]): Table<MoverRow> {
  const column =
    <K extends keyof MoverRow>(name: K) =>
    (): readonly MoverRow[K][] =>
      rows.map((row) => row[name]);
  return createTable<MoverRow>({
    length: rows.length,
    columns: {
      customerId: column("customerId"),
      segmentBefore: column("segmentBefore"),
      segmentAfter: column("segmentAfter"),
      segmentCauses: column("segmentCauses"),
      tierBefore: column("tierBefore"),
      tierAfter: column("tierAfter"),
      tierCauses: column("tierCauses"),
      stageBefore: column("stageBefore"),
      stageAfter: column("stageAfter"),
      stageCauses: column("stageCauses"),
    },
  });
}
