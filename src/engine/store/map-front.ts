// The front of a map: its first row, for who takes rows away there one by one.

/**
 * A map keeps the places of rows that are gone for a while, and whoever begins at its front walks past them each time.
 * This walks past them once. The values of the map rise in the order of its rows, and none comes twice.
 */
export class MapFront<Key> {
  readonly #map: Map<Key, number>;
  #rows: Iterator<[Key, number]>;
  #first: readonly [key: Key, value: number] | undefined;

  constructor(map: Map<Key, number>) {
    this.#map = map;
    this.#rows = map.entries();
  }

  /** The key of the first row. Undefined if there is none. */
  key(): Key | undefined {
    while (this.#first === undefined || this.#map.get(this.#first[0]) !== this.#first[1]) {
      if (this.#map.size === 0) return undefined;
      const next = this.#rows.next();
      if (next.done) this.restart();
      else this.#first = next.value;
    }
    return this.#first[0];
  }

  /** Rows have been put in at the front. */
  restart(): void {
    this.#rows = this.#map.entries();
    this.#first = undefined;
  }
}
