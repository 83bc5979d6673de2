import { describe, expect, it } from "vitest";
import { BLOCK_BITS, type Block, createBlock, PADDING } from "../../src/connectors/csv-block.ts";
import { scanRows } from "../../src/connectors/csv-scan.ts";
import { csvColumnsSync } from "../../src/connectors/index.ts";

const LIMIT = 1000;

/** Rows of three columns. */
function scan(text: string, separator = ",", final = true): Block {
  const given = new TextEncoder().encode(text);
  const bytes = new Uint8Array(given.length + PADDING).fill(44);
  bytes.set(given);
  const slots = Int32Array.of(0, 1, 2);
  const layout = { separator: separator.charCodeAt(0), slots, minCells: 3, maxCells: 3, maxRowBytes: 100 };
  const block = createBlock(3);
  scanRows({ bytes, view: new DataView(bytes.buffer) }, given.length, final, LIMIT, layout, block);
  return block;
}

function cellsOf(text: string, { rows, starts, ends }: Block): string[][] {
  const bytes = new TextEncoder().encode(text);
  return Array.from({ length: rows }, (_, i) =>
    [0, 1, 2].map((slot) => {
      const k = (slot << BLOCK_BITS) + i;
      return new TextDecoder().decode(bytes.subarray(starts[k], ends[k]));
    }),
  );
}

describe("rows", () => {
  const lengths = [0, 1, 2, 3, 4, 5, 7, 8, 9];
  const rows = lengths.flatMap((a) =>
    lengths.flatMap((b) => lengths.map((c) => ["x".repeat(a), "é".repeat(b), "0".repeat(c)])),
  );
  for (const separator of [",", ";", "\t", "|"]) {
    for (const lineEnd of ["\n", "\r\n", "\r"]) {
      it(`of cells of any length between ${JSON.stringify(separator)} and ${JSON.stringify(lineEnd)}`, () => {
        const text = rows.map((row) => row.join(separator) + lineEnd).join("");
        const block = scan(text, separator);
        expect(cellsOf(text, block)).toEqual(rows);
        expect(block.lines.subarray(0, block.rows)).toEqual(Int32Array.from(rows.keys(), (i) => i + 1));
        expect(block.faulty).toBe(false);
        expect(block.plain).toBe(lineEnd !== "\r");
      });
    }
  }

  it("are not plain where a cell may have to be tidied", () => {
    expect(scan("a,b,c\n").plain).toBe(true);
    for (const row of ["a,b, c", "a,b ,c", "a,b c,d", 'a,"b",c', "a\t,b,c"]) {
      expect(scan(`a,b,c\n${row}\n`).plain).toBe(false);
    }
  });

  it("at fault are found between others", () => {
    const block = scan('a,b,c\na,b\na,b,c\na,b,c,d\n"a"x,b,c\na,b\0,c\na,b,c\n');
    expect(Array.from(block.faults.subarray(0, block.rows))).toEqual([0, 1, 0, 2, 3, 5, 0]);
  });

  it("are whole: what has no end yet is left", () => {
    const text = "a,b,c\nd,e,f";
    expect(scan(text, ",", false)).toMatchObject({ rows: 1, next: 6, line: 2 });
    expect(scan(`${text}\r`, ",", false)).toMatchObject({ rows: 1, next: 6, line: 2 });
    expect(cellsOf(text, scan(text))).toEqual([
      ["a", "b", "c"],
      ["d", "e", "f"],
    ]);
  });

  it("have their lines whatever is before them", () => {
    const plain = "a,1\n".repeat(40);
    const quoted = '"b\nb","2"\r\n'.repeat(40);
    const { rejected } = csvColumnsSync(`id,n\n${plain}${quoted}\n${plain}c,x\n`, {
      columns: { id: "id", n: "number" },
      onInvalid: "collect",
    });
    expect(rejected).toMatchObject([{ row: 120, field: "n", line: 163 }]);
  });
});
