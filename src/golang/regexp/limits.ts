// The limits on the size of a regular expression (validation.md E5): Go's, on the parse tree, counted as Go counts.

import { RuneSet } from './rune-set.ts';
import { type Alternate, type Concat, type Node, subsOf } from './tree.ts';

export type LimitError = 'too-large' | 'too-deep';

/** 1000 copies of anything are allowed, and 1000 levels. */
export const MAX_REPEAT = 1000;
const MAX_HEIGHT = 1000;
/** 128 MB of instructions of 40 bytes. */
const MAX_SIZE = Math.floor(2 ** 27 / 40);
/** 128 MB of runes of 4 bytes. */
const MAX_RUNES = 2 ** 25;

/** Follows the growth of one parse tree. */
export class TreeLimits {
  /** The limit that was met first. */
  exceeded: LimitError | undefined;
  /** Nodes that Go would have allocated, and those of them that it could use again. */
  #allocated = 0;
  #free = 0;
  /** The product of all repetitions; while it is small Go does not measure sizes. */
  #repeats = 1;
  #measuresSize = false;
  readonly #runes = new RuneBudget();

  allocate(): void {
    if (this.#free > 0) this.#free--;
    else this.#allocated++;
  }

  release(): void {
    this.#free++;
  }

  /** Counts the runes that a node brings when it is pushed on the stack. */
  countRunes(node: Node): void {
    if (node.op === 'literal') this.#runes.add(node.runes.length);
    if (node.op === 'class') this.#runes.addSet(node.set, node.dot);
  }

  /** To be called for each node that is pushed. `stack` is what Go's parser has on its stack. */
  check(node: Node, stack: () => Iterable<Node>): void {
    if (this.exceeded !== undefined) return;
    if (this.#runes.exceeded()) this.exceeded = 'too-large';
    else if (!this.#sizeIsFine(node, stack)) this.exceeded = 'too-large';
    else if (this.#allocated >= MAX_HEIGHT && heightOf(node) > MAX_HEIGHT) {
      this.exceeded = 'too-deep';
    }
  }

  /**
   * To be called for what is left of a node after factoring. It is within the limits if the node was;
   * but Go counts its repetitions again.
   */
  checkRest(node: Node, stack: () => Iterable<Node>): void {
    if (!this.#measuresSize && this.exceeded === undefined) this.#sizeIsFine(node, stack);
  }

  /**
   * Measures a list of nodes that was made from `base`, of which `removed` were replaced by `added`;
   * to do it afresh for each of many nested groups would take quadratic time.
   */
  inherit<T extends Concat | Alternate>(
    node: T,
    base: T,
    removed: readonly Node[],
    added: readonly Node[],
  ): T {
    if (base.height !== undefined) {
      // What replaces a node contains it, so that it is at least as high.
      node.height = added.reduce((height, sub) => Math.max(height, 1 + heightOf(sub)), base.height);
    }
    if (base.size !== undefined) {
      const perSub = node.op === 'concat' ? 0 : 1;
      const sum = (subs: readonly Node[]): number =>
        subs.reduce((size, sub) => size + perSub + sizeOf(sub), 0);
      node.size = base.size - sum(removed) + sum(added);
    }
    return node;
  }

  #sizeIsFine(node: Node, stack: () => Iterable<Node>): boolean {
    if (!this.#measuresSize) {
      if (node.op === 'repeat') {
        const copies = Math.max(1, node.max === -1 ? node.min : node.max);
        const tooMany = copies > Math.floor(MAX_SIZE / this.#repeats);
        this.#repeats = tooMany ? MAX_SIZE : this.#repeats * copies;
      }
      if (this.#allocated < Math.floor(MAX_SIZE / this.#repeats)) return true;
      this.#measuresSize = true;
      for (const earlier of stack()) if (remeasure(earlier) > MAX_SIZE) return false;
    }
    return remeasure(node) <= MAX_SIZE;
  }
}

/** A literal grows after it was measured. */
function remeasure(node: Node): number {
  if (node.op === 'literal') node.size = undefined;
  return sizeOf(node);
}

/** Whether no part of `node` is repeated more than `limit` times, nested repetitions multiplied (E4). */
export function repeatIsValid(node: Node, limit: number): boolean {
  let inner = limit;
  if (node.op === 'repeat') {
    if (node.max === 0) return true;
    const copies = node.max < 0 ? node.min : node.max;
    if (copies > limit) return false;
    if (copies > 0) inner = Math.floor(limit / copies);
  }
  for (const sub of subsOf(node)) if (!repeatIsValid(sub, inner)) return false;
  return true;
}

/** Sets `height` and returns it. */
function heightOf(node: Node): number {
  if (!('subs' in node || 'sub' in node)) return 1;
  if (node.height !== undefined) return node.height;
  let height = 1;
  for (const sub of subsOf(node)) height = Math.max(height, 1 + heightOf(sub));
  node.height = height;
  return height;
}

/** Sets `size`, the number of instructions of the compiled form as Go estimates it, and returns it. */
function sizeOf(node: Node): number {
  node.size ??= Math.max(1, estimateSize(node));
  return node.size;
}

function estimateSize(node: Node): number {
  switch (node.op) {
    case 'literal':
      return node.runes.length;
    case 'capture':
    case 'star':
      return 2 + sizeOf(node.sub);
    case 'plus':
    case 'quest':
      return 1 + sizeOf(node.sub);
    case 'concat':
    case 'alternate': {
      let size = node.op === 'concat' ? 0 : node.subs.length - 1;
      for (const sub of node.subs) size += sizeOf(sub);
      return size;
    }
    case 'repeat': {
      const size = sizeOf(node.sub);
      if (node.max !== -1) return node.max * size + node.max - node.min;
      return node.min === 0 ? 2 + size : 1 + node.min * size;
    }
    default:
      return 1;
  }
}

/** Counts the bounds of ranges as Go does, looking into sets only when an upper bound does not do. */
class RuneBudget {
  #used = 0;
  #atMost = 0;
  #unread: { readonly set: RuneSet; readonly dot: boolean }[] = [];

  add(count: number): void {
    this.#used += count;
    this.#atMost += count;
  }

  addSet(set: RuneSet, dot: boolean): void {
    this.#unread.push({ set, dot });
    this.#atMost += set.boundsAtMost;
  }

  exceeded(): boolean {
    if (this.#atMost <= MAX_RUNES) return false;
    for (const { set, dot } of this.#unread) {
      if (!(dot && isDotSet(set))) this.#used += set.ranges.length;
    }
    this.#unread = [];
    this.#atMost = this.#used;
    return this.#used > MAX_RUNES;
  }
}

/** Whether the set is what `.` matches, with or without (?s). */
export function isDotSet(set: RuneSet): boolean {
  return set.equals(RuneSet.ALL) || set.equals(RuneSet.ALL_BUT_NEWLINE);
}
