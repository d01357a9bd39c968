// `list` and `graph`: the same config as a table and as drawings.

import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { luciJobs } from './cli-in-process.ts';
import { luciJobsProcess } from './cli-process.ts';
import { configFolder } from './config-folder.ts';

const CONFIG = `job { id: "nightly \\"x\\"" schedule: "0 3 * * *" noop {} }
job { id: "b" noop {} }
job { id: "off" schedule: "* * * * *" disabled: true noop {} }
trigger { id: "t" triggers: "b" triggers: "gone" triggers: "b" gitiles {} }
trigger { id: "u" triggers: "b" schedule: "with 10s interval" noop {} }
job {}
`;

describe('luci-jobs list', () => {
  const list = (...args: readonly string[]) =>
    luciJobsProcess(['list', '--from', '2026-01-01', ...args], {
      stdin: CONFIG,
      env: { TZ: 'UTC' },
    });

  it('is a table', async () => {
    const { stdout, stderr, exitCode } = await list('-');
    assert.deepEqual([stderr, exitCode], ['', 0]);
    assert.equal(
      stdout,
      `KIND     ID           TASK     SCHEDULE           NEXT (UTC)            TRIGGERED BY
job      nightly "x"  noop     0 3 * * *          Thu 2026-01-01 03:00  -
job      b            noop     triggered          -                     t, u
job      off          noop     * * * * *          disabled              -
trigger  t            gitiles  with 30s interval  -                     -
trigger  u            noop     with 10s interval  -                     -
job      (no id)      -        triggered          -                     -
`,
    );
  });

  it('has a column in local time, with its zone, where that is not UTC', async () => {
    const args = ['list', '--from', '2026-01-01', '-'];
    const { stdout } = await luciJobsProcess(args, {
      env: { TZ: 'Asia/Kolkata' },
      stdin: `job { id: "a" schedule: "30 22 * * *" noop {} } job { id: "b" noop {} }`,
    });
    assert.equal(
      stdout,
      `KIND  ID  TASK  SCHEDULE     NEXT (UTC)            NEXT (Asia/Kolkata)   TRIGGERED BY
job   a   noop  30 22 * * *  Thu 2026-01-01 22:30  Fri 2026-01-02 04:00  -
job   b   noop  triggered    -                     -                     -
`,
    );
  });

  it('is JSON', async () => {
    const { stdout, exitCode } = await list('--format=json', '-');
    assert.equal(exitCode, 0);
    const rows = JSON.parse(stdout);
    assert.equal(rows.length, 6);
    assert.deepEqual(rows[0], {
      kind: 'job',
      id: 'nightly "x"',
      task: 'noop',
      schedule: '0 3 * * *',
      words: 'at 03:00 every day',
      disabled: false,
      triggers: [],
      triggeredBy: [],
      next: '2026-01-01T03:00:00Z',
      line: 1,
    });
    assert.deepEqual(
      [rows[3].triggers, rows[1].triggeredBy],
      [
        ['b', 'gone'],
        ['t', 'u'],
      ],
    );
  });

  it('refuses what makes no sense', async () => {
    for (const [args, message] of [
      [['list', 'a', 'b'], 'give one FILE'],
      [['list', 'nope'], 'cannot read nope: no such file'],
      [['list', '--format=xml', '-'], "unknown --format 'xml'; use text or json"],
      [
        ['list', '--from=today', '-'],
        "--from needs a time such as 2026-01-01T08:00:00Z, or a date such as 2026-01-01, not 'today'",
      ],
      [['graph', '--format=svg', '-'], "unknown --format 'svg'; use mermaid or dot"],
    ] as const) {
      const { stderr, exitCode } = await luciJobs(args);
      assert.equal(
        stderr,
        `luci-jobs ${args[0]}: ${message}\nTry 'luci-jobs ${args[0]} --help'.\n`,
      );
      assert.equal(exitCode, 2);
    }
  });
});

describe('luci-jobs list and graph without a file', () => {
  const folder = configFolder({ 'luci-scheduler.cfg': CONFIG, 'other.cfg': '' });

  it('take the only config of a folder, the current one if none is named', async () => {
    const cwd = folder.path;
    for (const command of ['list', 'graph']) {
      const named = await luciJobs([command, 'luci-scheduler.cfg'], { cwd });
      assert.equal(named.exitCode, 0);
      assert.deepEqual(await luciJobs([command], { cwd }), named);
      assert.deepEqual(await luciJobs([command, folder.path]), named);
    }
  });

  it('ask which one where there are several, or none', async () => {
    const cwd = path.join(folder.path, 'b');
    mkdirSync(cwd);
    const said = async () => (await luciJobs(['list'], { cwd })).stderr.split('\n')[0];
    assert.equal(
      await said(),
      'luci-jobs list: cannot read .: it is a directory without a luci-scheduler*.cfg',
    );
    for (const name of ['luci-scheduler.cfg', 'luci-scheduler-dev.cfg'])
      writeFileSync(path.join(cwd, name), '');
    assert.equal(
      await said(),
      'luci-jobs list: there are 2 configs in .: give one of them, such as luci-scheduler-dev.cfg',
    );
  });
});

describe('luci-jobs graph', () => {
  it('is a flowchart of Mermaid', async () => {
    const { stdout, exitCode } = await luciJobs(['graph', '-'], { stdin: CONFIG });
    assert.equal(exitCode, 0);
    assert.equal(
      stdout,
      `flowchart LR
  n0["nightly #34;x#34;<br>0 3 * * *"]
  n1["b"]
  n2["off<br>* * * * *"]
  n3(["t<br>with 30s interval"])
  n4(["u<br>with 10s interval"])
  n5["#40;no id#41;"]
  n6["gone"]
  style n6 stroke-dasharray: 4
  n3 --> n1
  n3 --> n6
  n4 --> n1
`,
    );
  });

  it('is a digraph of Graphviz', async () => {
    const { stdout } = await luciJobs(['graph', '--format=dot', '-'], { stdin: CONFIG });
    assert.match(stdout, /^digraph jobs \{\n/);
    assert.match(stdout, /^ {2}n0 \[label="nightly \\"x\\"\\n0 3 \* \* \*"\];$/m);
    assert.match(stdout, /^ {2}n6 \[label="gone", style=dashed\];$/m);
    assert.match(stdout, /^ {2}n3 -> n1;$/m);
    assert.match(stdout, /\n\}\n$/);
  });
});
