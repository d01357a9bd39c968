import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { rmSync, writeFileSync } from 'node:fs';
import {
  createServer,
  type IncomingMessage,
  type RequestListener,
  type Server,
  type ServerResponse,
} from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { luciJobs } from './cli-in-process.ts';
import { CLI, CliProcess, luciJobsProcess, type Outcome } from './cli-process.ts';
import { configFolder } from './config-folder.ts';

const CONFIG = `
job { id: "quick" noop { sleep_ms: 1 triggers_count: 2 } }
job { id: "often" schedule: "with 1s interval" noop { sleep_ms: 1 } }
trigger { id: "trigger" triggers: "quick" noop { sleep_ms: 1 triggers_count: 1 } }
job { id: "slow" noop { sleep_ms: 60000 } }
job { id: "off" disabled: true noop {} }
job { id: "broken" schedule: "every day" noop {} }
job { id: "bb" realm: "ci" buildbucket { server: "bb.example" bucket: "ci" builder: "b" } }
`;

/** Such as `[12:34:56.789] text`. */
const LOG_LINE = /^\[\d\d:\d\d:\d\d\.\d{3}\] /;

describe('luci-jobs run', () => {
  const folder = configFolder({
    'jobs.cfg': CONFIG,
    'nothing.cfg': '# Nothing.\n',
    'unclosed.cfg': 'job { id: "a" noop {}\njob { id: "b" noop { sleep_ms: 1 } }\n',
  });

  function run(...args: readonly string[]): Promise<Outcome> {
    return luciJobs(['run', ...args], { cwd: folder.path });
  }

  it('shows the log, and last the status and the duration', async () => {
    const { stdout, stderr, exitCode } = await run('jobs.cfg', 'quick');
    const lines = stdout.trimEnd().split('\n');
    assert.match(lines.pop() ?? '', /^SUCCEEDED in [\d.]+ s$/);
    for (const line of lines) assert.match(line, LOG_LINE);
    const said = lines.map((line) => line.replace(LOG_LINE, '').replace(/\d{10,}/, 'ID'));
    assert.ok(said.includes('Sleeping for 0.001 s'), stdout);
    assert.ok(said.includes('Emitted trigger noop:ID:1'), stdout);
    assert.deepEqual([stderr, exitCode], ['', 0]);
  });

  for (const [file, args, says] of [
    ['{"project": "infra"}', [], /^\s*\| .*"job": "infra\/bb"/m],
    ['{"project": "infra"}', ['--project', 'mine'], /^\s*\| .*"job": "mine\/bb"/m],
  ] as const) {
    it(`is of the project that .luci-jobs.json names, unless an option does: ${args.join(' ')}`, async () => {
      writeFileSync(path.join(folder.path, '.luci-jobs.json'), file);
      const { stdout } = await run(...args, '--builder', '*=SUCCESS:0', 'jobs.cfg', 'bb');
      rmSync(path.join(folder.path, '.luci-jobs.json'));
      assert.match(stdout, says);
    });
  }

  it('does not guess what a broken .luci-jobs.json was to say', async () => {
    writeFileSync(path.join(folder.path, '.luci-jobs.json'), '{');
    const { stdout, stderr, exitCode } = await run('jobs.cfg', 'quick');
    rmSync(path.join(folder.path, '.luci-jobs.json'));
    assert.match(stderr, /^luci-jobs run: cannot use .*\.luci-jobs\.json: it is no JSON$/m);
    assert.deepEqual([stdout, exitCode], ['', 2]);
  });

  it('names the jobs to somebody who names none', async () => {
    const { stdout, stderr, exitCode } = await run('jobs.cfg');
    assert.equal(
      stderr,
      `luci-jobs run: give one FILE and one JOB. The config has "quick", "often", "trigger", "slow", "off", "broken" and "bb".
Try 'luci-jobs run --help'.
`,
    );
    assert.deepEqual([stdout, exitCode], ['', 2]);
  });

  it('runs the job of a config from standard input', async () => {
    const start = { stdin: 'job { id: "a" noop { sleep_ms: 1 } }' };
    const { stdout, exitCode } = await luciJobs(['run', '-', 'a', '--project', 'chromium'], start);
    assert.match(stdout, /^SUCCEEDED in /m);
    assert.equal(exitCode, 0);
  });

  it('runs a job once, whatever its schedule', async () => {
    const { stdout, exitCode } = await run('jobs.cfg', 'often');
    assert.equal(stdout.match(/Attempt/g)?.length, 1);
    assert.equal(exitCode, 0);
  });

  it('runs a trigger, but not what it triggers', async () => {
    const { stdout, exitCode } = await run('jobs.cfg', 'trigger');
    assert.match(stdout, /Emitted trigger/);
    assert.equal(stdout.match(/Attempt/g)?.length, 1);
    assert.equal(exitCode, 0);
  });

  it('runs a good job of a bad config', async () => {
    const { stdout, exitCode } = await run('unclosed.cfg', 'b');
    assert.match(stdout, /^SUCCEEDED in /m);
    assert.equal(exitCode, 0);
  });

  it('takes properties of all kinds', async () => {
    const properties = ['a=1', 'b={"c":[null,true]}', 'd=some text', 'e=', 'f==', '__proto__={}'];
    const args = properties.flatMap((property) => ['--property', property]);
    const { stderr, exitCode } = await run(...args, 'jobs.cfg', 'quick');
    assert.deepEqual([stderr, exitCode], ['', 0]);
  });

  describe('with a store', () => {
    // Each in a process of its own: they share the file, and nothing else.
    const stored = () =>
      luciJobsProcess(['run', '--store', 'runs/a.sqlite', 'jobs.cfg', 'quick'], {
        cwd: folder.path,
      });

    it('shows its own invocation alone, and shares the file with another command', async () => {
      for (const outcome of [await stored(), ...(await Promise.all([stored(), stored()]))]) {
        assert.equal(outcome.stdout.match(/Queued by/g)?.length, 1, outcome.stdout);
        assert.match(outcome.stdout, /Finished with status SUCCEEDED.*\nSUCCEEDED in /);
        assert.deepEqual([outcome.stderr, outcome.exitCode], ['', 0]);
      }
    });

    it('says so if there can be none, and runs without', async () => {
      const { stdout, stderr, exitCode } = await run('--store', 'jobs.cfg/a', 'jobs.cfg', 'quick');
      assert.match(stderr, /^luci-jobs run: History cannot be kept in .*jobs\.cfg/);
      assert.match(stdout, /^SUCCEEDED in /m);
      assert.equal(exitCode, 0);
    });
  });

  describe('a job that cannot run', () => {
    const ids = '"quick", "often", "trigger", "slow", "off", "broken" and "bb"';
    const cases: readonly [args: string, exitCode: number, complaint: string][] = [
      ['jobs.cfg xyzzy', 2, `Job "xyzzy" is not in this config. The config has ${ids}.`],
      ['jobs.cfg quik', 2, 'Job "quik" is not in this config. Did you mean "quick"?'],
      ['nothing.cfg a', 2, 'Job "a" is not in this config. The config has no jobs.'],
      ['- a', 2, 'Job "a" is not in this config. The config has no jobs.'],
      ['missing.cfg a', 2, 'cannot read missing.cfg: no such file'],
      ['jobs.cfg off', 1, 'Job "off" is disabled. Remove `disabled: true` to run it.'],
    ];
    for (const [args, exitCode, complaint] of cases) {
      it(`${args}: ${complaint}`, async () => {
        const stderr = `luci-jobs run: ${complaint}\n`;
        assert.deepEqual(await run(...args.split(' ')), { stdout: '', stderr, exitCode });
      });
    }

    it('because it is invalid: shows why', async () => {
      const { stdout, stderr, exitCode } = await run('jobs.cfg', 'broken');
      assert.match(
        stderr,
        /^jobs\.cfg:7:31: error: .* \[schedule-invalid\]\n.*every day.*\n *\^{9}\n/,
      );
      assert.match(
        stderr,
        /\nluci-jobs run: Job "broken" cannot be run: A cron expression has .*\n$/,
      );
      assert.deepEqual([stdout, exitCode], ['', 1]);
    });
  });

  describe('an interruption', () => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) {
      it(`by ${signal} aborts the invocation and says so`, async () => {
        const cli = new CliProcess(['run', 'jobs.cfg', 'slow'], { cwd: folder.path });
        await cli.line(/Sleeping for 60 s/); // The log is there long before the end.
        cli.child.kill(signal);
        const { stdout, stderr, exitCode } = await cli.outcome;
        assert.match(stderr, /^Aborting the invocation; /);
        assert.match(stdout, /\] Aborted by user:cli$/m);
        assert.match(stdout, /\nABORTED in [\d.]+ s\n$/);
        assert.equal(exitCode, 1);
      });
    }
  });

  it('fails if it runs out of things to wait for', async () => {
    // A clock whose sleeps never end and keep no process alive.
    const code =
      "import timers from 'node:timers/promises'; import { syncBuiltinESMExports } from 'node:module'; timers.setTimeout = () => new Promise(() => {}); syncBuiltinESMExports();";
    const env = { NODE_OPTIONS: `--import data:text/javascript,${encodeURIComponent(code)}` };
    const options = { cwd: folder.path, env };
    const { stderr, exitCode } = await luciJobsProcess(['run', 'jobs.cfg', 'slow'], options);
    assert.match(stderr, /internal error: the command ended without a result/);
    assert.equal(exitCode, 2);
  });

  describe('a reader that leaves', () => {
    it('aborts the invocation, as an interruption does', async () => {
      const cli = new CliProcess(['run', 'jobs.cfg', 'slow'], { cwd: folder.path });
      await cli.line(/Sleeping for 60 s/); // Nothing more is written in the next minute.
      cli.child.stdout?.destroy();
      const { stderr, exitCode } = await cli.outcome;
      assert.deepEqual([stderr, exitCode], ['', 1]);
    });

    it('aborts it through a pipe of the shell', () => {
      const script = `"$0" "$1" run jobs.cfg slow | head -1; echo "\${PIPESTATUS[0]}"`;
      const { stdout, stderr } = spawnSync('bash', ['-c', script, process.execPath, CLI], {
        cwd: folder.path,
        encoding: 'utf8',
        timeout: 50_000,
      });
      assert.match(stdout, /^\[.*\n1\n$/);
      assert.equal(stderr, '');
    });

    it('does not matter to a job that has ended', async () => {
      const cli = new CliProcess(['run', 'jobs.cfg', 'quick'], { cwd: folder.path });
      cli.child.stdout?.destroy();
      const { stderr, exitCode } = await cli.outcome;
      assert.equal(stderr, '');
      assert.ok(exitCode === 0 || exitCode === 1, `${exitCode}`);
    });
  });

  describe('url_fetch', () => {
    let server: Server;
    let origin: string;

    const answers: Readonly<Record<string, RequestListener>> = {
      '/ok': (_request, response) => response.end('hello'),
      '/text': (_request, response) => {
        response.setHeader('Content-Type', 'text/plain').end('one\r\n\x1b[2Jtwo\u202e\n');
      },
      '/missing': (_request, response) => response.writeHead(404).end(),
      '/down': (_request, response) => response.writeHead(503, 'Try Later').end(),
      '/moved': (_request, response) => response.writeHead(302, { Location: '/ok' }).end(),
      '/away': (_request, response) =>
        response.writeHead(302, { Location: 'https://example.com/' }).end(),
      '/round': (_request, response) => response.writeHead(302, { Location: '/round' }).end(),
      '/reset': (request) => request.socket.destroy(),
      '/silent': () => {},
      '/upgrade': ({ socket }) =>
        socket.write('HTTP/1.1 101 Go\r\nUpgrade: x\r\nConnection: Upgrade\r\n\r\n'),
      '/switched': ({ socket }) => socket.write('HTTP/1.1 101 Go\r\n\r\n'),
      '/bare': ({ socket }) => socket.end('HTTP/1.0 200 OK\nContent-Type: text/plain\n\nhello\n'),
      '/headless': ({ socket }) => socket.write('HTTP/1.1 200 OK\r\nA: b\r\n'),
      '/continue': ({ socket }) => socket.write('HTTP/1.1 100 Continue\r\n\r\n'),
      '/trickle': ({ socket }) => {
        const trickle = setInterval(() => socket.write('HTTP/1.1 103 Early Hints\r\n\r\n'), 50);
        socket.on('close', () => clearInterval(trickle));
      },
      ...Object.fromEntries(
        ['ftp://127.0.0.1/', 'mailto:a@b', 'http://['].map((location, index) => [
          `/astray${index}`,
          (_request: IncomingMessage, response: ServerResponse) => {
            response.writeHead(302, { Location: location, 'Content-Length': 2 }).write('x');
          },
        ]),
      ),
    };

    before(async () => {
      server = createServer((request, response) => answers[request.url ?? '']?.(request, response));
      server.listen(0, '127.0.0.1');
      await once(server, 'listening');
      origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    });

    after(() => {
      server.close();
      server.closeAllConnections();
    });

    function config(url: string): string {
      return `job { id: "fetch" url_fetch { url: "${url}" timeout_sec: 1 } }`;
    }

    const cases: readonly [path: string, status: 'SUCCEEDED' | 'FAILED', log: RegExp][] = [
      ['/ok', 'SUCCEEDED', /200 OK/],
      ['/moved', 'SUCCEEDED', /200 OK/],
      ['/missing', 'FAILED', /404 Not Found/],
      ['/down', 'FAILED', /503 Try Later/],
      ['/round', 'FAILED', /too many redirects/],
      ['/reset', 'FAILED', /closed the connection without an answer/],
      ['/silent', 'FAILED', /1 s/],
      // The answer is there; what never comes after it is its body.
      ['/upgrade', 'SUCCEEDED', /101 Go/],
      ['/switched', 'SUCCEEDED', /101 Go/],
      ['/bare', 'SUCCEEDED', /hello/],
      ['/headless', 'FAILED', /1 s/],
      ['/continue', 'FAILED', /1 s/],
      ['/trickle', 'FAILED', /1 s/],
      ['/astray0', 'FAILED', /not ftp/],
      ['/astray1', 'FAILED', /not mailto/],
      ['/astray2', 'FAILED', /not a URL/],
    ];
    for (const [path, status, log] of cases) {
      it(`${path}: ${status}`, async () => {
        const stdin = config(origin + path);
        const { stdout, stderr, exitCode } = await luciJobs(['run', '-', 'fetch'], { stdin });
        assert.match(stdout, log);
        assert.match(stdout, new RegExp(`\\n${status} in [\\d.]+ s\\n$`));
        assert.deepEqual([stderr, exitCode], ['', status === 'SUCCEEDED' ? 0 : 1]);
      });
    }

    it('nobody listens: FAILED', async () => {
      const other = createServer().listen(0, '127.0.0.1');
      await once(other, 'listening');
      const { port } = other.address() as AddressInfo;
      other.close();
      await once(other, 'close');
      const stdin = config(`http://127.0.0.1:${port}/`);
      const { stdout, exitCode } = await luciJobs(['run', '-', 'fetch'], { stdin });
      assert.match(
        stdout,
        new RegExp(`connection refused: nothing is listening at 127.0.0.1:${port}`),
      );
      assert.equal(exitCode, 1);
    });

    it('nothing is sent to other machines without consent, nor where it is taken back', async () => {
      const said = async (...args: readonly string[]) => {
        const stdin = config('https://192.0.2.1/');
        const { stdout, exitCode } = await luciJobs(['run', '-', 'fetch', ...args], { stdin });
        assert.equal(exitCode, 1);
        return /The request failed: (.*)\n/.exec(stdout)?.[1];
      };
      assert.equal(
        await said(),
        'Nothing was sent to 192.0.2.1, for nobody has allowed it: allow it with --host 192.0.2.1=network',
      );
      assert.equal(
        await said('--host', '*=network', '--host', '192.0.2.*=refuse'),
        'Requests to 192.0.2.1 are switched off',
      );
    });

    it('a redirect is followed within this machine alone', async () => {
      const stdin = config(`${origin}/away`);
      const { stdout } = await luciJobs(['run', '-', 'fetch'], { stdin });
      assert.match(stdout, /The request failed: Nothing was sent to example\.com, for nobody/);
    });

    it('says where the request went', async () => {
      const stdin = config(`${origin}/moved`);
      const { stdout } = await luciJobs(['run', '-', 'fetch'], { stdin });
      const lines = stdout.split('\n').filter((line) => line.includes(': sent to this machine'));
      assert.deepEqual(
        lines.map((line) => line.replace(LOG_LINE, '')),
        [
          `GET ${origin}/moved: sent to this machine, without an account`,
          `Redirected to ${origin}/ok: sent to this machine, without an account`,
        ],
      );
    });

    it('lets nothing in an answer drive the terminal', async () => {
      const stdin = config(`${origin}/text`);
      const { stdout } = await luciJobs(['run', '-', 'fetch'], { stdin });
      assert.match(stdout, /\n\| one\n\| two\ufffd\n/);
      assert.doesNotMatch(stdout, /[\x1b\u202e\r]/);
    });

    it('an interruption cuts the request', async () => {
      const stdin = config(`${origin}/silent`).replace('timeout_sec: 1', '');
      const requested = once(server, 'request');
      const cli = new CliProcess(['run', '-', 'fetch'], { stdin });
      const [{ socket }] = await requested;
      const closed = once(socket, 'close');
      cli.child.kill('SIGINT');
      await closed;
      const { stdout, exitCode } = await cli.outcome;
      assert.match(stdout, /\nABORTED in [\d.]+ s\n$/);
      assert.equal(exitCode, 1);
    });
  });
});
