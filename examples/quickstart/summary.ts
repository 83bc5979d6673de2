import {
  type CsvFacts,
  explainCustomer,
  type Labels,
  labelOf,
  type Rejection,
  type RuleSegments,
  type Scorecard,
  sentenceOf,
} from "../../src/index.ts";
import { asFlags, flagOf } from "./arguments.ts";

/** The scorecard in words for a terminal. */
export function summaryText(scorecard: Scorecard, file: CsvFacts, labels: Labels): string {
  return [
    headline(scorecard, file),
    ...segmentLines(scorecard, labels),
    ...tierLines(scorecard, labels),
    ...stageLines(scorecard, labels),
    ...valueLines(scorecard),
    ...profitLines(scorecard),
    ...bestLines(scorecard, labels),
    ...warningLines(scorecard, labels),
    ...rejectedLines(scorecard, file),
  ].join("\n");
}

/** Segments by rules in words for a terminal. */
export function segmentsText({ summary, coverage, overlaps }: RuleSegments): string {
  const rows = summary.map(({ segment, customers, share, alone }) => [
    segment,
    whole(customers),
    percent(share),
    whole(alone),
  ]);
  const shared = overlaps
    .slice(0, SHOWN)
    .map(({ segments, customers }) => `  ${whole(customers)} in both ${segments.join(" and ")}`);
  return [
    ...aligned([["Segment by your rules", "customers", "share", "in no other"], ...rows]),
    `${whole(coverage.matched)} of ${whole(coverage.customers)} customers are in a segment` +
      `, ${whole(coverage.inSeveral)} in several.`,
    ...shared,
  ].join("\n");
}

/** Which column was taken for what: a wrong guess should be seen. */
export function columnsText({ fields }: CsvFacts): string {
  const taken = Object.entries(fields).map(([field, column]) => `${flagOf(field)} from "${column}"`);
  return `Columns: ${taken.join(", ")}.`;
}

function headline(scorecard: Scorecard, file: CsvFacts): string {
  const { customers, orders, revenue } = scorecard.portfolio;
  const { merged, refundRows, zeroAmounts, future } = scorecard.history;
  const aside = [
    [merged, "merged with another order of the same day"],
    [refundRows, refundRows === 1 ? "refund" : "refunds"],
    [zeroAmounts, "of amount 0"],
    [future, `after ${scorecard.asOf}, left out`],
    [file.rejectedRows + scorecard.history.rejected.length, "set aside"],
  ].filter(([count]) => (count as number) > 0);
  const notes = aside.map(([count, what]) => `${whole(count as number)} ${what}`).join(", ");
  return (
    `${counted(file.given, "row")}, ${counted(customers, "customer")}, ${counted(orders, "order")}, ` +
    `revenue ${money(revenue)}, as of ${scorecard.asOf}` +
    (notes === "" ? "" : `\n(${notes})`)
  );
}

function segmentLines(scorecard: Scorecard, labels: Labels): string[] {
  const rows = scorecard.portfolio.segments
    .toRows()
    .map((segment) => [
      labelOf(`segment.${segment.segment}`, labels),
      whole(segment.customers),
      percent(segment.customerShare),
      percent(segment.revenueShare),
      segment.medianRecencyDays === null ? "" : whole(segment.medianRecencyDays),
      segment.averageOrderValue === null ? "" : money(segment.averageOrderValue),
    ]);
  const head = ["Segment", "customers", "share", "of revenue", "median days since", "average order"];
  return ["", ...aligned([head, ...rows])];
}

function tierLines(scorecard: Scorecard, labels: Labels): string[] {
  const rows = scorecard.portfolio.tiers.map((tier) => [
    labelOf(`tier.${tier.tier}`, labels),
    whole(tier.customers),
    percent(tier.customerShare),
    percent(tier.valueShare),
    tier.lowest === null ? "" : money(tier.lowest),
  ]);
  return ["", ...aligned([["Tier", "customers", "share", "of revenue", "from"], ...rows])];
}

function stageLines({ stages }: Scorecard, labels: Labels): string[] {
  if (stages === null) return [];
  const soon = new Map<string, number>();
  const { stage, nextStage, nextDate } = stages.columns;
  const month = addDays(stages.asOf, 30);
  nextDate.forEach((date, i) => {
    if (date === null || date > month) return;
    const step = `${stage[i]} ${nextStage[i]}`;
    soon.set(step, (soon.get(step) ?? 0) + 1);
  });
  const name = (key: string): string => labelOf(`stage.${key}`, labels);
  const rows = stages.counts.map(({ stage: key, customers }) => {
    const moves = Array.from(soon)
      .filter(([step]) => step.startsWith(`${key} `))
      .map(([step, count]) => `${whole(count)} → ${name(step.slice(key.length + 1))}`);
    return [name(key), whole(customers), moves.join(", ")];
  });
  return ["", ...aligned([["Stage", "customers", "within 30 days, by time alone"], ...rows])];
}

function addDays(date: string, days: number): string {
  return new Date(Date.parse(date) + days * 86_400_000).toISOString().slice(0, 10);
}

