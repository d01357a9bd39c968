// Search of a text for a match, by a finite automaton over Go's instructions whose states are made when a
// text first needs them. Time is linear in the text, whatever the pattern.

import { InstructionSet } from './instruction-set.ts';
import { ASSERTION, OP, type Program } from './program.ts';

/** What may still come of a text that has been read up to some place. */
interface State {
  /** The answer, if what follows cannot change it. */
  readonly verdict: boolean | undefined;
  /** The `rune`s and `set`s that wait for the next rune, and the assertions that depend on it. */
  readonly waiting: Int32Array;
  readonly hasAssertions: boolean;
  /** What is before the place; `other` if no assertion asks. */
  readonly before: Before;
  /** The states after an ASCII character. */
  readonly ascii: (State | undefined)[];
  /** The states after other runes and after the end. */
  readonly others: Map<number, State>;
}

type Before = 'nothing' | 'newline' | 'word' | 'other';

/** The assertions that what is before decides alone. */
const BEGINS: Readonly<Record<Before, number>> = {
  nothing: ASSERTION['begin-text'] | ASSERTION['begin-line'],
  newline: ASSERTION['begin-line'],
  word: 0,
  other: 0,
};
/** The assertions that depend on what follows. */
const OPEN =
  ASSERTION['end-line'] |
  ASSERTION['end-text'] |
  ASSERTION['word-boundary'] |
  ASSERTION['no-word-boundary'];

/** Stands for the end of the text where a rune is expected. */
const END = -1;
const NEWLINE = 0x0a;
const REPLACEMENT = 0xfffd;

/**
 * How many numbers the states may hold together: 8 MB at most, as RE2 allows itself. When there are more,
 * all are forgotten.
 */
const MAX_REMEMBERED = 2 ** 20;
const STATE_SIZE = 160;
const ENTRY_SIZE = 8;

/** One text at a time. */
export class Matcher {
  readonly #program: Program;
  /** Whether a state may have assertions. */
  readonly #mayAssert: boolean;
  /** Whether a match can begin only at the beginning of the text. */
  readonly #anchored: boolean;
  /** What is reached before, and after, the rune in hand. */
  readonly #here: InstructionSet;
  readonly #next: InstructionSet;
  readonly #stack: number[] = [];
  /** By hash. */
  readonly #states = new Map<number, State[]>();
  #remembered = 0;
  #start: State | undefined;

  constructor(program: Program) {
    this.#program = program;
    this.#mayAssert = program.has(OP.assert);
    this.#here = new InstructionSet(program.length);
    this.#next = new InstructionSet(program.length);
    const empty = this.#reach(this.#next, program.start, BEGINS.newline, OPEN);
    this.#anchored = !empty && this.#next.size === 0;
  }

  /**
   * Whether any part of the text matches. A lone surrogate is one rune, U+FFFD: so Go reads a byte that is
   * not UTF-8, which U+DC80 to U+DCFF stand for (`decodeUtf8`), and so the others are written.
   */
  matches(text: string): boolean {
    this.#start ??= this.#firstState();
    let state = this.#start;
    for (let at = 0; at < text.length; at++) {
      if (state.verdict !== undefined) return state.verdict;
      let rune = text.charCodeAt(at);
      if (rune < 0x80) {
        state = state.ascii[rune] ?? this.#step(state, rune);
        continue;
      }
      if (isSurrogate(rune)) {
        rune = text.codePointAt(at) ?? 0;
        if (rune > 0xffff) at++;
        else rune = REPLACEMENT;
      }
      state = state.others.get(rune) ?? this.#step(state, rune);
    }
    if (state.verdict !== undefined) return state.verdict;
    return (state.others.get(END) ?? this.#step(state, END)).verdict ?? false;
  }

  #firstState(): State {
    this.#next.clear();
    const matched = this.#reach(this.#next, this.#program.start, BEGINS.nothing, OPEN);
    return matched ? MATCHED : this.#stateOfNext('nothing');
  }

  /** The state after `rune`, from now on known to `state`. */
  #step(state: State, rune: number): State {
    if (this.#remembered > MAX_REMEMBERED) this.#forget();
    const next = this.#compute(state, rune);
    if (rune >= 0 && rune < 0x80) {
      state.ascii[rune] = next;
    } else {
      state.others.set(rune, next);
      this.#remembered += ENTRY_SIZE;
    }
    return next;
  }

