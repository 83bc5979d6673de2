import type { Slot } from "./program.ts";

/** Columns by what they hold, each numbered once. */
export interface SlotBook {
  readonly list: readonly Slot[];
  readonly number: (key: string, slot: Slot) => number;
}

/** An empty book. */
export function createSlotBook(): SlotBook {
  const list: Slot[] = [];
  const numbers = new Map<string, number>();
  const number = (key: string, slot: Slot): number => {
    let found = numbers.get(key);
    if (found === undefined) {
      found = list.length;
      numbers.set(key, found);
      list.push(slot);
    }
    return found;
  };
  return { list, number };
}
