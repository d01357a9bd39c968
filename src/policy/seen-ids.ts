// A set of ids that only grows, and of which every earlier state stays as it was.

/** Adding to the latest state costs as much as with a `Set`; adding to an earlier one copies it. */
export class SeenIds {
  /** When each id came in. Shared with later states, whose ids have numbers from `size` on. */
  readonly #numbers: Map<string, number>;
  readonly size: number;

  static none(): SeenIds {
    return new SeenIds(new Map(), 0);
  }

  private constructor(numbers: Map<string, number>, size: number) {
    this.#numbers = numbers;
    this.size = size;
  }

  has(id: string): boolean {
    return (this.#numbers.get(id) ?? this.size) < this.size;
  }

  /** @param ids that are not in it, each once */
  plus(ids: readonly string[]): SeenIds {
    if (ids.length === 0) return this;
    const numbers = this.#own();
    for (const id of ids) numbers.set(id, numbers.size);
    return new SeenIds(numbers, numbers.size);
  }

  /** The numbers to write into: nobody has added to this state yet, or a copy. */
  #own(): Map<string, number> {
    if (this.#numbers.size === this.size) return this.#numbers;
    return new Map([...this.#numbers].filter(([, number]) => number < this.size));
  }
}
