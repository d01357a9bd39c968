// Compiler of the parse tree to Go's instructions, as Go does it: repetitions become copies, and of what
// repeats nothing only the nothing is left.

import { ASSERTION, argSlot, OP, type Op, outSlot, Program } from './program.ts';
import type { Ranges } from './rune-set.ts';
import { FLAG, type Node } from './tree.ts';
import { foldOrbit } from './unicode.ts';

/** The whole program, which may be long: Go allows three million instructions. */
export function compileProgram(tree: Node): Program {
  return new Compiler(tree, Infinity).program;
}

/** @returns undefined if there would be more than `limit` instructions */
export function compileShortProgram(tree: Node, limit: number): Program | undefined {
  const { program } = new Compiler(tree, limit);
  return program.length > limit ? undefined : program;
}

/** Whether Go's Simplify leaves nothing of the node. */
export function simplifiesToEmpty(node: Node): boolean {
  switch (node.op) {
    case 'empty':
      return true;
    case 'star':
    case 'plus':
    case 'quest':
      return simplifiesToEmpty(node.sub);
    case 'repeat': {
      const { min, max, sub } = node;
      if (max === 0) return true;
      return (max === 1 || (max === -1 && min <= 1)) && simplifiesToEmpty(sub);
    }
    default:
      return false;
  }
}

interface Fragment {
  readonly start: number;
  readonly holes: Holes;
  readonly nullable: boolean;
}

/**
 * The slots that are to say where a fragment goes on. Until then each says which is the next in the list;
 * 0, a slot of the first instruction, is none.
 */
interface Holes {
  readonly first: number;
  readonly last: number;
}

type Loop = 'star' | 'plus' | 'quest';

class Compiler {
  readonly program = new Program();
  readonly #limit: number;
  /** The numbers of the sets that the program has, by what they were made from. */
  readonly #sets = new Map<Ranges | number, number>();

  constructor(tree: Node, limit: number) {
    this.#limit = limit;
    const { start, holes } = this.#compile(tree);
    this.program.start = start;
    this.#fill(holes, this.program.add(OP.match));
  }

  #compile(node: Node): Fragment {
    // What is too long is thrown away, so that it does not matter what is in it.
    if (this.#isTooLong()) return this.#nothing();
    switch (node.op) {
      case 'empty':
        return this.#nothing();
      case 'literal': {
        const fold = (node.flags & FLAG.foldCase) !== 0;
        return this.#sequence(node.runes, (rune) => this.#literal(rune, fold));
      }
      case 'class': {
        const { ranges } = node.set;
        return this.#set(ranges, () => ranges);
      }
      case 'capture': {
        const open = this.#step(OP.capture);
        const sub = this.#compile(node.sub);
        return this.#join(this.#join(open, sub), this.#step(OP.capture));
      }
      case 'star':
      case 'plus':
      case 'quest':
        return this.#unary(node.op, node.nonGreedy, node.sub);
      case 'repeat':
        return this.#repeat(node);
      case 'concat':
        return this.#sequence(node.subs, (sub) => this.#compile(sub));
      case 'alternate':
        return this.#alternate(node.subs);
      default:
        return this.#step(OP.assert, ASSERTION[node.op]);
    }
  }

