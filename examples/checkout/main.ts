/**
 * A checkout: one order comes in, one customer's scores are new, and the library says why.
 *
 * Tonight's scorecard leaves what it learned as JSON, and a state per customer. When an order arrives, only
 * that customer's state is read, brought up to date, and written back.
 *
 *     npx tsx examples/checkout/main.ts
 */
import {
  type CustomerState,
  labelOf,
  runScoring,
  sentenceOf,
  type Transaction,
  updateScores,
} from "../../src/index.ts";
import { en } from "../../src/labels/en/index.ts";
import { parseScorecard } from "../../src/schema/index.ts";

const orders: readonly Transaction[] = [
  { customerId: "ann", at: "2026-01-05", amount: 30 },
  { customerId: "bob", at: "2025-11-07", amount: 12 },
  { customerId: "ann", at: "2026-01-19", amount: 50 },
  { customerId: "cem", at: "2025-08-30", amount: 45 },
];

// The host's table of states: customer to JSON.
const kept = new Map<string, string>();
const batches = new Set<string>();

// The night: everyone is scored, cut-offs are learned.
const { learned } = await runScoring({
  source: [orders],
  sink: { write: () => {} },
  store: {
    load: async (ids) => {
      const found = new Map();
      for (const id of ids) if (kept.has(id)) found.set(id, JSON.parse(kept.get(id) as string).history);
      return found;
    },
    commit: async (batch, changes) => {
      if (batches.has(batch)) return "already";
      for (const [id, history] of changes) kept.set(id, JSON.stringify({ history }));
      batches.add(batch);
      return "applied";
    },
  },
  asOf: "2026-01-31",
});
const cuts = parseScorecard(JSON.stringify(learned));

// The day: an order arrives.
const order = { type: "order", customerId: "bob", at: "2026-02-03T10:15:00Z", amount: 80 } as const;
const state = JSON.parse(kept.get(order.customerId) ?? "{}") as CustomerState;
const asOf = "2026-02-03";
const before = updateScores(cuts, state, { type: "tick" }, { asOf });
const after = updateScores(cuts, state, order, { asOf });
kept.set(order.customerId, JSON.stringify(after.state));

for (const [when, { scores }] of [
  ["before", before],
  ["after", after],
] as const) {
  if (scores === null) continue;
  const { code, segment, tier, stage, action } = scores;
  const named = (kind: string, key: string | null): string =>
    key === null ? "-" : labelOf(`${kind}.${key}`, en);
  const line = [code, named("segment", segment), tier, named("stage", stage), named("action", action)];
  console.log(`${when}: ${line.join(" | ")}`);
}
for (const reason of after.reasons()) console.log(`- ${sentenceOf(reason, en)}`);
