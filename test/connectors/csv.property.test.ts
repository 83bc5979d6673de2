import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  type CsvRecord,
  csvColumnsSync,
  csvRecordsSync,
  csvTransactions,
  csvTransactionsSync,
} from "../../src/connectors/index.ts";
import { decodeUtf8, encodeUtf8 } from "../../src/connectors/utf8.ts";
import { csvChunks, csvOf } from "../../src/report/index.ts";

const separator = fc.constantFrom<(";" | "," | "\t" | "|")[]>(",", ";", "\t", "|");
/** Text with what makes CSV hard. Half characters and zero bytes are not text that a file can hold. */
const text = fc
  .array(
    fc.oneof(
      fc.constantFrom('"', ",", ";", "\t", "|", "\n", "\r", " ", "=", "é", "线", "😀", "\ufeff"),
      fc.string({ unit: "grapheme" }),
    ),
    { maxLength: 6 },
  )
  .map((parts) => parts.join("").replaceAll("\u0000", ""));

/** Cuts bytes at the places given. */
function cut(bytes: Uint8Array, places: readonly number[]): Uint8Array[] {
  const sorted = [
    0,
    ...places.map((place) => Math.round(place * bytes.length)).sort((a, b) => a - b),
    bytes.length,
  ];
  return sorted.slice(1).map((to, i) => bytes.subarray(sorted[i], to));
}

const places = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 20 });

describe("CSV", () => {
  it("reads back the table that was written", () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.record({
            a: fc.option(text),
            b: fc.option(text),
            n: fc.option(fc.double({ noNaN: true, noDefaultInfinity: true })),
          }),
          { minLength: 1, maxLength: 20 },
        ),
        separator,
        fc.constantFrom<("." | ",")[]>(".", ","),
        fc.constantFrom<("\n" | "\r\n")[]>("\n", "\r\n"),
        fc.boolean(),
        (rows, separator, decimal, lineEnd, bom) => {
          const written = csvOf(rows, { separator, decimal, lineEnd, bom, formulas: "keep" });
          const { columns, length } = csvColumnsSync(written, {
            separator,
            decimal,
            columns: {
              a: { type: "text", optional: true },
              b: { type: "id", optional: true },
              n: { type: "number", optional: true },
            },
          });
          const read = Array.from({ length }, (_, i) => ({
            a: columns.a?.at(i),
            b: columns.b?.values[columns.b.codes[i] as number],
            n: Number.isNaN(columns.n?.[i]) ? null : columns.n?.[i],
          }));
          // An empty id is none; there is no negative zero.
          expect(read).toEqual(
            rows.map(({ a, b, n }) => ({ a, b: b === "" ? null : b, n: n === 0 ? 0 : n })),
          );
        },
      ),
    );
  });

  it("writes pieces that make up the whole", () => {
    fc.assert(
      fc.property(
        fc.array(fc.record({ a: text, n: fc.integer() }), { minLength: 1 }),
        fc.integer({ min: 1, max: 7 }),
        (rows, batchRows) => {
          expect(Array.from(csvChunks(rows, { batchRows })).join("")).toBe(csvOf(rows));
        },
      ),
    );
  });

  it("never writes a text that a spreadsheet would run", () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.constantFrom("=", "+", "-", "@", "\t", "\r", "a"), text), { minLength: 1 }),
        (cells) => {
          const written = csvOf(cells.map(([first, rest]) => ({ a: first + rest })));
          for (const record of csvRecordsSync(written)) expect(record["a"]).not.toMatch(/^[=+\-@\t\r]/);
        },
      ),
    );
  });

  it("reads the same wherever its bytes are cut", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(text, text), { minLength: 1, maxLength: 30 }),
        places,
        separator,
        async (rows, at, separator) => {
          const written = csvOf(
            rows.map(([a, b]) => ({ customerId: `id${a}`, at: "2026-01-05", amount: b.length, note: b })),
            { separator },
          );
          const bytes = new TextEncoder().encode(written);
          const whole = csvTransactionsSync(written, { separator });
          const codes: number[] = [];
          let values: readonly string[] = [];
          for await (const batch of csvTransactions(cut(bytes, at), { separator, batchRows: 4 })) {
            codes.push(...batch.columns.customerId.codes);
            values = batch.columns.customerId.values;
          }
          expect(codes).toEqual(Array.from(whole.columns.customerId.codes));
          expect(values).toEqual(whole.columns.customerId.values);
        },
      ),
    );
  });

  it("refuses the same rows, with the same lines, wherever its bytes or its text are cut", () => {
    fc.assert(
      fc.property(
        fc.string({
          unit: fc.constantFrom("a", "1", ",", '"', "\n", "\r", " ", "é", "\u0000", "-", "2026-01-05"),
          maxLength: 300,
        }),
        places,
        (body, at) => {
          const file = `customer,date,amount\n${body}`;
          const read = (source: string | Iterable<string | Uint8Array>) => {
            const log = csvTransactionsSync(source, { onInvalid: "collect" });
            expect(log.accepted + log.rejectedRows).toBe(log.given);
            expect(log.length).toBe(log.accepted);
            return [log.rejected, log.columns];
          };
          const whole = read(file);
          expect(read(cut(new TextEncoder().encode(file), at))).toEqual(whole);
          expect(read(file)).toEqual(whole);
          expect(read(Array.from(file, (_, i) => file[i] ?? ""))).toEqual(whole);
        },
      ),
    );
  });

  it("ends with the same error wherever its bytes are cut", () => {
    const errorOf = (source: string | Iterable<Uint8Array>): string => {
      try {
        csvTransactionsSync(source, { maxRowBytes: 64 });
        return "none";
      } catch (error) {
        return String(error);
      }
    };
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom("a,2026-01-05,1\n", "a,b,1\n", ',"', `${"x".repeat(70)}\n`, "a\n"), {
          maxLength: 40,
        }),
        places,
        (parts, at) => {
          const file = `customer,date,amount\n${parts.join("")}`;
          expect(errorOf(cut(new TextEncoder().encode(file), at))).toBe(errorOf(file));
        },
      ),
    );
  });

  it("reads a number as the engine does, to the last bit", () => {
    fc.assert(
      fc.property(
        fc
          .tuple(
            fc.constantFrom("", "-"),
            fc.stringMatching(/^\d{1,12}$/),
            fc.stringMatching(/^(\.\d{0,12})?$/),
          )
          .map((parts) => parts.join("")),
        (cell) => {
          const { columns } = csvColumnsSync(`n\n${cell}\n`, { columns: { n: "number" } });
          expect(columns.n[0]).toBe(Number(cell) + 0);
        },
      ),
      { numRuns: 1000 },
    );
  });

  it("reads records as a plain parser of RFC 4180 does", () => {
    fc.assert(
      fc.property(fc.array(fc.array(text, { minLength: 2, maxLength: 2 }), { minLength: 1 }), (rows) => {
        const quoted = (cell: string): string => `"${cell.replaceAll('"', '""')}"`;
        const file = [["a", "b"], ...rows].map((row) => row.map(quoted).join(",")).join("\r\n");
        const expected = rows.map(([a, b]) => ({ a, b }) as CsvRecord);
        expect(csvRecordsSync(file)).toEqual(expected);
      }),
    );
  });
});

