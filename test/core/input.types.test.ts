import { vectorFromArray } from "apache-arrow";
import { expectTypeOf, test } from "vitest";
import type { Fields, Id, Input, Open, OutColumns, Renamed, Table } from "../../src/core/index.ts";
import { buffersOf, table } from "../../src/core/index.ts";

interface Row {
  readonly customerId: Id;
  readonly amount: number;
  readonly channel?: string | null | undefined;
}

declare function read(input: Input<Row>): void;
declare function open<C = never>(input: Input<Row> | Open<C>): void;

test("rows are inputs, with optional fields null, undefined or away", () => {
  read([{ customerId: "ann", amount: 1 }]);
  read([{ customerId: 7, amount: 1, channel: null }]);
  const channel: string | undefined = [undefined, "web"][0];
  read([{ customerId: 7, amount: 1, channel }]);
  const hosts: readonly { customerId: string; amount: number; channel: string | null; age: number }[] = [];
  read(hosts);
});

test("rows that lack a field, misspell one or hold another type are none", () => {
  // @ts-expect-error: no amount
  read([{ customerId: "ann" }]);
  // @ts-expect-error: customerid
  read([{ customerid: "ann", amount: 1 }]);
  // @ts-expect-error: a decimal text
  read([{ customerId: "ann", amount: "1.50" }]);
  // @ts-expect-error: an id that may be missing
  read([{ customerId: undefined, amount: 1 }]);
  // @ts-expect-error: one row
  read({ customerId: "ann", amount: 1 });
  // @ts-expect-error: a Map
  read(new Map([["ann", { customerId: "ann", amount: 1 }]]));
  // @ts-expect-error: a text
  read("customerId,amount");
});

test("columns of every host are inputs", () => {
  read({ columns: { customerId: ["ann"], amount: [1] } });
  read({ columns: { customerId: Int32Array.of(7), amount: Float64Array.of(1) } });
  read({ columns: { customerId: { codes: Int32Array.of(0), values: ["ann"] }, amount: [1] } });
  // Polars: arrays of T or null
  const polars: { customerId: (string | null)[]; amount: (number | null)[] } = { customerId: [], amount: [] };
  read({ columns: polars });
  // Arrow: vectors with at(i)
  read({ columns: { customerId: vectorFromArray(["ann", null]), amount: vectorFromArray([1, null]) } });
  read({ columns: { customerId: ["ann"], amount: [1], channel: ["web", undefined] } });
});

test("a bare object of columns is none, nor are columns misspelt or of another type", () => {
  // @ts-expect-error: pass { columns: … } around it
  read({ customerId: ["ann"], amount: [1] });
  // @ts-expect-error: customerid
  read({ columns: { customerid: ["ann"], amount: [1] } });
  const misspelt = { customerid: ["ann"], amount: [1] };
  // @ts-expect-error: customerid, in a variable
  read({ columns: misspelt });
  // @ts-expect-error: no amount
  read({ columns: { customerId: ["ann"] } });
  // @ts-expect-error: texts where numbers are due
  read({ columns: { customerId: ["ann"], amount: ["1.50"] } });
  // @ts-expect-error: 64-bit numbers
  read({ columns: { customerId: ["ann"], amount: BigInt64Array.of(1n) } });
});

test("columns whose names the compiler cannot know are let in where a function opens them", () => {
  const duck: Record<string, (string | number)[]> = {};
  open({ columns: duck });
  const untyped: { [name: string]: unknown } = {};
  open({ columns: untyped });
  // @ts-expect-error: not even they may be bare
  open(duck);
  // @ts-expect-error: names that are known are checked
  open({ columns: { customerid: ["ann"], amount: [1] } });
});

test("tables are inputs, wider ones too; narrower ones are not", () => {
  read(table([{ customerId: "ann", amount: 1 }]));
  read(table([{ customerId: "ann", amount: 1, age: 30 }]));
  // @ts-expect-error: no amount
  read(table([{ customerId: "ann" }]));
});

test("what a result may leave null is accepted as a column", () => {
  const result = table<{ customerId: string; amount: number }>([]);
  expectTypeOf<
    OutColumns<{ id: string; amount: number | null; note: string | null; flag?: boolean }>
  >().toEqualTypeOf<{
    readonly id: readonly string[];
    readonly amount: Float64Array;
    readonly note: readonly (string | null)[];
    readonly flag: readonly (boolean | undefined)[];
  }>();
  expectTypeOf(result.columns.amount).toEqualTypeOf<Float64Array>();
  expectTypeOf(result.row(0)).toEqualTypeOf<{ customerId: string; amount: number }>();
  expectTypeOf(result.slice(0)).toEqualTypeOf<Table<{ customerId: string; amount: number }>>();
  expectTypeOf(buffersOf(result)).toEqualTypeOf<ArrayBuffer[]>();
  // @ts-expect-error: no such column
  result.columns.amounts;
  // @ts-expect-error: results are read-only
  result.columns.amount = new Float64Array(0);
  // @ts-expect-error: ids are looked up by their text
  result.indexOf(7);
});

test("renaming keeps types and optional marks", () => {
  expectTypeOf<Renamed<Row, { customerId: "user"; channel: "via" }>>().toEqualTypeOf<{
    readonly user: Id;
    readonly amount: number;
    readonly via?: string | null | undefined;
  }>();
  expectTypeOf<Renamed<Row, Record<never, never>>>().toEqualTypeOf<{
    readonly customerId: Id;
    readonly amount: number;
    readonly channel?: string | null | undefined;
  }>();
  expectTypeOf<{ amount: "total" }>().toExtend<Fields<Row>>();
});
