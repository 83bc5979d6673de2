import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { copyCells, openColumn } from "../../src/core/column.ts";
import { openInput } from "../../src/core/open-input.ts";
import { createCodeReader } from "../../src/core/read-codes.ts";
import { createIdRegister } from "../../src/core/read-ids.ts";
import { readNumbers } from "../../src/core/read-numbers.ts";
import { createRejector } from "../../src/core/rejector.ts";
import { table } from "../../src/core/table-of.ts";
import { caught, columnsOf, frozen, hostileIds } from "./base.ts";

const id = fc.oneof(fc.string({ unit: "binary", maxLength: 6 }), fc.constantFrom(...hostileIds));
const number = fc.double({ noNaN: true, noDefaultInfinity: true });
const rows = fc.array(fc.record({ customerId: id, amount: fc.option(number) }), { maxLength: 30 });
const anything = fc.anything({
  withBigInt: true,
  withDate: true,
  withTypedArray: true,
  withSparseArray: true,
  withNullPrototype: true,
  withMap: true,
});

function cellsOf(input: unknown, field: string): unknown[] {
  const column = openInput(input, "rows").needed(field);
  const cells: unknown[] = [];
  copyCells(column, 0, column.length, cells);
  return cells;
}

describe("tables", () => {
  test("give back the rows that they were made of", () => {
    fc.assert(
      fc.property(rows, (given) => {
        expect(table(given).toRows()).toEqual(given);
      }),
    );
  });

  test("cut in two are the whole again", () => {
    fc.assert(
      fc.property(rows, fc.integer({ min: -40, max: 40 }), (given, at) => {
        const made = table(given);
        const rejoined = [...made.slice(0, at), ...made.slice(at)];
        expect(rejoined).toEqual(made.toRows());
      }),
    );
  });

  test("find each id at its first row", () => {
    fc.assert(
      fc.property(rows, (given) => {
        const made = table(given);
        const ids = given.map((row) => row.customerId);
        for (const one of ids) expect(made.indexOf(one)).toBe(ids.indexOf(one));
      }),
    );
  });

  test("do not change the rows", () => {
    fc.assert(fc.property(rows, (given) => void table(frozen(given)).slice(1).toRows()));
  });
});

describe("inputs", () => {
  test("rows, columns and tables have the same cells", () => {
    fc.assert(
      fc.property(
        rows.filter((given) => given.length > 0),
        (given) => {
          for (const field of ["customerId", "amount"]) {
            const cells = cellsOf(given, field);
            expect(cellsOf(columnsOf(given), field)).toEqual(cells);
            const unknown = cells.map(
              (cell) => cell ?? (cells.some((one) => typeof one === "number") ? Number.NaN : null),
            );
            expect(cellsOf(table(given), field)).toEqual(unknown);
          }
        },
      ),
    );
  });

  test("of any kind open or are refused with an error that has a code", () => {
    fc.assert(
      fc.property(anything, fc.dictionary(fc.string({ maxLength: 3 }), anything), (given, columns) => {
        for (const input of [given, { columns: given }, { columns }, [given, given]]) {
          const error = caught(() => {
            const open = openInput(input, "rows");
            for (const field of [...Object.keys(columns), "customerId"]) open.column(field);
          });
          if (error !== undefined) expect(error).toMatchObject({ name: "ScoringError" });
        }
      }),
    );
  });

  test("hold numbers, or are refused, whatever the cells are", () => {
    fc.assert(
      fc.property(fc.array(anything, { maxLength: 8 }), (cells) => {
        const rejector = createRejector("rows", "collect");
        const read = readNumbers(openColumn(cells, ["rows"]), "amount", {}, rejector);
        const good = cells.filter((cell) => typeof cell === "number" && Number.isFinite(cell));
        expect(Array.from(read).filter((_, i) => !rejector.has(i))).toEqual(good);
        expect(good.length + rejector.count()).toBe(cells.length);
      }),
    );
  });
});

describe("ids", () => {
  test("are one where their texts are, whatever holds them", () => {
    const ids = fc.array(fc.oneof(id, fc.integer({ min: 0, max: 9 }), fc.bigInt({ min: 0n, max: 9n })), {
      maxLength: 30,
    });
    fc.assert(
      fc.property(ids, (given) => {
        const texts = given.map(String);
        const distinct = [...new Set(texts)];
        const wanted = texts.map((text) => distinct.indexOf(text));
        const values = [...new Set(given)];
        for (const held of [given, { codes: given.map((one) => values.indexOf(one)), values }]) {
          const register = createIdRegister();
          const column = openColumn(held, ["rows"]);
          const out = new Int32Array(given.length);
          createCodeReader(column, "customerId", register, createRejector("rows"))(0, given.length, out);
          expect(Array.from(out)).toEqual(wanted);
          expect(register.ids).toEqual(distinct);
        }
      }),
    );
  });
});
