// The launches that run in this process right now, so that an abort can cut them short.

import type { InvocationId } from '../../task/ids.ts';
import type { Delivery } from '../queue/delivery.ts';

export class LaunchesInProgress {
  readonly #running = new Map<InvocationId, Delivery[]>();

  /** The launch of an Invocation begins. Two deliveries of one item may overlap: there can be more than one. */
  begin(id: InvocationId, delivery: Delivery): void {
    const launches = this.#running.get(id);
    if (launches) launches.push(delivery);
    else this.#running.set(id, [delivery]);
  }

  /** It is over. */
  end(id: InvocationId, delivery: Delivery): void {
    const launches = this.#running.get(id);
    if (launches === undefined) return;
    if (launches.every((launch) => launch === delivery)) this.#running.delete(id);
    else launches.splice(launches.indexOf(delivery), 1);
  }

  /** Aborts the signals of the launches of an Invocation: it has ended, nothing of theirs will be kept. */
  interrupt(id: InvocationId): void {
    for (const delivery of this.#running.get(id) ?? []) {
      delivery.cut(new Error('the invocation has ended'));
    }
  }
}
