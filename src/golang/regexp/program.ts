// A regular expression as Go's instructions, in arrays: of a few kilobytes Go may make three millions.

import type { Ranges } from './rune-set.ts';
import type { Node } from './tree.ts';

export type Op = (typeof OP)[keyof typeof OP];

/** `rune` matches one rune, `set` one of several; `alt` goes both ways. */
export const OP = {
  fail: 0,
  match: 1,
  nop: 2,
  capture: 3,
  alt: 4,
  assert: 5,
  rune: 6,
  set: 7,
} as const;

/** What `assert` asserts of the place between two runes; bits, as several hold at once. */
export const ASSERTION: Readonly<
  Record<Extract<Node, { op: `${string}-${string}` }>['op'], number>
> = {
  'begin-line': 1,
  'end-line': 2,
  'begin-text': 4,
  'end-text': 8,
  'word-boundary': 16,
  'no-word-boundary': 32,
};

/** Instructions by number. The first, number 0, is `fail`. */
export class Program {
  start = 0;
  length = 0;
  #ops = new Uint8Array(16);
  /** Two by two: where an instruction leads, and its argument. */
  #slots = new Int32Array(32);
  readonly #sets: Ranges[] = [];

  constructor() {
    this.add(OP.fail);
  }

  /**
   * @param arg the other way of `alt`, a bit of `ASSERTION`, a rune, the number of a set
   * @returns the number of the instruction
   */
  add(op: Op, out = 0, arg = 0): number {
    const at = this.length++;
    if (at === this.#ops.length) this.#grow();
    this.#ops[at] = op;
    this.#slots[outSlot(at)] = out;
    this.#slots[argSlot(at)] = arg;
    return at;
  }

  /** @returns the number of the set */
  addSet(ranges: Ranges): number {
    return this.#sets.push(ranges) - 1;
  }

  /** Whether any instruction is one of these. */
  has(op: Op): boolean {
    return this.#ops.subarray(0, this.length).includes(op);
  }

  op(at: number): Op {
    return this.#ops[at] as Op;
  }

  out(at: number): number {
    return this.#slots[outSlot(at)] ?? 0;
  }

  arg(at: number): number {
    return this.#slots[argSlot(at)] ?? 0;
  }

  slot(slot: number): number {
    return this.#slots[slot] ?? 0;
  }

  setSlot(slot: number, value: number): void {
    this.#slots[slot] = value;
  }

  /** What a `rune` or a `set` matches. */
  ranges(at: number): Ranges {
    const arg = this.arg(at);
    return this.op(at) === OP.rune ? [arg, arg] : (this.#sets[arg] ?? []);
  }

  /** Whether a `rune` or a `set` matches a rune. */
  accepts(at: number, rune: number): boolean {
    const arg = this.arg(at);
    return this.op(at) === OP.rune ? arg === rune : isIn(this.#sets[arg] ?? [], rune);
  }

  copy(): Program {
    const copy = new Program();
    copy.start = this.start;
    copy.length = this.length;
    copy.#ops = this.#ops.slice();
    copy.#slots = this.#slots.slice();
    copy.#sets.push(...this.#sets);
    return copy;
  }

  #grow(): void {
    const [ops, slots] = [this.#ops, this.#slots];
    this.#ops = new Uint8Array(2 * ops.length);
    this.#ops.set(ops);
    this.#slots = new Int32Array(2 * slots.length);
    this.#slots.set(slots);
  }
}

/** The slot that says where an instruction leads. */
export function outSlot(at: number): number {
  return 2 * at;
}

/** The slot of an instruction's argument. */
export function argSlot(at: number): number {
  return 2 * at + 1;
}

function isIn(ranges: Ranges, rune: number): boolean {
  let low = 0;
  let high = ranges.length >> 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((ranges[2 * middle + 1] ?? 0) < rune) low = middle + 1;
    else high = middle;
  }
  return (ranges[2 * low] ?? Infinity) <= rune;
}
