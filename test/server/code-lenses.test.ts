import assert from 'node:assert/strict';
import type { ClientCapabilities, CodeLens } from 'vscode-languageserver-protocol';
import { ServerProcess } from './server-process.ts';

const URI = 'file:///a.cfg';

const TEXT = `# A comment.
job { id: "sleep" noop {} }
job {
  id: "fetch"
  url_fetch { url: "https://example.com/" }
}
trigger { id: "off" disabled: true noop {} }
`;

const REFRESHES: ClientCapabilities = { workspace: { codeLens: { refreshSupport: true } } };

async function start(options: object, capabilities: ClientCapabilities = REFRESHES) {
  const { server } = await ServerProcess.start({ capabilities, options });
  await server.open(URI, TEXT);
  return server;
}

async function ids(server: ServerProcess): Promise<unknown[]> {
  const lenses = await server.request<CodeLens[]>('textDocument/codeLens', URI);
  return lenses.map(({ command }) => command?.arguments?.[1]);
}

function configure(server: ServerProcess, settings: object): Promise<void> {
  return server.connection.sendNotification('workspace/didChangeConfiguration', { settings });
}

describe('code lenses', () => {
  it('carry the command that the client runs', async () => {
    const server = await start({ runner: true });
    const lenses = await server.request<CodeLens[]>('textDocument/codeLens', URI);
    const lens = (line: number, id: string): CodeLens => ({
      range: { start: { line, character: 0 }, end: { line, character: 0 } },
      command: { title: 'Run', command: 'luciScheduler.runJob', arguments: [URI, id] },
    });
    assert.deepEqual(lenses, [lens(1, 'sleep'), lens(2, 'fetch')]);
    assert.equal(await server.stop(), 0);
  });

  const offers: readonly [options: object, shown: boolean][] = [
    [{}, false],
    [{ runner: true }, true],
    [{ runner: true, codeLens: false }, false],
    [{ runner: true, trusted: false }, false],
  ];
  for (const [options, shown] of offers) {
    it(`${shown ? 'stand' : 'do not stand'} there with ${JSON.stringify(options)}`, async () => {
      const server = await start(options);
      assert.deepEqual(await ids(server), shown ? ['sleep', 'fetch'] : []);
      assert.equal(await server.stop(), 0);
    });
  }

  it('come and go with the settings, and the client is asked to look again', async () => {
    const server = await start({ runner: true, trusted: false });
    const steps: readonly [settings: object, shown: boolean, asked: number][] = [
      [{ trusted: true }, true, 1],
      [{ trusted: true, luciScheduler: { project: 'other' } }, true, 1],
      [{ luciScheduler: { codeLens: { enabled: false } } }, false, 2],
      [{ luciScheduler: { codeLens: { enabled: false } } }, false, 2],
      [{ luciScheduler: { codeLens: { enabled: true } } }, true, 3],
    ];
    for (const [settings, shown, asked] of steps) {
      await configure(server, settings);
      assert.deepEqual(await ids(server), shown ? ['sleep', 'fetch'] : []);
      assert.deepEqual(server.asked, Array(asked).fill('workspace/codeLens/refresh'));
    }
    assert.equal(await server.stop(), 0);
  });

  it('ask nothing of a client that cannot be asked', async () => {
    const server = await start({ runner: true }, {});
    await configure(server, { luciScheduler: { codeLens: { enabled: false } } });
    assert.deepEqual(await ids(server), []);
    assert.deepEqual(server.asked, []);
    assert.equal(await server.stop(), 0);
  });
});
