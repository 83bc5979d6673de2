/** Rows as numbers. */
export interface Rows {
  /** Number of the customer's record. One below 0 marks a row that is not to be added. */
  readonly codes: Int32Array;
  /** Civil day. */
  readonly days: Int32Array;
  /** Amount, at least 0. */
  readonly amounts: Float64Array;
}

/** Rows waiting to be added, by block of records, in order within a block. */
export interface Waiting {
  /** All segments, one after the other. Codes count from the first record of the block. */
  readonly rows: Rows;
  /** How many records there were when the room was made. */
  readonly records: number;
  /** Where the next row of each block goes, and where its segment ends. */
  readonly next: Int32Array;
  readonly end: Int32Array;
  /** The segments of each block, by their first row. */
  readonly segments: number[][];
  /** First row that no segment holds. */
  free: number;
  /**
   * One number: what came of reading a block ahead. It means nothing, but what is not kept is not read. In an array,
   * because a field that turns from a whole number to a double makes an engine compile anew all that reads its object.
   */
  readonly touched: Float64Array;
}
