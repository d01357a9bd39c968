// A set of instructions that is emptied in no time, for walks through a program.

export class InstructionSet {
  /** The members that were kept, up to number `size`. */
  readonly #kept: Int32Array;
  /** The round in which an instruction became a member. */
  readonly #rounds: Int32Array;
  #round = 1;
  #size = 0;
  #hash = 0;

  /** @param count how many instructions there are */
  constructor(count: number) {
    this.#kept = new Int32Array(count);
    this.#rounds = new Int32Array(count);
  }

  /** How many members are kept. */
  get size(): number {
    return this.#size;
  }

  /** The same for all sets that keep the same members. */
  get hash(): number {
    return this.#hash;
  }

  clear(): void {
    if (this.#round === LAST_ROUND) {
      this.#rounds.fill(0);
      this.#round = 0;
    }
    this.#round++;
    this.#size = 0;
    this.#hash = 0;
  }

  has(at: number): boolean {
    return this.#rounds[at] === this.#round;
  }

  /** @returns false if it is a member already */
  add(at: number): boolean {
    if (this.has(at)) return false;
    this.#rounds[at] = this.#round;
    return true;
  }

  /** Keeps a member. Those that are not only tell where the walk has been. */
  keep(at: number): void {
    this.#kept[this.#size++] = at;
    this.#hash = (this.#hash + Math.imul(at ^ (at << 13), 0x9e3779b1)) | 0;
  }

  /** What is kept; good until the set changes. */
  kept(): Int32Array {
    return this.#kept.subarray(0, this.#size);
  }
}

const LAST_ROUND = 2 ** 31 - 1;
