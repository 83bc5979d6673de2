import type { Rows } from "./waiting.ts";

/** Rows that were read together. */
export interface Batch extends Rows {
  codes: Int32Array;
  days: Int32Array;
  amounts: Float64Array;
  /** How many. */
  length: number;
}

/** Room for a batch of up to so many rows. */
export function createBatch(size: number): Batch {
  return {
    codes: new Int32Array(size),
    days: new Int32Array(size),
    amounts: new Float64Array(size),
    length: 0,
  };
}

/** Room for more rows, behind those of a batch: what is written there and counted is part of it. */
export function roomBehind({ codes, days, amounts, length }: Batch, more: number): Batch {
  const end = length + more;
  return {
    codes: codes.subarray(length, end),
    days: days.subarray(length, end),
    amounts: amounts.subarray(length, end),
    length: more,
  };
}

/** Room for a batch of up to so many rows: what is there already, if that is enough. */
export function roomFor(size: number, room: Batch | undefined): Batch {
  return room === undefined || room.codes.length < size ? createBatch(size) : room;
}
