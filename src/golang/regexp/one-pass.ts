// The test whether Go would run a program in one pass: at each branch the next rune tells which way to go.
// Go takes the literal prefix of such programs, which begin with `\A`, from after the `\A` (validation.md E11).

import { ASSERTION, argSlot, OP, outSlot, type Program } from './program.ts';
import type { Ranges } from './rune-set.ts';

/** Go does not try longer programs. */
export const MAX_ONE_PASS = 999;

/** Go's compileOnePass: whether it makes something of the program. */
export function isOnePass(program: Program): boolean {
  if (program.length > MAX_ONE_PASS) return false;
  const begins = isAssertion(program, program.start, 'begin-text');
  if (!begins || !endsOnlyAtEndOfText(program)) return false;
  return new Check(withShorterLoops(program)).run();
}

/** Whether the instruction is this assertion. */
export function isAssertion(program: Program, at: number, name: keyof typeof ASSERTION): boolean {
  return program.op(at) === OP.assert && program.arg(at) === ASSERTION[name];
}

/** Only `$` or `\z` may come before the end. Go 1.26 is less strict. */
function endsOnlyAtEndOfText(program: Program): boolean {
  const isMatch = (at: number): boolean => program.op(at) === OP.match;
  for (let at = 0; at < program.length; at++) {
    if (isAssertion(program, at, 'end-text')) continue;
    if (isMatch(program.out(at))) return false;
    if (program.op(at) === OP.alt && isMatch(program.arg(at))) return false;
  }
  return true;
}

/** A copy in which a branch to a branch that leads back, or to the same place, is cut short. */
function withShorterLoops(program: Program): Program {
  const copy = program.copy();
  for (let a = 0; a < copy.length; a++) {
    if (copy.op(a) !== OP.alt) continue;
    const viaArg = copy.op(copy.arg(a)) === OP.alt;
    const b = viaArg ? copy.arg(a) : copy.out(a);
    const other = viaArg ? copy.out(a) : copy.arg(a);
    if (copy.op(b) !== OP.alt || copy.op(other) === OP.alt) continue;
    let [same, rest] = [outSlot(b), argSlot(b)];
    if (copy.out(b) !== a && copy.arg(b) === a) [same, rest] = [rest, same];
    if (copy.slot(same) === a) copy.setSlot(same, other);
    if (copy.slot(same) === other) copy.setSlot(viaArg ? argSlot(a) : outSlot(a), copy.slot(rest));
  }
  return copy;
}

class Check {
  readonly #program: Program;
  /** By instruction: the runes it can go on with. */
  readonly #runes: Ranges[] = [];
  /** By instruction: whether the end can be reached without a rune. */
  readonly #canEnd: boolean[] = [];
  /** The instructions after a rune; the loop goes on while the set grows. */
  readonly #starts = new Set<number>();
  readonly #afterRune = new Set<number>();

  /** Changes the program. */
  constructor(program: Program) {
    this.#program = program;
  }

  run(): boolean {
    this.#starts.add(this.#program.start);
    for (const at of this.#starts) if (!this.#check(at, new Set())) return false;
    return true;
  }

  #check(at: number, visited: Set<number>): boolean {
    if (visited.has(at)) return true;
    visited.add(at);
    const op = this.#program.op(at);
    const out = this.#program.out(at);
    switch (op) {
      case OP.alt:
        return this.#checkAlt(at, visited);
      case OP.rune:
      case OP.set:
        this.#canEnd[at] = false;
        if (this.#afterRune.has(at)) return true;
        this.#afterRune.add(at);
        this.#starts.add(out);
        this.#runes[at] = this.#program.ranges(at);
        return true;
      case OP.match:
      case OP.fail:
        this.#canEnd[at] = op === OP.match;
        return true;
      default: {
        const ok = this.#check(out, visited);
        this.#canEnd[at] = this.#canEnd[out] ?? false;
        this.#runes[at] = this.#runes[out] ?? [];
        return ok;
      }
    }
  }

  #checkAlt(at: number, visited: Set<number>): boolean {
    const [out, arg] = [this.#program.out(at), this.#program.arg(at)];
    if (!this.#check(out, visited) || !this.#check(arg, visited)) return false;
    const outEnds = this.#canEnd[out] ?? false;
    const argEnds = this.#canEnd[arg] ?? false;
    if (outEnds && argEnds) return false;
    if (outEnds || argEnds) this.#canEnd[at] = true;
    const merged = disjointUnion(this.#runes[out] ?? [], this.#runes[arg] ?? []);
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
