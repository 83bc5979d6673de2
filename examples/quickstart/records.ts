import { readFileSync } from "node:fs";
import { csvColumnsSync, type ScorecardInputs } from "../../src/index.ts";

/** Cost records of a CSV file: customer, date, amount and the layer of the waterfall. */
export function readCosts(file: string): NonNullable<ScorecardInputs["costs"]> {
  return csvColumnsSync(readFileSync(file), {
    columns: { customerId: "id", at: { type: "time", optional: true }, amount: "number", layer: "text" },
  }) as unknown as NonNullable<ScorecardInputs["costs"]>;
}

/** Referrals of a CSV file: who brought whom. */
export function readReferrals(file: string): NonNullable<ScorecardInputs["referrals"]> {
  return csvColumnsSync(readFileSync(file), {
    columns: { referrerId: "id", refereeId: "id", at: { type: "time", optional: true } },
  }) as unknown as NonNullable<ScorecardInputs["referrals"]>;
}
