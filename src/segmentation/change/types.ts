import type { Id, Table } from "../../core/types.ts";

/** A customer and the segment they are in. Lines of tiers and clusters fit, with `fields`. */
export interface SegmentStanding {
  readonly customerId: Id;
  /** Key of the segment; null for none. */
  readonly segment: string | null;
  /** What the customer is worth, where `fields` names it. */
  readonly value?: number | null | undefined;
}

/** What is read of the two segmentations. */
export interface MigrationFields {
  /** The column of ids. Default `customerId`. */
  readonly customerId?: string;
  /** The column of segments: `tier`, `cluster`. Default `segment`. */
  readonly segment?: string;
  /** The column of values, where value is to be followed. */
  readonly value?: string;
}

/** Options of `migrationMatrix`. */
export interface MigrationOptions {
  /** Keys from best to worst. Default the tiers of `after`, if it was cut into tiers. */
  readonly order?: readonly string[];
  readonly fields?: MigrationFields;
  /** Share that an empty segment counts as in the stability index. Default 0.0001. */
  readonly leastShare?: number;
}

/** How a customer moved. Without an order of segments, up and down are both `changed`. */
export type SegmentMove = "stayed" | "up" | "down" | "changed" | "entered" | "left";

/** Sums of value of the customers of one kind. A value that is not known counts as 0. */
export interface ValueFlow {
  readonly before: number;
  readonly after: number;
}

/** Value by segment and by move. */
export interface MigrationValue {
  /** All customers of each segmentation. */
  readonly total: ValueFlow;
  /** What those were worth before who went from a segment (rows) to another (columns). */
  readonly before: readonly (readonly number[])[];
  /** What they are worth after. */
  readonly after: readonly (readonly number[])[];
  /** By move. Who entered has no value before, who left none after. */
  readonly moves: { readonly [M in SegmentMove]: ValueFlow };
}

/** How far the mix of segments has drifted. */
export interface SegmentStability {
  /** Population stability index: below 0.1 little has changed, above 0.25 much. Null where a side is empty. */
  readonly psi: number | null;
  /** What each segment adds to it. */
  readonly bySegment: readonly (number | null)[];
}

/** Who moved between segments from one segmentation to another. Plain JSON. */
export interface MigrationMatrix {
  /** Rows and columns of what follows. */
  readonly segments: readonly string[];
  /** Are they from best to worst? Without, `up` and `down` are 0 and all moves are `changed`. */
  readonly ranked: boolean;
  /** Customers by segment before (rows) and after (columns). */
  readonly counts: readonly (readonly number[])[];
  /** The same as shares of the segment before; null where nobody of it is in both. */
  readonly shares: readonly (readonly (number | null)[])[];
  /** How many moved which way. */
  readonly moves: { readonly [M in SegmentMove]: number };
  /** Customers in a segment both times. */
  readonly customers: number;
  /** Share of them who stayed; null without any. */
  readonly stayRate: number | null;
  /** Where those are who had no segment before. */
  readonly enteredBySegment: readonly number[];
  /** Where those were who have none after. */
  readonly leftBySegment: readonly number[];
  readonly stability: SegmentStability;
  /**
   * Customers by segment the next time, if those now in segments move as these did and nobody enters or
   * leaves. A segment of which nobody's move is known keeps its own.
   */
  readonly expectedNext: readonly number[];
  /** Null where `fields` names no value. */
  readonly value: MigrationValue | null;
}

/** A customer who moved, and what moved them. */
export interface MovedCustomer {
  readonly customerId: string;
  /** Key of the segment before; null for none. */
  readonly from: string | null;
  /** Key of the segment after; null for none. */
  readonly to: string | null;
  readonly move: Exclude<SegmentMove, "stayed">;
  /** The input that moved them most; null where none changed, and for who entered or left. */
  readonly input: string | null;
  /** What that input was, and is. */
  readonly inputBefore: number | null;
  readonly inputAfter: number | null;
  /** All inputs that moved them, the one that counts most first. */
  readonly inputs: readonly string[];
}

/** The customers who moved, in the order of `after`, then those who left. */
export type MovedCustomers = Table<MovedCustomer> & {
  /** How many each input moved most, most first. */
  readonly counts: readonly { readonly input: string; readonly customers: number }[];
};
