// What a launch of a poller asks for and emits, in which order, and where it stops (managers.md 4.4 to 4.6).

import assert from 'node:assert/strict';
import type { HttpRequest } from '../../../src/task/world.ts';
import { answer, isRefs, LaunchedPoller } from './launched-poller.ts';

describe('a launch of a poller', () => {
  let polled: LaunchedPoller;
  let commit: LaunchedPoller['commit'];
  let launch: LaunchedPoller['launch'];
  let tips: LaunchedPoller['tips'];

  beforeEach(() => {
    polled = new LaunchedPoller();
    ({ commit, launch, tips } = polled);
  });

  it('examines refs in byte order of their names, in whatever order the server tells them', async () => {
    const names = ['a', 'b', '\uff5e', '\u{1f600}'];
    const ids = new Map(names.map((name) => [name, commit(`refs/heads/${name}`)]));
    const told = Object.fromEntries([...ids].reverse().map(([name, value]) => [name, { value }]));
    const intercept = (request: HttpRequest) =>
      isRefs(request) ? answer(200, JSON.stringify(told)) : undefined;
    const { ids: emitted } = await launch({
      task: { refs: ['regexp:refs/heads/.+'] },
      intercept,
    });
    assert.deepEqual(emitted, [...ids.values()]);
  });

  // managers.md 4.5: the place among all that this run has emitted.
  it('numbers its triggers over all refs, oldest commit first', async () => {
    const task = { refs: ['regexp:refs/heads/.+'] };
    for (const ref of ['a', 'b']) commit(`refs/heads/${ref}`);
    await launch({ task });
    const expected = ['a', 'a', 'b', 'b'].map((ref, i) => [commit(`refs/heads/${ref}`), i]);
    const { ctl } = await launch({ task });
    assert.deepEqual(
      ctl.triggers.map(({ title, orderInBatch }) => [title, orderInBatch]),
      expected,
    );
  });

  // managers.md 4.4g: it is about tags, not about what is only called so.
  it('emits what is new below refs/tagsx', async () => {
    const tip = commit('refs/tagsx/v1');
    const { ids } = await launch({ task: { refs: ['regexp:refs/tagsx/.+'] } });
    assert.deepEqual(ids, [tip]);
  });

  // managers.md 4.4i: another ref may bring fifty, and a hundred are enough.
  it('goes on after fifty triggers, and leaves the rest for the next run after one more', async () => {
    const task = { refs: ['regexp:refs/heads/.+'] };
    for (const ref of ['a', 'b', 'c']) commit(`refs/heads/${ref}`);
    await launch({ task });
    const ofA = Array.from({ length: 50 }, () => commit('refs/heads/a'));
    const [b, c] = [commit('refs/heads/b'), commit('refs/heads/c')];
    const { ids, log } = await launch({ task });
    assert.deepEqual(ids, [...ofA, b]);
    assert.match(log, /51 triggers emitted, .* goes on with 1 ref not yet examined/);
    assert.deepEqual((await launch({ task })).ids, [c]);
  });

  it('does not speak of a next run where nothing is left for it', async () => {
    const task = { refs: ['regexp:refs/heads/.+'] };
    for (const ref of ['a', 'b']) commit(`refs/heads/${ref}`);
    await launch({ task });
    for (let i = 0; i < 50; i++) commit('refs/heads/a');
    commit('refs/heads/b');
    const { ids, log } = await launch({ task });
    assert.equal(ids.length, 51);
    assert.doesNotMatch(log, /next one|enough/);
  });

  // managers.md 4.4f: of the old commit the service asks for the paths, of the new one it does not.
  it('asks about both ends after a push by force, and is tried again unless the old one is not found', async () => {
    const old = commit();
    const task = { pathRegexps: ['.*'] };
    await launch({ task });
    const tip = commit();
    for (const [status, outcome] of [
      [500, 'transient'],
      [403, 'transient'],
      [404, 'ok'],
    ] as const) {
      const intercept = ({ url }: HttpRequest) => {
        if (url.includes('..')) return answer(404);
        return url.includes(`/${old}?`) ? answer(status) : undefined;
      };
      const { error, ids } = await launch({ task, intercept });
      assert.deepEqual([error, ids], [outcome, []], `${status}`);
      assert.deepEqual(polled.requests.slice(1), [
        `repo/+log/${old}..${tip}?format=JSON&n=50&name-status=1`,
        `repo/+log/${tip}?format=JSON&n=1`,
        `repo/+log/${old}?format=JSON&n=1&name-status=1`,
      ]);
      assert.deepEqual(await tips(), { 'refs/heads/main': outcome === 'ok' ? tip : old });
    }
  });

  // managers.md 4.6: an empty path is none, whatever the patterns are.
  for (const [changes, emits] of [
    ['{}', false],
    ['null', false],
    ['{"old_path":"","new_path":""}', false],
    ['{"old_path":"a"}', true],
    ['{"new_path":"a"}', true],
  ] as const) {
    it(`takes a change of ${changes} for ${emits ? 'one' : 'none'} of a path`, async () => {
      const tip = commit();
      const log = `{"log":[{"commit":"${tip}","tree_diff":[${changes}]}]}`;
      const intercept = ({ url }: HttpRequest) =>
        url.includes('+log') ? answer(200, log) : undefined;
      const { ids } = await launch({ task: { pathRegexps: ['.*'] }, intercept });
      assert.deepEqual(ids, emits ? [tip] : []);
    });
  }

  it('names what is missing in byte order, and what there is', async () => {
    commit();
    const refs = ['refs/heads/z', 'regexp:refs/heads/q.+', 'refs/heads/main', 'refs/heads/b'];
    const { error, log } = await launch({ task: { refs } });
    assert.equal(error, 'fatal');
    const names = '"refs/heads/b", "refs/heads/z", "regexp:refs/heads/q.+"';
    assert.ok(log.includes(`No ref of the repository is named so: ${names}\n`), log);
    assert.ok(log.includes('Under refs/heads/ there are: "refs/heads/main".'), log);
  });
});
