// Alternatives as Go's parser rewrites them: what they have in common at the start is factored out,
// single runes become a class. Valid patterns stay valid, but the literal prefix depends on it
// (validation.md E11).

import { Deque } from './deque.ts';
import { isDotSet, type TreeLimits } from './limits.ts';
import { RuneSet } from './rune-set.ts';
import type { Alternate, Concat, Flags, Literal, Node, RuneClass } from './tree.ts';
import { FLAG } from './tree.ts';
import { foldedRange } from './unicode.ts';

/** What happens to the limits on the way. `depth` counts the levels that factoring adds. */
export interface Factoring {
  readonly limits: TreeLimits;
  readonly checkRest: (node: Node) => void;
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
  const [only] = subs;
  if (subs.length === 1 && only !== undefined) return only;
  return finish(collapseAt(0, subs, op, factoring));
}

/**
 * Yields the factoring of what is left of some alternatives and goes on with its result. There may be a
 * thousand levels of it; as calls of one another they would exhaust the stack.
 */
type Steps<T> = Generator<Steps<Node>, T, Node>;

function finish(outermost: Steps<Node>): Node {
  const waiting = [outermost];
  let step = outermost.next();
  for (;;) {
    if (!step.done) {
      waiting.push(step.value);
      step = step.value.next();
      continue;
    }
    waiting.pop();
    const outer = waiting.at(-1);
    if (outer === undefined) return step.value;
    step = outer.next(step.value);
  }
}

/** Whether the node matches exactly one rune, of a fixed set. */
export function isRuneClass(node: { readonly op: string }): node is RuneClass | Literal {
  return node.op === 'class' || (node.op === 'literal' && (node as Literal).runes.length === 1);
}

/** What matches a rune that `a` or `b` matches. */
export function mergeClasses(a: RuneClass | Literal, b: RuneClass | Literal): RuneClass | Literal {
  if (a.op === 'literal' && b.op === 'literal') {
    if (a.runes.at(0) === b.runes.at(0) && a.flags === b.flags) return a;
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
  const rune = node.runes.at(0) ?? 0;
  const range = (node.flags & FLAG.foldCase) === 0 ? RuneSet.range : foldedRange;
  return range(rune, rune);
}

function* collapseAt(
  depth: number,
  subs: readonly Node[],
  op: 'concat' | 'alternate',
  factoring: Factoring,
): Steps<Node> {
  const { limits } = factoring;
  const [only] = subs;
  if (subs.length === 1 && only !== undefined) return only;
  limits.allocate();
  for (const sub of subs) if (sub.op === op) limits.release();
  const base = largest(subs, op);
  const at = base === undefined ? subs.length : subs.indexOf(base);
  const before = flatten(subs.slice(0, at), op);
  const after = flatten(subs.slice(at + 1), op);
  if (op === 'concat') return concat(before, base as Concat | undefined, after, factoring);
  const node = yield* alternate(depth, before, base as Alternate | undefined, after, factoring);
  const first = node.subs.at(0);
  if (node.subs.length !== 1 || first === undefined) return node;
  limits.release();
  return first;
}

/** The node whose children are kept where they are, while others are added to them. */
function largest(
  subs: readonly Node[],
  op: 'concat' | 'alternate',
): Concat | Alternate | undefined {
  let largest: Concat | Alternate | undefined;
  for (const sub of subs) {
    if (sub.op !== op) continue;
    if (largest === undefined || sub.subs.length > largest.subs.length) largest = sub;
  }
  return largest;
}

function flatten(subs: readonly Node[], op: 'concat' | 'alternate'): readonly Node[] {
  const flat: Node[] = [];
  for (const sub of subs) {
    if (sub.op !== op) flat.push(sub);
    else for (const inner of sub.subs) flat.push(inner);
  }
  return flat;
}

function concat(
  before: readonly Node[],
  base: Concat | undefined,
  after: readonly Node[],
  { limits }: Factoring,
): Node {
  if (base === undefined) return { op: 'concat', subs: new Deque([...before]) };
  const node: Concat = { op: 'concat', subs: base.subs.unshift(before).push(after) };
  return limits.inherit(node, base, [], [...before, ...after]);
}

/** Of what `base` has, factors only what touches something new and what may change again. */
function* alternate(
  depth: number,
  before: readonly Node[],
  base: Alternate | undefined,
  after: readonly Node[],
  factoring: Factoring,
): Steps<Alternate> {
  const { subs, loose } = base ?? NO_ALTERNATIVES;
  const front = before.length + loose.front === 0 ? 0 : loose.front + 1;
  const back = after.length + loose.back === 0 ? 0 : loose.back + 1;
  if (base === undefined || front + back > subs.length) {
    const all = [...before, ...subs, ...after];
    const factored = yield* factor(depth, all, factoring);
    const atStart = factored.length - countSame(all, factored);
    const atEnd = factored.length - countSameAtEnd(all, factored);
    const changed = atStart < atEnd ? { front: 0, back: atStart } : { front: atEnd, back: 0 };
    return { op: 'alternate', subs: new Deque([...factored]), loose: changed };
  }
  const oldHead = subs.shift(front);
  const oldTail = subs.pop(back);
  const head = [...before, ...oldHead];
  const tail = [...oldTail, ...after];
  const newHead = yield* factor(depth, head, factoring);
  const newTail = yield* factor(depth, tail, factoring);
  const node: Alternate = {
    op: 'alternate',
    subs: subs.unshift(newHead).push(newTail),
    loose: {
      front: newHead.length - countSameAtEnd(head, newHead),
      back: newTail.length - countSame(tail, newTail),
    },
  };
  const removed = [...oldHead, ...oldTail];
  return factoring.limits.inherit(node, base, removed, [...newHead, ...newTail]);
}

const NO_ALTERNATIVES: Pick<Alternate, 'subs' | 'loose'> = {
  subs: new Deque<Node>([]),
  loose: { front: 0, back: 0 },
};

/** How many nodes the two have in common at the start. */
function countSame(a: readonly Node[], b: readonly Node[]): number {
  let count = 0;
  while (count < a.length && count < b.length && a[count] === b[count]) count++;
  return count;
}

function countSameAtEnd(a: readonly Node[], b: readonly Node[]): number {
  let count = 0;
  while (count < a.length && count < b.length && a.at(-1 - count) === b.at(-1 - count)) count++;
  return count;
}

function* factor(
  depth: number,
  subs: readonly Node[],
  factoring: Factoring,
): Steps<readonly Node[]> {
  if (subs.length < 2) return subs;
  const withoutPrefixes = yield* factorLiterals(depth, subs, factoring);
  const withoutClasses = yield* factorClasses(depth, withoutPrefixes, factoring);
  return mergeEmpty(mergeSingleRunes(withoutClasses, factoring));
}

/** Round 1: `abc|abd` → `ab(?:c|d)`. */
function* factorLiterals(
  depth: number,
  subs: readonly Node[],
  factoring: Factoring,
): Steps<Node[]> {
  const out: Node[] = [];
  let start = 0;
  let common = leadingLiteral(subs[0]);
  for (let i = 1; i <= subs.length; i++) {
    const leading = leadingLiteral(subs[i]);
    if (i < subs.length && leading.fold === common.fold) {
      const length = commonLength(common, leading);
      if (length > 0) {
        if (length < common.length) common = { ...common, length };
        continue;
      }
    }
    if (i === start + 1) {
      out.push(subs[start] as Node);
    } else {
      const { fold, runes, length } = common;
      const shared = Array.from({ length }, (_, j) => runes?.at(j) ?? 0);
      const prefix: Literal = { op: 'literal', runes: new Deque(shared), flags: fold };
      factoring.limits.allocate();
      const rests = subs
        .slice(start, i)
        .map((sub) => removeLeadingRunes(sub, length, factoring.limits));
      out.push(yield* factored(depth, prefix, rests, factoring));
    }
    start = i;
    common = leading;
  }
  return out;
}

/** Round 2: `[ab]c|[ab]d` → `[ab](?:c|d)`; only classes and fixed repetitions of one. */
function* factorClasses(depth: number, subs: readonly Node[], factoring: Factoring): Steps<Node[]> {
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
      out.push(yield* factored(depth, first, rests, factoring));
    }
    start = i;
    first = leading;
  }
  return out;
}

