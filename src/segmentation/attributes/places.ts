import { describeValue } from "../../core/describe.ts";
import { type InputPath, ScoringError } from "../../core/error.ts";

/**
 * The places that lie within each level, itself among them. No recursion: each place is walked up once.
 *
 * @throws A {@link ScoringError} with `cycle` for places that lie within each other, `missing`,
 * `wrong_type`, `empty` or `duplicate`.
 */
export function groupsOfPlaces(
  within: unknown,
  levels: unknown,
  path: InputPath,
): readonly { readonly key: string; readonly texts: readonly string[] }[] {
  const stops = checkStops(levels, [...path, "levels"]);
  const parents = checkWithin(within, [...path, "within"]);
  // The level of each place that has been walked; null for those that lead to none.
  const known = new Map<string, string | null>(stops.map((stop) => [stop, stop]));
  for (const place of parents.keys()) {
    const walked = new Set<string>();
    let at: string | undefined = place;
    while (at !== undefined && !known.has(at)) {
      if (walked.has(at)) {
        throw new ScoringError("cycle", [...path, "within", place], "places in no circle", "a circle");
      }
      walked.add(at);
      at = parents.get(at);
    }
    const level = at === undefined ? null : (known.get(at) as string | null);
    for (const passed of walked) known.set(passed, level);
  }
  const groups = new Map<string, string[]>(stops.map((stop) => [stop, []]));
  for (const [place, level] of known) if (level !== null) groups.get(level)?.push(place);
  return Array.from(groups, ([key, texts]) => ({ key, texts }));
}

function checkStops(levels: unknown, path: InputPath): readonly string[] {
  if (!Array.isArray(levels)) {
    const code = levels === undefined ? "missing" : "wrong_type";
    throw new ScoringError(code, path, "the places to stop at", describeValue(levels));
  }
  if (levels.length === 0) throw new ScoringError("empty", path, "at least one place", "none");
  levels.forEach((level: unknown, i) => {
    if (typeof level !== "string")
      throw new ScoringError("wrong_type", [...path, i], "a place", describeValue(level));
    if (levels.indexOf(level) < i)
      throw new ScoringError("duplicate", [...path, i], "a place once", "one twice");
  });
  return levels as readonly string[];
}

function checkWithin(within: unknown, path: InputPath): ReadonlyMap<string, string> {
  if (typeof within !== "object" || within === null || Array.isArray(within)) {
    const code = within === undefined ? "missing" : "wrong_type";
    throw new ScoringError(code, path, "what each place lies within", describeValue(within));
  }
  const parents = new Map<string, string>();
  for (const place of Object.keys(within)) {
    const parent: unknown = (within as { readonly [place: string]: unknown })[place];
    if (typeof parent !== "string")
      throw new ScoringError("wrong_type", [...path, place], "a place", describeValue(parent));
    parents.set(place, parent);
  }
  return parents;
}
