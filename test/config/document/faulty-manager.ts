// A Manager with a mistake in it, for tests of what becomes of the rest.

import { validationManagers } from '../../../src/task/builtin-managers.ts';
import type { Manager } from '../../../src/task/manager.ts';
import { ManagerRegistry } from '../../../src/task/manager-registry.ts';

/** The kinds `noop`, which throws over tasks that `isFatal`, and `url_fetch`. */
export function faultyManagers(
  isFatal: (task: { readonly sleepMs: bigint }) => boolean,
): ManagerRegistry {
  const noop = builtin('noop');
  const faulty: Manager = {
    ...noop,
    validateProtoMessage: (_, task) => {
      if (isFatal(task as { readonly sleepMs: bigint })) throw new RangeError('a mistake of ours');
    },
  };
  return new ManagerRegistry().register(faulty).register(builtin('url_fetch'));
}

/** What a task looks like that is fatal in the end. */
export const FATAL_TASK = 'noop { sleep_ms: 666 }';

export function isFatalTask({ sleepMs }: { readonly sleepMs: bigint }): boolean {
  return sleepMs === 666n;
}

function builtin(name: string): Manager {
  const manager = validationManagers().byName(name);
  if (!manager) throw new Error(`no Manager ${name}`);
  return manager;
}
