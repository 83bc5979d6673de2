import { ownValue } from "../core/own.ts";
import { gather } from "../math/gather.ts";
import { countIntegers } from "../math/quantiles.ts";
import { isAscending } from "../math/ranks.ts";
import type { CompletePolicy } from "./complete-policy.ts";
import { lessIsBetter } from "./dimensions.ts";
import type { RfmDimension } from "./keys.ts";
import { learnEdges, type SplitEdges, splitEdges } from "./learn-edges.ts";
import type { Dimensions, RfmMethod } from "./policy.ts";
import { someNaN } from "./positions.ts";
import { addScores, type Cutting } from "./score-bins.ts";
import type { EdgeGroup, RfmCuts } from "./types.ts";

/** Below this many values counting whole numbers costs more than it saves. */
const FEW = 4096;

/** A dimension of the customers that take part. */
export interface ScoredColumn {
  readonly dimension: RfmDimension;
  readonly values: Float64Array;
}

/** The customers that take part in the cut-offs. */
export interface ScoredCustomers {
  readonly length: number;
  readonly columns: readonly ScoredColumn[];
  readonly ids: () => readonly string[];
}

/** Cut-offs and what they make of the customers they were learned from: a cell each. */
export interface Learned {
  readonly cuts: RfmCuts;
  readonly cells: Uint16Array;
}

/** Learns the cut-offs of every dimension, each scored at once, since nested ones need the cells so far. */
export function learnCuts(customers: ScoredCustomers, policy: CompletePolicy): Learned {
  const { rules } = policy;
  const cells = new Uint16Array(customers.length);
  const edges: { [D in RfmDimension]?: readonly number[] } = {};
  const edgeIds: { [D in RfmDimension]?: readonly string[] } = {};
  const groups: { [D in RfmDimension]?: readonly EdgeGroup[] } = {};
  let groupCount = 1;
  const ascending = rules.ties === "split-by-id" && isAscending(customers.ids());
  for (const { dimension, values } of customers.columns) {
    const recipe = recipeOf(policy, dimension);
    const ids = recipe.split ? customers.ids() : undefined;
    const counts = values.length < FEW ? undefined : countIntegers(values);
    const whole = learnOne(values, ids, recipe, ascending, counts);
    edges[dimension] = whole.edges;
    if (ids !== undefined) edgeIds[dimension] = whole.ids;
    let parts: readonly SplitEdges[] = [whole];
    if (rules.scheme === "nested" && groupCount > 1) {
      parts = membersOf(cells, groupCount).map((members) =>
        learnInside(members, values, ids, recipe, whole, ascending),
      );
      groups[dimension] = parts.map(({ edges: inside, ids: first }) =>
        ids === undefined ? { edges: inside } : { edges: inside, ids: first },
      );
    }
    const cutting: Cutting = {
      bins: recipe.bins,
      lessIsBetter: recipe.less,
      inclusive: recipe.method === "fixed",
      edges: parts.map((part) => part.edges),
      ids: ids && parts.map((part) => part.ids),
      rows: parts.length === 1 ? ownValue(whole, "rows") : undefined,
    };
    addScores(cells, values, cutting, ids, counts);
    groupCount *= recipe.bins;
  }
  const cuts: RfmCuts = {
    kind: "rfm",
    version: 1,
    policy: rules,
    customers: customers.length,
    edges: edges as Dimensions<readonly number[]>,
    ...(Object.keys(edgeIds).length === 0 ? {} : { edgeIds }),
    ...(rules.scheme === "nested" ? { groups } : {}),
    map: policy.map,
  };
  return { cuts, cells };
}

/** How the cut-offs of one dimension are found. */
interface Recipe {
  readonly method: RfmMethod;
  readonly bins: number;
  /** Is less of it better? */
  readonly less: boolean;
  /** May values be unknown? */
  readonly partial: boolean;
  /** Are equal values told apart by id? */
  readonly split: boolean;
  /** Cut-offs of the method `fixed`. */
  readonly fixed: readonly number[];
}

function recipeOf({ rules, edges }: CompletePolicy, dimension: RfmDimension): Recipe {
  const method = rules.method[dimension] as RfmMethod;
  return {
    method,
    bins: rules.bins[dimension] as number,
    less: lessIsBetter(dimension),
    partial: dimension === "t",
    split: rules.ties === "split-by-id" && method === "quantile",
    fixed: ownValue(edges, dimension) ?? [],
  };
}

function learnOne(
  values: Float64Array,
  ids: readonly string[] | undefined,
  recipe: Recipe,
  ascending: boolean,
  counts?: Uint32Array,
): SplitEdges {
  const { method, bins, less } = recipe;
  if (method === "fixed") return { edges: recipe.fixed, ids: [] };
  // A gap that is not known (one purchase) takes no part; its score is the lowest.
  const known = recipe.partial && someNaN(values) ? values.filter((value) => !Number.isNaN(value)) : values;
  if (ids === undefined) return { edges: learnEdges(known, method, bins, counts), ids: [] };
  if (known === values) return splitEdges(values, ids, bins, less, ascending, counts);
  const knownIds = ids.filter((_, i) => !Number.isNaN(values[i]));
  return { ...splitEdges(known, knownIds, bins, less, ascending, counts), rows: undefined };
}

/** Cut-offs inside a group; a group in which no value is known takes those of the whole base. */
function learnInside(
  members: Int32Array,
  values: Float64Array,
  ids: readonly string[] | undefined,
  recipe: Recipe,
  whole: SplitEdges,
  ascending: boolean,
): SplitEdges {
  const inside = gather(values, members);
  if (inside.every((value) => Number.isNaN(value))) return whole;
  return learnOne(inside, ids && Array.from(members, (i) => ids[i] as string), recipe, ascending);
}

/** Which customers stand in each group, in the order of the rows. */
function membersOf(cells: Uint16Array, groupCount: number): readonly Int32Array[] {
  const sizes = new Int32Array(groupCount);
  for (let i = 0; i < cells.length; i += 1) {
    const cell = cells[i] as number;
    sizes[cell] = (sizes[cell] as number) + 1;
  }
  const members = Array.from(sizes, (size) => new Int32Array(size));
  sizes.fill(0);
  for (let i = 0; i < cells.length; i += 1) {
    const cell = cells[i] as number;
    const at = sizes[cell] as number;
    (members[cell] as Int32Array)[at] = i;
    sizes[cell] = at + 1;
  }
  return members;
}
