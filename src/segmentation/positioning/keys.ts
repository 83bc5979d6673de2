/**
 * The stable keys of this module. Dictionaries must have an entry for each.
 *
 * @module
 */

/** Codes of warnings and reasons. */
export type PositionReasonCode =
  /** Warning: the map shows only so much of the differences. */
  | "map_shows_little"
  /** Warning: the second axis is hardly greater than the next, so that the map may turn with new data. */
  | "map_axes_alike"
  /** Warning: an attribute in which all brands are equal. */
  | "map_attribute_flat"
  /** An attribute in which a brand stands above the mean. */
  | "map_above"
  /** An attribute in which it stands below. */
  | "map_below"
  /** The rival that is nearest. */
  | "map_nearest_rival";
