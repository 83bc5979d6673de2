import { expectTypeOf, test } from "vitest";
import {
  compileRules,
  type LearnedScorecard,
  lifecycles,
  managementType,
  type RfmScore,
  runScoring,
  type ScorecardRow,
  type Sink,
  scoreCustomers,
  type Table,
  updateScores,
} from "../../src/index.ts";

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
  const scores: Sink<RfmScore> = { write: (batch: Table<RfmScore>) => void batch.columns.monetary };
  // @ts-expect-error a sink of another row
  runScoring({ source: [transactions], sink: scores, asOf: "2026-01-31" });
});

test("a row says what may be null", () => {
  expectTypeOf<ScorecardRow["clv"]>().toEqualTypeOf<number | null>();
  expectTypeOf(updateScores).returns.toHaveProperty("scores").toEqualTypeOf<ScorecardRow | null>();
});
