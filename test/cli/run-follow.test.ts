// `luci-jobs run` of triggers: what they emit, to whom, and what comes of it.

import assert from 'node:assert/strict';
import { luciJobs } from './cli-in-process.ts';
import { CliProcess, type Outcome } from './cli-process.ts';
import { configFolder } from './config-folder.ts';

const CONFIG = `
job { id: "build" noop { sleep_ms: 1 } }
job { id: "test" noop { sleep_ms: 1 } }
job { id: "off" disabled: true noop {} }
job { id: "bad" url_fetch { url: "https://example.com/" } }
job { id: "slow" noop { sleep_ms: 60000 } }
job { id: "greedy" noop { sleep_ms: 1 } triggering_policy { kind: GREEDY_BATCHING max_batch_size: 1 max_concurrent_invocations: 1 } }
trigger { id: "poll" triggers: "test" triggers: "build" noop { sleep_ms: 1 triggers_count: 2 } }
trigger { id: "chain" triggers: "poll" noop { sleep_ms: 1 triggers_count: 1 } }
trigger { id: "partly" triggers: "off" triggers: "build" noop { sleep_ms: 1 triggers_count: 1 } }
trigger { id: "failing" triggers: "bad" noop { sleep_ms: 1 triggers_count: 1 } }
trigger { id: "long" triggers: "slow" noop { sleep_ms: 1 triggers_count: 1 } }
trigger { id: "one-by-one" triggers: "greedy" noop { sleep_ms: 1 triggers_count: 3 } }
trigger { id: "quiet" triggers: "build" noop { sleep_ms: 1 } }
`;

type Event = Readonly<Record<string, unknown>> & { readonly event: string; readonly job: string };

