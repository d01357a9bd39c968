import assert from 'node:assert/strict';
import { execFile, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { promisify } from 'node:util';
import { luciJobs } from './cli-in-process.ts';
import { CLI } from './cli-process.ts';
import { configFolder } from './config-folder.ts';

const execute = promisify(execFile);

describe('luci-jobs run: the colours of a log', () => {
  const folder = configFolder({});
  let server: Server;
  const command = ['run', '-', 'fetch'];
  let stdin = '';

  before(async () => {
    const body = 'a \x1b[31mred\x1b[0m\nb \x1b[2J\x1b]0;title\x07\x1b[8mhidden\n';
    server = createServer((_, response) => {
      response.setHeader('Content-Type', 'text/plain');
      response.end(body);
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    stdin = `job { id: "fetch" url_fetch { url: "http://127.0.0.1:${port}/" } }`;
  });

  after(() => server.close());

  /** With a pseudo-terminal for its output, by util-linux's script(1). */
  async function onTerminal(env: Readonly<Record<string, string>>): Promise<string> {
    const words = [process.execPath, CLI, ...command].map((word) => `'${word}'`).join(' ');
    const line = `printf %s "$CONFIG" | ${words}`;
    const { stdout } = await execute('script', ['-qec', line, '/dev/null'], {
      cwd: folder.path,
      env: { ...process.env, TERM: 'xterm', CONFIG: stdin, ...env },
    });
    return stdout.replaceAll('\r\n', '\n');
  }

  it('go to a terminal, and nothing else that drives it', async function () {
    if (!/util-linux/.test(String(spawnSync('script', ['--version']).stdout))) this.skip();
    const text = await onTerminal({ NO_COLOR: '' });
    assert.ok(text.includes('| a \x1b[31mred\x1b[0m\x1b[m\n| b hidden\n'), JSON.stringify(text));
    assert.deepEqual(text.replace(/\x1b\[[0-9;]*m/g, '').match(/[\x1b\x07]/g), null);
  });

  it('do not if NO_COLOR is set', async function () {
    if (!/util-linux/.test(String(spawnSync('script', ['--version']).stdout))) this.skip();
    const text = await onTerminal({ NO_COLOR: '1' });
    assert.ok(text.includes('| a red\n| b hidden\n'), JSON.stringify(text));
    assert.ok(!text.includes('\x1b'));
  });

  it('do not go to a file', async () => {
    const { stdout } = await luciJobs(command, { stdin });
    assert.ok(stdout.includes('| a red\n| b hidden\n'), JSON.stringify(stdout));
    assert.ok(!stdout.includes('\x1b'));
  });
});
