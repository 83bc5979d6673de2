/**
 * Who brought whom as trees, and which lines of one of them are drawn.
 *
 * @module
 */

/** A person with those they brought, who comes first is the largest branch. */
export interface Branch {
  readonly name: string;
  readonly children: readonly string[];
  /** People below, at any depth. */
  readonly size: number;
}

/** A line of a drawn tree. */
export interface TreeNode {
  readonly name: string;
  /** People below. */
  readonly size: number;
  /** How many stand for themselves in this one line, where small branches are put together; else 0. */
  readonly rest: number;
  readonly level: number;
  readonly row: number;
  /** Index of the line it hangs on. */
  readonly parent: number | undefined;
}

/** All trees of a set of edges. */
export interface ReferralForest {
  /** Who has the most people below. */
  readonly largest: () => string;
  readonly treeOf: (root: string) => Tree | undefined;
}

/** One tree. */
export interface Tree extends Branch {
  readonly branch: (name: string) => Branch;
}

/** Trees of edges: the first referrer of each person counts, and an edge that closes a circle does not. O(edges). */
export function referralForest(referrers: readonly string[], referees: readonly string[]): ReferralForest {
  const parents = new Map<string, string>();
  const children = new Map<string, string[]>();
  const above = new Map<string, string>();
  for (let i = 0; i < referees.length; i += 1) {
    const referrer = referrers[i] as string;
    const referee = referees[i] as string;
    if (parents.has(referee) || rootOf(above, referrer) === referee) continue;
    parents.set(referee, referrer);
    above.set(referee, referrer);
    const brought = children.get(referrer);
    if (brought === undefined) children.set(referrer, [referee]);
    else brought.push(referee);
  }
  const sizes = sizesBelow(parents, children);
  const sizeOf = (name: string): number => sizes.get(name) ?? 0;
  const branch = (name: string): Branch => ({
    name,
    size: sizeOf(name),
    children: (children.get(name) ?? []).slice().sort((a, b) => sizeOf(b) - sizeOf(a)),
  });
  return {
    largest: () => {
      let best = children.keys().next().value as string;
      for (const name of children.keys()) if (sizeOf(name) > sizeOf(best)) best = name;
      return best;
    },
    treeOf: (root) => (children.has(root) ? { ...branch(root), branch } : undefined),
  };
}

/** Who stands above all the others. `above` has someone further up of each, and is made shorter on the way. */
function rootOf(above: Map<string, string>, name: string): string {
  let at = name;
  for (let up = above.get(at); up !== undefined; up = above.get(at)) {
    const further = above.get(up);
    if (further !== undefined) above.set(at, further);
    at = up;
  }
  return at;
}

/** People below each, leaves first: a person is done when all they brought are. */
function sizesBelow(
  parents: ReadonlyMap<string, string>,
  children: ReadonlyMap<string, readonly string[]>,
): ReadonlyMap<string, number> {
  const waiting = new Map<string, number>();
  for (const [name, brought] of children) waiting.set(name, brought.length);
  const sizes = new Map<string, number>();
  const done = Array.from(parents.keys()).filter((name) => !children.has(name));
  for (let at = 0; at < done.length; at += 1) {
    const name = done[at] as string;
    const parent = parents.get(name);
    if (parent === undefined) continue;
    sizes.set(parent, (sizes.get(parent) ?? 0) + 1 + (sizes.get(name) ?? 0));
    const left = (waiting.get(parent) as number) - 1;
    waiting.set(parent, left);
    if (left === 0) done.push(parent);
  }
  return sizes;
}

/**
 * The lines of a tree to a depth, at most `most` rows: each branch gets rows as it has people, at least one; what
 * does not fit is put together in the last line of its branch. A parent stands in the middle of its children.
 */
export function treeRows(
  tree: Tree,
  depth: number,
  most: number,
): { readonly nodes: readonly TreeNode[]; readonly rows: number; readonly levels: number } {
  const nodes: TreeNode[] = [];
  let rows = 0;
  let levels = 0;
  const seen = new Set<string>();

  /** Adds a branch within a number of rows, and gives the row it stands in. */
  const add = (branch: Branch, level: number, room: number, parent: number | undefined): number => {
    const id = nodes.length;
    levels = Math.max(levels, level);
    seen.add(branch.name);
    nodes.push({ name: branch.name, size: branch.size, rest: 0, level, row: 0, parent });
    const brought = level < depth && room > 0 ? branch.children.filter((name) => !seen.has(name)) : [];
    const widest = level + 1 < depth ? Math.ceil(room / 2) : room;
    const shown = brought.length <= widest ? brought : brought.slice(0, Math.max(0, widest - 1));
    const hidden = brought.slice(shown.length);
    const children = shown.map((name) => tree.branch(name));
    const places = shares(children, room - (hidden.length > 0 ? 1 : 0)).map((share, c) =>
      add(children[c] as Branch, level + 1, share, id),
    );
    if (hidden.length > 0) {
      levels = Math.max(levels, level + 1);
      const size = hidden.reduce((sum, name) => sum + tree.branch(name).size, 0);
      nodes.push({ name: "", size, rest: hidden.length, level: level + 1, row: rows, parent: id });
      places.push(rows);
      rows += 1;
    }
    const row =
      places.length === 0 ? rows : ((places[0] as number) + (places[places.length - 1] as number)) / 2;
    if (places.length === 0) rows += 1;
    nodes[id] = { ...(nodes[id] as TreeNode), row };
    return row;
  };
  add(tree, 0, most, undefined);
  return { nodes, rows, levels };
}

/** Rows for each branch: one, and of the others as many as its part of the people. */
function shares(children: readonly Branch[], room: number): number[] {
  const spare = Math.max(0, room - children.length);
  const total = children.reduce((sum, { size }) => sum + size, 0);
  return children.map(({ size }) => 1 + (total === 0 ? 0 : Math.floor((spare * size) / total)));
}
