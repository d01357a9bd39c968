// Alternatives as Go's parser rewrites them: what they have in common at the start is factored out,
// single runes become a class. Valid patterns stay valid, but the literal prefix depends on it (E11).

import { isDotSet, type TreeLimits } from './regexp-limits.ts';
import { RuneSet } from './regexp-rune-set.ts';
import type { Concat, Flags, Literal, Node, RuneClass } from './regexp-tree.ts';
import { FLAG } from './regexp-tree.ts';
import { foldedSet } from './regexp-unicode.ts';

/** What happens to the limits on the way. `depth` counts the levels that factoring adds. */
export interface Factoring {
  readonly limits: TreeLimits;
  readonly check: (node: Node) => void;
}

/**
 * `subs` under one node; those that have the same op are replaced by their own children. Alternatives
 * are factored.
 */
export function collapse(
  subs: readonly Node[],
  op: 'concat' | 'alternate',
  factoring: Factoring,
): Node {
  return collapseAt(0, subs, op, factoring);
}

/** Whether the node matches exactly one rune, of a fixed set. */
export function isRuneClass(node: { readonly op: string }): node is RuneClass | Literal {
  return node.op === 'class' || (node.op === 'literal' && (node as Literal).runes.length === 1);
}

/** What matches a rune that `a` or `b` matches. */
export function mergeClasses(a: RuneClass | Literal, b: RuneClass | Literal): RuneClass | Literal {
  if (a.op === 'literal' && b.op === 'literal') {
    if (a.runes[0] === b.runes[0] && a.flags === b.flags) return a;
  }
  const dot = (a.op === 'class' && a.dot) || (b.op === 'class' && b.dot);
  const fold = a.op === 'literal' && b.op === 'class' ? b.fold : foldOf(a);
  return { op: 'class', set: setOf(a).with(setOf(b)), dot, fold };
}

/** A class that is one of several alternatives becomes `.` if it matches the same. */
export function asAlternative(node: Node): Node {
  return node.op === 'class' && !node.dot ? { ...node, dot: true } : node;
}

function foldOf(node: RuneClass | Literal): Flags {
  return node.op === 'class' ? node.fold : node.flags & FLAG.foldCase;
}

function setOf(node: RuneClass | Literal): RuneSet {
  if (node.op === 'class') return node.set;
  const rune = node.runes[0] ?? 0;
  const set = RuneSet.range(rune, rune);
  return (node.flags & FLAG.foldCase) === 0 ? set : foldedSet(set);
}

function collapseAt(
  depth: number,
  subs: readonly Node[],
  op: 'concat' | 'alternate',
  factoring: Factoring,
): Node {
  const { limits } = factoring;
  const [only] = subs;
  if (subs.length === 1 && only !== undefined) return only;
  limits.allocate();
  const flat: Node[] = [];
  for (const sub of subs) {
    if (sub.op === op) {
      for (const inner of sub.subs) flat.push(inner);
      limits.release();
    } else {
      flat.push(sub);
    }
  }
  if (op === 'concat') return { op, subs: flat };
  const factored = factor(depth, flat, factoring);
  const [single] = factored;
  if (factored.length !== 1 || single === undefined) return { op, subs: factored };
  limits.release();
  return single;
}

function factor(depth: number, subs: readonly Node[], factoring: Factoring): readonly Node[] {
  if (subs.length < 2) return subs;
  const withoutPrefixes = factorLiterals(depth, subs, factoring);
  const withoutClasses = factorClasses(depth, withoutPrefixes, factoring);
  return mergeEmpty(mergeSingleRunes(withoutClasses, factoring));
}

/** Round 1: `abc|abd` → `ab(?:c|d)`. */
function factorLiterals(depth: number, subs: readonly Node[], factoring: Factoring): Node[] {
  const out: Node[] = [];
  let start = 0;
  let common = leadingLiteral(subs[0]);
  for (let i = 1; i <= subs.length; i++) {
    const leading = leadingLiteral(subs[i]);
    if (i < subs.length && leading.fold === common.fold) {
      const length = commonLength(common.runes, leading.runes, common.length);
      if (length > 0) {
        common = { ...common, length };
        continue;
      }
    }
    if (i === start + 1) {
      out.push(...subs.slice(start, i));
    } else {
      const { fold, runes, length } = common;
      const prefix: Literal = { op: 'literal', runes: runes.slice(0, length), flags: fold };
      factoring.limits.allocate();
      const rests = subs
        .slice(start, i)
        .map((sub) => removeLeadingRunes(sub, length, factoring.limits));
      out.push(factored(depth, prefix, rests, factoring));
    }
    start = i;
    common = leading;
  }
  return out;
}

/** Round 2: `[ab]c|[ab]d` → `[ab](?:c|d)`; only classes and fixed repetitions of one. */
function factorClasses(depth: number, subs: readonly Node[], factoring: Factoring): Node[] {
  const out: Node[] = [];
  let start = 0;
  let first = leadingNode(subs[0]);
  for (let i = 1; i <= subs.length; i++) {
    const leading = leadingNode(subs[i]);
    if (first !== undefined && leading !== undefined && isSameClass(first, leading)) continue;
    if (i === start + 1 || first === undefined) {
      out.push(...subs.slice(start, i));
    } else {
      const rests = subs
        .slice(start, i)
        .map((sub, j) => removeLeadingNode(sub, j > 0, factoring.limits));
      out.push(factored(depth, first, rests, factoring));
    }
    start = i;
    first = leading;
  }
  return out;
}

