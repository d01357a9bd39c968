import assert from 'node:assert/strict';
import type { Store } from '../../src/engine/store/store.ts';
import { overridden } from '../engine/store/overridden.ts';
import { type PollerSabotage, playPoller } from './poller-play.ts';

/** `npm run test:faults` tries more. */
const SEEDS = 25;

describe('a poller over a network, a queue and a store that fail', () => {
  it(`starts one build for each commit, in ${SEEDS} stories`, async () => {
    let crashes = 0;
    let built = 0;
    for (let seed = 1; seed <= SEEDS; seed++) {
      const story = await playPoller(seed);
      assert.deepEqual(story.violations, [], `seed ${seed}`);
      crashes += story.crashes;
      built += story.built;
    }
    assert.ok(crashes > SEEDS, `there were ${crashes} crashes`);
    assert.ok(built > 20 * SEEDS, `there were ${built} builds`);
  }).timeout(120_000);
});

const BROKEN: readonly (readonly [title: string, promise: string, sabotage: PollerSabotage])[] = [
  [
    'remembers before it emits',
    'triggersFirst',
    {
      controller: (ctl) =>
        new Proxy(ctl, {
          get(target, name: keyof typeof ctl) {
            if (name === 'save') return async () => {};
            const method: unknown = target[name];
            return typeof method === 'function' ? method.bind(target) : method;
          },
        }),
    },
  ],
  [
    'uses triggers and keeps them',
    'usedOnce',
    { store: (store) => withTransaction(store, () => ({ consumeTriggers: () => {} })) },
  ],
  [
    'loses what it remembers',
    'complete',
    {
      store: (store) =>
        withTransaction(store, (tx) => ({
          // The newest commit of a ref that it does not know is all that it looks at.
          keptBytes: (key) => (tx.endedCount() % 5 === 0 ? undefined : tx.keptBytes(key)),
        })),
    },
  ],
];

describe('what breaks a promise of a poller is noticed', () => {
  for (const [title, promise, sabotage] of BROKEN) {
    it(`one that ${title}: ${promise}`, async () => {
      const found = new Set<string>();
      for (let seed = 1; seed <= 12; seed++) {
        const { violations } = await playPoller(seed, sabotage);
        for (const violation of violations) found.add(violation.split(':', 1)[0] ?? '');
        if (found.has(promise)) return;
      }
      assert.fail(`${promise} is not among: ${[...found].join(', ')}`);
    }).timeout(120_000);
  }
});

function withTransaction(
  store: Store,
  methods: (tx: Parameters<typeof overridden>[0]) => Parameters<typeof overridden>[1],
): Store {
  return { transaction: (body) => store.transaction((tx) => body(overridden(tx, methods(tx)))) };
}
