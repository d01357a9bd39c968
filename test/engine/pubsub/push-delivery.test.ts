import assert from 'node:assert/strict';
import { deliverPush, type PushResult } from '../../../src/engine/pubsub/push-delivery.ts';
import type { PubsubMessage } from '../../../src/task/manager.ts';

const ROUTE = { manager: 'buildbucket', publisher: 'a@b.c' };
const MESSAGE: PubsubMessage = { messageId: '1', data: '', attributes: {} };

describe('deliverPush (engine.md B5)', () => {
  const cases: [results: PushResult[], happenings: string][] = [
    [['ok'], 'ok → ok'],
    [['transient'], 'transient → transient'],
    [['fatal'], 'fatal → fatal'],
    [['retry', 'ok'], 'retry, 1000 ms, ok → ok'],
    [['retry', 'transient'], 'retry, 1000 ms, transient → transient'],
    [['retry', 'fatal'], 'retry, 1000 ms, fatal → fatal'],
    [['retry', 'retry'], 'retry, 1000 ms, retry → retry'],
  ];
  for (const [results, expected] of cases) {
    it(expected, async () => {
      const happenings: string[] = [];
      const left = [...results];
      const result = await deliverPush(
        async (route, message) => {
          assert.deepEqual([route, message], [ROUTE, MESSAGE]);
          const next = left.shift();
          assert.ok(next, 'no more than two tries');
          happenings.push(next);
          return next;
        },
        ROUTE,
        MESSAGE,
        {
          now: () => 0,
          sleep: async (ms) => {
            happenings.push(`${ms} ms`);
          },
        },
      );
      assert.equal(`${happenings.join(', ')} → ${result}`, expected);
    });
  }
});
