// The project's settings file, as the editor and the command line obey it.

import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { DocumentDiagnosticReport } from 'vscode-languageserver-protocol';
import { luciJobs } from '../cli/cli-in-process.ts';
import { configFolder } from '../cli/config-folder.ts';
import { ServerInProcess } from './server-in-process.ts';

const TEXT = 'job { id: "a" schedule: "0 0 31 2 *" noop {} }\n';
const CODE = 'lint-schedule-never';

describe('.luci-jobs.json', () => {
  const folder = configFolder({ 'luci-scheduler.cfg': TEXT });

  function write(settings: object | string): void {
    const text = typeof settings === 'string' ? settings : JSON.stringify(settings);
    writeFileSync(path.join(folder.path, '.luci-jobs.json'), text);
  }

  async function severities(server: ServerInProcess, uri: string): Promise<readonly unknown[]> {
    const report = await server.request<DocumentDiagnosticReport>('textDocument/diagnostic', uri);
    assert.equal(report.kind, 'full');
    return 'items' in report
      ? report.items.flatMap(({ code, severity }) => (code === CODE ? [severity] : []))
      : [];
  }

  it('is obeyed by the editor, when it is opened and when it changes', async () => {
    const settings = { lints: {} };
    const capabilities = { textDocument: { diagnostic: {} } };
    const { server } = await ServerInProcess.start({ capabilities, settings });
    const uri = String(pathToFileURL(path.join(folder.path, 'luci-scheduler.cfg')));
    write({ lints: { [CODE]: 'error' } });
    await server.open(uri, TEXT);
    assert.deepEqual(await severities(server, uri), [1]);
    write({ lints: { [CODE]: 'off' } });
    await server.connection.sendNotification('workspace/didChangeWatchedFiles', { changes: [] });
    assert.deepEqual(await severities(server, uri), []);
    write('{');
    await server.connection.sendNotification('workspace/didChangeWatchedFiles', { changes: [] });
    assert.deepEqual(await severities(server, uri), [2]);
    await server.open('untitled:x', TEXT);
    assert.deepEqual(await severities(server, 'untitled:x'), [2]);
    assert.equal(await server.stop(), 0);
  });

  it('is obeyed by luci-jobs validate, from folders below as well', async () => {
    mkdirSync(path.join(folder.path, 'sub'));
    writeFileSync(path.join(folder.path, 'sub', 'x.cfg'), TEXT);
    const validate = (...args: readonly string[]) =>
      luciJobs(['validate', '--format=json', ...args], { cwd: folder.path, stdin: TEXT });
    const rated = async (...args: readonly string[]) => {
      const { stdout, exitCode } = await validate(...args);
      const findings: { code: string; severity: string }[] = JSON.parse(stdout);
      return [findings.find(({ code }) => code === CODE)?.severity, exitCode];
    };
    write({ lints: { [CODE]: 'error' } });
    assert.deepEqual(await rated('sub/x.cfg'), ['error', 1]);
    assert.deepEqual(await rated('--stdin-filename', 'sub/y.cfg'), ['error', 1]);
    write({ lints: { [CODE]: false } });
    assert.deepEqual(await rated('sub/x.cfg'), [undefined, 0]);
    write({ projet: 'x' });
    const { stderr, exitCode } = await validate('sub/x.cfg');
    assert.equal(exitCode, 2);
    assert.match(
      stderr,
      /cannot use .*\.luci-jobs\.json: there is no setting "projet"; did you mean "project"\?/,
    );
  });
});
