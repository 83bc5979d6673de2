import { createTimeReader } from "../calendar/time-reader.ts";
import { checkNumber, checkOneOf, checkOptions } from "../core/check-options.ts";
import { ScoringError } from "../core/error.ts";
import { bare } from "../core/own.ts";
import { edgeValues } from "./edge-values.ts";
import { expectedValues } from "./expected-values.ts";
import { recordValues } from "./record-values.ts";
import { createValueState, type ValueState, valueTable } from "./value-state.ts";
import type {
  CheckedValuePolicy,
  ReferralValue,
  ReferralValueInput,
  ReferralValuePolicy,
} from "./value-types.ts";

/**
 * Customer referral value (CRV) of each customer.
 *
 * A referral of type one (would not have come otherwise) brings margin less reward and marketing cost,
 * and saves an acquisition; one of type two (would have come anyway) saves the acquisition only; each
 * discounted by `(1 + r)^period`. From `referrals` with their money period by period, or from `edges`
 * and the `values` of the people brought (valid edges only, as `validateReferrals` finds them; direct
 * referrals: see `referralCredit` for cascades). For customers of whom no referral is observed,
 * `customers` gives an expectation: willingness x effect x conversion people, each worth their value.
 *
 * @throws A {@link ScoringError} with `missing`, `wrong_type`, `not_finite`, `out_of_range`,
 * `unknown_name`, `unknown_version`, `duplicate`, or `conflict` for an input without referrals.
 * @example
 * ```ts
 * const referrals = [
 *   { referrerId: "ann", type: "one", period: 1, margin: 90, referralCost: 20, marketingCost: 6, acquisitionSaving: 25 },
 *   { referrerId: "ann", type: "two", period: 1, acquisitionSaving: 25 },
 * ] as const;
 * const value = referralValue({ referrals }, { discountRate: 0.07 });
 * value.row(0).typeOneValue; // => 83.1775700934… (89 / 1.07)
 * value.row(0).typeTwoValue; // => 23.3644859813… (25 / 1.07)
 *
 * const edges = [{ referrerId: "ann", refereeId: "bob" }];
 * const values = [{ customerId: "bob", value: 120 }];
 * referralValue({ edges, values }, { referralCost: 20 }).columns.crv; // => Float64Array.of(100, 0)
 *
 * const customers = [{ customerId: "cem", willingness: 0.2, effect: 3, conversion: 0.25 }];
 * referralValue({ customers }, { value: 120 }).row(0).crv; // => 18
 * ```
 * @see Kumar, Petersen & Leone (2007), How valuable is word of mouth?, Harvard Business Review 85(10);
 * (2010), Driving profitability by encouraging customer referrals, Journal of Marketing 74(5).
 */
export function referralValue(input: ReferralValueInput, policy: ReferralValuePolicy = {}): ReferralValue {
  const checked = checkValuePolicy(policy);
  input = checkOptions(input, ["edges", "referrals", "values", "customers"], ["input"]);
  const { edges, referrals, values, customers } = input;
  if (edges === undefined && referrals === undefined && customers === undefined) {
    throw new ScoringError("conflict", ["input"], "edges, referrals or customers", "none of them");
  }
  if (edges !== undefined && referrals !== undefined) {
    throw new ScoringError("conflict", ["input"], "edges or referrals", "both");
  }
  if (edges !== undefined && values === undefined) {
    throw new ScoringError("missing", ["input", "values"], "the values of the people in edges", "nothing");
  }
  const state: ValueState = edges === undefined ? createValueState() : edgeValues(edges, values, checked);
  if (referrals !== undefined) recordValues(state, referrals, checked);
  if (customers !== undefined) expectedValues(state, customers, checked);
  return valueTable(state);
}

const MONEY = ["referralCost", "marketingCost", "acquisitionSaving"] as const;
const SHARES = ["typeOneShare", "actionRate"] as const;

function checkValuePolicy(policy: ReferralValuePolicy): CheckedValuePolicy {
  const names = [
    "version",
    "discountRate",
    "horizon",
    "value",
    "onInvalid",
    "fields",
    "timeZone",
    "numericTime",
  ];
  policy = checkOptions(policy, [...names, ...MONEY, ...SHARES]);
  if (policy.version !== undefined && policy.version !== 1) {
    throw new ScoringError("unknown_version", ["options", "version"], "1", "another version");
  }
  const number = (name: keyof ReferralValuePolicy, fallback: number, min: number, max?: number): number =>
    policy[name] === undefined
      ? fallback
      : checkNumber(policy[name], ["options", name], max === undefined ? { min } : { min, max });
  checkOptions(policy.fields ?? {}, ["edges", "referrals", "values", "customers"], ["options", "fields"]);
  const any = Number.NEGATIVE_INFINITY;
  return {
    discountRate: number("discountRate", 0, 0),
    horizon: number("horizon", Number.POSITIVE_INFINITY, 0),
    referralCost: number("referralCost", 0, 0),
    marketingCost: number("marketingCost", 0, 0),
    acquisitionSaving: number("acquisitionSaving", 0, 0),
    typeOneShare: number("typeOneShare", 1, 0, 1),
    actionRate: number("actionRate", 1, 0, 1),
    value: number("value", Number.NaN, any),
    onInvalid: checkOneOf(policy.onInvalid ?? "throw", ["throw", "collect"], ["options", "onInvalid"]),
    fields: bare(policy.fields ?? {}),
    time: createTimeReader(policy),
  };
}
