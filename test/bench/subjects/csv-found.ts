/** What a run found, to be compared between the peers. */
export interface CsvFound {
  readonly customers: number;
  /** Sum of repeat purchases. */
  readonly frequency: number;
  /** Sum of mean repeat spend. */
  readonly spend: number;
}

/** Bytes that are read at a time. */
export const PIECE = 1 << 18;

/** When histories are looked at. */
export const AS_OF = "2024-12-31";
