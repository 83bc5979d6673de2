/**
 * One whole process: a CSV file to a purchase history, by us or by a peer. Prints what it cost and
 * what it found as JSON.
 *
 * @module
 */
import { closeSync, createReadStream, openSync, readFileSync, readSync } from "node:fs";

/** What a run found, to be compared between the peers, and what it cost. */
export interface CsvRun {
  readonly customers: number;
  /** Sum of repeat purchases. */
  readonly frequency: number;
  /** Sum of mean repeat spend. */
  readonly spend: number;
  /** User and system time of the process, start-up included. */
  readonly cpuMs: number;
  readonly peakMb: number;
}

type Found = Omit<CsvRun, "cpuMs" | "peakMb">;

const PIECE = 1 << 18;
const AS_OF = "2024-12-31";

async function runTask(task: string, file: string): Promise<Found> {
  switch (task) {
    case "clientele":
      return ours(file);
    case "udsv":
      return withUdsv(file);
    case "papaparse":
      return withPapaParse(file);
    case "csv-parse":
      return withCsvParse(file);
    default:
      return withDuckDb(file, task.replace("duckdb-", ""));
  }
}

async function ours(file: string): Promise<Found> {
  const { csvTransactions } = await import("../../src/connectors/index.ts");
  const { foldSource } = await import("../../src/core/index.ts");
  const { historyFold } = await import("../../src/history/index.ts");
  const fold = historyFold({ asOf: AS_OF, timeUnit: "day", order: "time" });
  const { columns, length } = fold.finish(await foldSource(csvTransactions(piecesOf(file)), fold));
  let frequency = 0;
  let spend = 0;
  for (let i = 0; i < length; i += 1) {
    frequency += columns.frequency[i] as number;
    spend += (columns.meanRepeatSpend[i] as number) || 0;
  }
  return { customers: length, frequency, spend };
}

/** The file in pieces, all in one buffer: each is read before the next is asked for. */
function* piecesOf(file: string): Iterable<Uint8Array> {
  const handle = openSync(file, "r");
  const buffer = new Uint8Array(PIECE);
  for (let size = readSync(handle, buffer); size > 0; size = readSync(handle, buffer)) {
    yield buffer.subarray(0, size);
  }
  closeSync(handle);
}

/** What a careful host would write around a parser that gives rows of texts. */
function createSummary(): { add: (id: string, date: string, amount: string) => void; finish: () => Found } {
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

async function withUdsv(file: string): Promise<Found> {
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

async function withPapaParse(file: string): Promise<Found> {
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

async function withCsvParse(file: string): Promise<Found> {
  const { parse } = await import("csv-parse");
  const summary = createSummary();
  for await (const row of createReadStream(file, { highWaterMark: PIECE }).pipe(parse({ from_line: 2 }))) {
    summary.add(row[0], row[1], row[2]);
  }
  return summary.finish();
}

async function withDuckDb(file: string, threads: string): Promise<Found> {
  const { DuckDBInstance } = await import("@duckdb/node-api");
  const connection = await (await DuckDBInstance.create(":memory:", { threads })).connect();
  const reader = await connection.runAndReadAll(`
    with days as (
      select customer_id, date, sum(amount) as spend
      from read_csv('${file}', header = true,
        columns = { 'customer_id': 'VARCHAR', 'date': 'DATE', 'amount': 'DOUBLE' })
      group by 1, 2),
    customers as (
      select customer_id, min(date) as first, max(date) as last, count(*) - 1 as frequency,
        sum(spend) as total, arg_min(spend, date) as first_spend
      from days group by 1)
    select customer_id, frequency, last - first as recency, date '${AS_OF}' - first as age,
      case when frequency > 0 then (total - first_spend) / frequency else 0 end as spend
    from customers`);
  const [ids, frequency, , , spend] = reader.getColumns() as [string[], bigint[], unknown, unknown, number[]];
  return {
    customers: ids.length,
    frequency: Number(frequency.reduce((sum, one) => sum + one, 0n)),
    spend: spend.reduce((sum, one) => sum + one, 0),
  };
}

const [, , task, file] = process.argv;
const found = await runTask(task as string, file as string);
const { user, system } = process.cpuUsage();
const peak = /VmHWM:\s+(\d+)/.exec(readFileSync("/proc/self/status", "latin1"));
const run: CsvRun = { ...found, cpuMs: (user + system) / 1000, peakMb: Number(peak?.[1]) / 1024 };
process.stdout.write(JSON.stringify(run));
