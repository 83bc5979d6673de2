import { type Labels, sentenceOf } from "../../core/reason.ts";
import type { Reason } from "../../core/types.ts";
import type { CategoryProfile, FeatureProfile } from "./types.ts";

/** Deviations from which a trait tells something, and is marked. */
const NOTED = 0.5;
const MARKED = 1.5;
/** Traits in a name, unless more are needed to tell two segments apart. */
const IN_NAME = 2;

/** What distinguishes a segment from the base, most first. */
export function traitsOf(
  features: readonly FeatureProfile[],
  categories: readonly CategoryProfile[],
): readonly Reason[] {
  const found: { readonly size: number; readonly trait: Reason }[] = [];
  for (const { feature, mean, deviation, index } of features) {
    const size = Math.abs(deviation ?? 0);
    if (deviation === null || size < NOTED) continue;
    const code = `trait_${size < MARKED ? "" : "very_"}${deviation > 0 ? "high" : "low"}`;
    found.push({ size, trait: { code, feature, mean, deviation, index } });
  }
  for (const { feature, category, share, baseShare, deviation } of categories) {
    if (deviation < NOTED) continue;
    found.push({
      size: deviation,
      trait: { code: "trait_category", feature, category, share, baseShare, deviation },
    });
  }
  return found.sort((a, b) => b.size - a.size).map(({ trait }) => trait);
}

/** A name of each segment from its traits: the first two, more where two segments would else have one name. */
export function namesOf(
  traits: readonly (readonly Reason[])[],
  labels: Labels | undefined,
): readonly string[] {
  const lengths = traits.map(() => IN_NAME);
  const longest = traits.reduce((most, own) => Math.max(most, own.length), IN_NAME);
  let names: readonly string[] = [];
  for (let round = IN_NAME; round <= longest; round += 1) {
    names = traits.map((own, s) => nameOf(own.slice(0, lengths[s]), labels));
    for (const [s, name] of names.entries()) {
      if (names.indexOf(name) !== names.lastIndexOf(name)) lengths[s] = round + 1;
    }
  }
  const taken = new Map<string, number>();
  return names.map((name) => {
    const before = taken.get(name) ?? 0;
    taken.set(name, before + 1);
    return before === 0 ? name : `${name} (${before + 1})`;
  });
}

function nameOf(traits: readonly Reason[], labels: Labels | undefined): string {
  const shown = traits.length === 0 ? [{ code: "trait_none" }] : traits;
  if (labels === undefined) return shown.map(plainWords).join(", ");
  return shown.map((trait) => sentenceOf(trait, labels)).join(labels.language === "zh" ? "，" : ", ");
}

/** `very high orders`, `city Oslo`. */
function plainWords(trait: Reason): string {
  const { code, feature, category } = trait as Reason & { feature?: string; category?: string };
  if (code === "trait_none") return "average";
  if (code === "trait_category") return `${feature} ${category}`;
  return `${code.slice("trait_".length).replace("_", " ")} ${feature}`;
}
