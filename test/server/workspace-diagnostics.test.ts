// Diagnostics of all configs of the workspace as a client without the extension pulls them.

import assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import {
  CancellationTokenSource,
  type ClientCapabilities,
  type DocumentDiagnosticReport,
  type WorkspaceDiagnosticReport,
  type WorkspaceDiagnosticReportPartialResult,
  WorkspaceDiagnosticRequest,
} from 'vscode-languageserver-protocol';
import { LINTS_OFF } from './server-client.ts';
import { ServerInProcess } from './server-in-process.ts';

const CAPABILITIES: ClientCapabilities = {
  textDocument: { diagnostic: {} },
  workspace: {
    diagnostics: { refreshSupport: true },
    didChangeWatchedFiles: { dynamicRegistration: true },
  },
};

const BAD = 'job { id: "a" noop {} schedule: "whenever" }\n';
const GOOD = 'job { id: "a" noop {} }\n';

describe('diagnostics of the workspace', () => {
  let folder: string;
  let server: ServerInProcess;

  beforeEach(async () => {
    folder = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), 'workspace diagnostics ')));
    write('luci-scheduler.cfg', BAD);
    write('deep/er/luci-scheduler-dev.cfg', GOOD);
    write('node_modules/luci-scheduler.cfg', BAD);
    write('other.cfg', BAD);
    const folders = [pathToFileURL(folder).href];
    ({ server } = await ServerInProcess.start({ capabilities: CAPABILITIES, folders }));
  });

  afterEach(async () => {
    assert.equal(await server.stop(), 0);
    fs.rmSync(folder, { recursive: true });
  });

  function write(name: string, text: string): void {
    const file = path.join(folder, name);
    fs.mkdirSync(path.dirname(file), { recursive: true });
    fs.writeFileSync(file, text);
  }

  const uriOf = (name: string) => pathToFileURL(path.join(folder, name)).href;

  type Reports = WorkspaceDiagnosticReport['items'];

  async function pull(previous: Reports = [], more: object = {}): Promise<Reports> {
    const previousResultIds = previous.flatMap(({ uri, resultId }) =>
      resultId === undefined ? [] : [{ uri, value: resultId }],
    );
    const { items } = await server.connection.sendRequest<WorkspaceDiagnosticReport>(
      'workspace/diagnostic',
      { previousResultIds, ...more },
    );
    return items;
  }

  const settings = (luciScheduler: object) =>
    server.connection.sendNotification('workspace/didChangeConfiguration', {
      settings: { luciScheduler: { lints: LINTS_OFF, ...luciScheduler } },
    });

  /** By the name of the file: its version, and the codes of what is wrong, or that this is as before. */
  const shown = (reports: Reports) =>
    reports.map((report) => [
      path.basename(report.uri),
      report.version,
      report.kind === 'full' ? report.items.map(({ code }) => code).join() : report.kind,
    ]);

  const ALL = [
    ['luci-scheduler.cfg', null, 'schedule-invalid'],
    ['luci-scheduler-dev.cfg', null, ''],
  ];

  it('are those of all its configs, opened or not, and of no other files', async () => {
    assert.deepEqual(shown(await pull()), ALL);
    await server.open(uriOf('luci-scheduler.cfg').replaceAll('%20', ' '), GOOD, 7);
    await server.open('untitled:x', 'nonsense', 3);
    assert.deepEqual(
      shown(await pull()),
      [
        ['luci-scheduler.cfg', 7, ''],
        ['x', 3, 'textproto-unknown-field'],
        ['luci-scheduler-dev.cfg', null, ''],
      ].map(([name, ...rest]) => [name === 'x' ? 'untitled:x' : name, ...rest]),
    );
  });

  it('are as before until something changes: a file, a setting, a settings file', async () => {
    const same = ALL.map(([name]) => [name, null, 'unchanged']);
    const first = await pull();
    assert.deepEqual(shown(await pull(first)), same);
    write('luci-scheduler.cfg', `${BAD}job {`);
    const second = await pull(first);
    assert.deepEqual(shown(second)[0], [
      'luci-scheduler.cfg',
      null,
      'textproto-missing-brace,schedule-invalid',
    ]);
    assert.deepEqual(shown(second)[1], same[1]);
    await settings({ project: 'other' });
    const third = await pull(second);
    assert.deepEqual(
      third.map(({ kind }) => kind),
      ['full', 'full'],
    );
    assert.deepEqual(shown(await pull(third)), same);
    write('.luci-jobs.json', '{"crowdedMinuteLimit": 5}');
    await server.connection.sendNotification('workspace/didChangeWatchedFiles', {
      changes: [{ uri: uriOf('.luci-jobs.json'), type: 1 }],
    });
    assert.deepEqual(
      (await pull(third)).map(({ kind }) => kind),
      ['full', 'full'],
    );
  });

  it('of a config that is open are as its document has them, by the same id', async () => {
    const uri = uriOf('luci-scheduler.cfg');
    await server.open(uri, BAD);
    const { resultId } = await server.request<DocumentDiagnosticReport>(
      'textDocument/diagnostic',
      uri,
    );
    const reports = await pull();
    assert.equal(reports[0]?.resultId, resultId);
    assert.deepEqual(shown(await pull(reports))[0], ['luci-scheduler.cfg', 1, 'unchanged']);
    await server.change(uri, 2, { text: GOOD });
    const changed = await pull(reports);
    assert.deepEqual(shown(changed)[0], ['luci-scheduler.cfg', 2, '']);
    await server.connection.sendNotification('textDocument/didClose', { textDocument: { uri } });
    assert.deepEqual(shown(await pull(changed))[0], ALL[0]);
  });

  it('are taken back where a config has gone', async () => {
    const first = await pull();
    fs.rmSync(path.join(folder, 'luci-scheduler.cfg'));
    await server.connection.sendNotification('workspace/didChangeWatchedFiles', {
      changes: [{ uri: uriOf('luci-scheduler.cfg'), type: 3 }],
    });
    const second = await pull(first);
    assert.deepEqual(shown(second), [
      ['luci-scheduler-dev.cfg', null, 'unchanged'],
      ['luci-scheduler.cfg', null, ''],
    ]);
    assert.equal(second[1]?.resultId, undefined);
    write('new/luci-scheduler.cfg', BAD);
    await server.connection.sendNotification('workspace/didChangeWatchedFiles', {
      changes: [{ uri: uriOf('new/luci-scheduler.cfg'), type: 1 }],
    });
    assert.deepEqual(
      shown(await pull(first)).find(([, , what]) => what !== 'unchanged'),
      ['luci-scheduler.cfg', null, 'schedule-invalid'],
    );
  });

  it('are those of open configs alone, or none, where the user wants it so', async () => {
    const first = await pull();
    await server.open(uriOf('luci-scheduler.cfg'), BAD);
    await settings({ workspaceDiagnostics: 'open' });
    assert.deepEqual(shown(await pull(first)), [
      ['luci-scheduler.cfg', 1, 'schedule-invalid'],
      ['luci-scheduler-dev.cfg', null, ''],
    ]);
    assert.ok(server.asked.includes('workspace/diagnostic/refresh'));
    await settings({ workspaceDiagnostics: 'off' });
    // The open one is the document's own business.
    assert.deepEqual(shown(await pull(first)), [['luci-scheduler-dev.cfg', null, '']]);
    assert.deepEqual(await pull(), []);
  });

  it('come file by file to a client that takes them so', async () => {
    const parts: Reports[] = [];
    const { partialResult } = WorkspaceDiagnosticRequest;
    server.connection.onProgress(partialResult, 'mine', (part) => {
      parts.push((part as WorkspaceDiagnosticReportPartialResult).items);
    });
    assert.deepEqual(await pull([], { partialResultToken: 'mine' }), []);
    assert.deepEqual(
      parts.map(shown),
      ALL.map((report) => [report]),
    );
  });

  it('end where the client has given up, and let what else it asks go first', async () => {
    for (let i = 0; i < 150; i++) write(`many/${i}/luci-scheduler.cfg`, BAD.repeat(50));
    const source = new CancellationTokenSource();
    const order: string[] = [];
    const all = server.connection
      .sendRequest(WorkspaceDiagnosticRequest.type, { previousResultIds: [] }, source.token)
      .catch(({ code }) => order.push(String(code)));
    await server.open('untitled:x', BAD);
    await server.request('textDocument/documentSymbol', 'untitled:x');
    order.push('symbols');
    source.cancel();
    await all;
    assert.deepEqual(order, ['symbols', '-32800']);
  });

  it('are bounded in their number, of which the log tells', async () => {
    for (let i = 0; i < 250; i++) write(`many/${i}/luci-scheduler.cfg`, GOOD);
    assert.equal((await pull()).length, 200);
    assert.ok(
      server.logged.includes('Only 200 configs of the workspace are checked without being opened.'),
      server.logged.join('\n'),
    );
  });

  it('answer whatever they are asked with', async () => {
    for (const previousResultIds of [null, 5, [null, { uri: 5 }, { value: {} }]]) {
      assert.equal(
        (await pull([], { previousResultIds })).filter(({ kind }) => kind === 'full').length >= 2,
        true,
      );
    }
  });
});

describe('diagnostics of the workspace are offered', () => {
  const offered = async (capabilities: ClientCapabilities, options = {}) => {
    const { server, result } = await ServerInProcess.start({ capabilities, options });
    assert.equal(await server.stop(), 0);
    return result.capabilities.diagnosticProvider;
  };
  const provider = { interFileDependencies: false };

  it('to clients that pull, but not to the extension, which checks files itself', async () => {
    assert.equal(await offered({}), undefined);
    assert.deepEqual(await offered(CAPABILITIES), { ...provider, workspaceDiagnostics: true });
    assert.deepEqual(await offered(CAPABILITIES, { editorCommands: true }), {
      ...provider,
      workspaceDiagnostics: false,
    });
  });
});
