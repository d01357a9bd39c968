import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  pushPath,
  type Route,
  routeOfTopic,
  topicNames,
} from '../../../src/engine/pubsub/topic-names.ts';

const MANAGERS = ['noop', 'url_fetch', 'buildbucket', 'gitiles'];

describe('names of topics and subscriptions (engine.md B1)', () => {
  const route: Route = { manager: 'buildbucket', publisher: 'cr-buildbucket@example.com' };

  it('are those of the service', () => {
    assert.deepEqual(topicNames({ app: 'luci-scheduler' }, route), {
      topic: 'projects/luci-scheduler/topics/scheduler.buildbucket.cr-buildbucket~example.com',
      subscription:
        'projects/luci-scheduler/subscriptions/scheduler.buildbucket.cr-buildbucket~example.com',
    });
  });

  it('are others on a development server', () => {
    assert.deepEqual(topicNames({ app: 'app', dev: true }, route), {
      topic: 'projects/app/topics/dev-scheduler.buildbucket.cr-buildbucket~example.com',
      subscription:
        'projects/app/subscriptions/dev-scheduler.buildbucket.cr-buildbucket~example.com',
    });
  });

  const foreign: [topic: string, why: string][] = [
    ['', 'empty'],
    ['projects/app/topics/scheduler.buildbucket.', 'nobody publishes'],
    ['projects/app/topics/scheduler.other.a~b.c', 'no such Manager'],
    ['projects/else/topics/scheduler.noop.a~b.c', 'another app'],
    ['projects/app/topics/dev-scheduler.noop.a~b.c', 'a development server'],
    ['projects/app/subscriptions/scheduler.noop.a~b.c', 'a subscription'],
    ['scheduler.noop.a~b.c', 'not the whole name'],
  ];
  for (const [topic, why] of foreign) {
    it(`finds no route for ${topic}: ${why}`, () => {
      assert.equal(routeOfTopic({ app: 'app' }, topic, MANAGERS), undefined);
    });
  }

  it('lead back to the Manager and the publisher', () => {
    const word = fc.stringMatching(/^[a-z0-9._+~-]{1,12}$/);
    const publisher = fc.oneof(
      fc.tuple(word, fc.domain()).map(([name, domain]) => `${name}@${domain}`),
      fc.stringMatching(/^[a-z0-9.-]{1,12}$/),
    );
    fc.assert(
      fc.property(fc.constantFrom(...MANAGERS), publisher, fc.boolean(), (manager, from, dev) => {
        const naming = { app: 'app', dev };
        const { topic } = topicNames(naming, { manager, publisher: from });
        assert.deepEqual(routeOfTopic(naming, topic, MANAGERS), { manager, publisher: from });
      }),
    );
  });

  it('lead to the Manager with the longest name that fits', () => {
    for (const managers of [
      ['a', 'a.b', 'a.b.c'],
      ['a.b.c', 'a.b', 'a'],
    ]) {
      const { topic } = topicNames({ app: 'app' }, { manager: 'a.b', publisher: 'x@y' });
      assert.deepEqual(routeOfTopic({ app: 'app' }, topic, managers), {
        manager: 'a.b',
        publisher: 'x@y',
      });
    }
  });

  it('have a path to push to (engine.md B2)', () => {
    assert.equal(
      pushPath({ manager: 'buildbucket', publisher: 'a+b@example.com' }),
      '/pubsub?kind=buildbucket&publisher=a%2Bb%40example.com',
    );
  });
});
