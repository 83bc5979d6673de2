import { createReadStream, existsSync } from "node:fs";
import { type FileHandle, open, truncate } from "node:fs/promises";
import type { SavedHistory, StateStore } from "../../src/index.ts";

/** A state store that is a text file. */
export interface Journal extends StateStore<SavedHistory> {
  readonly close: () => Promise<void>;
}

/**
 * A file to which each batch adds a line: its id and the states it changed. A line that has its end was
 * committed; what a kill left of a line is cut off when the file is opened. The states stay in memory.
 */
export async function openJournal(file: string): Promise<Journal> {
  const states = new Map<string, SavedHistory>();
  const batches = new Set<string>();
  const keep = (batchId: string, changes: Iterable<readonly [string, SavedHistory]>) => {
    for (const [id, state] of changes) states.set(id, state);
    batches.add(batchId);
  };
  if (existsSync(file)) {
    let whole = 0;
    for await (const line of wholeLines(file)) {
      const [batchId, changes] = JSON.parse(line) as [string, [string, SavedHistory][]];
      keep(batchId, changes);
      whole += Buffer.byteLength(line) + 1;
    }
    await truncate(file, whole);
  }
  const handle: FileHandle = await open(file, "a");
  return {
    load: async (ids) => {
      const found = new Map<string, SavedHistory>();
      for (const id of ids) {
        const state = states.get(id);
        if (state !== undefined) found.set(id, state);
      }
      return found;
    },
    commit: async (batchId, changes) => {
      if (batches.has(batchId)) return "already";
      await handle.appendFile(`${JSON.stringify([batchId, Array.from(changes)])}\n`);
      await handle.datasync();
      keep(batchId, changes);
      return "applied";
    },
    close: () => handle.close(),
  };
}

/** The lines of a file but for a last one without an end. */
async function* wholeLines(file: string): AsyncIterable<string> {
  let rest = "";
  for await (const piece of createReadStream(file, "utf8")) {
    const lines = (rest + piece).split("\n");
    rest = lines.pop() as string;
    yield* lines;
  }
}
