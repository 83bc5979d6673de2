import { addAt } from "../../math/sums.ts";
import { moveOf } from "./moves.ts";
import type { MigrationValue, SegmentMove, ValueFlow } from "./types.ts";

const MOVES: readonly SegmentMove[] = ["stayed", "up", "down", "changed", "entered", "left"];

/** Sums that keep what rounding takes. */
interface Sums {
  readonly high: Float64Array;
  readonly low: Float64Array;
}

/** Value by segment and by move. Places are -1 for none, values NaN where not known. */
export function sumValues(
  from: Int32Array,
  to: Int32Array,
  before: Float64Array,
  after: Float64Array,
  size: number,
  ranked: boolean,
): MigrationValue {
  const cells = [sums(size * size), sums(size * size)] as const;
  // By move, and last the total.
  const moves = [sums(MOVES.length + 1), sums(MOVES.length + 1)] as const;
  for (let i = 0; i < from.length; i += 1) {
    const places = [from[i] as number, to[i] as number] as const;
    const move = moveOf(places[0], places[1], ranked);
    if (move === undefined) continue;
    [before, after].forEach((values, side) => {
      const value = values[i] as number;
      if (Number.isNaN(value) || places[side as 0 | 1] < 0) return;
      const byMove = moves[side as 0 | 1];
      addAt(byMove.high, byMove.low, MOVES.indexOf(move), value);
      addAt(byMove.high, byMove.low, MOVES.length, value);
      const byCell = cells[side as 0 | 1];
      if (places[0] >= 0 && places[1] >= 0)
        addAt(byCell.high, byCell.low, places[0] * size + places[1], value);
    });
  }
  const flow = (at: number): ValueFlow => ({ before: total(moves[0], at), after: total(moves[1], at) });
  const flows = {} as { [M in SegmentMove]: ValueFlow };
  MOVES.forEach((move, at) => {
    flows[move] = flow(at);
  });
  return {
    total: flow(MOVES.length),
    before: rowsOf(cells[0], size),
    after: rowsOf(cells[1], size),
    moves: flows,
  };
}

function sums(length: number): Sums {
  return { high: new Float64Array(length), low: new Float64Array(length) };
}

function total({ high, low }: Sums, at: number): number {
  return (high[at] as number) + (low[at] as number);
}

function rowsOf(cells: Sums, size: number): number[][] {
  return Array.from({ length: size }, (_, row) =>
    Array.from({ length: size }, (__, column) => total(cells, row * size + column)),
  );
}
