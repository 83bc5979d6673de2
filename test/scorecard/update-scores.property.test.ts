import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  type Cost,
  type CustomerEvent,
  type CustomerState,
  type LearnedScorecard,
  type ReferralEdge,
  type ScorecardPolicy,
  saveScorecard,
  scoreCustomers,
  type Transaction,
  updateScores,
} from "../../src/index.ts";
import { learnedBase } from "./learned-base.ts";

const asOf = "2026-06-30";
const IDS = ["ann", "bob", "__proto__", "戴"];
const who = fc.nat(IDS.length - 1);
const at = fc.integer({ min: 0, max: 179 }).map((day) => new Date(Date.UTC(2026, 0, 1 + day)));
const money = fc.integer({ min: 1, max: 30_000 }).map((cents) => cents / 100);

const order = fc.record({ type: fc.constantFrom("order", "order", "refund"), who, at, amount: money });
const cost = fc.record({
  type: fc.constant("cost"),
  who,
  at,
  amount: money,
  layer: fc.constantFrom("cogs", "costToServe"),
});
const anyHistory = fc.array(fc.oneof({ arbitrary: order, weight: 4 }, cost), { minLength: 1, maxLength: 30 });
/** Who brought whom: only those after oneself, each brought once. */
const anyReferrals = fc
  .tuple(fc.nat(1), fc.nat(2), fc.nat(3))
  .map((marks) =>
    marks.flatMap((mark, i): ReferralEdge[] =>
      mark > i ? [] : [{ referrerId: IDS[mark] as string, refereeId: IDS[i + 1] as string }],
    ),
  );

type Happened = { type: string; who: number; at: Date; amount: number; layer?: string };

function eventOf({ type, who: i, at: when, amount, layer }: Happened): CustomerEvent {
  const customerId = IDS[i] as string;
  if (layer !== undefined) return { type: "cost", customerId, at: when, amount, layer };
  return {
    type: type as "order" | "refund",
    customerId,
    at: when,
    amount,
    cost: Math.round(amount * 40) / 100,
  };
}

/** All of it, one event after another. */
function oneByOne(learned: LearnedScorecard, happened: readonly Happened[]): Map<string, CustomerState> {
  const states = new Map<string, CustomerState>();
  for (const one of happened) {
    const id = IDS[one.who] as string;
    states.set(id, updateScores(learned, states.get(id), eventOf(one), { asOf }).state);
  }
  return states;
}

function transactionsOf(happened: readonly Happened[]): Transaction[] {
  return happened
    .filter(({ layer }) => layer === undefined)
    .map((one) => {
      const { type, ...transaction } = eventOf(one) as Extract<CustomerEvent, { type: "order" | "refund" }>;
      return { ...transaction, kind: type === "refund" ? "refund" : "purchase" };
    });
}

function costsOf(happened: readonly Happened[]): Cost[] {
  return happened.flatMap(({ who: i, at: when, amount, layer }) =>
    layer === undefined ? [] : [{ customerId: IDS[i] as string, at: when, amount, layer }],
  );
}

/** Equal, numbers to the last digits. */
function expectAlike(actual: object, expected: object): void {
  for (const [name, value] of Object.entries(expected)) {
    const found = (actual as { readonly [name: string]: unknown })[name];
    if (typeof value === "number" && typeof found === "number") {
      expect(Math.abs(found - value), name).toBeLessThanOrEqual(1e-9 * Math.max(1, Math.abs(value)));
    } else expect(found, name).toEqual(value);
  }
}

const policies: readonly [string, ScorecardPolicy][] = [
  ["as it comes", { profit: { missing: "skip" }, referral: { worth: "revenue", referralCost: 3 } }],
  [
    "with another lifecycle, model and RFM",
    {
      lifecycle: "commerce",
      rfm: { noOrders: "exclude", variant: "rfmt" },
      clv: { candidates: ["paretoNbd"], margin: 0.4 },
      referral: { worth: "revenue", typeOneShare: 0.5, acquisitionSaving: 2 },
    },
  ],
  ["by order lines", { profit: { lines: true }, clv: null, lifecycle: null, referral: { worth: "revenue" } }],
];

describe.each(policies)("one event after another ends where a full rescore does: %s", (_name, policy) => {
  const base = learnedBase();
  const costs = [
    { customerId: "c1", at: "2025-12-01", amount: 3, layer: "cogs" },
    { customerId: "c2", at: "2025-12-01", amount: 3, layer: "costToServe" },
  ];
  const lines = base.map((transaction) => ({ ...transaction, cost: 1 }));
  const referrals = [{ referrerId: "c1", refereeId: "c2" }];
  const learned = saveScorecard(
    scoreCustomers({ transactions: lines, costs, referrals }, { asOf: "2026-01-31", policy }),
  );

  test("orders, refunds, costs and referrals", () => {
    fc.assert(
      fc.property(anyHistory, anyReferrals, (happened, brought) => {
        const transactions = transactionsOf(happened);
        // A base without a record of a layer does not know it; this one does.
        const spent = [
          ...costsOf(happened),
          ...costs.map((one) => ({ ...one, customerId: "nobody", amount: 0, at: "2026-01-01" })),
        ];
        fc.pre(transactions.length > 0);
        const full = scoreCustomers({ transactions, costs: spent, referrals: brought }, { asOf, learned });
        const states = oneByOne(learned, happened);
        for (const { referrerId, refereeId } of brought) {
          const at = full.indexOf(String(refereeId));
          const value = at < 0 ? null : full.row(at).revenue;
          const event = { type: "referral", referrerId, refereeId, value } as const;
          const id = String(referrerId);
          states.set(id, updateScores(learned, states.get(id), event, { asOf }).state);
        }
        let compared = 0;
        for (const [id, state] of states) {
          const kept = JSON.parse(JSON.stringify(state)) as CustomerState;
          const { scores } = updateScores(learned, kept, { type: "tick" }, { asOf });
          if (scores === null) expect(full.indexOf(id)).toBe(-1);
          else {
            expectAlike(scores, full.row(full.indexOf(id)));
            compared += 1;
          }
        }
        expect(compared).toBe(full.length);
      }),
    );
  });

  test("the story is the same", () => {
    fc.assert(
      fc.property(fc.array(order, { minLength: 1, maxLength: 12 }), (happened) => {
        const transactions = transactionsOf(happened);
        const full = scoreCustomers({ transactions }, { asOf, learned });
        for (const [id, state] of oneByOne(learned, happened)) {
          const { reasons } = updateScores(learned, state, { type: "tick" }, { asOf });
          const stage = full.stages?.reasonOf(full.indexOf(id));
          if (stage !== undefined) expect(reasons()).toContainEqual(stage);
          expect(reasons()[0]?.code).toMatch(/^history_/);
        }
      }),
      { numRuns: 20 },
    );
  });
});
