import { checkResult, checkText } from "../core/check-result.ts";
import { escapeMarkdown } from "../core/display.ts";
import { ScoringError } from "../core/error.ts";
import { type Labels, sentenceOf } from "../core/reason.ts";
import { shownAs } from "../core/shown-as.ts";
import type { Reason } from "../core/types.ts";
import { customerReasons } from "./customer-reasons.ts";
import type { Scorecard } from "./types.ts";

/** A customer's story: the reasons as data, and as sentences. */
export interface CustomerExplanation {
  readonly customerId: string;
  /** Codes with the numbers that decided. */
  readonly reasons: readonly Reason[];
  /** The same in the language of the dictionary. */
  readonly sentences: readonly string[];
}

/**
 * Why a customer's line is as it is, in sentences of a language.
 *
 * @param labels - `en` of `clientele/labels/en`, `zh` of `clientele/labels/zh`, or one of your own.
 * @throws A {@link ScoringError} with `unknown_name` for a customer who is not in the scorecard.
 * @example
 * ```ts
 * import { en } from "clientele/labels/en";
 * const transactions = [{ customerId: "ann", at: "2026-01-05", amount: 30 }];
 * const scorecard = scoreCustomers({ transactions }, { asOf: "2026-01-31" });
 * explainCustomer(scorecard, "ann", en).sentences[0];
 * // => "Orders: 1, from 2026-01-05 to 2026-01-05, net revenue 30."
 * ```
 */
export function explainCustomer(scorecard: Scorecard, id: string, labels: Labels): CustomerExplanation {
  checkResult(scorecard, ["row()", "indexOf()", "history"], ["scorecard"], "a scorecard");
  checkText(id, ["id"]);
  checkResult(labels, ["names", "reasons"], ["labels"], "a dictionary");
  const i = scorecard.indexOf(id);
  if (i < 0) {
    throw new ScoringError("unknown_name", ["id"], "a customer of the scorecard", "another id");
  }
  const reasons = customerReasons(
    scorecard,
    scorecard.history.row(i),
    scorecard.row(i),
    scorecard.stages?.reasonOf(i) ?? null,
  );
  const sentences = reasons.map((reason) => sentenceOf(reason, labels));
  return shownAs(
    { customerId: id, reasons, sentences },
    {
      text: () => sentences.join("\n"),
      bundle: () => ({
        "text/plain": sentences.join("\n"),
        "text/markdown": sentences.map((sentence) => `- ${escapeMarkdown(sentence)}`).join("\n"),
      }),
    },
  );
}
