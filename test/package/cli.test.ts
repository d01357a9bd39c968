import assert from 'node:assert/strict';
import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { DEMO_CONFIG, DIST, ROOT } from '../../scripts/paths.ts';

const CLI = path.join(DIST, 'cli.js');

/** The Node that the machine has, which may be older than the one that runs the tests. */
const NODE = process.env['npm_node_execpath'] ?? process.execPath;

describe('the bundled command line', () => {
  it('can be started by its name', function () {
    if (process.platform === 'win32') this.skip();
    const { version } = JSON.parse(fs.readFileSync(path.join(ROOT, 'package.json'), 'utf8'));
    assert.equal(execFileSync(CLI, ['--version'], { encoding: 'utf8' }), `${version}\n`);
  });

  describe("on the machine's own Node", () => {
    /** Fails unless the exit code is 0. */
    const run = (args: readonly string[], input = '') =>
      execFileSync(NODE, [CLI, ...args], { encoding: 'utf8', input, stdio: 'pipe' });

    it('validates', () => {
      assert.deepEqual(JSON.parse(run(['validate', '--format', 'json', DEMO_CONFIG])), []);
    });

    it('runs', () => {
      assert.match(run(['run', DEMO_CONFIG, 'hello-noop']), /SUCCEEDED/);
    });

    it('knows schedules', () => {
      const from = ['--from', '2015-09-14T22:42:00Z', '--count', '1'];
      assert.deepEqual(JSON.parse(run(['schedule', '--format', 'json', ...from, '0 0 31W * *'])), {
        valid: true,
        next: ['2015-10-30T00:00:00Z'],
      });
      assert.match(run(['schedule', ...from, 'with 90s interval']), /^Mon 2015-09-14 22:43:30 UTC/);
    });

    // Each needs another part of the language, of which Node 20 knows less than the Node of the tests.
    const findings: [text: string, ...codes: string[]][] = [
      ['job { id: "a" schedule: "0 5-3 * * *" noop {} }', 'lint-cron-empty-range'],
      ['job { id: "a" schedule: "with 1d interval" noop {} }', 'schedule-invalid'],
      [
        'job { id: "a" schedule: "@daily" noop {} } job { id: "a" schedule: "@daily" noop {} }',
        'duplicate-id',
      ],
      ['job { id: "a" \n nopo {} }', 'textproto-unknown-field'],
      [
        'job { id: "a" schedule: "0 1 * * *" url_fetch { url: "http://[::1%]" } }',
        'url-fetch-url-invalid',
      ],
      ['job { id: "\udcff" noop {} schedule: "@daily" }', 'job-id-invalid'],
      [
        'trigger { id: "t" gitiles { repo: "https://a.googlesource.com/b" refs: "regexp:refs/heads/(?i)\\\\p{Greek}|(" } }',
        'ref-regexp-invalid',
        'lint-poller-without-triggers',
      ],
    ];
    it('finds what is wrong', () => {
      const questions = findings.map(([text], id) => JSON.stringify({ id, text }));
      const { stdout } = spawnSync(NODE, [CLI, 'validate', '--jsonl'], {
        encoding: 'utf8',
        input: questions.join('\n'),
      });
      const answers = stdout
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line));
      assert.deepEqual(
        answers.map(({ findings }) => findings.map(({ code }: { code: string }) => code)),
        findings.map(([, ...codes]) => codes),
      );
    });

    it('serves LSP', async () => {
      const textDocument = {
        uri: 'file:///luci-scheduler.cfg',
        languageId: 'luci-scheduler',
        version: 1,
        text: 'job { id: "a" }',
      };
      const messages = [
        {
          id: 1,
          method: 'initialize',
          params: { processId: null, rootUri: null, capabilities: {} },
        },
        { method: 'initialized', params: {} },
        { method: 'textDocument/didOpen', params: { textDocument } },
        { id: 2, method: 'shutdown' },
        { method: 'exit' },
      ].map((message) => JSON.stringify({ jsonrpc: '2.0', ...message }));
      const framed = messages.map((json) => `Content-Length: ${json.length}\r\n\r\n${json}`);
      const server = spawn(NODE, [CLI, 'lsp', '--stdio'], { stdio: ['pipe', 'pipe', 'inherit'] });
      server.stdin.write(framed.join(''));
      const [answers, [exitCode]] = await Promise.all([text(server.stdout), once(server, 'exit')]);
      assert.match(answers, /"code":"task-missing"/);
      assert.equal(exitCode, 0);
    });
  });
});