function* factored(
  depth: number,
  prefix: Node,
  rests: readonly Node[],
  factoring: Factoring,
): Steps<Node> {
  for (const rest of rests) factoring.checkRest(rest);
  // Every level of factoring is one of the tree, so that Go refuses the tree when it has built it.
  if (depth > MAX_FACTORING_DEPTH) {
    factoring.limits.exceeded ??= 'too-deep';
    return prefix;
  }
  const rest = yield collapseAt(depth + 1, rests, 'alternate', factoring);
  factoring.limits.allocate();
  return { op: 'concat', subs: new Deque([prefix, rest]) };
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
  readonly runes: Deque<number> | undefined;
  /** How many of `runes` count. */
  readonly length: number;
  readonly fold: Flags;
}

function leadingLiteral(node: Node | undefined): LeadingLiteral {
  const first = node?.op === 'concat' ? node.subs.at(0) : node;
  if (first?.op !== 'literal') return { runes: undefined, length: 0, fold: 0 };
  return { runes: first.runes, length: first.runes.length, fold: first.flags & FLAG.foldCase };
}

function commonLength(a: LeadingLiteral, b: LeadingLiteral): number {
  const limit = Math.min(a.length, b.length);
  let length = 0;
  while (length < limit && a.runes?.at(length) === b.runes?.at(length)) length++;
  return length;
}

function removeLeadingRunes(node: Node, count: number, limits: TreeLimits): Node {
  if (node.op === 'literal') {
    node.runes.drop(count);
    if (node.runes.length > 0) return { ...node, size: undefined };
    return { op: 'empty' };
  }
  if (node.op !== 'concat') return node;
  const [first] = node.subs.shift(1);
  if (first?.op !== 'literal') return node;
  first.runes.drop(count);
  if (first.runes.length > 0) {
    // Go does not measure the literal again.
    node.subs.unshift([first]);
    return { ...node, size: undefined, height: undefined };
  }
  limits.release();
  return unwrapped(node, limits);
}

function leadingNode(node: Node | undefined): Node | undefined {
  const first = node?.op === 'concat' ? node.subs.at(0) : node;
  return first?.op === 'empty' ? undefined : first;
}

function removeLeadingNode(node: Node, release: boolean, limits: TreeLimits): Node {
  if (release) limits.release();
  if (node.op === 'concat') {
    node.subs.drop(1);
    return unwrapped(node, limits);
  }
  limits.allocate();
  return { op: 'empty' };
}

/** A concatenation of one is that one. */
function unwrapped(concat: Concat, limits: TreeLimits): Node {
  const only = concat.subs.at(0);
  if (concat.subs.length !== 1 || only === undefined) {
    return { ...concat, size: undefined, height: undefined };
  }
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
    return a.runes.at(0) === b.runes.at(0) && foldOf(a) === foldOf(b);
  }
  if (a.op !== 'class' || b.op !== 'class' || !a.set.equals(b.set)) return false;
  if (a.dot === b.dot && a.fold === b.fold) return true;
  return a.dot === b.dot ? a.dot && isDotSet(a.set) : a.fold === b.fold && !isDotSet(a.set);
}
