import type { Table } from "../core/types.ts";
import { sumOf } from "../math/sums.ts";
import { lorenzCurve } from "../profit/lorenz-curve.ts";
import type { Contribution } from "../profit/types.ts";
import { whaleCurve } from "../profit/whale-curve.ts";
import { clvCrvMatrix } from "../referral/clv-crv-matrix.ts";
import { summarizeRfm } from "../rfm/summarize-rfm.ts";
import type { ValueTiers } from "../segmentation/tiers/types.ts";
import { once } from "./once.ts";
import type { Portfolio, ScorecardFacts, ScorecardRow, TierStageCell } from "./types.ts";

/** What a portfolio is made of. */
type PortfolioParts = Pick<
  ScorecardFacts,
  "cuts" | "history" | "models" | "profit" | "referral" | "rfm" | "stages" | "values" | "warnings"
> & {
  readonly lines: Table<ScorecardRow>;
  readonly tiers: Pick<ValueTiers, "summary" | "cuts">;
};

/** The base as a whole. Curves and matrices are made when they are read: they sort all customers. */
export function portfolioOf(parts: PortfolioParts): Portfolio {
  const { lines, history, rfm, tiers, values, stages, profit, referral, cuts, models, warnings } = parts;
  const whale = once(() => whaleOf(profit, lines));
  const lorenz = once(() => lorenzCurve(history.columns.revenue));
  const clvCrv = once(() =>
    values === null || referral === null
      ? null
      : clvCrvMatrix({
          columns: {
            customerId: lines.columns.customerId,
            clv: lines.columns.clv,
            crv: lines.columns.referralValue,
          },
        }),
  );
  const tierStages = once(() => (stages === null ? null : tierStageCells(parts)));
  return {
    customers: history.length,
    orders: sumOf(history.columns.orders),
    revenue: sumOf(history.columns.revenue),
    segments: summarizeRfm(rfm),
    tiers: tiers.summary,
    clv: values?.total ?? null,
    stages: stages?.counts ?? null,
    contribution: profit?.totals ?? null,
    get whale() {
      return whale();
    },
    get lorenz() {
      return lorenz();
    },
    get clvCrv() {
      return clvCrv();
    },
    get tierStages() {
      return tierStages();
    },
    cuts,
    models,
    warnings,
  };
}

const MARGINS = ["contributionMargin3", "contributionMargin2", "contributionMargin1"] as const;

/** By the last margin of the waterfall that is known of anybody; by revenue where none is. */
function whaleOf(profit: Contribution | null, lines: Table<ScorecardRow>): Portfolio["whale"] {
  for (const of of MARGINS) {
    const margins = profit?.columns[of];
    if (margins?.some((margin) => !Number.isNaN(margin))) return { of, ...whaleCurve(margins) };
  }
  return { of: "revenue", ...whaleCurve(lines.columns.revenue) };
}

/** Every tier with every stage, empty cells included. */
function tierStageCells({ lines, tiers, stages }: PortfolioParts): readonly TierStageCell[] {
  const names = (stages?.counts ?? []).map(({ stage }) => stage);
  const tierNames = tiers.cuts.tiers;
  const rowOf = new Map(tierNames.map((tier, i) => [tier, i * names.length]));
  const columnOf = new Map(names.map((stage, i) => [stage, i]));
  const customers = new Float64Array(tierNames.length * names.length);
  const revenues: number[][] = Array.from(customers, () => []);
  const { tier, stage, revenue } = lines.columns;
  for (let i = 0; i < lines.length; i += 1) {
    const cell =
      (rowOf.get(tier[i] as string) ?? Number.NaN) + (columnOf.get(stage[i] as string) ?? Number.NaN);
    if (Number.isNaN(cell)) continue;
    customers[cell] = (customers[cell] as number) + 1;
    revenues[cell]?.push(revenue[i] as number);
  }
  return tierNames.flatMap((tierName, t) =>
    names.map((stageName, s) => ({
      tier: tierName,
      stage: stageName,
      customers: customers[t * names.length + s] as number,
      revenue: sumOf(revenues[t * names.length + s] as number[]),
    })),
  );
}
