// Groups of objects by a string that they have in common, which as a rule is one object alone.

/** A set for each of very many groups of one would be several times as large as what it holds. */
export class Groups<Member extends object> {
  /** Never an empty set. */
  readonly #groups = new Map<string, Member | Set<Member>>();

  has(key: string): boolean {
    return this.#groups.has(key);
  }

  keys(): IterableIterator<string> {
    return this.#groups.keys();
  }

  /** How many members the group has. */
  sizeOf(key: string): number {
    const known = this.#groups.get(key);
    if (known instanceof Set) return known.size;
    return known ? 1 : 0;
  }

  /** The members of a group, in the order in which they came. */
  of(key: string): Iterable<Member> {
    const known = this.#groups.get(key);
    if (known instanceof Set) return known;
    return known ? [known] : [];
  }

  /** The members of all these groups. */
  ofAll(keys: Iterable<string>): ReadonlySet<Member> {
    const members = new Set<Member>();
    for (const key of keys) for (const member of this.of(key)) members.add(member);
    return members;
  }

  /** Does nothing if it is a member. */
  add(key: string, member: Member): void {
    const known = this.#groups.get(key);
    if (known instanceof Set) known.add(member);
    else if (known !== member) this.#groups.set(key, known ? new Set([known, member]) : member);
  }

  /** Returns whether it was a member. */
  remove(key: string, member: Member): boolean {
    const known = this.#groups.get(key);
    if (known instanceof Set) {
      const was = known.delete(member);
      if (known.size === 0) this.#groups.delete(key);
      return was;
    }
    return known === member && this.#groups.delete(key);
  }
}
