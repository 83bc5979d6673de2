import { expect, test } from "vitest";
import {
  clvCrvMatrix,
  engagementValue,
  expectedReferrals,
  referralCredit,
  referralEffectiveness,
  referralProgramRoi,
  referralValue,
  validateReferrals,
  viralCoefficient,
  viralGrowth,
} from "../../src/referral/index.ts";
import { closeTo, type GoldenCase, readCases } from "../golden/value/read-cases.ts";

// biome-ignore lint/suspicious/noExplicitAny: each case has inputs of its own form.
type Inputs = any;

const edgesOf = (pairs: [string, string][]) =>
  pairs.map(([referrerId, refereeId]) => ({ referrerId, refereeId }));

function credit({ edges, valueOfReferred, decay, normalise }: Inputs): unknown {
  const values = Object.entries<number>(valueOfReferred).map(([customerId, value]) => ({
    customerId,
    value,
  }));
  const result = referralCredit(edgesOf(edges), values, { decay, normalise });
  return {
    ...result,
    credit: Object.fromEntries(result.toRows().map((row) => [row.customerId, row.credit])),
  };
}

function viral({ invitesPerUser, conversionRate, seedUsers, cycles }: Inputs): unknown {
  return viralGrowth(seedUsers, viralCoefficient(invitesPerUser, conversionRate), cycles);
}

/** How each quantity of the file is asked for. */
const ask: { readonly [quantity: string]: (inputs: Inputs) => unknown } = {
  "customer referral value (CRV): type-one and type-two": ({ discountRate, typeOne, typeTwo }) => {
    const typed = (rows: Inputs[], type: "one" | "two") =>
      rows.map(({ customer, ...row }) => ({ ...row, type, referrerId: "ann", refereeId: customer }));
    const referrals = [...typed(typeOne, "one"), ...typed(typeTwo, "two")];
    const value = referralValue({ referrals }, { discountRate });
    return value.length === 0 ? { typeOneValue: 0, typeTwoValue: 0, crv: 0 } : value.row(0);
  },
  "CLV x CRV matrix (champions, affluents, advocates, misers)": ({ customers }) => {
    const rows = Object.entries<{ clv: number; crv: number }>(customers).map(([customerId, values]) => ({
      customerId,
      ...values,
    }));
    const matrix = clvCrvMatrix(rows, { cut: "median" });
    const segments = Object.fromEntries(matrix.toRows().map((row) => [row.customerId, row.segment]));
    return { clvCut: matrix.cut?.clv, crvCut: matrix.cut?.crv, segments };
  },
  "viral coefficient K and users after n cycles (each user invites once)": viral,
  "viral coefficient K = 1 (degenerate geometric sum)": viral,
  "referral cascade credit, decay 0.5 per level (unnormalised: totals double count)": credit,
  "referral cascade credit, decay 0.5 per level (normalised: credited total equals value brought in)": credit,
  "referral integrity: self-referrals, cycles, second referrer": ({ edges }) => {
    const report = validateReferrals(edgesOf(edges));
    const several = report.multipleReferrers.map(({ refereeId, referrers }) => [refereeId, referrers]);
    return { ...report, multipleReferrers: Object.fromEntries(several) };
  },
  "referral programme ROI": (program) => referralProgramRoi(program).roi,
  "expected referrals and referral value per customer from NPS classes": (inputs) =>
    expectedReferrals(
      inputs.classShares,
      inputs.referralRateByClass,
      inputs.referralConversion,
      inputs.valuePerConvertedReferral,
    ),
  "customer engagement value CEV = CLV + CRV + CIV + CKV": (parts) => engagementValue(parts).cev,
  "referral effectiveness: referral rate and conversion": referralEffectiveness,
};

const cases = readCases("referral");

test.each(cases.map((each) => [each.id, each.quantity, each] as const))(
  "%s %s",
  (_id, quantity, each: GoldenCase) => {
    const answer = ask[quantity];
    expect(answer, "this quantity is asked for").toBeDefined();
    closeTo(answer?.(each.inputs), each.expected, each.tolerance, quantity);
  },
);
