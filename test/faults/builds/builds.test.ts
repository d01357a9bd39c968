import assert from 'node:assert/strict';
import type { BuildbucketTask } from '../../../src/schema/generated/messages.ts';
import type { Controller } from '../../../src/task/controller.ts';
import type { InvocationId } from '../../../src/task/ids.ts';
import type { Manager } from '../../../src/task/manager.ts';
import { type Sabotage, tryBuilds } from './try-builds.ts';

/** `npm run test:faults` tries hundreds. */
const SEEDS = 60;

describe('the buildbucket Manager over the emulator, in a process that dies', () => {
  it(`starts one build for each invocation, in ${SEEDS} stories`, async () => {
    const sum = { crashes: 0, builds: 0, invocations: 0 };
    for (let seed = 1; seed <= SEEDS; seed++) {
      const { violations, crashes, builds, invocations } = await tryBuilds(seed);
      assert.deepEqual(violations, [], `npm run test:faults -- --seed ${seed}`);
      sum.crashes += crashes;
      sum.builds += builds;
      sum.invocations += invocations;
    }
    assert.ok(sum.crashes > SEEDS, `there were ${sum.crashes} crashes`);
    assert.ok(sum.builds > 2 * SEEDS, `there were ${sum.builds} builds`);
  }).timeout(180_000);

  it('takes the same course each time', async () => {
    assert.deepEqual(await tryBuilds(3), await tryBuilds(3));
  });
});

/** The Manager, whose launches see another Controller. */
function launching(
  manager: Manager<never>,
  change: (ctl: Controller<BuildbucketTask>) => Partial<Controller<BuildbucketTask>>,
): Manager<never> {
  const launchTask = (ctl: Controller<BuildbucketTask>, signal: AbortSignal) => {
    const methods = change(ctl);
    const changed = new Proxy(ctl, {
      get(target, name: keyof Controller<BuildbucketTask>) {
        const method: unknown = methods[name] ?? target[name];
        return typeof method === 'function' ? method.bind(target) : method;
      },
    });
    return manager.launchTask(changed as Controller<never>, signal);
  };
  return { ...manager, launchTask };
}

let drawn = 0n;

const BROKEN: readonly (readonly [title: string, promise: string, sabotage: Sabotage])[] = [
  [
    'names each request anew',
    'buildsOwned',
    {
      manager: (manager) =>
        launching(manager, () => ({ invocationId: () => ++drawn as InvocationId })),
    },
  ],
  [
    'forgets which request a build is for',
    'buildsOnce',
    {
      storage: (storage) => ({
        get: (key) => storage.get(key),
        set: async (key, value) => {
          if (!key.startsWith('buildbucket/request/')) await storage.set(key, value);
        },
      }),
    },
  ],
  [
    'forgets builds that run',
    'buildsEnd',
    {
      storage: (storage) => ({
        get: async (key) => (key === 'buildbucket/builds' ? undefined : storage.get(key)),
        set: (key, value) => storage.set(key, value),
      }),
    },
  ],
  [
    'sets no timer and hears no message',
    'invocationsEnd',
    {
      manager: (manager) => ({
        ...launching(manager, () => ({ addTimer: () => {} })),
        handleNotification: async () => {},
      }),
    },
  ],
];

describe('what would start two builds, or lose one, is noticed', () => {
  for (const [title, promise, sabotage] of BROKEN) {
    it(`whoever ${title}: ${promise}`, async () => {
      const found = new Set<string>();
      for (let seed = 1; seed <= SEEDS && !found.has(promise); seed++) {
        const { violations } = await tryBuilds(seed, sabotage);
        for (const violation of violations) found.add(violation.replace(/:.*/s, ''));
      }
      assert.ok(found.has(promise), `${promise} is not among: ${[...found].join(', ')}`);
    }).timeout(180_000);
  }
});
