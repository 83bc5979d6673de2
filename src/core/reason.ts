import { checkResult, checkText } from "./check-result.ts";
import { ownValue } from "./own.ts";
import type { Reason } from "./types.ts";

/**
 * A dictionary: names of keys and sentences of reasons in one language. Written as data, so that a
 * host may change any entry.
 */
export interface Labels {
  /** Language tag: `en`, `zh`. */
  readonly language: string;
  /** Key to name: `{ "segment.champions": "Champions" }`. */
  readonly names: { readonly [key: string]: string };
  /**
   * Reason code to sentence, with the reason's facts in braces: `"no order for {recencyDays} days"`. Behind a colon, whose
   * names a text has: `"from {from:stage} to {stage}"` shows both by the names of stages.
   */
  readonly reasons: { readonly [code: string]: string };
}

/**
 * The name of a key, or the key itself where the dictionary has none.
 *
 * @throws A {@link ScoringError} with `wrong_type` for what is no key, no dictionary, or an entry that is no text.
 */
export function labelOf(key: string, labels: Labels): string {
  checkText(key, ["key"]);
  checkResult(labels, ["names", "reasons"], ["labels"], "a dictionary");
  const name = ownValue(labels.names, key);
  if (name === undefined) return key;
  checkText(name, ["labels", "names", key]);
  return name;
}

/**
 * A reason as a sentence. A text is shown by the name that the dictionary has for it under the fact's
 * own name (`segment: "lost"` by `segment.lost`), or under the one that the sentence says, else by that of the bare key,
 * else as it stands.
 * Numbers have at most two decimals, with no grouping, so that the text is the same on every machine.
 *
 * @example
 * ```ts
 * const labels = { language: "en", names: {}, reasons: { late: "{gapDays} days without an order" } };
 * sentenceOf({ code: "late", gapDays: 74 }, labels); // => "74 days without an order"
 * ```
 */
export function sentenceOf(reason: Reason, labels: Labels): string {
  checkResult(reason, ["code"], ["reason"], "a reason");
  checkText(reason.code, ["reason", "code"]);
  checkResult(labels, ["names", "reasons"], ["labels"], "a dictionary");
  const template = ownValue(labels.reasons, reason.code);
  if (template === undefined) return reason.code;
  checkText(template, ["labels", "reasons", reason.code]);
  return template.replace(
    /\{([A-Za-z0-9]{1,40})(?::([A-Za-z0-9]{1,40}))?\}/g,
    (_whole, fact: string, names: string | undefined) =>
      factText(names ?? fact, ownValue(reason, fact), labels),
  );
}

function factText(names: string, fact: unknown, labels: Labels): string {
  if (typeof fact === "number") return numberText(fact);
  if (typeof fact === "string") return ownValue(labels.names, `${names}.${fact}`) ?? labelOf(fact, labels);
  return fact === undefined || fact === null ? "?" : String(fact);
}

/** Whole numbers in full: a hundred times a large one would be rounded. */
function numberText(fact: number): string {
  if (!Number.isFinite(fact)) return "?";
  return String(Number.isInteger(fact) ? fact : Math.round(fact * 100) / 100);
}
