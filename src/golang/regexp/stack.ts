// The parser's stack: finished parts, open parentheses and bars, as in Go's package regexp/syntax.
// What is merged when decides the shape of the tree.

import {
  asAlternative,
  collapse,
  type Factoring,
  isRuneClass,
  mergeClasses,
} from './alternation.ts';
import { Deque } from './deque.ts';
import { type LimitError, MAX_REPEAT, repeatIsValid, TreeLimits } from './limits.ts';
import type { RuneSet } from './rune-set.ts';
import { FLAG, type Flags, type Literal, type Node, type RuneClass } from './tree.ts';
import { foldOrbit, simpleFold } from './unicode.ts';

interface LeftParen {
  readonly op: 'left-paren';
  readonly capturing: boolean;
  /** Where it stands in the pattern. */
  readonly at: number;
  /** To be restored after the group. */
  readonly flags: Flags;
}

type Entry = Node | LeftParen | { readonly op: 'vertical-bar' };

type Operator = 'star' | 'plus' | 'quest' | 'repeat';

export class ParseStack {
  /** The flags that hold at this point of the pattern. */
  flags: Flags = FLAG.oneLine;
  readonly #entries: Entry[] = [];
  readonly #limits = new TreeLimits();
  readonly #nodes = (): Iterable<Node> => this.#entries.filter(isNode);
  readonly #factoring: Factoring = {
    limits: this.#limits,
    checkRest: (node) => this.#limits.checkRest(node, this.#nodes),
  };

  get limitError(): LimitError | undefined {
    return this.#limits.exceeded;
  }

  /** Where the innermost open parenthesis stands. */
  get openParenAt(): number | undefined {
    for (let i = this.#entries.length - 1; i >= 0; i--) {
      const entry = this.#entries[i];
      if (entry?.op === 'left-paren') return entry.at;
    }
    return undefined;
  }

  pushRune(rune: number): void {
    const fold = (this.flags & FLAG.foldCase) !== 0;
    const least = fold ? Math.min(...foldOrbit(rune)) : rune;
    this.#limits.allocate();
    this.#push({ op: 'literal', runes: new Deque([least]), flags: this.flags });
  }

  pushNode(node: Node): void {
    this.#limits.allocate();
    this.#push(node);
  }

  /** A node for the set must have been allocated: Go does so before it reads the class. */
  pushSet(set: RuneSet): void {
    this.#push({ op: 'class', set, dot: false, fold: this.flags & FLAG.foldCase });
  }

  pushLeftParen(at: number, capturing: boolean, flags: Flags): void {
    this.#limits.allocate();
    this.#mergeLiterals();
    this.#entries.push({ op: 'left-paren', capturing, at, flags: this.flags });
    this.flags = flags;
    this.#limits.check({ op: 'empty' }, this.#nodes);
  }

  pushVerticalBar(): void {
    this.#concat();
    if (this.#swapVerticalBar()) return;
    this.#limits.allocate();
    this.#entries.push({ op: 'vertical-bar' });
    this.#limits.check({ op: 'empty' }, this.#nodes);
  }

  /** Closes a group. @returns false if none is open */
  pushRightParen(): boolean {
    this.#alternate();
    const group = this.#entries.pop() as Node;
    const paren = this.#entries.pop();
    if (paren?.op !== 'left-paren') return false;
    this.flags = paren.flags;
    this.#push(paren.capturing ? { op: 'capture', sub: group } : group);
    return true;
  }

  /**
   * Repeats what was pushed last; `min` and `max` are for `repeat`, -1 is no limit.
   * @returns what is wrong: there is nothing to repeat, or too much of it (validation.md E4)
   */
  repeat(op: Operator, lazy: boolean, min = 0, max = 0): 'nothing' | 'too-often' | undefined {
    const sub = this.#entries.at(-1);
    if (!isNode(sub)) return 'nothing';
    const nonGreedy = lazy !== ((this.flags & FLAG.nonGreedy) !== 0);
    this.#limits.allocate();
    const node: Node = op === 'repeat' ? { op, nonGreedy, min, max, sub } : { op, nonGreedy, sub };
    this.#entries[this.#entries.length - 1] = node;
    this.#check(node);
    if (this.limitError !== undefined) return undefined;
    const fine = op !== 'repeat' || (min < 2 && max < 2) || repeatIsValid(node, MAX_REPEAT);
    return fine ? undefined : 'too-often';
  }

  /** Ends the pattern. @returns undefined if a parenthesis is open */
  finish(): Node | undefined {
    this.#alternate();
    const [root] = this.#entries;
    return this.#entries.length === 1 && isNode(root) ? root : undefined;
  }

  /** For the parser's temporary nodes, which Go counts. */
  allocate(): void {
    this.#limits.allocate();
  }

  release(): void {
    this.#limits.release();
  }

  #push(node: Node): void {
    const counted = node.op === 'class' ? (this.#asLiteral(node) ?? node) : node;
    this.#limits.countRunes(node);
    if (counted !== node && this.#replaceMergedLiteral(counted as Literal)) return;
    if (counted === node) this.#mergeLiterals();
    this.#entries.push(counted);
    this.#check(counted);
  }

  /** A class of one rune, or of two that differ only in case, is a literal. */
  #asLiteral(node: RuneClass): Literal | undefined {
    const runes = node.set.runesUpTo(2);
    const [least, other] = runes ?? [];
    if (least === undefined) return undefined;
    if (other === undefined) {
      return { op: 'literal', runes: new Deque([least]), flags: this.flags & ~FLAG.foldCase };
    }
    if (simpleFold(least) !== other || simpleFold(other) !== least) return undefined;
    return { op: 'literal', runes: new Deque([least]), flags: this.flags | FLAG.foldCase };
  }

  /** As `#mergeLiterals`, but `literal` takes the place of the node that is left over. */
  #replaceMergedLiteral(literal: Literal): boolean {
    if (!this.#joinTopLiterals()) return false;
    this.#entries[this.#entries.length - 1] = { ...this.#entries.at(-1), ...literal };
    return true;
  }

  /** Merges the two literals on top: no operator can apply to the upper one any more. */
  #mergeLiterals(): void {
    if (!this.#joinTopLiterals()) return;
    this.#entries.pop();
    this.#limits.release();
  }

  #joinTopLiterals(): boolean {
    const upper = this.#entries.at(-1);
    const lower = this.#entries.at(-2);
    if (upper?.op !== 'literal' || lower?.op !== 'literal') return false;
    if (((upper.flags ^ lower.flags) & FLAG.foldCase) !== 0) return false;
    lower.runes.push(upper.runes);
    return true;
  }

  #concat(): void {
    this.#mergeLiterals();
    if (isNode(this.#entries.at(-1)) && !isNode(this.#entries.at(-2))) {
      this.#push(this.#entries.pop() as Node);
      return;
    }
    const subs = this.#popWhile((entry) => isNode(entry));
    if (subs.length === 0) this.pushNode({ op: 'empty' });
    else this.#push(collapse(subs, 'concat', this.#factoring));
  }

  #alternate(): void {
    this.#concat();
    if (this.#swapVerticalBar()) this.#entries.pop();
    const subs = this.#popWhile((entry) => isNode(entry));
    const last = subs.pop();
    if (last !== undefined) subs.push(asAlternative(last));
    this.#push(collapse(subs, 'alternate', this.#factoring));
  }

  #popWhile(test: (entry: Entry) => boolean): Node[] {
    let start = this.#entries.length;
    while (start > 0 && test(this.#entries[start - 1] as Entry)) start--;
    return this.#entries.splice(start) as Node[];
  }

  /** Puts the bar, if there is one below the top, on top. What is below it are alternatives. */
  #swapVerticalBar(): boolean {
    const entries = this.#entries;
    const top = entries.at(-1);
    const bar = entries.at(-2);
    const below = entries.at(-3);
    if (!isNode(top) || bar?.op !== 'vertical-bar') return false;
    if (isNode(below) && isRuneClass(top) && isRuneClass(below)) {
      entries.pop();
      entries[entries.length - 2] = mergeClasses(below, top);
      this.#limits.release();
      return true;
    }
    if (isNode(below)) entries[entries.length - 3] = asAlternative(below);
    entries[entries.length - 2] = top;
    entries[entries.length - 1] = bar;
    return true;
  }

  #check(node: Node): void {
    this.#limits.check(node, this.#nodes);
  }
}

function isNode(entry: Entry | undefined): entry is Node {
  return entry !== undefined && entry.op !== 'left-paren' && entry.op !== 'vertical-bar';
}
