/**
 * Parsers that give rows of texts, under a summary of a `Map` and arrays.
 *
 * @module
 */
import { createReadStream } from "node:fs";
import { type CsvFound, PIECE } from "./csv-found.ts";

/** What a careful host would write around a parser that gives rows of texts. */
function createSummary(): {
  add: (id: string, date: string, amount: string) => void;
  finish: () => CsvFound;
} {
  const numbers = new Map<string, number>();
  const last: string[] = [];
  const first: string[] = [];
  const repeats: number[] = [];
  const spends: number[] = [];
  return {
    add(id, date, amount) {
      const c = numbers.get(id);
      if (c === undefined) {
        numbers.set(id, first.length);
        first.push(date);
        last.push(date);
        repeats.push(0);
        spends.push(0);
      } else if (date !== first[c]) {
        spends[c] = (spends[c] as number) + Number(amount);
        if (date !== last[c]) {
          last[c] = date;
          repeats[c] = (repeats[c] as number) + 1;
        }
      }
    },
    finish() {
      let frequency = 0;
      let spend = 0;
      repeats.forEach((repeat, c) => {
        frequency += repeat;
        if (repeat > 0) spend += (spends[c] as number) / repeat;
      });
      return { customers: repeats.length, frequency, spend };
    },
  };
}

export async function withUdsv(file: string): Promise<CsvFound> {
  const { inferSchema, initParser } = await import("udsv");
  const summary = createSummary();
  let parser: ReturnType<typeof initParser> | undefined;
  for await (const piece of createReadStream(file, { encoding: "utf8", highWaterMark: PIECE })) {
    parser ??= initParser(inferSchema(piece));
    parser.chunk<string[]>(piece, parser.stringArrs, (row) => {
      summary.add(row[0] as string, row[1] as string, row[2] as string);
    });
  }
  parser?.end();
  return summary.finish();
}

/** As much of Papa Parse, which has no types, as is used. */
interface PapaParse {
  parse(
    source: NodeJS.ReadableStream,
    options: {
      readonly skipFirstNLines: number;
      readonly chunk: (results: { readonly data: readonly string[][] }) => void;
      readonly complete: () => void;
      readonly error: (reason: unknown) => void;
    },
  ): void;
}

export async function withPapaParse(file: string): Promise<CsvFound> {
  const name: string = "papaparse";
  const { default: papa } = (await import(name)) as { default: PapaParse };
  const summary = createSummary();
  await new Promise<void>((complete, error) => {
    papa.parse(createReadStream(file, { highWaterMark: PIECE }), {
      skipFirstNLines: 1,
      chunk: ({ data }) => {
        for (const [id, date, amount] of data) if (amount) summary.add(id as string, date as string, amount);
      },
      complete,
      error,
    });
  });
  return summary.finish();
}

export async function withCsvParse(file: string): Promise<CsvFound> {
  const { parse } = await import("csv-parse");
  const summary = createSummary();
  for await (const row of createReadStream(file, { highWaterMark: PIECE }).pipe(parse({ from_line: 2 }))) {
    summary.add(row[0], row[1], row[2]);
  }
  return summary.finish();
}
