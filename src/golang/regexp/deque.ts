// Lists for the parse tree whose both ends are cheap to change: nested groups and common prefixes
// would otherwise cost quadratic time.

export class Deque<T> {
  /** Item i is at `#from + i`: 0 and above in `#back`, below that in `#front`, with -1 the first. */
  #front: T[] | undefined = undefined;
  readonly #back: T[];
  #from = 0;
  #to: number;

  /** @param items become the deque's own: there are as many deques as literals, and most of them stay as they are */
  constructor(items: T[]) {
    this.#back = items;
    this.#to = items.length;
  }

  get length(): number {
    return this.#to - this.#from;
  }

  at(index: number): T | undefined {
    const place = this.#from + index;
    return place < this.#from || place >= this.#to ? undefined : this.#get(place);
  }

  push(items: readonly T[] | Deque<T>): this {
    const { length } = items;
    for (let i = 0; i < length; i++) this.#set(this.#to++, items.at(i) as T);
    return this;
  }

  unshift(items: readonly T[]): this {
    for (let i = items.length - 1; i >= 0; i--) this.#set(--this.#from, items[i] as T);
    return this;
  }

  /** Removes items from the start. @returns them */
  shift(count: number): readonly T[] {
    this.#from += count;
    return this.#items(this.#from - count, this.#from);
  }

  /** As `shift`, for those who have no use for the items. */
  drop(count: number): void {
    this.#from += count;
  }

  /** Removes items from the end. @returns them */
  pop(count: number): readonly T[] {
    this.#to -= count;
    return this.#items(this.#to, this.#to + count);
  }

  *[Symbol.iterator](): Iterator<T> {
    for (let place = this.#from; place < this.#to; place++) yield this.#get(place);
  }

  #items(from: number, to: number): readonly T[] {
    const items: T[] = [];
    for (let place = from; place < to; place++) items.push(this.#get(place));
    return items;
  }

  #get(place: number): T {
    return (place < 0 ? this.#front?.[-place - 1] : this.#back[place]) as T;
  }

  #set(place: number, item: T): void {
    if (place >= 0) this.#back[place] = item;
    else if (this.#front) this.#front[-place - 1] = item;
    else this.#front = [item];
  }
}
