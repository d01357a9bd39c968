// A regular expression as Go's instructions, for what Go decides from them. The program is built as
// Go builds it: repetitions become copies, and of what repeats nothing only the nothing is left.

import type { Ranges } from './rune-set.ts';
import { FLAG, type Node } from './tree.ts';
import { foldOrbit } from './unicode.ts';

export type Instruction =
  | { readonly op: 'alt'; out: number; arg: number }
  | { readonly op: 'nop' | 'capture'; out: number }
  | { readonly op: 'assert'; readonly assertion: Assertion; out: number }
  /** `rune` is set if one rune is all that it matches. */
  | { readonly op: 'rune'; readonly ranges: Ranges; readonly rune: number | undefined; out: number }
  | { readonly op: 'match' | 'fail'; out: number };

type Assertion = Extract<Node, { op: `${string}-${string}` }>['op'];

export interface Program {
  readonly instructions: readonly Instruction[];
  readonly start: number;
}

/** @returns undefined if there would be more than `limit` instructions */
export function compileProgram(tree: Node, limit: number): Program | undefined {
  const compiler = new Compiler(limit);
  const { start, holes } = compiler.compile(tree);
  const match = compiler.add({ op: 'match', out: 0 });
  for (const fill of holes) fill(match);
  const { instructions } = compiler;
  return instructions.length > limit ? undefined : { instructions, start };
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
  /** What to tell where it goes on. */
  readonly holes: readonly ((target: number) => void)[];
  readonly nullable: boolean;
}

type Loop = 'star' | 'plus' | 'quest';

class Compiler {
  readonly instructions: Instruction[] = [{ op: 'fail', out: 0 }];
  readonly #limit: number;

  constructor(limit: number) {
    this.#limit = limit;
  }

  add(instruction: Instruction): number {
    return this.instructions.push(instruction) - 1;
  }

  compile(node: Node): Fragment {
    // What is too long is thrown away, so that it does not matter what is in it.
    if (this.instructions.length > this.#limit) return this.#step({ op: 'nop', out: 0 });
    switch (node.op) {
      case 'empty':
        return this.#step({ op: 'nop', out: 0 });
      case 'literal': {
        const fold = (node.flags & FLAG.foldCase) !== 0;
        return this.#sequence(node.runes, (rune) => this.#literal(rune, fold));
      }
      case 'class':
        return this.#step({ op: 'rune', ranges: node.set.ranges, rune: undefined, out: 0 }, false);
      case 'capture': {
        const open = this.#step({ op: 'capture', out: 0 });
        const sub = this.compile(node.sub);
        return this.#join(this.#join(open, sub), this.#step({ op: 'capture', out: 0 }));
      }
      case 'star':
      case 'plus':
      case 'quest':
        return this.#unary(node.op, node.nonGreedy, node.sub);
      case 'repeat':
        return this.#repeat(node);
      case 'concat':
        return this.#sequence(node.subs, (sub) => this.compile(sub));
      case 'alternate':
        return this.#alternate(node.subs);
      default:
        return this.#step({ op: 'assert', assertion: node.op, out: 0 });
    }
  }

  #step(instruction: Exclude<Instruction, { op: 'alt' }>, nullable = true): Fragment {
    const start = this.add(instruction);
    const hole = (target: number): void => {
      instruction.out = target;
    };
    return { start, holes: [hole], nullable };
  }

  #literal(rune: number, fold: boolean): Fragment {
    const runes = fold ? [...foldOrbit(rune)].sort((a, b) => a - b) : [rune];
    const ranges = runes.flatMap((same) => [same, same]);
    const only = runes.length === 1 ? rune : undefined;
    return this.#step({ op: 'rune', ranges, rune: only, out: 0 }, false);
  }

  #sequence<T>(items: Iterable<T>, compile: (item: T) => Fragment): Fragment {
    let whole: Fragment | undefined;
    for (const item of items) {
      if (this.instructions.length > this.#limit) break;
      const fragment = compile(item);
      whole = whole === undefined ? fragment : this.#join(whole, fragment);
    }
    return whole ?? this.#step({ op: 'nop', out: 0 });
  }

  #join(first: Fragment, second: Fragment): Fragment {
    for (const fill of first.holes) fill(second.start);
    const nullable = first.nullable && second.nullable;
    return { start: first.start, holes: second.holes, nullable };
  }

  #alternate(subs: Iterable<Node>): Fragment {
    let whole: Fragment | undefined;
    for (const sub of subs) {
      if (this.instructions.length > this.#limit) break;
      const fragment = this.compile(sub);
      if (whole === undefined) {
        whole = fragment;
        continue;
      }
      const start = this.add({ op: 'alt', out: whole.start, arg: fragment.start });
      const holes = [...whole.holes, ...fragment.holes];
      whole = { start, holes, nullable: whole.nullable || fragment.nullable };
    }
    return whole ?? this.#step({ op: 'nop', out: 0 });
  }

  #unary(op: Loop, nonGreedy: boolean, sub: Node): Fragment {
    if (simplifiesToEmpty(sub)) return this.#step({ op: 'nop', out: 0 });
    // x** is x*.
    const inner = simplified(sub);
    const same = inner.op === op && inner.nonGreedy === nonGreedy;
    return same ? this.compile(sub) : this.#loop(op, nonGreedy, this.compile(sub));
  }

  #loop(op: Loop, nonGreedy: boolean, sub: Fragment): Fragment {
    if (op === 'star' && sub.nullable) {
      return this.#loop('quest', nonGreedy, this.#loop('plus', nonGreedy, sub));
    }
    const alt = { op: 'alt' as const, out: 0, arg: 0 };
    const start = this.add(alt);
    if (nonGreedy) alt.arg = sub.start;
    else alt.out = sub.start;
    const leave = (target: number): void => {
      if (nonGreedy) alt.out = target;
      else alt.arg = target;
    };
    if (op === 'quest') return { start, holes: [leave, ...sub.holes], nullable: true };
    for (const fill of sub.holes) fill(start);
    if (op === 'star') return { start, holes: [leave], nullable: true };
    return { start: sub.start, holes: [leave], nullable: sub.nullable };
  }

  /** x{2,} is xx+ and x{1,3} is x(x(x)?)?. */
  #repeat({ min, max, nonGreedy, sub }: Extract<Node, { op: 'repeat' }>): Fragment {
    if (max === 0) return this.#step({ op: 'nop', out: 0 });
    if (max === -1) {
      if (min === 0) return this.#unary('star', nonGreedy, sub);
      const last = (): Fragment => this.#unary('plus', nonGreedy, sub);
      return this.#sequence(copies(min, sub, last), (make) => make(this));
    }
    if (max === min) return this.#sequence(copies(min, sub), (make) => make(this));
    const optional = (): Fragment => this.#optional(max - min, nonGreedy, sub);
    return this.#sequence(copies(min + 1, sub, optional), (make) => make(this));
  }

  #optional(count: number, nonGreedy: boolean, sub: Node): Fragment {
    if (count === 1) return this.#unary('quest', nonGreedy, sub);
    if (this.instructions.length > this.#limit) return this.#step({ op: 'nop', out: 0 });
    const first = this.compile(sub);
    const rest = this.#optional(count - 1, nonGreedy, sub);
    return this.#loop('quest', nonGreedy, this.#join(first, rest));
  }
}

type Make = (compiler: Compiler) => Fragment;

function copies(count: number, sub: Node, last?: Make): readonly Make[] {
  const copy: Make = (compiler) => compiler.compile(sub);
  return Array.from({ length: count }, (_, i) => (i === count - 1 && last ? last : copy));
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
