import { expectTypeOf, test } from "vitest";
import {
  compileRules,
  type LearnedScorecard,
  lifecycles,
  managementType,
  type RfmScore,
  runScoring,
  type ScorecardRow,
  type SegmentRules,
  type Sink,
  scoreCustomers,
  type Table,
  updateScores,
} from "../../src/index.ts";
import type { SCORE_TYPES } from "../../src/scorecard/segment-rules.ts";

const transactions = [{ customerId: "ann", at: "2026-01-05", amount: 30 }];
declare const learned: LearnedScorecard;

test("what must not compile does not", () => {
  // @ts-expect-error a scorecard is as of a day
  scoreCustomers({ transactions }, {});
  // @ts-expect-error so is a run
  runScoring({ source: [transactions], sink: { write: () => {} } });
  // @ts-expect-error and an update
  updateScores(learned, undefined, { type: "tick" }, {});
  // @ts-expect-error no stage of this lifecycle
  managementType(lifecycles.classic, "retired");
  // @ts-expect-error no fact that is declared
  compileRules({ facts: { city: "text" }, segments: { local: { field: "town", op: "eq", value: "Oslo" } } });
  const order = { type: "order", customerId: "ann", at: "2026-01-05" } as const;
  // @ts-expect-error an order has an amount
  updateScores(learned, undefined, order, { asOf: "2026-01-31" });
  // @ts-expect-error no such event
  updateScores(learned, undefined, { type: "visit", customerId: "ann" }, { asOf: "2026-01-31" });
  const asOf = "2026-01-31";
  // @ts-expect-error a rule has an operator
  const rules: SegmentRules = { facts: {}, segments: { local: { field: "city" } } };
  scoreCustomers({ transactions }, { asOf, policy: { rules } });
  // @ts-expect-error a customer has an id
  scoreCustomers({ transactions, customers: [{ city: "Oslo" }] }, { asOf });
  const visit = { customerId: "ann", at: "2026-01-05" };
  // @ts-expect-error an interaction has a type
  scoreCustomers({ transactions, interactions: [visit] }, { asOf });
  // @ts-expect-error surveys are no input of a scorecard
  scoreCustomers({ transactions, surveys: [] }, { asOf: "2026-01-31" });
  const scores: Sink<RfmScore> = { write: (batch: Table<RfmScore>) => void batch.columns.monetary };
  // @ts-expect-error a sink of another row
  runScoring({ source: [transactions], sink: scores, asOf: "2026-01-31" });
});

test("customers, interactions and order lines may be of the host's own types", () => {
  interface Client {
    readonly customerId: number;
    readonly city: string;
  }
  interface Visit {
    readonly customerId: string;
    readonly at: Date;
    readonly type: "visit";
    readonly page: string;
  }
  const customers: readonly Client[] = [];
  const interactions: readonly Visit[] = [];
  const lines = [
    { customerId: "ann", at: "2026-01-05", amount: 30, productId: "p", cost: 10, discount: null },
  ];
  scoreCustomers({ transactions: lines, customers, interactions }, { asOf: "2026-01-31" });
  scoreCustomers(
    {
      transactions: {
        columns: { customerId: ["ann"], at: ["2026-01-05"], amount: [30], cost: [10] } as never,
      },
      customers: { columns: { customerId: ["ann"], city: ["Oslo"] } },
    },
    { asOf: "2026-01-31" },
  );
  expectTypeOf<ScorecardRow["segments"]>().toEqualTypeOf<readonly string[] | null>();
});

test("rules may ask for every field of a line but whose it is and what they give themselves", () => {
  type Asked = Exclude<keyof ScorecardRow, "customerId" | "segments">;
  expectTypeOf<keyof typeof SCORE_TYPES>().toEqualTypeOf<Asked>();
});

test("a row says what may be null", () => {
  expectTypeOf<ScorecardRow["clv"]>().toEqualTypeOf<number | null>();
  expectTypeOf(updateScores).returns.toHaveProperty("scores").toEqualTypeOf<ScorecardRow | null>();
});
