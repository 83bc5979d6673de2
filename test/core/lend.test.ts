import { describe, expect, test } from "vitest";
import { foldSource } from "../../src/core/fold-source.ts";
import { batchesFor, offerLent, promiseCopies } from "../../src/core/lend.ts";
import type { Fold, Source } from "../../src/core/ports.ts";
import type { Input } from "../../src/core/types.ts";

interface Row {
  readonly amount: number;
}

async function* given(): AsyncIterator<Input<Row>> {
  yield [{ amount: 1 }];
}

async function* lent(): AsyncIterator<Input<Row>> {
  yield [{ amount: 2 }];
}

const plain: Source<Row> = { [Symbol.asyncIterator]: given };
const lending: Source<Row> = { [Symbol.asyncIterator]: offerLent(() => given(), lent) };

/** Adds amounts up. */
function total(add: Fold<Row, number, number, string>["add"]): Fold<Row, number, number, string> {
  return { empty: () => 0, add, merge: (a, b) => a + b, finish: Number, save: String, load: Number };
}

const sum = (state: number, batch: Input<Row>): number =>
  (batch as readonly Row[]).reduce((all, { amount }) => all + amount, state);
const keeping = total(sum);
const copying = total(promiseCopies((state: number, batch: Input<Row>) => sum(state, batch)));

describe("batches are lent where the source offers it and the fold copies", () => {
  test.each([
    [plain, keeping, 1],
    [plain, copying, 1],
    [lending, keeping, 1],
    [lending, copying, 2],
  ])("%#", async (source, fold, expected) => {
    expect(await foldSource(source, fold)).toBe(expected);
  });

  test("who takes batches between the two is not lent to", async () => {
    const between = { ...copying, add: (state: number, batch: Input<Row>) => copying.add(state, batch) };
    expect(await foldSource(lending, between)).toBe(1);
    async function* passOn(): AsyncGenerator<Input<Row>> {
      for await (const batch of lending) yield batch;
    }
    expect(await foldSource(passOn(), copying)).toBe(1);
  });

  test("a list is no source that lends", () => {
    const list: Source<Row> = [];
    expect(batchesFor(list, copying)).toBe(list);
  });
});
