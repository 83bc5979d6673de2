import { checkNumber, checkOptions } from "../core/check-options.ts";

/** What a period added and lost: customers, or money. */
export interface QuickRatioInput {
  readonly new: number;
  readonly resurrected?: number;
  /** Money only: more from who stayed. */
  readonly expansion?: number;
  readonly churned: number;
  /** Money only: less from who stayed. */
  readonly contraction?: number;
}

const PARTS = ["new", "resurrected", "expansion", "churned", "contraction"] as const;

/**
 * What was added for each unit lost: `(new + resurrected + expansion) / (churned + contraction)`. Above
 * 1 the base grows. Null where nothing was lost.
 *
 * @throws A {@link ScoringError} with `wrong_type`, `not_finite`, `out_of_range` or `unknown_name`.
 * @example
 * ```ts
 * quickRatio({ new: 20_000, expansion: 8_000, churned: 5_000, contraction: 3_000 }); // => 3.5
 * ```
 * @see Hsu, Social Capital (2015), Diligence at Social Capital, part 1: accounting for user growth;
 * Hamid (2015), the SaaS quick ratio.
 */
export function quickRatio(parts: QuickRatioInput): number | null {
  parts = checkOptions(parts, PARTS, ["parts"]);
  const { new: added, resurrected = 0, expansion = 0, churned, contraction = 0 } = parts;
  const all = { new: added, resurrected, expansion, churned, contraction };
  for (const name of PARTS) checkNumber(all[name], ["parts", name], { min: 0 });
  const lost = churned + contraction;
  return lost === 0 ? null : (added + resurrected + expansion) / lost;
}
