import { readNullableDays } from "../../calendar/nullable-days.ts";
import type { TimeReader } from "../../calendar/time-reader.ts";
import { ScoringError } from "../../core/error.ts";
import { openInput } from "../../core/open-input.ts";
import { readIds } from "../../core/read-ids.ts";
import { readTexts } from "../../core/read-values.ts";
import { createRejector } from "../../core/rejector.ts";
import type { TierCuts } from "./types.ts";

/** Where customers stood, as columns. Days are NaN where not known. */
export interface States {
  readonly ids: readonly string[];
  /** Place of the tier, -1 for none. */
  readonly tiers: Int16Array;
  readonly since: Float64Array;
  readonly belowSince: Float64Array;
  /** Row of a customer, -1 for none. */
  readonly rowOf: (id: string) => number;
}

/**
 * Reads where customers stood.
 *
 * @throws A {@link ScoringError} with `unknown_name` for a tier that the cut-offs lack, `duplicate` for a
 * customer who comes twice, else as rows are read.
 */
export function readStates(input: unknown, cuts: TierCuts, reader: TimeReader): States {
  const open = openInput(input, "before");
  const rejector = createRejector("before");
  const ids = readIds(open.needed("customerId"), "customerId", rejector);
  const keys = readTexts(open.needed("tier"), "tier", rejector);
  const days = (field: string): Float64Array => {
    const column = open.column(field);
    if (column === undefined) return new Float64Array(ids.length).fill(Number.NaN);
    return readNullableDays(column, field, reader, rejector);
  };
  const places = new Map(cuts.tiers.map((tier, place) => [tier, place]));
  const tiers = new Int16Array(ids.length).fill(-1);
  const rows = new Map<string, number>();
  ids.forEach((id, row) => {
    if (rows.has(id)) throw new ScoringError("duplicate", ["before", row, "customerId"], "a customer once");
    rows.set(id, row);
    const key = keys[row];
    if (key === null || key === undefined) return;
    const place = places.get(key);
    if (place === undefined) {
      throw new ScoringError(
        "unknown_name",
        ["before", row, "tier"],
        `one of ${cuts.tiers.join(", ")}`,
        "another",
      );
    }
    tiers[row] = place;
  });
  return {
    ids,
    tiers,
    since: days("since"),
    belowSince: days("belowSince"),
    rowOf: (id) => rows.get(id) ?? -1,
  };
}