function valueLines({ portfolio, policy, models }: Scorecard): string[] {
  if (portfolio.clv === null || policy.clv === null || models === null) return [];
  const { value, low, high } = portfolio.clv;
  const { horizon, discountRate, margin } = policy.clv;
  const ahead = Object.entries(horizon)
    .map(([unit, length]) => `${length} ${unit}`)
    .join(" ");
  return [
    "",
    `Lifetime value of all customers over ${ahead}: ${money(value)} (${money(low)} to ${money(high)}),`,
    `at a margin of ${percent(margin)} and ${percent(discountRate)} a year, by the model ${models.purchases.kind}.`,
  ];
}

function profitLines({ portfolio, referral }: Scorecard): string[] {
  const { contribution } = portfolio;
  if (contribution === null) return [];
  const steps = [
    ["Gross revenue", contribution.grossRevenue],
    ["Net revenue", contribution.netRevenue],
    ["After cost of goods", contribution.contributionMargin1],
    ["After cost to serve", contribution.contributionMargin2],
    ["After acquisition and retention", contribution.contributionMargin3],
  ] as const;
  const rows = steps.map(([name, amount]) => [name, amount === null ? "not known" : money(amount)]);
  const lines = ["", ...aligned([["Contribution", "all customers"], ...rows])];
  if (referral !== null)
    lines.push(`${whole(referral.used)} referrals counted, ${whole(referral.invalid)} left out.`);
  return lines;
}

/** How many of the best are named. */
const BEST = 10;

function bestLines(scorecard: Scorecard, labels: Labels): string[] {
  const { revenue, customerId } = scorecard.columns;
  const order = Array.from(revenue.keys()).sort((a, b) => (revenue[b] as number) - (revenue[a] as number));
  const lines = ["", "The ten best customers by revenue, and why"];
  for (const i of order.slice(0, BEST)) {
    const id = customerId[i] as string;
    lines.push(
      `  ${id}`,
      ...explainCustomer(scorecard, id, labels).sentences.map((sentence) => `    ${sentence}`),
    );
  }
  return lines;
}

function warningLines(scorecard: Scorecard, labels: Labels): string[] {
  if (scorecard.warnings.length === 0) return [];
  return ["", "Mind", ...scorecard.warnings.map((warning) => `  ${sentenceOf(warning, labels)}`)];
}

/** How many rejected rows are shown, and how many reasons. */
const SHOWN = 5;

function rejectedLines({ history }: Scorecard, file: CsvFacts): string[] {
  const text = rejectedText(file, history.rejected);
  return ["", text === "" ? "Every row could be read." : text];
}

/** Which rows of the file could not be read, and why; empty where all could. */
function rejectedText(file: CsvFacts, later: readonly Rejection[]): string {
  // What the file's reader passes on, the history may still refuse: a day that its zone does not have, for one.
  const count = file.rejectedRows + later.length;
  if (count === 0) return "";
  const reasons = new Map<string, number>();
  for (const { field, code, expected } of [...file.rejected, ...later]) {
    const reason = code === "missing" ? emptyCell(field) : `${flagOf(field)}: expected ${asFlags(expected)}`;
    reasons.set(reason, (reasons.get(reason) ?? 0) + 1);
  }
  const lines = Array.from(reasons, ([reason, times]) => `  ${whole(times)} × ${reason}`);
  const first = file.rejected.slice(0, SHOWN).map(({ line, field }) => `line ${line} (${flagOf(field)})`);
  if (first.length > 0) lines.push(`  First: ${first.join(", ")}`);
  return [`${counted(count, "row")} set aside`, ...lines].join("\n");
}

function emptyCell(field: string): string {
  return field === "customerId"
    ? "customer: the cell is empty (orders of guests? --customer NAME may name a column that all have, such as the e-mail)"
    : `${flagOf(field)}: the cell is empty (in an export with a line per item, this is as it should be)`;
}

/** Why there is nobody to score. */
export function emptyText(file: CsvFacts, { asOf, future, rejected }: Scorecard["history"]): string {
  const late = future === 0 ? "" : `Orders after ${asOf}, left out: ${whole(future)}.`;
  const reasons = [late, rejectedText(file, rejected)].filter((text) => text !== "");
  return ["There is no order to score.", ...reasons].join("\n");
}

function aligned(rows: readonly (readonly string[])[]): string[] {
  const widths = (rows[0] as readonly string[]).map((_cell, c) =>
    Math.max(...rows.map((row) => width(row[c] as string))),
  );
  return rows.map((row) =>
    row
      .map((cell, c) => {
        const blanks = " ".repeat((widths[c] as number) - width(cell));
        return c === 0 ? cell + blanks : blanks + cell;
      })
      .join("  "),
  );
}

/** Columns of a terminal that a text takes: Chinese characters take two. */
function width(text: string): number {
  return Array.from(text).reduce((sum, character) => sum + (character >= "\u2e80" ? 2 : 1), 0);
}

function whole(value: number): string {
  return value.toLocaleString("en-US", { maximumFractionDigits: 0 });
}

/** `1 row`, `2 rows`. */
function counted(count: number, what: string): string {
  return `${whole(count)} ${what}${count === 1 ? "" : "s"}`;
}

function money(value: number): string {
  return value.toLocaleString("en-US", { minimumFractionDigits: 2, maximumFractionDigits: 2 });
}

function percent(share: number | null): string {
  return share === null ? "" : `${(100 * share).toFixed(1)} %`;
}
