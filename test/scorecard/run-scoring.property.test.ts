import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  runScoring,
  type ScorecardRow,
  scoreCustomers,
  type Table,
  type Transaction,
} from "../../src/index.ts";
import { createMemoryStore } from "./memory-store.ts";

const asOf = "2026-06-30";
const anyOrder = fc.record({
  customerId: fc.constantFrom("ann", "bob", "cat", "__proto__", "戴"),
  at: fc.integer({ min: 0, max: 170 }).map((day) => new Date(Date.UTC(2026, 0, 1 + day))),
  amount: fc.integer({ min: -20, max: 200 }),
});
const anyBatches = fc.array(fc.array(anyOrder, { maxLength: 6 }), { minLength: 1, maxLength: 8 });

function collector() {
  const rows: ScorecardRow[] = [];
  return { rows, write: (batch: Table<ScorecardRow>) => void rows.push(...batch.toRows()) };
}

async function scoreAll(batches: readonly Transaction[][]): Promise<readonly ScorecardRow[]> {
  return scoreCustomers({ transactions: batches.flat() }, { asOf }).toRows();
}

/** Each scores a base twice, models and all: a fifth of the usual number of runs. */
const runs = { numRuns: Math.ceil((fc.readConfigureGlobal().numRuns ?? 100) / 5) };

describe("a run gives what one call gives", () => {
  test("in memory, in batches, written in pieces", async () => {
    await fc.assert(
      fc.asyncProperty(anyBatches, fc.integer({ min: 1, max: 3 }), async (batches, writeRows) => {
        const sink = collector();
        const result = await runScoring({ source: batches, sink, asOf, writeRows });
        expect(sink.rows).toEqual(await scoreAll(batches));
        expect(result.rows).toBe(batches.flat().length);
      }),
      runs,
    );
  });

  test("through a store, whatever the batches", async () => {
    await fc.assert(
      fc.asyncProperty(anyBatches, async (batches) => {
        const sink = collector();
        await runScoring({ source: batches, sink, asOf, store: createMemoryStore() });
        expect(sink.rows).toEqual(await scoreAll(batches));
      }),
      runs,
    );
  });

  test("ended anywhere and started again, nothing is lost and nothing counts twice", async () => {
    await fc.assert(
      fc.asyncProperty(anyBatches, fc.nat({ max: 7 }), async (batches, failAt) => {
        const store = createMemoryStore(failAt);
        const first = runScoring({ source: batches, sink: collector(), asOf, store });
        const ended = failAt < batches.length;
        await (ended ? expect(first).rejects.toThrow("the store is gone") : first);
        const again = createMemoryStore();
        for (const [id, state] of store.states) again.states.set(id, state);
        for (const id of store.commits) again.commits.add(id);
        const sink = collector();
        const result = await runScoring({ source: batches, sink, asOf, store: again });
        expect(result.already).toBe(Math.min(failAt, batches.length));
        expect(sink.rows).toEqual(await scoreAll(batches));
      }),
      runs,
    );
  });
});
