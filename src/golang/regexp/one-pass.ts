// The test whether Go would run a program in one pass: at each branch the next rune tells which way to go.
// Go takes the literal prefix of such programs, which begin with `\A`, from after the `\A` (validation.md E11).

import type { Instruction, Program } from './program.ts';
import type { Ranges } from './rune-set.ts';

/** Go does not try longer programs. */
export const MAX_ONE_PASS = 999;

/** Go's compileOnePass: whether it makes something of the program. */
export function isOnePass({ instructions, start }: Program): boolean {
  if (instructions.length > MAX_ONE_PASS) return false;
  const first = instructions[start];
  if (first?.op !== 'assert' || first.assertion !== 'begin-text') return false;
  if (!endsOnlyAtEndOfText(instructions)) return false;
  return new Check(withShorterLoops(instructions)).run(start);
}

/** Only `$` or `\z` may come before the end. Go 1.26 is less strict. */
function endsOnlyAtEndOfText(instructions: readonly Instruction[]): boolean {
  const isMatch = (at: number): boolean => instructions[at]?.op === 'match';
  return instructions.every((instruction) => {
    if (instruction.op === 'alt') return !isMatch(instruction.out) && !isMatch(instruction.arg);
    const isEndOfText = instruction.op === 'assert' && instruction.assertion === 'end-text';
    return isEndOfText || !isMatch(instruction.out);
  });
}

/** A copy in which a branch to a branch that leads back, or to the same place, is cut short. */
function withShorterLoops(instructions: readonly Instruction[]): Instruction[] {
  const copy = instructions.map((instruction) => ({ ...instruction }));
  copy.forEach((a, at) => {
    if (a.op !== 'alt') return;
    const viaArg = copy[a.arg]?.op === 'alt';
    const b = copy[viaArg ? a.arg : a.out];
    const other = viaArg ? a.out : a.arg;
    if (b?.op !== 'alt' || copy[other]?.op === 'alt') return;
    let [same, rest]: ('out' | 'arg')[] = ['out', 'arg'];
    if (b.out !== at && b.arg === at) [same, rest] = ['arg', 'out'];
    if (b[same ?? 'out'] === at) b[same ?? 'out'] = other;
    if (b[same ?? 'out'] === other) a[viaArg ? 'arg' : 'out'] = b[rest ?? 'arg'];
  });
  return copy;
}

class Check {
  readonly #instructions: Instruction[];
  /** By instruction: the runes it can go on with. */
  readonly #runes: Ranges[] = [];
  /** By instruction: whether the end can be reached without a rune. */
  readonly #canEnd: boolean[] = [];
  /** The instructions after a rune; the loop goes on while the set grows. */
  readonly #starts = new Set<number>();
  readonly #afterRune = new Set<number>();

  constructor(instructions: Instruction[]) {
    this.#instructions = instructions;
  }

  run(start: number): boolean {
    this.#starts.add(start);
    for (const at of this.#starts) if (!this.#check(at, new Set())) return false;
    return true;
  }

  #check(at: number, visited: Set<number>): boolean {
    const instruction = this.#instructions[at];
    if (instruction === undefined || visited.has(at)) return true;
    visited.add(at);
    switch (instruction.op) {
      case 'alt':
        return this.#checkAlt(at, instruction, visited);
      case 'rune':
        this.#canEnd[at] = false;
        if (this.#afterRune.has(at)) return true;
        this.#afterRune.add(at);
        this.#starts.add(instruction.out);
        this.#runes[at] = instruction.ranges;
        return true;
      case 'match':
      case 'fail':
        this.#canEnd[at] = instruction.op === 'match';
        return true;
      default: {
        const ok = this.#check(instruction.out, visited);
        this.#canEnd[at] = this.#canEnd[instruction.out] ?? false;
        this.#runes[at] = this.#runes[instruction.out] ?? [];
        return ok;
      }
    }
  }

  #checkAlt(at: number, alt: Extract<Instruction, { op: 'alt' }>, visited: Set<number>): boolean {
    if (!this.#check(alt.out, visited) || !this.#check(alt.arg, visited)) return false;
    const outEnds = this.#canEnd[alt.out] ?? false;
    const argEnds = this.#canEnd[alt.arg] ?? false;
    if (outEnds && argEnds) return false;
    if (argEnds) [alt.out, alt.arg] = [alt.arg, alt.out];
    if (outEnds || argEnds) this.#canEnd[at] = true;
    const merged = disjointUnion(this.#runes[alt.out] ?? [], this.#runes[alt.arg] ?? []);
    this.#runes[at] = merged ?? [];
    return merged !== undefined;
  }
}

/** @returns undefined if the two have a rune in common */
function disjointUnion(left: Ranges, right: Ranges): Ranges | undefined {
  const merged: number[] = [];
  let [l, r] = [0, 0];
  while (l < left.length || r < right.length) {
    const fromRight = (right[r] ?? Infinity) < (left[l] ?? Infinity);
    const low = (fromRight ? right[r] : left[l]) ?? 0;
    const high = (fromRight ? right[r + 1] : left[l + 1]) ?? 0;
    if (low <= (merged.at(-1) ?? -1)) return undefined;
    merged.push(low, high);
    if (fromRight) r += 2;
    else l += 2;
  }
  return merged;
}
