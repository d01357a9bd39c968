import assert from 'node:assert/strict';
import type { ClientCapabilities, CodeLens } from 'vscode-languageserver-protocol';
import { ServerInProcess } from './server-in-process.ts';

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

const RUNS = { runsHere: ['noop', 'url_fetch'] };

async function start(
  options: object,
  settings: object = {},
  capabilities: ClientCapabilities = REFRESHES,
) {
  const { server } = await ServerInProcess.start({ capabilities, options, settings });
  await server.open(URI, TEXT);
  return server;
}

async function ids(server: ServerInProcess): Promise<unknown[]> {
  const lenses = await server.request<CodeLens[]>('textDocument/codeLens', URI);
  return lenses.map(({ command }) => command?.arguments?.[1]);
}

function configure(server: ServerInProcess, section: object): Promise<void> {
  const settings = { luciScheduler: section };
  return server.connection.sendNotification('workspace/didChangeConfiguration', { settings });
}

describe('code lenses', () => {
  it('carry the command that the client runs', async () => {
    const server = await start(RUNS);
    const lenses = await server.request<CodeLens[]>('textDocument/codeLens', URI);
    const lens = (line: number, id: string): CodeLens => ({
      range: { start: { line, character: 0 }, end: { line, character: 0 } },
      command: { title: 'Run', command: 'luciScheduler.runJob', arguments: [URI, id] },
    });
    assert.deepEqual(lenses, [lens(1, 'sleep'), lens(2, 'fetch')]);
    assert.equal(await server.stop(), 0);
  });

  const offers: readonly [options: object, settings: object, shown: boolean][] = [
    [{}, {}, false],
    [{ runsHere: [] }, {}, false],
    [{ runsHere: 'noop' }, {}, false],
    [RUNS, {}, true],
    [RUNS, { codeLens: { enabled: false } }, false],
    [RUNS, { trusted: false }, false],
  ];
  for (const [options, settings, shown] of offers) {
    const given = JSON.stringify({ ...options, settings });
    it(`${shown ? 'stand' : 'do not stand'} there with ${given}`, async () => {
      const server = await start(options, settings);
      assert.deepEqual(await ids(server), shown ? ['sleep', 'fetch'] : []);
      assert.equal(await server.stop(), 0);
    });
  }

  it('come and go with the settings, and the client is asked to look again', async () => {
    const server = await start(RUNS, { trusted: false });
    const steps: readonly [section: object, shown: boolean, asked: number][] = [
      [{ trusted: true }, true, 1],
      [{ trusted: true, project: 'other' }, true, 1],
      [{ codeLens: { enabled: false } }, false, 2],
      [{ codeLens: { enabled: false } }, false, 2],
      [{ codeLens: { enabled: true } }, true, 3],
    ];
    for (const [section, shown, asked] of steps) {
      await configure(server, section);
      assert.deepEqual(await ids(server), shown ? ['sleep', 'fetch'] : []);
      assert.deepEqual(server.asked, Array(asked).fill('workspace/codeLens/refresh'));
    }
    assert.equal(await server.stop(), 0);
  });

  it('ask nothing of a client that cannot be asked', async () => {
    const server = await start(RUNS, {}, {});
    await configure(server, { codeLens: { enabled: false } });
    assert.deepEqual(await ids(server), []);
    assert.deepEqual(server.asked, []);
    assert.equal(await server.stop(), 0);
  });
});
