import assert from 'node:assert/strict';
import type { PolicyRequest } from '../../src/policy/policy.ts';
import { policyRequest } from '../../src/policy/policy-request.ts';
import type { GitilesTrigger, Trigger } from '../../src/task/request.ts';

const REPO = 'https://x.googlesource.com/c/b';

/** What comes from `commit({})`. */
const PROPERTIES = { revision: 'deadbeef', branch: 'refs/heads/main', repository: REPO };
const BUILDSET = 'buildset:commit/gitiles/x.googlesource.com/c/b/+/deadbeef';
const REF = 'gitiles_ref:refs/heads/main';

type Payload = NonNullable<Trigger['payload']>;

describe('the request for a batch (engine.md P5)', () => {
  describe('takes from a trigger', () => {
    const cases: [payload: Payload, taken: Pick<Partial<PolicyRequest>, 'properties' | 'tags'>][] =
      [
        [{ kind: 'cron', generation: 6n }, {}],
        [{ kind: 'webui' }, {}],
        [{ kind: 'noop', data: 'x' }, { properties: { noop_trigger_data: 'x' } }],
        [{ kind: 'noop', data: '' }, { properties: { noop_trigger_data: '' } }],
        [{ kind: 'buildbucket' }, {}],
        // A message that is set and empty is not the same as none.
        [{ kind: 'buildbucket', properties: {} }, { properties: {} }],
        [
          { kind: 'buildbucket', properties: { a: [1] }, tags: ['b:2', 'a:1', 'b:2', 'bare'] },
          { properties: { a: [1] }, tags: ['b:2', 'a:1', 'b:2', 'bare'] },
        ],
        [commit({}), { properties: PROPERTIES, tags: [BUILDSET, REF] }],
        [
          commit({ properties: { revision: 1, branch: null, repository: [], other: { x: 'y' } } }),
          { properties: { ...PROPERTIES, other: { x: 'y' } }, tags: [BUILDSET, REF] },
        ],
        [
          commit({ tags: ['b:2', REF, 'a:1', 'b:2', 'gitiles_ref:x'] }),
          { properties: PROPERTIES, tags: [BUILDSET, REF, 'b:2', 'a:1', 'gitiles_ref:x'] },
        ],
        // The repository is named as it was given, and normalised in the tag alone.
        [
          commit({ repo: 'https://x.googlesource.com/a/c/b.git' }),
          {
            properties: { ...PROPERTIES, repository: 'https://x.googlesource.com/a/c/b.git' },
            tags: [BUILDSET, REF],
          },
        ],
        [
          commit({ revision: '' }),
          { properties: { ...PROPERTIES, revision: '' }, tags: ['buildset:', REF] },
        ],
        [
          commit({ repo: 'https://x.googlesource.com/a/' }),
          {
            properties: { ...PROPERTIES, repository: 'https://x.googlesource.com/a/' },
            tags: ['buildset:', REF],
          },
        ],
        [
          commit({ ref: '' }),
          { properties: { ...PROPERTIES, branch: '' }, tags: [BUILDSET, 'gitiles_ref:'] },
        ],
      ];
    for (const [payload, taken] of cases) {
      it(described(payload), () => {
        const { properties, tags, logLines } = policyRequest([trigger('t', { payload })]);
        const nothing = { properties: undefined, tags: [] };
        assert.deepEqual({ properties, tags }, { ...nothing, ...taken });
        assert.deepEqual(logLines, []);
      });
    }
  });

  it('says that nothing can be taken from a trigger without a payload', () => {
    assert.deepEqual(policyRequest([trigger('a "b"', {})]), {
      triggeredBy: '',
      incomingTriggers: [trigger('a "b"', {})],
      tags: [],
      logLines: ['Trigger "a \\"b\\"" carries nothing to take properties and tags from.'],
    });
  });

  it('says that nothing can be taken from a commit in no repository', () => {
    const payload = commit({ repo: 'https://github.com/a/b', properties: { a: 1 }, tags: ['a:1'] });
    const { logLines, properties, tags } = policyRequest([trigger('t', { payload })]);
    assert.deepEqual(logLines, [
      'No properties and tags come from the commit: "https://github.com/a/b" is not a repository on Gitiles: its host does not end with .googlesource.com.',
    ]);
    assert.equal(properties, undefined);
    assert.deepEqual(tags, []);
  });

  it('takes from the newest trigger alone, and keeps them all', () => {
    const triggers = [
      trigger('1', { payload: { kind: 'buildbucket', properties: { a: 1 }, tags: ['a:1'] } }),
      trigger('2', {}),
      trigger('3', { payload: { kind: 'noop', data: 'x' } }),
    ];
    const request = policyRequest(triggers);
    assert.equal(request.incomingTriggers, triggers);
    assert.deepEqual(request.properties, { noop_trigger_data: 'x' });
    assert.deepEqual(request.tags, []);
    assert.deepEqual(request.logLines, []);
  });

  it('leaves the properties of its trigger as they are', () => {
    const properties = Object.freeze({ revision: 'old' });
    policyRequest([trigger('t', { payload: commit({ properties }) })]);
    assert.deepEqual(properties, { revision: 'old' });
  });

  it('keeps a property of any name', () => {
    const properties = JSON.parse('{"__proto__": 1, "constructor": 2}');
    const request = policyRequest([trigger('t', { payload: commit({ properties }) })]);
    assert.deepEqual(Object.keys(request.properties ?? {}).sort(), [
      '__proto__',
      'branch',
      'constructor',
      'repository',
      'revision',
    ]);
  });

  describe('names who triggered it', () => {
    const cases: [users: (string | undefined)[], triggeredBy: string][] = [
      [[undefined], ''],
      [[''], ''],
      [['user:a'], 'user:a'],
      [['user:a', 'user:a'], 'user:a'],
      [['user:a', 'user:b'], ''],
      [['user:a', undefined], ''],
      [[undefined, 'user:a'], ''],
      [['user:b', 'user:a', 'user:b'], ''],
      [[undefined, ''], ''],
    ];
    for (const [users, triggeredBy] of cases) {
      it(`${users.map((user) => user ?? 'nobody').join(', ')}: ${triggeredBy || 'no single one'}`, () => {
        const triggers = users.map((user, i) =>
          trigger(String(i), user === undefined ? {} : { emittedByUser: user }),
        );
        assert.equal(policyRequest(triggers).triggeredBy, triggeredBy);
      });
    }
  });
});

function commit(parts: Partial<GitilesTrigger>): GitilesTrigger {
  return { kind: 'gitiles', repo: REPO, ref: 'refs/heads/main', revision: 'deadbeef', ...parts };
}

function trigger(id: string, parts: Partial<Trigger>): Trigger {
  return { id, created: 0, orderInBatch: 0, ...parts };
}

function described(payload: Payload): string {
  return JSON.stringify(payload, (_, value) => (typeof value === 'bigint' ? Number(value) : value));
}
