/**
 * One room's part of a dictionary. The keys stand beside the room's code, so that an entry that is
 * missing, or one too many, does not compile.
 */
export interface RoomLabels<Name extends string, ReasonCode extends string> {
  /** Kind and key to name: `"segment.champions"`. */
  readonly names: { readonly [K in Name]: string };
  /** Reason code to sentence, with the reason's facts in braces. */
  readonly reasons: { readonly [K in ReasonCode]: string };
}
