/** JSON in which everything that occurs more than once stands once. */
export interface Packed {
  /** The members of objects, by shape. */
  readonly shapes: readonly (readonly string[])[];
  /** Texts, numbers and the like stand for themselves; lists hold indexes, those of objects after minus the shape. */
  readonly nodes: readonly (string | number | boolean | null | readonly number[])[];
}

/** Packs plain JSON; members that are undefined are left out. Its root is the last node. */
export function pack(value: unknown): Packed {
  const shapes: string[][] = [];
  const nodes: (string | number | boolean | null | number[])[] = [];
  const known = new Map<string, number>();
  const shapeOf = (members: string[]) => keep(`shape ${JSON.stringify(members)}`, shapes, members);
  const keep = <Kept>(key: string, among: Kept[], kept: Kept): number => {
    const index = known.get(key) ?? among.push(kept) - 1;
    known.set(key, index);
    return index;
  };
  const visit = (part: unknown): number => {
    if (Array.isArray(part)) return keepNode(part.map(visit));
    if (typeof part !== "object" || part === null) return keepNode(part as string | number | boolean | null);
    const entries = Object.entries(part).filter(([, member]) => member !== undefined);
    const shape = shapeOf(entries.map(([name]) => name));
    return keepNode([-1 - shape, ...entries.map(([, member]) => visit(member))]);
  };
  const keepNode = (node: (typeof nodes)[number]) => keep(keyOf(node), nodes, node);
  visit(value);
  return { shapes, nodes };
}

/** Other than JSON of it, and much faster made. */
const keyOf = (node: Packed["nodes"][number]): string =>
  typeof node === "string" ? `"${node}` : `${typeof node} ${node}`;

/** The same as it was before; equal parts are one. Runs in the page, so it stands alone. */
export function unpack({ shapes, nodes }: Packed): unknown {
  const built: unknown[] = [];
  const build = (node: readonly number[]): unknown => {
    const [first = 0] = node;
    if (first >= 0) return node.map((index) => built[index]);
    const members = shapes[-1 - first] ?? [];
    return Object.fromEntries(members.map((name, index) => [name, built[node[index + 1] ?? 0]]));
  };
  // Whatever a node is made of stands before it.
  for (const node of nodes) built.push(typeof node === "object" && node !== null ? build(node) : node);
  return built.at(-1);
}
