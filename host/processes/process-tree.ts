// Which of a machine's processes belong to the tree of one program.

/** What is known of a process. */
export interface ProcessRow {
  readonly pid: number;
  readonly parent: number;
  /** Process group; 0 where there is no such thing. */
  readonly group: number;
  /** Session; 0 where there is no such thing, or nobody tells. */
  readonly session: number;
  /** Has ended and waits for its parent to notice. */
  readonly isZombie: boolean;
  /** Its environment has the mark that was asked for. */
  readonly isMarked: boolean;
}

/** What makes a tree. */
export interface TreeOf {
  /** The program, which leads a group and a session of its own. */
  readonly root: number;
  /** Of which it is known that they belonged to it; whoever is not there any more does not count. */
  readonly known: ReadonlySet<number>;
}

/**
 * Ids of the living processes of a tree, in the order of `table`: those in the program's group or session, those that
 * have the mark, those that were known, and all that any of these have started. A process whose parents have all ended
 * is still found by its group, its session or its mark; one that has left them all is no part of the tree.
 *
 * Linear in the length of the table.
 */
export function treeMembers(table: readonly ProcessRow[], { root, known }: TreeOf): number[] {
  const children = new Map<number, number[]>();
  for (const { pid, parent } of table) {
    const siblings = children.get(parent);
    if (siblings) siblings.push(pid);
    else children.set(parent, [pid]);
  }
  const found = new Set<number>();
  const open = table.filter((row) => belongs(row, root, known)).map(({ pid }) => pid);
  for (let pid = open.pop(); pid !== undefined; pid = open.pop()) {
    if (found.has(pid)) continue;
    found.add(pid);
    open.push(...(children.get(pid) ?? []));
  }
  return table.filter(({ pid, isZombie }) => found.has(pid) && !isZombie).map(({ pid }) => pid);
}

function belongs(row: ProcessRow, root: number, known: ReadonlySet<number>): boolean {
  const { pid, group, session, isMarked } = row;
  return isMarked || pid === root || group === root || session === root || known.has(pid);
}