describe('luci-jobs run of a trigger', () => {
  const folder = configFolder({ 'jobs.cfg': CONFIG });

  const run = (...args: readonly string[]): Promise<Outcome> =>
    luciJobs(['run', 'jobs.cfg', ...args], { cwd: folder.path });

  /** What the JSON says, without times and ids of invocations. */
  async function events(...args: readonly string[]): Promise<readonly Event[]> {
    const { stdout, stderr } = await run('--format', 'json', ...args);
    assert.equal(stderr, '');
    return stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
  }

  it('shows the triggers and to whom they would go, and sends none', async () => {
    const { stdout, stderr, exitCode } = await run('poll');
    const shown = stdout.split('\n').filter((line) => line.startsWith('Trigger'));
    assert.deepEqual(
      shown.map((line) => line.replace(/\d{10,}/, 'ID')),
      [
        'Trigger noop:ID:0 for "build", "test" (not sent)',
        'Trigger noop:ID:1 for "build", "test" (not sent)',
      ],
    );
    assert.equal(stdout.match(/Attempt/g)?.length, 1);
    assert.deepEqual([stderr, exitCode], ['', 0]);
  });

  it('runs what gets its triggers if asked to, each job with all of them', async () => {
    const { stdout, exitCode } = await run('poll', '--follow-triggers');
    for (const job of ['poll', 'build', 'test']) {
      assert.match(stdout, new RegExp(`^${job} \\[.*\\] Attempt 1$`, 'm'));
      assert.match(stdout, new RegExp(`^${job} SUCCEEDED in `, 'm'));
    }
    assert.match(stdout, /^poll Trigger noop:\d+:0 for "build", "test"$/m);
    assert.equal(stdout.match(/Attempt/g)?.length, 3);
    assert.equal(exitCode, 0);
  });

  it('goes on to the triggers of triggers', async () => {
    const { stdout } = await run('chain', '--follow-triggers');
    const ended = stdout.match(/^\w+ SUCCEEDED in/gm)?.map((line) => line.split(' ')[0]);
    assert.deepEqual(ended?.sort(), ['build', 'chain', 'poll', 'test']);
  });

  it('waits as a policy does', async () => {
    const { stdout } = await run('one-by-one', '--follow-triggers');
    assert.equal(stdout.match(/^greedy SUCCEEDED/gm)?.length, 3);
  });

  it('ends if there is nothing to follow', async () => {
    const { stdout, exitCode } = await run('quiet', '--follow-triggers');
    assert.match(stdout, /^quiet SUCCEEDED in [\d.]+ s\n$/m);
    assert.equal(exitCode, 0);
  });

  it('says which job is not run, and runs the others', async () => {
    const { stdout, stderr, exitCode } = await run('partly', '--follow-triggers');
    assert.equal(stderr, 'luci-jobs run: Job "off" is not started: it is disabled.\n');
    assert.match(stdout, /^partly Trigger noop:\d+:0 for "build"$/m);
    assert.match(stdout, /^build SUCCEEDED/m);
    assert.equal(exitCode, 0);
  });

  it('fails if anything that it started does', async () => {
    const { stdout, exitCode } = await run('failing', '--follow-triggers');
    assert.match(stdout, /^failing SUCCEEDED/m);
    assert.match(stdout, /^bad FAILED/m);
    assert.equal(exitCode, 1);
  });

  it('is aborted with all that it has started', async () => {
    const cli = new CliProcess(['run', 'jobs.cfg', 'long', '--follow-triggers'], {
      cwd: folder.path,
    });
    await cli.line(/slow .*Sleeping for 60 s/);
    cli.child.kill('SIGINT');
    const { stdout, exitCode } = await cli.outcome;
    assert.match(stdout, /^slow ABORTED in /m);
    assert.equal(exitCode, 1);
  });

  it('works over a store', async () => {
    const { stdout } = await run('poll', '--follow-triggers', '--store', 'a.sqlite');
    assert.equal(stdout.match(/^\w+ SUCCEEDED/gm)?.length, 3);
    const again = await run('poll', '--follow-triggers', '--store', 'a.sqlite');
    assert.equal(again.stdout.match(/^\w+ SUCCEEDED/gm)?.length, 3);
  });

  describe('as JSON', () => {
    it('tells of each invocation from its start to its end', async () => {
      const all = await events('poll', '--follow-triggers');
      const of = (job: string) => all.filter((event) => event.job === `project/${job}`);
      const names = of('build')
        .map(({ event }) => event)
        .filter((event) => event !== 'log');
      assert.deepEqual(names, ['started', 'ended']);
      const [started] = of('build');
      const triggers = started?.['triggers'] as { id: string; noop: unknown }[];
      assert.deepEqual(
        triggers.map(({ id, noop }) => [id.replace(/\d{10,}/, 'ID'), noop]),
        [
          ['noop:ID:0', { data: '' }],
          ['noop:ID:1', { data: '' }],
        ],
      );
      const [sent] = of('poll').filter(({ event }) => event === 'trigger');
      assert.deepEqual([sent?.['to'], sent?.['sent']], [['build', 'test'], true]);
      assert.equal(of('build').at(-1)?.['status'], 'SUCCEEDED');
    });

    it('has each line of the log once', async () => {
      const lines = (await events('build'))
        .filter(({ event }) => event === 'log')
        .map(({ line }) => String(line).replace(/^\[[\d:.]+\] /, ''));
      assert.deepEqual(lines.slice(0, 3), [
        'Queued by user:cli',
        'Attempt 1',
        'Sleeping for 0.001 s',
      ]);
      assert.equal(new Set(lines).size, lines.length);
    });

    it('shows what was given', async () => {
      const revision = '0123456789abcdef0123456789abcdef01234567';
      const repo = 'https://chromium.googlesource.com/a';
      const [started] = await events(
        ...['build', '--trigger', '{"id": "big", "cron": {"generation": "9007199254740993"}}'],
        ...['--commit', `${repo}@main:${revision}`],
      );
      const triggers = started?.['triggers'] as Event[];
      assert.deepEqual(
        triggers.map(({ id, cron, gitiles }) => [id, cron, gitiles]),
        [
          ['big', { generation: '9007199254740993' }, undefined],
          [
            `${repo}/+/refs/heads/main@${revision}`,
            undefined,
            { repo, ref: 'refs/heads/main', revision },
          ],
        ],
      );
    });
  });

  describe('wrong usage', () => {
    const cases: readonly [args: string, complaint: string][] = [
      ['--format xml', "unknown --format 'xml'; use text or json"],
      ['--host x', "--host 'x' is not of the form HOST=TARGET"],
      ['--host =x', "--host '=x' is not of the form HOST=TARGET"],
      ['--host a@b=network', '--host: "a@b" is not a host, such as example.com or *.example.com'],
      [
        '--host a=',
        '--host: a goes nowhere: name a folder, emulator, network, network+luci-auth or refuse',
      ],
    ];
    for (const [args, complaint] of cases) {
      it(`${args}: ${complaint}`, async () => {
        const { stderr, exitCode } = await run('build', ...args.split(' '));
        assert.equal(stderr, `luci-jobs run: ${complaint}\nTry 'luci-jobs run --help'.\n`);
        assert.equal(exitCode, 2);
      });
    }
  });
});
