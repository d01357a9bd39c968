import assert from 'node:assert/strict';
import { destinationsOf } from '../../../host/runner/destinations.ts';
import { validationManagers } from '../../../src/task/builtin-managers.ts';
import { definition, taskOf } from '../../engine/engine-fixture.ts';

const fetching = (url: string) =>
  definition({ task: taskOf({ urlFetch: { method: '', url, timeoutSec: 0 } }) });
const polling = definition({
  task: taskOf({
    gitiles: {
      repo: 'https://x.googlesource.com/repo',
      refs: ['refs/heads/main'],
      pathRegexps: [],
      pathRegexpsExclude: [],
    },
  }),
});
const sleeping = definition({ task: taskOf({ noop: { sleepMs: 1n, triggersCount: 0n } }) });

it('a run tells beforehand what it is going to ask for', () => {
  const [a, b] = [fetching('https://a.example/'), fetching('https://b.example/')];
  const urls = (...[first = a, ...receivers]: (typeof a)[]) =>
    destinationsOf(validationManagers(), { definition: first, receivers });
  assert.deepEqual(urls(a), ['https://a.example/']);
  assert.deepEqual(urls(sleeping), []);
  assert.deepEqual(urls(polling), ['https://x.googlesource.com/repo']);
  assert.deepEqual(urls(b, a, sleeping, b), ['https://b.example/', 'https://a.example/']);
  assert.deepEqual(urls(definition({ task: Uint8Array.of(255) }), a), ['https://a.example/']);
});
