import { describeValue } from "../../core/describe.ts";
import { ScoringError } from "../../core/error.ts";
import { ownData } from "../../core/own.ts";
import type { Factors } from "./types.ts";

/**
 * Refuses what are no learned factors, and those whose parts are not as many as their items.
 *
 * @throws A {@link ScoringError} with `wrong_type`, `unknown_version`, `length_mismatch` or `duplicate`.
 */
export function checkFactors(factors: Factors): void {
  const given: unknown = factors;
  if (
    typeof given !== "object" ||
    given === null ||
    !Array.isArray(ownData(given, "items")) ||
    !Array.isArray(ownData(given, "factors"))
  ) {
    throw new ScoringError("wrong_type", ["factors"], "the factors of learnFactors", describeValue(given));
  }
  if (factors.kind !== "factors" || factors.version !== 1) {
    throw new ScoringError("unknown_version", ["factors"], "factors, version 1", "another kind or version");
  }
  const { length } = factors.items;
  const keys = new Set<string>(["customerId"]);
  factors.factors.forEach(({ key, loadings, weights }, f) => {
    const path = ["factors", "factors", f];
    if (keys.has(key)) {
      throw new ScoringError("duplicate", [...path, "key"], "a key once, and not customerId", "one twice");
    }
    keys.add(key);
    for (const [name, parts] of [["loadings", loadings] as const, ["weights", weights] as const]) {
      if (parts.length === length) continue;
      const expected = `${length} numbers, an item each`;
      throw new ScoringError("length_mismatch", [...path, name], expected, String(parts.length));
    }
  });
}