function factored(depth: number, prefix: Node, rests: readonly Node[], factoring: Factoring): Node {
  for (const rest of rests) factoring.check(rest);
  // Every level of factoring is one of the tree, so that Go refuses the tree when it has built it.
  if (depth > MAX_FACTORING_DEPTH) {
    factoring.limits.exceeded ??= 'too-deep';
    return prefix;
  }
  const rest = collapseAt(depth + 1, rests, 'alternate', factoring);
  factoring.limits.allocate();
  return { op: 'concat', subs: [prefix, rest] };
}

const MAX_FACTORING_DEPTH = 1000;

/** Round 3: `a|b|[c-e]` → `[a-e]`. */
function mergeSingleRunes(subs: readonly Node[], factoring: Factoring): Node[] {
  const out: Node[] = [];
  let run: (RuneClass | Literal)[] = [];
  const endRun = (): void => {
    if (run.length > 1) out.push(asAlternative(mergeRun(run)));
    else out.push(...run);
    for (let i = 1; i < run.length; i++) factoring.limits.release();
    run = [];
  };
  for (const sub of subs) {
    if (isRuneClass(sub)) {
      run.push(sub);
    } else {
      endRun();
      out.push(sub);
    }
  }
  endRun();
  return out;
}

/** Go adds all to the class with the most ranges, so that its flag stays. */
function mergeRun(run: readonly (RuneClass | Literal)[]): RuneClass | Literal {
  const merged = run.reduce(mergeClasses);
  const classes = run.filter((node) => node.op === 'class');
  if (merged.op !== 'class' || classes.every(({ fold }) => fold === classes[0]?.fold))
    return merged;
  const largest = classes.reduce((a, b) => (a.set.ranges.length < b.set.ranges.length ? b : a));
  return { ...merged, fold: largest.fold };
}

/** Round 4: `(?:)|(?:)` → `(?:)`. */
function mergeEmpty(subs: readonly Node[]): Node[] {
  return subs.filter((sub, i) => !(sub.op === 'empty' && subs[i + 1]?.op === 'empty'));
}

interface LeadingLiteral {
  readonly runes: readonly number[];
  /** How many of `runes` count. */
  readonly length: number;
  readonly fold: Flags;
}

const NO_LITERAL: LeadingLiteral = { runes: [], length: 0, fold: 0 };

function leadingLiteral(node: Node | undefined): LeadingLiteral {
  const first = node?.op === 'concat' ? node.subs[0] : node;
  if (first?.op !== 'literal') return NO_LITERAL;
  return { runes: first.runes, length: first.runes.length, fold: first.flags & FLAG.foldCase };
}

function commonLength(a: readonly number[], b: readonly number[], limit: number): number {
  let length = 0;
  while (length < limit && length < b.length && a[length] === b[length]) length++;
  return length;
}

function removeLeadingRunes(node: Node, count: number, limits: TreeLimits): Node {
  if (node.op === 'literal') {
    const runes = node.runes.slice(count);
    if (runes.length > 0) return { ...node, runes };
    const { size, height } = node;
    return { op: 'empty', ...(size && { size }), ...(height && { height }) };
  }
  if (node.op !== 'concat') return node;
  const [first, ...others] = node.subs;
  if (first === undefined) return node;
  const rest = removeLeadingRunes(first, count, limits);
  if (rest.op !== 'empty') return { ...node, subs: [rest, ...others] };
  limits.release();
  return withoutFirst(node, others, limits);
}

function leadingNode(node: Node | undefined): Node | undefined {
  const first = node?.op === 'concat' ? node.subs[0] : node;
  return first?.op === 'empty' ? undefined : first;
}

function removeLeadingNode(node: Node, release: boolean, limits: TreeLimits): Node {
  if (release) limits.release();
  if (node.op === 'concat') return withoutFirst(node, node.subs.slice(1), limits);
  limits.allocate();
  return { op: 'empty' };
}

function withoutFirst(concat: Concat, others: readonly Node[], limits: TreeLimits): Node {
  const [only] = others;
  if (others.length !== 1 || only === undefined) return { ...concat, subs: others };
  limits.release();
  return only;
}

function isSameClass(a: Node, b: Node): boolean {
  if (a.op === 'repeat' && b.op === 'repeat') {
    const same = a.min === b.min && a.max === b.max && a.nonGreedy === b.nonGreedy;
    return same && a.min === a.max && isSameRuneClass(a.sub, b.sub);
  }
  return isSameRuneClass(a, b);
}

function isSameRuneClass(a: Node, b: Node): boolean {
  if (!isRuneClass(a) || !isRuneClass(b)) return false;
  if (a.op === 'literal' && b.op === 'literal') {
    return a.runes[0] === b.runes[0] && foldOf(a) === foldOf(b);
  }
  if (a.op !== 'class' || b.op !== 'class' || !a.set.equals(b.set)) return false;
  if (a.dot === b.dot && a.fold === b.fold) return true;
  return a.dot === b.dot ? a.dot && isDotSet(a.set) : a.fold === b.fold && !isDotSet(a.set);
}
