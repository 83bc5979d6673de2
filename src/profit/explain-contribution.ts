import { checkResult, checkText } from "../core/check-result.ts";
import { isForm } from "../core/own.ts";
import type { Reason, Table } from "../core/types.ts";
import type { ProfitReasonCode } from "./keys.ts";
import { type MissingEffect, START, type WaterfallStep } from "./layers.ts";

/** As much of a contribution as explaining a line needs. */
export interface ExplainedContribution {
  readonly layers: readonly WaterfallStep[];
  readonly missing: readonly { readonly layer: string; readonly effect: MissingEffect }[];
}

/**
 * How a customer's contribution comes about: a reason a step of the waterfall, with its amount; a
 * dictionary makes sentences of them. None for someone without a line.
 *
 * @example
 * ```ts
 * const lines = [{ customerId: "ann", amount: 90 }];
 * const layers = [{ deduct: "cogs", from: "goods" }, { subtotal: "grossMargin" }] as const;
 * explainContribution(contribution({ lines }, { layers }), "ann");
 * // => [
 * //      { code: "profit_start", step: "grossRevenue", amount: 90 },
 * //      { code: "profit_layer_unknown", step: "cogs" },
 * //      { code: "profit_subtotal_unknown", step: "grossMargin" },
 * //    ]
 * ```
 */
export function explainContribution<R>(
  contribution: Table<R> & ExplainedContribution,
  customerId: string,
): Reason[] {
  checkResult(contribution, ["row()", "indexOf()", "layers", "missing"], ["contribution"], "a contribution");
  checkText(customerId, ["customerId"]);
  const at = contribution.indexOf(customerId);
  if (at < 0) return [];
  const row = contribution.row(at) as { readonly [column: string]: unknown };
  const effects = new Map(contribution.missing.map(({ layer, effect }) => [layer, effect]));
  const steps = contribution.layers.map((step): Reason => {
    const name = isForm(step, "deduct") ? step.deduct : step.subtotal;
    const amount = row[name] as number | null;
    const where = { step: name };
    if (isForm(step, "deduct")) {
      if (amount !== null) return coded("profit_deducted", { ...where, amount });
      return coded(effects.get(name) === "skip" ? "profit_layer_skipped" : "profit_layer_unknown", where);
    }
    return amount === null
      ? coded("profit_subtotal_unknown", where)
      : coded("profit_subtotal", { ...where, amount });
  });
  return [coded("profit_start", { step: START, amount: row[START] as number }), ...steps];
}

function coded(code: ProfitReasonCode, facts: Omit<Reason, "code">): Reason {
  return { ...facts, code };
}
