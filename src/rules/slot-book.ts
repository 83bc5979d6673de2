import type { Slot } from "./program.ts";

/** Columns by what they hold, each numbered once. */
export interface SlotBook {
  readonly list: readonly Slot[];
  /** The number of what the key stands for; one more test reads it. */
  readonly number: (key: string, slot: Omit<Slot, "tests">) => number;
}

/** An empty book. */
export function createSlotBook(): SlotBook {
  const list: (Slot & { tests: number })[] = [];
  const numbers = new Map<string, number>();
  const number = (key: string, slot: Omit<Slot, "tests">): number => {
    let found = numbers.get(key);
    if (found === undefined) {
      found = list.length;
      numbers.set(key, found);
      list.push({ ...slot, tests: 0 });
    }
    (list[found] as { tests: number }).tests += 1;
    return found;
  };
  return { list, number };
}
