// The parse tree of a regular expression, in the shapes of Go's package regexp/syntax: factored
// alternatives, merged literals. What Go decides from the tree depends on these shapes. Lists belong
// to one node, and the parser changes them in place.

import type { Deque } from './deque.ts';
import type { RuneSet } from './rune-set.ts';

/** Go's syntax.Flags, those that a pattern can change; a sum of the bits of `FLAG`. */
export type Flags = number;

export const FLAG = { foldCase: 1, dotNewline: 2, oneLine: 4, nonGreedy: 8 } as const;

export type Node = (Leaf | Unary | Nary) & Measured;

/** What `TreeLimits` has measured, kept as Go keeps it: not corrected when a literal is shortened. */
interface Measured {
  size?: number | undefined;
  height?: number | undefined;
}

type Leaf =
  | { readonly op: 'empty' }
  | Literal
  | RuneClass
  | { readonly op: 'begin-line' | 'end-line' | 'begin-text' | 'end-text' }
  | { readonly op: 'word-boundary' | 'no-word-boundary' };

/** Consecutive runes. With `FLAG.foldCase` each is the smallest of those that equal it but for case. */
export interface Literal extends Measured {
  readonly op: 'literal';
  readonly runes: Deque<number>;
  readonly flags: Flags;
}

/**
 * One rune of a set. Go has three kinds: a class, `.` and `.` with (?s). `dot` says whether it would
 * be one of the dots if the set has all runes or all but the newline.
 */
export interface RuneClass extends Measured {
  readonly op: 'class';
  readonly set: RuneSet;
  readonly dot: boolean;
  /** `FLAG.foldCase` if it was written under (?i), else 0; `set` has the folds already. */
  readonly fold: Flags;
}

type Unary =
  | { readonly op: 'capture'; readonly sub: Node }
  | { readonly op: 'star' | 'plus' | 'quest'; readonly nonGreedy: boolean; readonly sub: Node }
  | Repeat;

export interface Repeat extends Measured {
  readonly op: 'repeat';
  readonly nonGreedy: boolean;
  readonly min: number;
  /** -1 for no limit. */
  readonly max: number;
  readonly sub: Node;
}

type Nary = Concat | Alternate;

export interface Concat extends Measured {
  readonly op: 'concat';
  readonly subs: Deque<Node>;
}

export interface Alternate extends Measured {
  readonly op: 'alternate';
  readonly subs: Deque<Node>;
  /**
   * How many alternatives at either end factoring might change if it were done again; the ones
   * between would stay.
   */
  readonly loose: { readonly front: number; readonly back: number };
}

/** The direct children. */
export function subsOf(node: Node): Iterable<Node> {
  if ('subs' in node) return node.subs;
  return 'sub' in node ? [node.sub] : NO_NODES;
}

const NO_NODES: readonly Node[] = [];
