import { type Labels, labelOf, type Scorecard } from "../../../src/index.ts";
import type { ShownTable } from "../messages.ts";
import { type TextKey, texts } from "../texts.ts";
import { numbersOf } from "./numbers.ts";

/** How many customers are shown. */
const BEST = 20;

/** Segments, tiers, stages and the best customers, with their cells written. */
export function tablesOf(scorecard: Scorecard, language: "en" | "zh", labels: Labels): ShownTable[] {
  const text = texts[language];
  const { whole, percent } = numbersOf(language);
  const { segments, tiers, stages, customers } = scorecard.portfolio;
  const columns = (names: readonly TextKey[], numbers: readonly TextKey[]): ShownTable["columns"] =>
    [...names, ...numbers].map((key) => ({ title: text[key], isNumber: numbers.includes(key) }));
  const named = (kind: string, key: string | null): string =>
    key === null ? "–" : labelOf(`${kind}.${key}`, labels);

  const tables: ShownTable[] = [
    {
      title: text.segments,
      columns: columns(["segment"], ["customers", "share", "revenueShare", "recency"]),
      rows: segments
        .toRows()
        .filter((row) => row.customers > 0)
        .map((row) => ({
          cells: [
            named("segment", row.segment),
            whole(row.customers),
            percent(row.customerShare),
            percent(row.revenueShare),
            whole(row.medianRecencyDays),
          ],
        })),
    },
    {
      title: text.tiers,
      columns: columns(["tier"], ["customers", "share", "revenueShare"]),
      rows: tiers.map((row) => ({
        cells: [
          named("tier", row.tier),
          whole(row.customers),
          percent(row.customerShare),
          percent(row.valueShare),
        ],
      })),
    },
  ];
  if (stages !== null) {
    tables.push({
      title: text.stages,
      columns: columns(["stage"], ["customers", "share"]),
      rows: stages.map((row) => ({
        cells: [named("stage", row.stage), whole(row.customers), percent(row.customers / customers)],
      })),
    });
  }
  tables.push({
    title: text.best,
    columns: columns(["customer", "segment", "tier", "stage", "action"], ["revenue", "expected"]),
    rows: bestOf(scorecard).map((i) => {
      const { customerId, segment, tier, stage, action, revenue, clv } = scorecard.row(i);
      return {
        customerId,
        cells: [
          customerId,
          named("segment", segment),
          named("tier", tier),
          named("stage", stage),
          named("action", action),
          whole(revenue),
          whole(clv),
        ],
      };
    }),
  });
  return tables;
}

/** Lines of the customers with the greatest lifetime value, or revenue where no value is known. */
function bestOf({ columns, values }: Scorecard): number[] {
  const worth = values === null ? columns.revenue : columns.clv;
  const known = Array.from(worth.keys()).filter((i) => !Number.isNaN(worth[i]));
  return known.sort((a, b) => (worth[b] as number) - (worth[a] as number)).slice(0, BEST);
}
