import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { writeLog } from "./log-files.ts";
import type { Section } from "./measured.ts";

/** What a task gets: sizes, and folders for its inputs. */
export interface Workspace {
  /** A tenth of the size, to see that all is well: figures do not count. */
  readonly quick: boolean;
  /** A number of rows or customers, a tenth of it where it is quick. */
  readonly scaled: (count: number) => number;
  /** A folder with inputs, made once. */
  readonly folder: (name: string, make: (folder: string) => void) => string;
  /** A log of orders of so many customers, about eleven each. */
  readonly log: (customers: number) => { readonly folder: string; readonly size: number };
}

/** A task gives what it measured as it goes. */
export type Task = (workspace: Workspace) => AsyncIterable<Section>;

/** A workspace in the folder for temporary files, and what removes it. */
export function openWorkspace(quick: boolean): { readonly workspace: Workspace; readonly close: () => void } {
  const root = mkdtempSync(join(tmpdir(), "clientele-bench-"));
  const made = new Set<string>();
  const sizes = new Map<number, number>();
  const folder: Workspace["folder"] = (name, make) => {
    const path = join(root, name);
    if (!made.has(name)) make(path);
    made.add(name);
    return path;
  };
  const log: Workspace["log"] = (customers) => {
    const path = folder(`log-${customers}`, (at) => sizes.set(customers, writeLog(at, customers)));
    return { folder: path, size: sizes.get(customers) as number };
  };
  return {
    workspace: { quick, folder, log, scaled: (count) => (quick ? Math.ceil(count / 10) : count) },
    close: () => rmSync(root, { recursive: true, force: true }),
  };
}
