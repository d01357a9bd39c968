import assert from 'node:assert/strict';
import { LINTS_OFF } from './server-client.ts';
import { ServerInProcess } from './server-in-process.ts';

const URI = 'file:///a.cfg';

/** Whether the bucket's project is named depends on the project that the config belongs to. */
const TEXT =
  'job { id: "a" buildbucket { server: "h" bucket: "luci.chromium.ci" builder: "b" } }\n';

const ASKS = {
  workspace: { configuration: true, didChangeConfiguration: { dynamicRegistration: true } },
};

const section = (project: string) => ({ project, lints: LINTS_OFF });

async function message(server: ServerInProcess): Promise<string> {
  const { diagnostics } = await server.pushed(URI, 1);
  return diagnostics.map((diagnostic) => diagnostic.message).join();
}

describe('a client that answers workspace/configuration', () => {
  it('is asked once it is initialized, and whenever something has changed', async () => {
    const server = new ServerInProcess();
    server.configuration = section('chromium');
    await server.initialize({ capabilities: ASKS, settings: section('chromium') });
    await server.open(URI, TEXT);
    assert.match(await message(server), /Write "ci"/);

    server.configuration = section('other');
    await server.connection.sendNotification('workspace/didChangeConfiguration', {
      settings: null,
    });
    assert.match(await message(server), /Write "chromium:ci"/);
    assert.deepEqual(server.asked, [
      'workspace/configuration luciScheduler',
      'client/registerCapability workspace/didChangeConfiguration',
      'workspace/configuration luciScheduler',
    ]);
    assert.equal(await server.stop(), 0);
  });

  it('need not say the same at the start', async () => {
    const server = new ServerInProcess();
    server.configuration = section('chromium');
    await server.initialize({ capabilities: ASKS });
    await server.open(URI, TEXT);
    // Before or after the answer has come.
    while (!/Write "ci"/.test(await message(server)));
    assert.equal(await server.stop(), 0);
  });

  it('may have no settings of ours', async () => {
    const server = new ServerInProcess();
    await server.initialize({ capabilities: ASKS });
    await server.request('textDocument/documentSymbol', URI);
    assert.equal(await server.stop(), 0);
  });
});
