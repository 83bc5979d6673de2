import type { LeadNameKey, LeadReasonCode } from "../../segmentation/leads/keys.ts";
import type { MarketNameKey, MarketReasonCode } from "../../segmentation/markets/keys.ts";
import type { PositionReasonCode } from "../../segmentation/positioning/keys.ts";
import type { RoomLabels } from "../room-labels.ts";

/** Lead scores, target markets and positioning in English. */
export const targeting: RoomLabels<
  LeadNameKey | MarketNameKey,
  LeadReasonCode | MarketReasonCode | PositionReasonCode
> = {
  names: {
    "part.fit": "Fit",
    "part.behaviour": "Behaviour",
    "part.attractiveness": "Attractiveness",
    "part.ability": "Own ability",
    "cell.high-high": "Attractive, able",
    "cell.high-medium": "Attractive, fairly able",
    "cell.high-low": "Attractive, hardly able",
    "cell.medium-high": "Fairly attractive, able",
    "cell.medium-medium": "Fairly attractive, fairly able",
    "cell.medium-low": "Fairly attractive, hardly able",
    "cell.low-high": "Hardly attractive, able",
    "cell.low-medium": "Hardly attractive, fairly able",
    "cell.low-low": "Hardly attractive, hardly able",
    "strategy.invest": "invest and grow",
    "strategy.select": "choose with care",
    "strategy.harvest": "harvest or leave",
  },
  reasons: {
    lead_fit: "{criterion}: {points} points.",
    lead_fit_unknown: "{criterion}: {points} points are open, since {field} is not known.",
    lead_behaviour: "{criterion}: {times} times, last {lastDays} days ago: {points} of {full} points.",
    lead_no_behaviour: "No interaction that counts.",
    lead_part_limited: "{part}: {sum} points, held at {points}.",
    lead_part_grade: "{part}: {points} points, grade {grade}.",
    lead_grade: "Score {score}, grade {grade}: {missing} points short of {nextGrade}.",
    lead_top_grade: "Score {score}: the best grade, {grade}.",
    market_points:
      "{criterion}: {value}, which is {points} on the scale from 0 to 1, with the weight {weight}.",
    market_value_unknown: "{criterion}: not known, with the weight {weight}.",
    market_rank: "Place {rank} of {markets}, score {score}.",
    market_unranked: "No place: something that counts is not known.",
    market_cell: "{cell}: {strategy}.",
    market_criterion_flat: "{criterion}: all markets are equal, so that it decides nothing.",
    market_values_missing: "{criterion}: not known of {markets} markets.",
    market_comparisons_inconsistent:
      "{part}: the comparisons contradict each other, ratio {ratio} above {limit}. Look at them again.",
    map_shows_little: "The map shows {percent} % of the differences between brands.",
    map_axes_alike: "Axes {axis} and {next} are about as long: with other data they may change places.",
    map_attribute_flat: "{attribute}: all brands are equal, so that it moves none.",
    map_above: "{attribute}: {difference} above the mean of {mean}.",
    map_below: "{attribute}: {difference} beside the mean of {mean}.",
    map_nearest_rival: "Nearest rival: {rival}, at a distance of {distance}.",
  },
};
