/**
 * Names and sentences in English, one file a room. An edge of the library: nothing imports it but the host.
 *
 * @module
 */
import type { Labels } from "../../core/reason.ts";
import { charts } from "./charts.ts";
import { clv } from "./clv.ts";
import { lifecycle } from "./lifecycle.ts";
import { profit } from "./profit.ts";
import { referral } from "./referral.ts";
import { rfm } from "./rfm.ts";
import { rules } from "./rules.ts";
import { scorecard } from "./scorecard.ts";
import { segmentation } from "./segmentation.ts";
import { targeting } from "./targeting.ts";

/**
 * The English dictionary. Plain data: to change an entry, spread it into one of your own.
 *
 * @example
 * ```ts
 * labelOf("segment.champions", en); // => "Champions"
 * ```
 */
export const en: Labels = {
  language: "en",
  names: {
    ...charts.names,
    ...clv.names,
    ...lifecycle.names,
    ...profit.names,
    ...referral.names,
    ...rfm.names,
    ...rules.names,
    ...scorecard.names,
    ...segmentation.names,
    ...targeting.names,
  },
  reasons: {
    ...charts.reasons,
    ...clv.reasons,
    ...lifecycle.reasons,
    ...profit.reasons,
    ...referral.reasons,
    ...rfm.reasons,
    ...rules.reasons,
    ...scorecard.reasons,
    ...segmentation.reasons,
    ...targeting.reasons,
  },
};