describe("UTF-8", () => {
  it("decodes what the platform decodes, and refuses what it refuses", () => {
    const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
    const byte = fc.oneof(
      fc.nat(255),
      fc.constantFrom(0x41, 0x80, 0xbf, 0xc0, 0xc2, 0xe0, 0xed, 0xa0, 0xf0, 0xf4, 0x90),
    );
    fc.assert(
      fc.property(fc.array(byte, { maxLength: 8 }), (bytes) => {
        const given = Uint8Array.from(bytes);
        let expected: string | undefined;
        try {
          expected = decoder.decode(given);
        } catch {
          expected = undefined;
        }
        expect(decodeUtf8(given, 0, given.length)).toBe(expected);
      }),
      { numRuns: 3000 },
    );
  });

  it("encodes what the platform encodes, and reads it back", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (given) => {
        const room = new Uint8Array(given.length * 3);
        const end = encodeUtf8(given, 0, given.length, room, 0);
        expect(room.subarray(0, end)).toEqual(new TextEncoder().encode(given));
        expect(decodeUtf8(room, 0, end)).toBe(given);
      }),
    );
  });

  it("takes long texts, and half a character for none", () => {
    const long = "aé线😀".repeat(5000);
    const bytes = new TextEncoder().encode(long);
    expect(decodeUtf8(bytes, 0, bytes.length)).toBe(long);
    expect(decodeUtf8(new TextEncoder().encode("x".repeat(9000)), 0, 9000)).toBe("x".repeat(9000));
    const room = new Uint8Array(3);
    expect(decodeUtf8(room, 0, encodeUtf8("\ud800", 0, 1, room, 0))).toBeUndefined();
  });
});
