import type { SavedHistory, StateStore } from "../../src/index.ts";

/** A store in memory that can be made to fail, as a process that is ended does. */
export function createMemoryStore(failAt = Number.POSITIVE_INFINITY): StateStore<SavedHistory> & {
  readonly states: Map<string, string>;
  readonly commits: Set<string>;
} {
  const states = new Map<string, string>();
  const commits = new Set<string>();
  let calls = 0;
  return {
    states,
    commits,
    load: async (ids) => {
      const found = new Map<string, SavedHistory>();
      for (const id of ids) {
        const text = states.get(id);
        if (text !== undefined) found.set(id, JSON.parse(text) as SavedHistory);
      }
      return found;
    },
    commit: async (batchId, changes) => {
      if (commits.has(batchId)) return "already";
      calls += 1;
      if (calls > failAt) throw new Error("the store is gone");
      for (const [id, state] of changes) states.set(id, JSON.stringify(state));
      commits.add(batchId);
      return "applied";
    },
  };
}
