// A transaction some of whose methods a test replaces.

import type { Transaction } from '../../../src/engine/store/store.ts';

/** What is not among `methods` goes to `tx`. */
export function overridden(tx: Transaction, methods: Partial<Transaction>): Transaction {
  return new Proxy(tx, {
    get(target, name: keyof Transaction) {
      const method: unknown = methods[name] ?? target[name];
      return typeof method === 'function' && !(name in methods) ? method.bind(target) : method;
    },
  });
}
