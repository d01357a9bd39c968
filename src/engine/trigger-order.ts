// The order of triggers everywhere in the service (engine.md 5.4, T6).

import { compareByteOrder } from '../golang/byte-order.ts';
import type { Trigger } from '../task/request.ts';

/** What of a trigger its place depends on. */
type OrderedTrigger = Pick<Trigger, 'id' | 'created' | 'orderInBatch'>;

/** For `sort`, oldest first: by time of creation, then by place in its batch, then by the bytes of its id. */
export function compareTriggers(a: OrderedTrigger, b: OrderedTrigger): number {
  return a.created - b.created || a.orderInBatch - b.orderInBatch || compareByteOrder(a.id, b.id);
}