  /** No state that is made from now on leads to one that is known now. */
  #forget(): void {
    this.#states.clear();
    this.#start = undefined;
    this.#remembered = 0;
  }

  #compute(state: State, rune: number): State {
    const waiting = state.hasAssertions ? this.#settled(state, rune) : state.waiting;
    if (waiting === undefined) return MATCHED;
    if (rune === END) return FAILED;
    const [program, next] = [this.#program, this.#next];
    const before = beforeNext(rune);
    const begins = BEGINS[before];
    next.clear();
    for (const at of waiting) {
      if (!program.accepts(at, rune)) continue;
      if (this.#reach(next, program.out(at), begins, OPEN)) return MATCHED;
    }
    if (this.#anchored) return next.size === 0 ? FAILED : this.#stateOfNext(before);
    return this.#reach(next, program.start, begins, OPEN) ? MATCHED : this.#stateOfNext(before);
  }

  /** What waits for `rune` once the assertions before it are decided; undefined if that is a match. */
  #settled({ waiting, before }: State, rune: number): Int32Array | undefined {
    const holding = BEGINS[before] | holdingBefore(rune, before === 'word');
    this.#here.clear();
    for (const at of waiting) if (this.#reach(this.#here, at, holding, 0)) return undefined;
    return this.#here.kept();
  }

  /**
   * Adds to the set what is reached without a rune.
   * @param holding the assertions that hold
   * @param open the assertions that are kept, to be decided later; others end the way
   * @returns whether it is a match
   */
  #reach(set: InstructionSet, from: number, holding: number, open: number): boolean {
    const [program, stack] = [this.#program, this.#stack];
    for (let at: number | undefined = from; at !== undefined; ) {
      let onward: number | undefined;
      const op = set.add(at) ? program.op(at) : OP.fail;
      switch (op) {
        case OP.match:
          stack.length = 0;
          return true;
        case OP.fail:
          break;
        case OP.rune:
        case OP.set:
          set.keep(at);
          break;
        case OP.assert:
          if ((program.arg(at) & holding) !== 0) onward = program.out(at);
          else if ((program.arg(at) & open) !== 0) set.keep(at);
          break;
        case OP.alt:
          stack.push(program.arg(at));
          onward = program.out(at);
          break;
        default:
          onward = program.out(at);
      }
      at = onward ?? stack.pop();
    }
    return false;
  }

  /** The one state for what `#next` keeps. */
  #stateOfNext(place: Before): State {
    const kept = this.#next.kept();
    const hasAssertions = this.#mayAssert && kept.some((at) => this.#program.op(at) === OP.assert);
    const before = hasAssertions ? place : 'other';
    const sameHash = this.#states.get(this.#next.hash) ?? [];
    const known = sameHash.find((state) => state.before === before && this.#isNext(state));
    if (known !== undefined) return known;
    const state: State = { ...newState(undefined), waiting: kept.slice(), hasAssertions, before };
    this.#states.set(this.#next.hash, [...sameHash, state]);
    this.#remembered += STATE_SIZE + kept.length;
    return state;
  }

  #isNext({ waiting }: State): boolean {
    return waiting.length === this.#next.size && waiting.every((at) => this.#next.has(at));
  }
}

function newState(verdict: boolean | undefined): State {
  return {
    verdict,
    waiting: new Int32Array(0),
    hasAssertions: false,
    before: 'other',
    ascii: new Array(0x80),
    others: new Map(),
  };
}

const MATCHED = newState(true);
const FAILED = newState(false);

function isSurrogate(unit: number): boolean {
  return unit >= 0xd800 && unit <= 0xdfff;
}

function beforeNext(rune: number): Before {
  if (rune === NEWLINE) return 'newline';
  return isWord(rune) ? 'word' : 'other';
}

/** Of the assertions that depend on what follows, those that hold before `rune`. */
function holdingBefore(rune: number, afterWord: boolean): number {
  const ends =
    rune === END
      ? ASSERTION['end-text'] | ASSERTION['end-line']
      : rune === NEWLINE
        ? ASSERTION['end-line']
        : 0;
  const isBoundary = isWord(rune) !== afterWord;
  return ends | (isBoundary ? ASSERTION['word-boundary'] : ASSERTION['no-word-boundary']);
}

/** As everywhere in RE2, ASCII only. */
function isWord(rune: number): boolean {
  return /\w/.test(String.fromCodePoint(Math.max(rune, 0)));
}
