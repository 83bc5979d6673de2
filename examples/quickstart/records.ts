import { readFileSync } from "node:fs";
import { csvColumnsSync, type ScorecardInputs } from "../../src/index.ts";

/** Cost records of a CSV file: customer, date, amount and the layer of the waterfall. */
export function readCosts(file: string): NonNullable<ScorecardInputs["costs"]> {
  return namingFile(file, (text) =>
    csvColumnsSync(text, {
      columns: { customerId: "id", at: { type: "time", optional: true }, amount: "number", layer: "text" },
    }),
  ) as unknown as NonNullable<ScorecardInputs["costs"]>;
}

/** Referrals of a CSV file: who brought whom. */
export function readReferrals(file: string): NonNullable<ScorecardInputs["referrals"]> {
  return namingFile(file, (text) =>
    csvColumnsSync(text, {
      columns: { referrerId: "id", refereeId: "id", at: { type: "time", optional: true } },
    }),
  ) as unknown as NonNullable<ScorecardInputs["referrals"]>;
}

/** The flags speak of the order log: what is wrong with another file is said with its name, and without them. */
function namingFile<T>(file: string, read: (text: Uint8Array) => T): T {
  try {
    return read(readFileSync(file));
  } catch (error) {
    const said = error instanceof Error ? error.message : String(error);
    throw new Error(`${file}: ${said.replace(/ \(or say which one it is: [^)]*\)/, "")}`);
  }
}
