import { describe, expect, it } from "vitest";
import { csvColumnsSync } from "../../src/connectors/index.ts";

const DIGITS = "9081726354";

/** A number of so many digits before the mark and behind it. */
function written(before: number, behind: number, mark: string): string {
  return DIGITS.slice(0, before) + (behind > 0 ? mark + DIGITS.slice(-behind) : "");
}

function read(cells: readonly string[], decimal: "." | ",") {
  const csv = `n;x\n${cells.map((cell) => `${cell};\n`).join("")}`;
  const { columns, rejected } = csvColumnsSync(csv, {
    columns: { n: "number" },
    separator: ";",
    decimal,
    onInvalid: "collect",
  });
  return { numbers: Array.from(columns.n), rejected: rejected.map(({ row }) => row) };
}

describe("numbers", () => {
  for (const decimal of [".", ","] as const) {
    it(`with ${decimal} are what the engine reads, however many digits there are`, () => {
      const cells = ["0", "0.00", "00.10", "0.01", "99999.99", "100000.00"].map((n) =>
        n.replace(".", decimal),
      );
      for (let before = 0; before <= 10; before += 1) {
        for (let behind = before === 0 ? 1 : 0; behind <= 4; behind += 1) {
          const cell = written(before, behind, decimal);
          cells.push(cell, `-${cell}`, `+${cell}`);
        }
      }
      expect(read(cells, decimal)).toEqual({
        numbers: cells.map((cell) => Number(cell.replace(",", ".")) + 0),
        rejected: [],
      });
    });

    it(`with ${decimal} have digits only`, () => {
      const cells: string[] = [];
      for (const cell of ["1.23", "12.34", "123.45", "1234.56", "12345.67"]) {
        for (let p = 0; p < cell.length; p += 1) {
          for (const strange of ["/", ":", "x", "é", "\u007f", p === 0 ? "/" : "-"]) {
            cells.push((cell.slice(0, p) + strange + cell.slice(p + 1)).replace(".", decimal));
          }
        }
      }
      expect(read(cells, decimal)).toEqual({ numbers: [], rejected: Array.from(cells.keys()) });
    });
  }
});
