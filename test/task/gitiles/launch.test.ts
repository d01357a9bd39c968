// One launch of a poller, in which this or that goes wrong (managers.md 4.3 and 4.4). What goes right is in poller.test.ts.

import assert from 'node:assert/strict';
import { createGitilesEmulator } from '../../../src/emulators/gitiles/gitiles-emulator.ts';
import { createGitilesManager } from '../../../src/task/gitiles/manager.ts';
import { TaskError } from '../../../src/task/task-error.ts';
import type { HttpRequest } from '../../../src/task/world.ts';
import { START, virtualWorld } from '../../engine/engine-fixture.ts';
import { CollectingController } from '../../vectors/managers/collecting-controller.ts';
import { answer, HOST, isRefs, KEY, LaunchedPoller, TASK } from './launched-poller.ts';

describe('a launch of a poller', () => {
  let polled: LaunchedPoller;
  let repository: LaunchedPoller['repository'];
  let storage: LaunchedPoller['storage'];
  let clock: LaunchedPoller['clock'];
  let requests: readonly string[];
  let commit: LaunchedPoller['commit'];
  let launch: LaunchedPoller['launch'];
  let tips: LaunchedPoller['tips'];

  beforeEach(() => {
    polled = new LaunchedPoller();
    ({ repository, storage, clock, requests, commit, launch, tips } = polled);
  });

  describe('when it saves', () => {
    it('first hands over the triggers, then stores the state', async () => {
      const tip = commit();
      const savedBefore: unknown[] = [];
      const { ctl, error } = await launch({
        storage: {
          get: (key) => storage.get(key),
          set: (key, value) => {
            savedBefore.push(polled.controller?.saves.slice());
            return storage.set(key, value);
          },
        },
      });
      assert.equal(error, 'ok');
      assert.deepEqual(savedBefore, [['ok']]);
      assert.deepEqual(ctl.saves, ['ok']);
      assert.deepEqual(await tips(), { 'refs/heads/main': tip });
    });

    it('stores no state if the triggers could not be handed over, and emits them again', async () => {
      const tip = commit();
      const failed = await launch({ saveFails: true });
      assert.deepEqual([failed.error, failed.ctl.state().status], ['transient', 'STARTING']);
      assert.equal(await tips(), undefined);
      const again = await launch();
      assert.deepEqual([again.error, again.ids], ['ok', [tip]]);
      assert.deepEqual(again.ctl.triggers, failed.ctl.triggers);
    });

    it('comes again if the state could not be stored, with the same triggers', async () => {
      const tip = commit();
      const busy = () => Promise.reject(new TaskError('transient', 'the disk is full'));
      const failed = await launch({ storage: { get: (key) => storage.get(key), set: busy } });
      assert.deepEqual([failed.error, failed.ctl.saves], ['transient', ['ok']]);
      assert.deepEqual((await launch()).ids, [tip]);
    });

    it('comes again if the state could not be read, and has emitted nothing', async () => {
      commit();
      const busy = () => Promise.reject(new TaskError('transient', 'the disk is full'));
      const { error, ids } = await launch({ storage: { get: busy, set: busy } });
      assert.deepEqual([error, ids], ['transient', []]);
    });

    it('begins anew if the state is no state', async () => {
      const tip = commit();
      await storage.set(KEY, Uint8Array.of(10, 255));
      const { error, ids, log } = await launch();
      assert.deepEqual([error, ids], ['ok', [tip]]);
      assert.match(log, /cannot be read, so this one begins anew/);
    });

    it('begins anew with another repository', async () => {
      commit();
      await launch();
      const other = await launch({ task: { repo: `https://${HOST}/other` } });
      assert.equal(other.ids.length, 1);
      const same = await launch({ task: { repo: `https://${HOST}/a/repo.git/` } });
      assert.deepEqual(same.ids, []);
    });

    it('does not save when nothing has changed', async () => {
      commit();
      await launch();
      const { ctl, error } = await launch();
      assert.deepEqual([error, ctl.saves, ctl.state().status], ['ok', [], 'SUCCEEDED']);
    });
  });

  describe('when the server does not answer as it should', () => {
    const refsRows: readonly (readonly [status: number, sentence: RegExp])[] = [
      [400, /HTTP status 400: why\.$/m],
      [401, /Use an account that may read the repository\./],
      [403, /Use an account that may read the repository\./],
      [404, /Check `repo`: x\.googlesource\.com has no such repository/],
      [429, /Try again later\./],
      [500, /HTTP status 500: why\.$/m],
      [502, /Try again later\./],
      [503, /Try again later\./],
      [302, /HTTP status 302: why\.$/m],
    ];
    for (const [status, sentence] of refsRows) {
      it(`fails at once if it answers ${status} to what its refs are`, async () => {
        commit();
        const intercept = (request: HttpRequest) =>
          isRefs(request) ? answer(status, 'why.') : undefined;
        const { error, ctl, log } = await launch({ intercept });
        assert.deepEqual([error, ctl.state().status, ctl.saves], ['fatal', 'STARTING', []]);
        assert.match(log, sentence);
      });
    }

    it('does not show pages for browsers', async () => {
      const { log } = await launch({ intercept: () => answer(502, '<html>Oh no</html>') });
      assert.match(log, /answers with HTTP status 502\. Try again later\.$/m);
    });

    it('fails at once if the connection breaks, or what comes is no answer of Gitiles', async () => {
      commit();
      const lost = await launch({
        intercept: () => Promise.reject(new Error('connection refused')),
      });
      assert.equal(lost.error, 'fatal');
      assert.match(lost.log, /x\.googlesource\.com cannot be asked: connection refused/);
      const html = await launch({ intercept: () => answer(200, '<html>Log in</html>') });
      assert.equal(html.error, 'fatal');
      assert.match(html.log, /a page for people, not the JSON of Gitiles: correct `repo`, or let /);
      const text = await launch({ intercept: () => answer(200, 'Log in') });
      assert.match(text.log, /not the JSON of Gitiles: it begins with "Log in"/);
      const cut = await launch({
        intercept: async () => ({
          ...(await answer(200)),
          readBody: async () => ({
            bytes: new TextEncoder().encode('{}'),
            error: new Error('cut short'),
          }),
        }),
      });
      assert.match(cut.log, /cannot be asked: cut short/);
    });

    it('fails once it has emitted if a ref points to nothing that can be remembered, and then emits the same again', async () => {
      const intercept = (request: HttpRequest) =>
        isRefs(request)
          ? answer(200, '{"main":{"value":"not an id"}}')
          : answer(200, '{"log":[{"commit":"aa"}]}');
      for (let run = 0; run < 2; run++) {
        const { error, ctl, log } = await launch({ intercept });
        assert.equal(error, 'fatal');
        assert.equal(ctl.saves.length, 1);
        const ids = ctl.triggers.map(({ id }) => id);
        assert.deepEqual(ids, [`${TASK.repo}/+/refs/heads/main@aa`]);
        assert.match(
          log,
          /says that refs\/heads\/main points to "not an id", which is not the id of a commit/,
        );
        assert.equal(await storage.get(KEY), undefined);
      }
    });

    it('does not mind such a ref that it does not come to', async () => {
      const refs = '{"a":{"value":"aa"},"b":{"value":"not an id"}}';
      const intercept = (request: HttpRequest) => {
        if (isRefs(request)) return answer(200, refs);
        return request.url.includes('not') ? answer(500) : answer(200, '{}');
      };
      const task = { refs: ['refs/heads/a', 'refs/heads/b'] };
      const { error, ctl } = await launch({ task, intercept });
      assert.deepEqual([error, ctl.state().status], ['ok', 'SUCCEEDED']);
      assert.deepEqual(await tips(), { 'refs/heads/a': 'aa' });
    });

    it('gives up on the refs after a minute, and on the log of a ref after another', async () => {
      commit();
      const hanging = (_request: HttpRequest, signal: AbortSignal | undefined) =>
        new Promise<never>((_, reject) => {
          signal?.addEventListener('abort', () => reject(signal.reason));
        });
      const refs = await launch({ intercept: hanging });
      assert.deepEqual([refs.error, clock.now() - START], ['fatal', 60_000]);
      assert.match(refs.log, /gave up after 60 s.*Try again later\./);
      const log = await launch({
        intercept: (request, signal) => (isRefs(request) ? undefined : hanging(request, signal)),
      });
      assert.deepEqual([log.error, clock.now() - START], ['transient', 120_000]);
    });

    it('is tried again if no ref could be examined', async () => {
      commit();
      for (const status of [401, 404, 500]) {
        const intercept = (request: HttpRequest) => (isRefs(request) ? undefined : answer(status));
        const { error, log, ids } = await launch({ intercept });
        assert.deepEqual([error, ids], ['transient', []]);
        assert.match(log, /Ref refs\/heads\/main could not be examined\./);
      }
      assert.equal(await tips(), undefined);
    });

    it('keeps what it has got before, and goes on with the next run', async () => {
      const [a, b] = [commit('refs/heads/a'), commit('refs/heads/b')];
      const task = { refs: ['refs/heads/a', 'refs/heads/b'] };
      const intercept = ({ url }: HttpRequest) => (url.includes(b) ? answer(500) : undefined);
      const { error, ids, log } = await launch({ task, intercept });
      assert.deepEqual([error, ids], ['ok', [a]]);
      assert.match(
        log,
        /Ref refs\/heads\/b could not be examined\..* The next run goes on with 1 ref\./,
      );
      assert.deepEqual(await tips(), { 'refs/heads/a': a });
      assert.deepEqual((await launch({ task })).ids, [b]);
    });

    it('takes a ref that is gone for progress as well', async () => {
      const [a, b] = [commit('refs/heads/a'), commit('refs/heads/b')];
      await launch({ task: { refs: ['regexp:refs/heads/.+'] } });
      repository.set('refs/heads/b', undefined);
      commit('refs/heads/a');
      const intercept = (request: HttpRequest) => (isRefs(request) ? undefined : answer(500));
      const { error } = await launch({ task: { refs: ['regexp:refs/heads/.+'] }, intercept });
      assert.equal(error, 'ok');
      assert.deepEqual(await tips(), { 'refs/heads/a': a });
      assert.notEqual(b, a);
    });

    it('is tried again if the server knows both ends and not what is between', async () => {
      const old = commit();
      await launch();
      const tip = commit();
      const intercept = ({ url }: HttpRequest) => (url.includes('..') ? answer(404) : undefined);
      const { error, log } = await launch({ intercept });
      assert.equal(error, 'transient');
      assert.match(log, /knows .* but not the commits between them/);
      assert.deepEqual(requests.slice(1), [
        `repo/+log/${old}..${tip}?format=JSON&n=50`,
        `repo/+log/${tip}?format=JSON&n=1`,
        `repo/+log/${old}?format=JSON&n=1`,
      ]);
      assert.deepEqual(await tips(), { 'refs/heads/main': old });
    });

    it('goes on with the pages that a server gives, up to fifty commits', async () => {
      const old = commit();
      await launch();
      const ids = Array.from({ length: 60 }, () => commit());
      const tip = ids.at(-1);
      const log = (from: number, count: number, next?: string) => {
        const commits = ids.toReversed().slice(from, from + count);
        return answer(200, JSON.stringify({ log: commits.map((id) => ({ commit: id })), next }));
      };
      const intercept = ({ url }: HttpRequest) => {
        if (!url.includes('+log')) return undefined;
        if (url.endsWith('&s=a+%2Fb')) return log(20, 20, 'c');
        return url.endsWith('&s=c') ? log(40, 20) : log(0, 20, 'a /b');
      };
      const { ids: emitted } = await launch({ intercept });
      const url = `repo/+log/${old}..${tip}?format=JSON&n=`;
      assert.deepEqual(requests.slice(1), [`${url}50`, `${url}30&s=a+%2Fb`, `${url}10&s=c`]);
      assert.deepEqual(emitted, ids.slice(10));
    });

    it('does not follow pages for ever', async () => {
      commit();
      const intercept = ({ url }: HttpRequest) =>
        url.includes('+log') ? answer(200, '{"log":[],"next":"x"}') : undefined;
      const { error, log } = await launch({ intercept });
      assert.equal(error, 'transient');
      assert.match(log, /has no end/);
    });
  });

  it('refuses names of servers in no time, however long they are', async () => {
    for (const label of [
      'A',
      'a.b',
      '-a',
      'a-',
      '',
      `${'a'.repeat(60)}_b`,
      `${'a-'.repeat(5000)}-`,
    ]) {
      const { error, log } = await launch({
        task: { repo: `https://${label}.googlesource.com/x` },
      });
      assert.equal(error, 'fatal', label);
      assert.match(log, /is not the name of a Gitiles server/);
    }
    // Its dots stand for any character.
    const odd = await launch({ task: { repo: 'https://a-googlesource.com.googlesource.com/x' } });
    assert.equal(odd.error, 'fatal');
    assert.deepEqual(requests, []);
  });

  it('asks for each prefix once, all at the same time', async () => {
    commit('refs/heads/a');
    commit('refs/heads/team/b');
    commit('refs/branch-heads/1');
    let atOnce = 0;
    await launch({
      task: {
        refs: [
          'refs/heads/a',
          'regexp:refs/heads/\\w+',
          'refs/heads/team/b',
          'regexp:refs/branch-heads/\\d+',
        ],
      },
      intercept: () => {
        atOnce += requests.every((url) => url.includes('+refs')) ? 1 : 0;
        return undefined;
      },
    });
    assert.equal(atOnce, 3);
    assert.deepEqual(
      requests.filter((url) => url.includes('+refs')).sort(),
      ['branch-heads', 'heads%2Fteam', 'heads'].map((name) => `repo/+refs%2F${name}?format=JSON`),
    );
  });

  for (const [when, part] of [
    ['while it asks for the refs', '+refs'],
    ['while it asks for the log of one', '+log'],
  ] as const) {
    it(`leaves everything as it was when it is interrupted ${when}, and finds no fault`, async () => {
      commit();
      const stop = new AbortController();
      const reason = new Error('the engine stops');
      const { ctl, error, log } = await launch({
        signal: stop.signal,
        intercept: ({ url }) => {
          if (!url.includes(part)) return undefined;
          stop.abort(reason);
          return Promise.reject(reason);
        },
      });
      assert.equal(error, 'fatal'); // The engine looks at its signal, not at this.
      assert.deepEqual([ctl.saves, ctl.triggers, ctl.state().status], [[], [], 'STARTING']);
      assert.doesNotMatch(log, /the engine stops|could not be/);
      assert.equal(await tips(), undefined);
    });
  }

  it('shows what it remembers and what is there', async () => {
    const a = commit('refs/heads/a');
    const task = { ...TASK, refs: ['regexp:refs/heads/.+'] };
    await launch({ task });
    const b = commit('refs/heads/b');
    const world = { ...virtualWorld(clock), storage };
    const manager = createGitilesManager(world);
    const client = createGitilesEmulator({ repositories: async () => repository });
    const ctl = new CollectingController({ task, client });
    assert.deepEqual(await clock.runUntil(manager.getDebugState(ctl)), {
      gitilesPoller: {
        known: [{ ref: 'refs/heads/a', commit: a }],
        current: [
          { ref: 'refs/heads/a', commit: a },
          { ref: 'refs/heads/b', commit: b },
        ],
        search: ['regexp:refs/heads/.+'],
      },
    });
    const missing = new CollectingController({
      task: { ...task, refs: ['refs/heads/none'] },
      client,
    });
    await assert.rejects(
      clock.runUntil(manager.getDebugState(missing)),
      /1 ref of the config cannot be found/,
    );
  });
});
