/**
 * One whole process: a CSV file to a purchase history, by us or by a peer. Prints what it cost and
 * what it found as JSON.
 *
 *     csv-child.ts <peer> <file>
 *
 * @module
 */
import { closeSync, openSync, readSync } from "node:fs";
import { memoryMb } from "../harness/memory.ts";
import { AS_OF, type CsvFound, PIECE } from "./csv-found.ts";

/** What a run found and what it cost. */
export interface CsvRun extends CsvFound {
  /** User and system time of the process, start-up included. */
  readonly cpuMs: number;
  readonly peakMb: number;
}

async function runPeer(peer: string, file: string): Promise<CsvFound> {
  if (peer.startsWith("clientele")) return ours(file, peer === "clientele-ids");
  if (peer.startsWith("duckdb")) {
    const { withDuckDb } = await import("./csv-duckdb.ts");
    return withDuckDb(file, peer.replace("duckdb-", ""));
  }
  const { withCsvParse, withPapaParse, withUdsv } = await import("./csv-parsers.ts");
  if (peer === "udsv") return withUdsv(file);
  return peer === "papaparse" ? withPapaParse(file) : withCsvParse(file);
}

async function ours(file: string, readIds: boolean): Promise<CsvFound> {
  const { csvTransactions } = await import("../../../src/connectors/index.ts");
  const { foldSource } = await import("../../../src/core/index.ts");
  const { historyFold } = await import("../../../src/history/index.ts");
  const fold = historyFold({ asOf: AS_OF, timeUnit: "day", order: "time" });
  const { columns, length } = fold.finish(await foldSource(csvTransactions(piecesOf(file)), fold));
  if (readIds && columns.customerId.length !== length) throw new Error("a customer without an id");
  return { customers: length, ...sumsOf(columns.frequency, columns.meanRepeatSpend) };
}

function sumsOf(frequencies: Float64Array, spends: Float64Array): Pick<CsvFound, "frequency" | "spend"> {
  let frequency = 0;
  let spend = 0;
  for (let i = 0; i < frequencies.length; i += 1) {
    frequency += frequencies[i] as number;
    spend += (spends[i] as number) || 0;
  }
  return { frequency, spend };
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

const [, , peer = "", file = ""] = process.argv;
const found = await runPeer(peer, file);
const { user, system } = process.cpuUsage();
const run: CsvRun = { ...found, cpuMs: (user + system) / 1000, peakMb: memoryMb("peak") };
process.stdout.write(JSON.stringify(run));
