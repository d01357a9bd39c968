// The words in which the service's answers say what became of a request.

import { EngineError } from '../../../src/engine/engine-error.ts';
import { errorKind } from '../../../src/task/task-error.ts';

/** Resolves to `ok`, or to what is wrong if `act` rejects. */
export async function resultOf(act: () => Promise<void>): Promise<string> {
  try {
    await act();
    return 'ok';
  } catch (error) {
    return wordFor(error);
  }
}

export function wordFor(error: unknown): string {
  if (error instanceof EngineError) {
    if (error.code === 'job-not-found') return 'no-such-job';
    if (error.code === 'invocation-not-found') return 'no-such-invocation';
  }
  const words = {
    fatal: 'fatal',
    transient: 'transient',
    retry: 'conflict',
    'retry-only': 'retry',
  };
  return words[errorKind(error)];
}
