import { ownValue } from "../core/own.ts";
import type { Fields, Input, Open, Renamed } from "../core/types.ts";
import { countIntegers } from "../math/quantiles.ts";
import { cellBook } from "./cell-book.ts";
import { checkCuts } from "./check-cuts.ts";
import { cuttingOf, hasCuts } from "./cuttings.ts";
import {
  binsUsedOf,
  countCells,
  scoredOf,
  spreadCells,
  unscorable,
  unscoredWarnings,
} from "./place-customers.ts";
import type { RfmVariant, RfmWeights } from "./policy.ts";
import { readCustomers } from "./read-customers.ts";
import { addScores } from "./score-bins.ts";
import { scoreTable } from "./score-table.ts";
import type { RfmCuts, RfmInput, RfmOptions, RfmScores } from "./types.ts";

/**
 * Scores customers with cut-offs that were learned before, so that a score means the same as it did
 * then. The base that was learned from gets exactly the scores it got.
 *
 * `binsUsed` counts the customers given; there is no warning of empty bins.
 *
 * @throws A {@link ScoringError} with `wrong_type` or `unknown_version` for what is no cut-offs, else
 * as {@link scoreRfm}, with paths that begin with `input`.
 * @example
 * ```ts
 * const base = [
 *   { customerId: "ann", recencyDays: 3, orders: 9, revenue: 540 },
 *   { customerId: "bob", recencyDays: 40, orders: 2, revenue: 60 },
 * ];
 * const { cuts } = scoreRfm(base, { bins: 3, map: "klaviyo" });
 * const stored = JSON.parse(JSON.stringify(cuts)) as typeof cuts;
 * applyRfm(stored, [{ customerId: "eve", recencyDays: 5, orders: 4, revenue: 99 }]).row(0).code; // => "311"
 * ```
 */
export function applyRfm<
  M extends string,
  V extends RfmVariant,
  W extends RfmWeights | undefined,
  const F extends Fields<RfmInput<M, V>> = object,
  C = never,
>(
  cuts: RfmCuts<M, V, W>,
  input: Input<Renamed<RfmInput<M, V>, F>> | Open<C>,
  options: RfmOptions<F> = {},
): RfmScores<M, V, W> {
  checkCuts(cuts);
  const { policy } = cuts;
  const read = readCustomers(input, "input", policy, options);
  const customers = hasCuts(cuts) ? read : unscorable(read);
  const scored = scoredOf(customers, policy);
  const scoredCells = new Uint16Array(scored.length);
  for (const { dimension, values } of scored.columns) {
    const cutting = cuttingOf(cuts, dimension);
    const ids = cutting.ids === undefined ? undefined : scored.ids();
    addScores(scoredCells, values, cutting, ids, countIntegers(values));
  }
  const book = cellBook(cuts);
  const binsUsed = binsUsedOf(countCells(scoredCells, book.total), policy);
  const cells = spreadCells(customers, scoredCells, ownValue(scored, "at"), book, policy);
  const { excluded, rejected } = customers;
  const facts = { cuts, binsUsed, warnings: unscoredWarnings(customers), excluded, rejected };
  return scoreTable(customers, cells, book, facts) as unknown as RfmScores<M, V, W>;
}
