import { gather } from "../../math/gather.ts";
import { addAt } from "../../math/sums.ts";
import { segmentMasks } from "../../rules/run-rules.ts";
import { tallyOf } from "./behaviour-points.ts";
import type { LeadPart, LeadProgram } from "./compile-policy.ts";
import type { Interactions, LeadInputs } from "./read-leads.ts";

/** Points of each prospect, row by row; undefined for a part that the policy lacks. */
export interface LeadPoints {
  readonly fit: Float64Array | undefined;
  readonly behaviour: Float64Array | undefined;
  readonly score: Float64Array;
  /** NaN without any interaction. */
  readonly daysSinceInteraction: Float64Array;
}

/** Scores all prospects: a pass over them for each criterion of fit, over the interactions for each of behaviour. */
export function scoreLeads(program: LeadProgram, inputs: LeadInputs): LeadPoints {
  const { prospects, interactions, asOf } = inputs;
  const { length } = prospects.ids;
  const fit = program.fit && fitPoints(program.fit, inputs);
  const behaviour =
    program.behaviour && interactions && behaviourPoints(program.behaviour, asOf, interactions);
  const score = Float64Array.from({ length }, (_, i) => (fit?.[i] ?? 0) + (behaviour?.[i] ?? 0));
  const since = interactions === undefined ? undefined : daysSince(interactions);
  return {
    fit,
    behaviour,
    score,
    daysSinceInteraction: since ?? new Float64Array(length).fill(Number.NaN),
  };
}

function fitPoints(part: LeadPart, { prospects }: LeadInputs): Float64Array {
  const masks = segmentMasks(part.program, prospects);
  const { length } = prospects.ids;
  const high = new Float64Array(length);
  const low = new Float64Array(length);
  part.criteria.forEach(({ points }, c) => {
    const mask = masks[part.places[c] as number] as Uint8Array;
    for (let i = 0; i < length; i += 1) if (mask[i] === 1) addAt(high, low, i, points);
  });
  return within(part, high, low);
}

function behaviourPoints(part: LeadPart, asOf: number, interactions: Interactions): Float64Array {
  const { people, numbers } = interactions;
  const high = new Float64Array(people);
  const low = new Float64Array(people);
  part.criteria.forEach((_, c) => {
    const { points } = tallyOf(part, c, asOf, interactions);
    for (let i = 0; i < people; i += 1) addAt(high, low, i, points[i] as number);
  });
  return gather(within(part, high, low), numbers);
}

/** Sums within the least and the most points of the part. */
function within({ min, max }: LeadPart, high: Float64Array, low: Float64Array): Float64Array {
  return high.map((sum, i) => Math.min(max, Math.max(min, sum + (low[i] as number))));
}

function daysSince({ owners, ages, people, numbers }: Interactions): Float64Array {
  const least = new Float64Array(people).fill(Number.NaN);
  for (let i = 0; i < owners.length; i += 1) {
    const owner = owners[i] as number;
    const age = ages[i] as number;
    if (owner >= 0 && !(age >= (least[owner] as number))) least[owner] = age;
  }
  return gather(least, numbers);
}
