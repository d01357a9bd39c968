import assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { SymbolInformation } from 'vscode-languageserver-protocol';
import { LINTS_OFF } from './server-client.ts';
import { ServerInProcess } from './server-in-process.ts';

describe('symbols of the workspace', () => {
  let folder: string;

  beforeEach(() => {
    folder = fs.mkdtempSync(path.join(os.tmpdir(), 'workspace symbols '));
    write('luci-scheduler.cfg', 'job { id: "one" noop {} }\n');
    write('deep/er/luci-scheduler-dev.cfg', 'job { id: "two" noop {} }\njob { id: "open"');
    write('node_modules/x/luci-scheduler.cfg', 'job { id: "not-this" }\n');
    write('deep/other.cfg', 'job { id: "nor-this" }\n');
  });

  afterEach(() => fs.rmSync(folder, { recursive: true }));

  function write(name: string, text: string): void {
    const file = path.join(folder, name);
    fs.mkdirSync(path.dirname(file), { recursive: true });
    fs.writeFileSync(file, text);
  }

  const uriOf = (name: string) => pathToFileURL(path.join(folder, name)).href;

  async function started(workspace: object): Promise<ServerInProcess> {
    const server = new ServerInProcess();
    await server.connection.sendRequest('initialize', {
      processId: null,
      rootUri: null,
      capabilities: {},
      initializationOptions: { settings: { lints: LINTS_OFF } },
      ...workspace,
    });
    await server.connection.sendNotification('initialized', {});
    return server;
  }

  async function ask(server: ServerInProcess, query: string) {
    const symbols = await server.connection.sendRequest<SymbolInformation[]>('workspace/symbol', {
      query,
    });
    return symbols.map(({ name, location }) => [name, path.basename(location.uri)]);
  }

  it('are those of all its configs, open or not, each once', async () => {
    const server = await started({
      workspaceFolders: [{ uri: pathToFileURL(folder).href, name: 'f' }],
    });
    assert.deepEqual(await ask(server, ''), [
      ['one', 'luci-scheduler.cfg'],
      ['two', 'luci-scheduler-dev.cfg'],
      ['open', 'luci-scheduler-dev.cfg'],
    ]);
    // What is in the editor counts, and its uri may be escaped in another way.
    await server.open(uriOf('luci-scheduler.cfg').replace('%20', ' '), 'job { id: "unsaved" }');
    assert.deepEqual(await ask(server, 'one'), []);
    assert.deepEqual(await ask(server, 'uns'), [['unsaved', 'luci-scheduler.cfg']]);
    assert.equal(await server.stop(), 0);
  });

  it('are read again when a file has changed', async () => {
    const server = await started({ rootUri: pathToFileURL(folder).href });
    assert.deepEqual(await ask(server, 'tw'), [['two', 'luci-scheduler-dev.cfg']]);
    write('deep/er/luci-scheduler-dev.cfg', 'job { id: "twelve" noop {} }\n');
    assert.deepEqual(await ask(server, 'tw'), [['twelve', 'luci-scheduler-dev.cfg']]);
    fs.rmSync(path.join(folder, 'deep'), { recursive: true });
    assert.deepEqual(await ask(server, 'tw'), []);
    assert.equal(await server.stop(), 0);
  });

  it('are those of the folders that there are by then', async () => {
    const server = await started({
      capabilities: { workspace: { workspaceFolders: true } },
      workspaceFolders: [{ uri: pathToFileURL(folder).href, name: 'f' }],
    });
    const other = fs.mkdtempSync(path.join(os.tmpdir(), 'workspace symbols '));
    fs.writeFileSync(path.join(other, 'luci-scheduler.cfg'), 'job { id: "three" noop {} }\n');
    const change = (added: readonly unknown[], removed: readonly unknown[]) =>
      server.connection.sendNotification('workspace/didChangeWorkspaceFolders', {
        event: { added, removed },
      });
    const uri = (of: string) => ({ uri: pathToFileURL(of).href, name: 'n' });
    assert.equal((await ask(server, '')).length, 3);
    await change([uri(other), uri(other)], []);
    assert.deepEqual(await ask(server, 'three'), [['three', 'luci-scheduler.cfg']]);
    assert.equal((await ask(server, '')).length, 4);
    await change([], [{ uri: `${pathToFileURL(folder).href}/`, name: 'f' }]);
    assert.equal((await ask(server, '')).length, 1);
    // Clients may send anything.
    await change([null, { uri: 5 }], [{}, 'x']);
    await server.connection.sendNotification('workspace/didChangeWorkspaceFolders', {});
    assert.equal((await ask(server, '')).length, 1);
    await change([], [uri(other)]);
    assert.deepEqual(await ask(server, ''), []);
    fs.rmSync(other, { recursive: true });
    assert.equal(await server.stop(), 0);
  });

  it('are those of open documents alone where there is no folder on disk', async () => {
    for (const workspace of [
      {},
      { workspaceFolders: [{ uri: 'vscode-vfs://github/a/b', name: 'b' }] },
      { workspaceFolders: [null, { uri: 5 }, { uri: 'file://%' }] },
      { rootUri: pathToFileURL(path.join(folder, 'missing')).href },
    ]) {
      const server = await started(workspace);
      await server.open('file:///a.cfg', 'job { id: "a" }');
      assert.deepEqual(await ask(server, ''), [['a', 'a.cfg']]);
      assert.equal(await server.stop(), 0);
    }
  });
});
