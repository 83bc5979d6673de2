import { type Labels, sentenceOf } from "../../core/reason.ts";
import type { Reason } from "../../core/types.ts";
import type { CategoryProfile, FeatureProfile, TellingRule } from "./types.ts";

/** Deviations from which a trait helps to tell two segments apart, tells something by itself, and is marked. */
const SLIGHT = 0.1;
const NOTED = 0.5;
const MARKED = 1.5;
/** Traits in a name, unless more are needed to tell two segments apart. */
const IN_NAME = 2;

/** A trait and how far it lies off the base. */
export interface SizedTrait {
  readonly size: number;
  readonly trait: Reason;
}

/** What distinguishes a segment from the base, most first, slight traits included. */
export function sizedTraits(
  features: readonly FeatureProfile[],
  categories: readonly CategoryProfile[],
): readonly SizedTrait[] {
  const found: SizedTrait[] = [];
  for (const { feature, mean, deviation, index } of features) {
    const size = Math.abs(deviation ?? 0);
    if (deviation === null || size < SLIGHT) continue;
    const strength = size < NOTED ? "rather_" : size < MARKED ? "" : "very_";
    const code = `trait_${strength}${deviation > 0 ? "high" : "low"}`;
    found.push({ size, trait: { code, feature, mean, deviation, index } });
  }
  for (const { feature, category, share, baseShare, deviation } of categories) {
    if (deviation < SLIGHT) continue;
    const trait = { code: "trait_category", feature, category, share, baseShare, deviation };
    found.push({ size: deviation, trait });
  }
  return found.sort((a, b) => b.size - a.size);
}

/** The traits that tell something by themselves. */
export function notedTraits(traits: readonly SizedTrait[]): readonly Reason[] {
  return traits.filter(({ size }) => size >= NOTED).map(({ trait }) => trait);
}

/**
 * A name of each segment: its first two traits of note. Segments that would have one name get further
 * traits, slight ones too, one by one; where these do not part them, the condition that tells each best;
 * those that are alike in all get a number.
 */
export function namesOf(
  segments: readonly (readonly SizedTrait[])[],
  rules: readonly (readonly TellingRule[])[],
  labels: Labels | undefined,
): readonly string[] {
  const noted = segments.map((traits) => Math.min(IN_NAME, notedTraits(traits).length));
  const shown = segments.map((traits, s) => traits.slice(0, noted[s]).map(({ trait }) => trait));
  let names = shown.map((traits) => nameOf(traits, labels));
  const renameShared = (traitsOf: (s: number) => readonly Reason[]): void => {
    const given = names;
    names = given.map((name, s) =>
      given.indexOf(name) === given.lastIndexOf(name) ? name : nameOf(traitsOf(s), labels),
    );
  };
  const longest = segments.reduce((most, { length }) => Math.max(most, length), 0);
  for (let more = 1; more <= longest; more += 1) {
    renameShared((s) => (segments[s] ?? []).slice(0, (noted[s] as number) + more).map(({ trait }) => trait));
  }
  renameShared((s) => [...(shown[s] as readonly Reason[]), ...(rules[s] ?? []).slice(0, 1).map(ruleTrait)]);
  const taken = new Map<string, number>();
  return names.map((name) => {
    const before = taken.get(name) ?? 0;
    taken.set(name, before + 1);
    return before === 0 ? name : `${name} (${before + 1})`;
  });
}

function ruleTrait({ rule: { field, op, value } }: TellingRule): Reason {
  return { code: op === "gte" ? "trait_from" : "trait_up_to", feature: field, value };
}

function nameOf(traits: readonly Reason[], labels: Labels | undefined): string {
  const shown = traits.length === 0 ? [{ code: "trait_none" }] : traits;
  if (labels === undefined) return shown.map(plainWords).join(", ");
  return shown.map((trait) => sentenceOf(trait, labels)).join(labels.language === "zh" ? "，" : ", ");
}

/** `very high orders`, `city Oslo`. */
function plainWords(trait: Reason): string {
  const { code, feature, category, value } = trait;
  if (code === "trait_none") return "average";
  if (code === "trait_category") return `${feature} ${category}`;
  if (code === "trait_from") return `${feature} from ${value}`;
  if (code === "trait_up_to") return `${feature} up to ${value}`;
  return `${code.slice("trait_".length).replace("_", " ")} ${feature}`;
}
