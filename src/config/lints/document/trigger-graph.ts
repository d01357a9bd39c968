// Graph of the triggers that trigger each other, with its circles.

import { Groups } from '../../groups.ts';
import type { EntryFacts } from '../../message/entry-facts.ts';

export class TriggerGraph {
  /** By id: triggers that have it, which as a rule is one. */
  readonly #triggers = new Groups<EntryFacts>();
  readonly #isNamed: (id: string) => boolean;
  /** Until a trigger comes or goes. */
  #circles: ReadonlyMap<string, ReadonlySet<string>> | undefined;

  /** @param isNamed false for ids that no trigger of the graph names, as far as is known: nothing starts these */
  constructor(isNamed: (id: string) => boolean = () => true) {
    this.#isNamed = isNamed;
  }

  /** @param trigger an enabled one */
  add(trigger: EntryFacts): void {
    this.#triggers.add(trigger.id, trigger);
    this.#circles = undefined;
  }

  /** The inverse of `add`. */
  remove(trigger: EntryFacts): void {
    this.#triggers.remove(trigger.id, trigger);
    this.#circles = undefined;
  }

  /** By id of a trigger that starts itself, directly or through others: the ids of all that it does so with. */
  get circles(): ReadonlyMap<string, ReadonlySet<string>> {
    this.#circles ??= this.#findCircles();
    return this.#circles;
  }

  /** Ids that a trigger names and other triggers have. Nearly always there are none. */
  #next(id: string): string[] {
    const next: string[] = [];
    for (const { targets } of this.#triggers.of(id)) {
      for (const target of targets) if (this.#triggers.has(target.id)) next.push(target.id);
    }
    return next;
  }

  /** Tarjan's strongly connected components, without recursion. */
  #findCircles(): ReadonlyMap<string, ReadonlySet<string>> {
    const circles = new Map<string, ReadonlySet<string>>();
    const order = new Map<string, number>();
    const low = new Map<string, number>();
    const open: string[] = [];
    const isOpen = new Set<string>();
    for (const root of this.#triggers.keys()) {
      if (order.has(root) || !this.#isNamed(root)) continue;
      const calls: { readonly id: string; readonly next: readonly string[]; at: number }[] = [];
      const enter = (id: string) => {
        order.set(id, order.size);
        low.set(id, order.size - 1);
        open.push(id);
        isOpen.add(id);
        calls.push({ id, next: this.#next(id), at: 0 });
      };
      const lower = (id: string, to: number) => low.set(id, Math.min(low.get(id) ?? to, to));
      enter(root);
      for (let call = calls.at(-1); call; call = calls.at(-1)) {
        const next = call.next[call.at++];
        if (next !== undefined) {
          if (!order.has(next)) enter(next);
          else if (isOpen.has(next)) lower(call.id, order.get(next) ?? 0);
          continue;
        }
        calls.pop();
        const caller = calls.at(-1);
        if (caller) lower(caller.id, low.get(call.id) ?? 0);
        if (low.get(call.id) !== order.get(call.id)) continue;
        // In an order that does not depend on what was edited when.
        const component = new Set(open.splice(open.lastIndexOf(call.id)).sort());
        for (const id of component) isOpen.delete(id);
        if (component.size > 1 || call.next.includes(call.id)) {
          for (const id of component) circles.set(id, component);
        }
      }
    }
    return circles;
  }
}
