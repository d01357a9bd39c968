import assert from 'node:assert/strict';
import { HostDecisions } from '../../../host/hosts/host-decisions.ts';
import { type HostQuestion, type HostRow, parseRow } from '../../../host/hosts/host-table.ts';
import { parseTarget, type Target } from '../../../host/hosts/target.ts';
import { parseRequestUrl } from '../../../src/golang/url-request.ts';

function urlOf(text: string) {
  const parsed = parseRequestUrl(text);
  assert.ok(parsed.ok);
  return parsed.url;
}

/** Decisions of somebody whose answers come when the test gives them. */
class Asked {
  readonly rows: HostRow[] = [];
  readonly questions: HostQuestion[] = [];
  readonly #answers: ((target: Target | undefined) => void)[] = [];
  readonly decisions = new HostDecisions({
    rows: () => this.rows,
    ask: (question) => {
      this.questions.push(question);
      return new Promise((resolve) => this.#answers.push(resolve));
    },
    remember: (row) => this.rows.push(row),
    advice: () => 'say yes',
  });

  answer(text: string): void {
    for (const resolve of this.#answers.splice(0)) resolve(parseTarget(text, '/base'));
  }

  routeTo(url: string, signal?: AbortSignal) {
    return this.decisions.routeTo(urlOf(url), signal);
  }
}

describe('decisions about hosts', () => {
  const ANSWERS: readonly [url: string, answer: string, route: object, row: object | undefined][] =
    [
      [
        'https://Example.com:8443/',
        'network',
        { kind: 'network', credentials: 'none' },
        { host: 'example.com', port: undefined, project: undefined },
      ],
      [
        'https://x.googlesource.com/a/b%2Fc/+refs',
        'repo',
        { kind: 'git', folder: '/base/repo' },
        { host: 'x.googlesource.com', port: undefined, project: 'b/c' },
      ],
      [
        'https://x.googlesource.com/a/b/+refs',
        'network',
        { kind: 'network', credentials: 'none' },
        { host: 'x.googlesource.com', port: undefined, project: undefined },
      ],
      [
        'https://example.com/',
        '',
        {
          kind: 'refuse',
          reason: 'Nothing was sent to example.com, for nobody has allowed it: say yes',
        },
        undefined,
      ],
      [
        'https://x.googlesource.com/b/+refs',
        '',
        {
          kind: 'refuse',
          reason:
            'Nobody has said where the repository x.googlesource.com/b is on this machine: say yes',
        },
        undefined,
      ],
    ];
  for (const [url, answer, route, pattern] of ANSWERS) {
    it(`${url}: "${answer}"`, async () => {
      const asked = new Asked();
      const decided = asked.routeTo(url);
      asked.answer(answer);
      assert.deepEqual(await decided, route);
      assert.deepEqual(asked.rows[0]?.pattern, pattern);
      if (pattern) assert.deepEqual(await asked.routeTo(url), route);
      assert.equal(asked.questions.length, 1);
    });
  }

  const BUILDBUCKET = 'https://bb.example/prpc/buildbucket.v2.Builds/ScheduleBuild';
  for (const [url, host, target, here] of [
    [BUILDBUCKET, '', '', true],
    [BUILDBUCKET, 'bb.example', 'emulator', true],
    [BUILDBUCKET, 'bb.example', 'network', false],
    [BUILDBUCKET, '*.example', 'network+luci-auth', false],
    [BUILDBUCKET, 'bb.example', 'refuse', false],
    ['https://x.googlesource.com/b/+refs', 'x.googlesource.com', 'repo', true],
    ['https://x.googlesource.com/b/+refs', '', '', false],
    ['no URL', '', '', false],
  ] as const) {
    it(`this machine ${here ? 'answers' : 'does not answer'} ${url}: ${host}=${target}`, () => {
      const asked = new Asked();
      const parsed = parseRow(host, target, 'user', '/base');
      if (parsed.ok) asked.rows.push(parsed.row);
      assert.equal(parsed.ok, host !== '');
      assert.equal(asked.decisions.answersHere(url), here);
      assert.deepEqual(asked.questions, []);
    });
  }

  it('a no lasts as long as the run', async () => {
    const asked = new Asked();
    const first = asked.routeTo('https://example.com/');
    asked.answer('');
    assert.equal((await first).kind, 'refuse');
    assert.equal((await asked.routeTo('https://example.com/')).kind, 'refuse');
    assert.equal(asked.questions.length, 1);
    const next = asked.decisions.askAhead(['https://example.com/']);
    asked.answer('network');
    await next;
    assert.equal((await asked.routeTo('https://example.com/')).kind, 'network');
    assert.equal(asked.questions.length, 2);
  });

  it('are asked for ahead, one after the other, each once', async () => {
    const asked = new Asked();
    const urls = [
      'https://a.example/',
      'http://127.0.0.1/',
      'no URL',
      'https://b.example/',
      'https://a.example/x',
    ];
    const ahead = asked.decisions.askAhead(urls);
    assert.equal(asked.questions.length, 1);
    asked.answer('network');
    await new Promise(setImmediate);
    asked.answer('refuse');
    await ahead;
    assert.deepEqual(
      asked.questions.map(({ asked: { name } }) => name),
      ['a.example', 'b.example'],
    );
  });

  it('nobody waits longer than he wants, and the answer counts all the same', async () => {
    const asked = new Asked();
    const stop = new AbortController();
    const decided = asked.routeTo('https://example.com/', stop.signal);
    stop.abort(new Error('too late'));
    await assert.rejects(decided, /too late/);
    asked.answer('network');
    assert.equal((await asked.routeTo('https://example.com/')).kind, 'network');
    assert.equal(asked.questions.length, 1);
  });

  it('whoever has stopped waiting is not asked for', async () => {
    const stop = AbortSignal.abort(new Error('over'));
    await assert.rejects(new Asked().routeTo('https://example.com/', stop), /over/);
  });
});
