// Answers about the pages of a job's Invocations.

import { Engine } from '../../src/engine/engine.ts';
import { EngineError } from '../../src/engine/engine-error.ts';
import { newInvocation } from '../../src/engine/invocation/invocation.ts';
import { applyDefinition } from '../../src/engine/job/job.ts';
import { MemoryStore } from '../../src/engine/store/memory-store.ts';
import { serviceTiming } from '../../src/engine/timing.ts';
import type { InvocationId } from '../../src/task/ids.ts';
import { ManagerRegistry } from '../../src/task/manager-registry.ts';
import { isFinal, type Status } from '../../src/task/status.ts';
import {
  BY_HAND,
  definition,
  JOB,
  START,
  virtualClock,
  virtualWorld,
} from '../engine/engine-fixture.ts';

export interface ListingInput {
  readonly kind: 'list_invocations';
  readonly invocations: readonly ListedInvocation[];
  readonly page_size: number;
  readonly mode: 'all' | 'active' | 'finished' | 'both';
  readonly max_pages: number;
}

interface ListedInvocation {
  readonly id: string;
  readonly status: Status;
  /** Where its job names it: `active`, `recent`, `history`, several of them with a `+` between, or `none`. */
  readonly where: string;
}

/** There is no way to ask us for those that are active and finished at once: not a page comes of that, as there. */
export async function listed({ invocations, page_size, mode, max_pages }: ListingInput) {
  if (mode === 'both') return { error: true, pages: [], done: false };
  const engine = await engineWith(invocations);
  const only = mode === 'all' ? {} : { only: mode };
  const pages: string[][] = [];
  let cursor = '';
  try {
    do {
      const page = await engine.listInvocations(JOB, { ...only, pageSize: page_size, cursor });
      pages.push(page.invocations.map(({ id }) => String(id)));
      cursor = page.nextCursor;
    } while (cursor !== '' && pages.length < max_pages);
  } catch (error) {
    if (!(error instanceof EngineError)) throw error;
    return { error: true, pages, done: false };
  }
  return { error: false, pages, done: cursor === '' };
}

/** An engine whose job has had, or has, these; what is active is in no order. */
async function engineWith(invocations: readonly ListedInvocation[]): Promise<Engine> {
  const store = new MemoryStore({ strict: true });
  const named = (place: string) =>
    invocations
      .filter(({ where }) => where.split('+').includes(place))
      .map(({ id }) => BigInt(id) as InvocationId);
  await store.transaction((tx) => {
    const job = {
      ...applyDefinition(undefined, definition()),
      activeInvocations: named('active').reverse(),
      finishedInvocations: named('recent').map((id) => ({ id, finished: START })),
    };
    tx.putJob(job);
    for (const { id, status } of invocations) {
      const invocation = newInvocation(BigInt(id) as InvocationId, job, BY_HAND, START);
      tx.putInvocation({ ...invocation, status, ...(isFinal(status) && { finished: START }) });
    }
  });
  return new Engine({
    world: virtualWorld(virtualClock()),
    store,
    registry: new ManagerRegistry(),
    timing: serviceTiming,
  });
}
