import { checkNumber, checkOptions } from "../core/check-options.ts";
import { describeValue } from "../core/describe.ts";
import { type InputPath, ScoringError } from "../core/error.ts";
import { ownValue } from "../core/own.ts";

/** A number for each class of customers: promoters, passives, detractors. */
export interface ByClass {
  readonly [name: string]: number;
}

/** What an average customer brings. */
export interface ExpectedReferrals {
  /** Recommendations. */
  readonly referralsPerCustomer: number;
  /** People won by them. */
  readonly convertedPerCustomer: number;
  /** What those are worth. */
  readonly valuePerCustomer: number;
}

/**
 * Referrals to expect from an average customer, by classes of willingness (those of the Net Promoter
 * Score): sum of share x rate, times conversion, times value.
 *
 * The rates are what each class did, not what it says it will do: well under half of those who say
 * that they will recommend do so.
 *
 * @param classShares - Part of the customers in each class; at most 1 together.
 * @param rates - Recommendations per customer of each class.
 * @param conversion - Part of the recommendations that wins a customer; one number, or one a class.
 * @param value - Value of a customer won.
 * @throws A {@link ScoringError} with `wrong_type`, `not_finite`, `out_of_range`, `missing` for a class
 * without a rate, `conflict` for shares that sum to more than 1.
 * @example
 * ```ts
 * const shares = { promoter: 0.5, passive: 0.3, detractor: 0.2 };
 * const rates = { promoter: 0.3, passive: 0.08, detractor: 0.01 };
 * const expected = expectedReferrals(shares, rates, 0.25, 120);
 * expected.referralsPerCustomer; // => 0.176
 * expected.convertedPerCustomer; // => 0.044
 * expected.valuePerCustomer; // => 5.28
 * ```
 * @see Kumar, Petersen & Leone (2007), How valuable is word of mouth?, Harvard Business Review 85(10).
 */
export function expectedReferrals(
  classShares: ByClass,
  rates: ByClass,
  conversion: number | ByClass,
  value: number,
): ExpectedReferrals {
  classShares = checkOptions(classShares, Object.keys(classShares ?? {}), ["classShares"]);
  rates = checkOptions(rates, Object.keys(rates ?? {}), ["rates"]);
  const worth = checkNumber(value, ["value"]);
  let together = 0;
  let referrals = 0;
  let converted = 0;
  for (const name of Object.keys(classShares)) {
    const share = checkNumber(classShares[name], ["classShares", name], { min: 0, max: 1 });
    const rate = checkNumber(neededOf(rates, name, ["rates", name]), ["rates", name], { min: 0 });
    together += share;
    referrals += share * rate;
    converted += share * rate * conversionOf(conversion, name);
  }
  if (together > 1 + 1e-9) {
    throw new ScoringError("conflict", ["classShares"], "shares that sum to at most 1", "more");
  }
  return {
    referralsPerCustomer: referrals,
    convertedPerCustomer: converted,
    valuePerCustomer: converted * worth,
  };
}

function neededOf(byClass: ByClass, name: string, path: InputPath): number {
  const found = ownValue(byClass, name);
  if (found === undefined) throw new ScoringError("missing", path, "a number for each class", "nothing");
  return found;
}

function conversionOf(conversion: unknown, name: string): number {
  const rule = { min: 0, max: 1 };
  if (typeof conversion === "number") return checkNumber(conversion, ["conversion"], rule);
  if (typeof conversion !== "object" || conversion === null) {
    const expected = "a number, or a number for each class";
    throw new ScoringError("wrong_type", ["conversion"], expected, describeValue(conversion));
  }
  const path = ["conversion", name];
  return checkNumber(neededOf(conversion as ByClass, name, path), path, rule);
}
