import { type Column, copyCells } from "../core/column.ts";
import { readNumbers } from "../core/read-numbers.ts";
import type { Rejector } from "../core/rejector.ts";
import { withoutCircles } from "./acyclic.ts";
import { earliestClaims, groupClaims } from "./claims.ts";
import { readEdges, rejectedOf } from "./read-edges.ts";
import { readPersonValues } from "./read-values.ts";
import { addObserved, createValueState, growValueState, listPerson, type ValueState } from "./value-state.ts";
import type { CheckedValuePolicy } from "./value-types.ts";

/** Values the people whom valid edges brought. */
export function edgeValues(edges: unknown, values: unknown, policy: CheckedValuePolicy): ValueState {
  const { time, onInvalid, fields } = policy;
  const read = readEdges(edges, { time, onInvalid, fields: fields.edges });
  const shares = readTypeShares(read.input.column("type"), "type", policy.typeOneShare, read.rejector);
  const column = read.input.column("period");
  const periods =
    column === undefined
      ? undefined
      : readNumbers(column, "period", { min: 0, nullable: true }, read.rejector);
  for (const { row } of rejectedOf(read)) {
    read.referrers[row] = -1;
    read.referees[row] = -1;
  }
  const people = readPersonValues(values, read, fields.values);
  const { claims } = withoutCircles(earliestClaims(groupClaims(read), read));
  const state = createValueState(read.register);
  growValueState(state);
  for (let e = 0; e < read.referrers.length; e += 1) {
    if ((read.referees[e] as number) < 0) continue;
    listPerson(state, read.referrers[e] as number);
    listPerson(state, read.referees[e] as number);
  }
  for (let v = 0; v < people.given.length; v += 1) if (people.given[v] === 1) listPerson(state, v);

  const { discountRate, horizon, referralCost, marketingCost, acquisitionSaving } = policy;
  for (let v = 0; v < claims.people; v += 1) {
    const at = claims.offsets[v] as number;
    if (at === claims.offsets[v + 1]) continue;
    const row = claims.rows[at] as number;
    const period = periods === undefined ? 0 : (periods[row] as number) || 0;
    if (period > horizon) {
      state.beyondHorizon += 1;
      continue;
    }
    const known = people.values[v] as number;
    const share = shares === undefined ? policy.typeOneShare : (shares[row] as number);
    if (Number.isNaN(known)) {
      state.withoutValue += 1;
      // Who would have come anyway counts for the acquisition saved, whatever they are worth.
      if (share > 0) state.incomplete.add(claims.referrers[at] as number);
    }
    const brought = Number.isNaN(known) ? 0 : known;
    const discount = (1 + discountRate) ** period;
    const one = (share * (brought - referralCost - marketingCost + acquisitionSaving)) / discount;
    addObserved(state, claims.referrers[at] as number, one, ((1 - share) * acquisitionSaving) / discount);
  }
  const rejected = rejectedOf(read);
  for (const rejection of rejected) state.rejected.push(rejection);
  state.invalid = read.input.length - rejected.length - claims.rows.length;
  return state;
}

/** Part of each row that is of type one: 1 or 0 where it says so, `otherwise` where it does not. */
export function readTypeShares(
  column: Column | undefined,
  field: string,
  otherwise: number,
  rejector: Rejector,
): Float64Array | undefined {
  if (column === undefined) return undefined;
  const cells: unknown[] = [];
  copyCells(column, 0, column.length, cells);
  return Float64Array.from(cells, (cell, i) => {
    if (cell === null || cell === undefined) return otherwise;
    if (cell === "one" || cell === 1) return 1;
    if (cell !== "two" && cell !== 2) rejector.reject(i, field, "unknown_name", "one or two", cell);
    return 0;
  });
}
