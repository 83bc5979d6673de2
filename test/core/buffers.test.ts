import { expect, test } from "vitest";
import { buffersOf } from "../../src/core/buffers.ts";
import { createTable } from "../../src/core/table.ts";
import { table } from "../../src/core/table-of.ts";

test("the buffers of the number columns, each once", () => {
  const shared = new Float64Array(4);
  const two = createTable<{ id: string; a: number; b: number }>({
    length: 2,
    columns: { id: () => ["x", "y"], a: () => shared.subarray(0, 2), b: () => shared.subarray(2) },
  });
  expect(buffersOf(two)).toEqual([shared.buffer]);
  expect(buffersOf(table([{ customerId: "ann" }]))).toEqual([]);
});

test("are handed over, not copied", () => {
  const made = table([{ customerId: "ann", amount: 3 }]);
  const moved = structuredClone(made.columns, { transfer: buffersOf(made) });
  expect(moved.amount).toEqual(Float64Array.of(3));
  expect(made.columns.amount).toHaveLength(0);
});