  #isTooLong(): boolean {
    return this.program.length > this.#limit;
  }

  #nothing(): Fragment {
    return this.#step(OP.nop);
  }

  #step(op: Op, arg = 0): Fragment {
    const start = this.program.add(op, 0, arg);
    const nullable = op !== OP.rune && op !== OP.set;
    return { start, holes: hole(outSlot(start)), nullable };
  }

  #literal(rune: number, fold: boolean): Fragment {
    if (!fold) return this.#step(OP.rune, rune);
    const orbit = foldOrbit(rune);
    if (orbit.length === 1) return this.#step(OP.rune, rune);
    return this.#set(rune, () => orbit.toSorted((a, b) => a - b).flatMap((same) => [same, same]));
  }

  #set(origin: Ranges | number, ranges: () => Ranges): Fragment {
    const known = this.#sets.get(origin) ?? this.program.addSet(ranges());
    this.#sets.set(origin, known);
    return this.#step(OP.set, known);
  }

  #sequence<T>(items: Iterable<T>, compile: (item: T) => Fragment): Fragment {
    let whole: Fragment | undefined;
    for (const item of items) {
      if (this.#isTooLong()) break;
      const fragment = compile(item);
      whole = whole === undefined ? fragment : this.#join(whole, fragment);
    }
    return whole ?? this.#nothing();
  }

  #join(first: Fragment, second: Fragment): Fragment {
    this.#fill(first.holes, second.start);
    const nullable = first.nullable && second.nullable;
    return { start: first.start, holes: second.holes, nullable };
  }

  #alternate(subs: Iterable<Node>): Fragment {
    let whole: Fragment | undefined;
    for (const sub of subs) {
      if (this.#isTooLong()) break;
      const fragment = this.#compile(sub);
      if (whole === undefined) {
        whole = fragment;
        continue;
      }
      const start = this.program.add(OP.alt, whole.start, fragment.start);
      const holes = this.#both(whole.holes, fragment.holes);
      whole = { start, holes, nullable: whole.nullable || fragment.nullable };
    }
    return whole ?? this.#nothing();
  }

  #unary(op: Loop, nonGreedy: boolean, sub: Node): Fragment {
    if (simplifiesToEmpty(sub)) return this.#nothing();
    // x** is x*.
    const inner = simplified(sub);
    const same = inner.op === op && inner.nonGreedy === nonGreedy;
    return same ? this.#compile(sub) : this.#loop(op, nonGreedy, this.#compile(sub));
  }

  #loop(op: Loop, nonGreedy: boolean, sub: Fragment): Fragment {
    if (op === 'star' && sub.nullable) {
      return this.#loop('quest', nonGreedy, this.#loop('plus', nonGreedy, sub));
    }
    const start = this.program.add(OP.alt, sub.start, sub.start);
    const leave = hole(nonGreedy ? outSlot(start) : argSlot(start));
    this.program.setSlot(leave.first, 0);
    if (op === 'quest') return { start, holes: this.#both(leave, sub.holes), nullable: true };
    this.#fill(sub.holes, start);
    if (op === 'star') return { start, holes: leave, nullable: true };
    return { start: sub.start, holes: leave, nullable: sub.nullable };
  }

  /** x{2,} is xx+ and x{1,3} is x(x(x)?)?. */
  #repeat({ min, max, nonGreedy, sub }: Extract<Node, { op: 'repeat' }>): Fragment {
    if (max === 0) return this.#nothing();
    if (max === -1) {
      if (min === 0) return this.#unary('star', nonGreedy, sub);
      const last = (): Fragment => this.#unary('plus', nonGreedy, sub);
      return this.#copies(min, sub, last);
    }
    if (max === min) return this.#copies(min, sub);
    const optional = (): Fragment => this.#optional(max - min, nonGreedy, sub);
    return this.#copies(min + 1, sub, optional);
  }

  #optional(count: number, nonGreedy: boolean, sub: Node): Fragment {
    if (count === 1) return this.#unary('quest', nonGreedy, sub);
    if (this.#isTooLong()) return this.#nothing();
    const first = this.#compile(sub);
    const rest = this.#optional(count - 1, nonGreedy, sub);
    return this.#loop('quest', nonGreedy, this.#join(first, rest));
  }

  /** `count` copies, of which `last` makes the last. */
  #copies(count: number, sub: Node, last?: () => Fragment): Fragment {
    const copy = (): Fragment => this.#compile(sub);
    const makers = Array.from({ length: count }, (_, i) => (i === count - 1 && last) || copy);
    return this.#sequence(makers, (make) => make());
  }

  #fill({ first }: Holes, target: number): void {
    for (let slot = first; slot !== 0; ) {
      const next = this.program.slot(slot);
      this.program.setSlot(slot, target);
      slot = next;
    }
  }

  #both(one: Holes, other: Holes): Holes {
    this.program.setSlot(one.last, other.first);
    return { first: one.first, last: other.last };
  }
}

function hole(slot: number): Holes {
  return { first: slot, last: slot };
}

/** The op on top of what Go's Simplify makes of the node, for a node of which something is left. */
function simplified(node: Node): { readonly op: Node['op']; readonly nonGreedy?: boolean } {
  switch (node.op) {
    case 'star':
    case 'plus':
    case 'quest': {
      const inner = simplified(node.sub);
      return inner.op === node.op && inner.nonGreedy === node.nonGreedy ? inner : node;
    }
    case 'repeat': {
      const { min, max, nonGreedy, sub } = node;
      if (min === 1 && max === 1) return simplified(sub);
      if (max === -1 && min <= 1) return { op: min === 0 ? 'star' : 'plus', nonGreedy };
      if (min === 0) return { op: 'quest', nonGreedy };
      return { op: 'concat' };
    }
    default:
      return node;
  }
}
