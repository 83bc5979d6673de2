import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  compileRules,
  contribution,
  leadScore,
  matchRules,
  referralValue,
  scoreCustomers,
  scoreRfm,
  targetMarkets,
  valueTiers,
} from "../../src/index.ts";
import {
  contributionPolicySchema,
  leadPolicySchema,
  marketPolicySchema,
  parseContributionPolicy,
  parseLeadPolicy,
  parseMarketPolicy,
  parsePolicy,
  parseReferralPolicy,
  parseRfmPolicy,
  parseRules,
  parseTierPolicy,
  referralPolicySchema,
  rfmPolicySchema,
  ruleSetSchema,
  scorecardPolicySchema,
  tierPolicySchema,
} from "../../src/schema/index.ts";
import { arbitraryOf } from "./arbitrary-of.ts";
import { declared, fittingNames } from "./fitting-names.ts";
import { asOf, orders } from "./saved.ts";

const transactions = orders.slice(0, 120);
const costs = [{ customerId: "c1", at: "2026-01-05", amount: 3, layer: "cogs" }];
const referrals = [{ referrerId: "c1", refereeId: "c2" }];
const rows = Array.from({ length: 30 }, (_, i) => ({
  customerId: `c${i}`,
  recencyDays: (i * 17) % 90,
  orders: i % 7,
  revenue: 10 + ((i * 31) % 113),
  value: (i * 31) % 113,
}));

const people = [
  { customerId: "c1", city: "Oslo", visits: 3, since: "2026-01-05", staff: false },
  { customerId: "c2" },
];
const visits = people.map((person) => ({ ...person, at: "2026-01-05" }));

const markets = ["a", "b", "c"].map((segment, i) => ({ segment, size: i, before: 1 + i, shares: [50, 50] }));
const prospects = [{ customerId: "c1", city: "Oslo", visits: 3, since: "2026-01-05", staff: false }];
const interactions = [
  { customerId: "c1", ...prospects[0], at: "2026-01-05", type: "demo", channel: null, value: 2 },
];

interface Part {
  readonly criteria: readonly object[];
  readonly [name: string]: unknown;
}

/** Criteria under keys of their own, and what must fit other numbers left out: two of many always contradict each other. */
function numbered(made: unknown): unknown {
  if (typeof made !== "object" || made === null) return made;
  const { grades: _grades, min: _min, max: _max, comparisons: _compared, ...rest } = made as Part;
  const { criteria } = rest as Partial<Part>;
  return criteria === undefined
    ? Object.fromEntries(Object.entries(rest).map(([name, part]) => [name, numbered(part)]))
    : { ...rest, criteria: criteria.map((one, i) => ({ ...one, limit: undefined, key: `k${i}` })) };
}

const RUNS = 60;

/** A run that works, or ends in a typed error with a path. How many worked is counted. */
function attempt(run: () => unknown, counts: { worked: number; refused: number }): void {
  try {
    run();
    counts.worked += 1;
  } catch (error) {
    expect(error).toMatchObject({ name: "ScoringError" });
    expect((error as { path: readonly unknown[] }).path.length).toBeGreaterThan(0);
    counts.refused += 1;
  }
}

/** The names of rules are those of the records that are given. */
function withRules(policy: unknown): unknown {
  const { rules } = policy as { readonly rules?: object | null };
  if (rules === undefined || rules === null) return policy;
  const named = { ...(fittingNames(rules) as object), facts: declared, events: declared, scores: {} };
  return { ...(policy as object), rules: named };
}

/** One without a segment is refused at once and says nothing of rules. */
function hasSegments(rules: unknown): boolean {
  return Object.keys((rules as { readonly segments: object }).segments).length > 0;
}

const kinds: readonly [string, fc.Arbitrary<unknown>, (json: unknown) => unknown][] = [
  [
    "of a scorecard",
    arbitraryOf(scorecardPolicySchema, ["total", "active", "gone", "cogs", "A", "B", "purchase"]).map(
      withRules,
    ),
    (json) =>
      scoreCustomers(
        { transactions, costs, referrals, customers: people, interactions },
        { asOf, policy: parsePolicy(json) },
      ).toRows(),
  ],
  [
    "of RFM",
    arbitraryOf(rfmPolicySchema, ["total", "average", "value", "loyal"]),
    (json) => scoreRfm(rows, parseRfmPolicy(json)).toRows(),
  ],
  [
    "of tiers",
    arbitraryOf(tierPolicySchema, ["A", "B", "C"]),
    (json) => valueTiers(rows, parseTierPolicy(json)).toRows(),
  ],
  [
    "of contribution",
    arbitraryOf(contributionPolicySchema, ["cogs", "serve", "net", "customerId", "USD"]),
    (json) => contribution({ history: rows }, parseContributionPolicy(json) as never).toRows(),
  ],
  [
    "of referrals",
    arbitraryOf(referralPolicySchema, ["UTC", "customerId", "value"]),
    (json) => referralValue({ edges: referrals, values: rows }, parseReferralPolicy(json)).toRows(),
  ],
  [
    "of target markets",
    arbitraryOf(marketPolicySchema, ["size", "before", "shares"]).map(numbered),
    (json) => {
      const named = markets.map((market) => ({ ...market, k0: 1, k1: 2, k2: 3, k3: 4 }));
      for (const { rank } of targetMarkets(named, parseMarketPolicy(json))) expect(rank).not.toBeNull();
    },
  ],
  [
    "of leads",
    arbitraryOf(leadPolicySchema, ["city", "visits"])
      .filter((policy) => "fit" in (policy as object) || "behaviour" in (policy as object))
      .map((policy) => ({
        ...(numbered(fittingNames(policy)) as object),
        ...{ facts: declared, events: declared },
      })),
    (json) => {
      const scored = leadScore(parseLeadPolicy(json), { prospects, interactions } as never, { asOf });
      for (const { score } of scored) expect(score).not.toBeNull();
    },
  ],
  [
    "of rules",
    fc
      .tuple(arbitraryOf(ruleSetSchema, Object.keys(declared)).filter(hasSegments), fc.nat(3))
      .map(([rules, odd]) => ({
        ...(odd === 0 ? (rules as object) : (fittingNames(rules) as object)),
        ...{ facts: declared, events: declared, scores: declared },
      })),
    (json) =>
      matchRules(
        compileRules(parseRules(json) as never),
        people as never,
        { asOf, events: visits, scores: people } as never,
      ).toRows(),
  ],
];

describe("a policy made by its published schema is read and scores, or is refused with a path", () => {
  test.each(kinds)("%s", (_name, policies, score) => {
    const counts = { worked: 0, refused: 0 };
    fc.assert(
      fc.property(policies, (policy) => attempt(() => score(JSON.stringify(policy)), counts)),
      { numRuns: RUNS },
    );
    expect(counts.worked).toBeGreaterThan(RUNS / 10);
  });
});
