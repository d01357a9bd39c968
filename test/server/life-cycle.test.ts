import assert from 'node:assert/strict';
import { fileURLToPath } from 'node:url';
import type { Initialization } from './server-client.ts';
import { ServerInProcess } from './server-in-process.ts';
import { ServerProcess } from './server-process.ts';

const URI = 'file:///a.cfg';

/** The same server, as an extension starts it and as any editor does. */
const COMMANDS: Readonly<Record<string, readonly string[]>> = {
  'server/main.ts --stdio': command('../../server/main.ts', '--stdio'),
  'luci-jobs lsp': command('../../cli/main.ts', 'lsp'),
  'luci-jobs lsp --stdio --clientProcessId=…': command(
    '../../cli/main.ts',
    'lsp',
    '--stdio',
    `--clientProcessId=${process.pid}`,
  ),
};

function command(program: string, ...args: readonly string[]): readonly string[] {
  return [process.execPath, fileURLToPath(new URL(program, import.meta.url)), ...args];
}

describe('the life of a session', () => {
  for (const [name, command] of Object.entries(COMMANDS)) {
    describe(name, () => {
      it('serves, and exits with 0 when asked to', async () => {
        const { server, result } = await ServerProcess.start({}, command);
        assert.equal(result.serverInfo?.name, 'luci-scheduler');
        await server.open(URI, 'job { id: "a" }');
        const { diagnostics } = await server.pushed(URI, 1);
        assert.deepEqual(
          diagnostics.map(({ code }) => code),
          ['task-missing'],
        );
        assert.equal(await server.stop(), 0);
      });

      it('exits with 1 when told to without a shutdown', async () => {
        const { server } = await ServerProcess.start({}, command);
        await server.connection.sendNotification('exit');
        assert.equal(await server.exitCode(), 1);
      });

      it('exits with 1 when its client goes away', async () => {
        const { server } = await ServerProcess.start({}, command);
        server.child.stdin?.end();
        assert.equal(await server.exitCode(), 1);
      });
    });
  }

  it('exits with 0 when its client goes away after a shutdown', async () => {
    const { server } = await ServerProcess.start();
    await server.connection.sendRequest('shutdown');
    server.child.stdin?.end();
    assert.equal(await server.exitCode(), 0);
  });
});

describe('a client that takes no answers any more', () => {
  for (const [name, command] of Object.entries(COMMANDS)) {
    it(`ends the server without a word: ${name}`, async () => {
      const { server } = await ServerProcess.start({}, command);
      server.child.stdout?.destroy();
      // Answers to several, so that one comes after the pipe is known to be broken.
      server.write(...[1, 2, 3].map((id) => request(id, 'textDocument/documentSymbol')));
      assert.equal(await server.exitCode(), 1);
      assert.equal(server.stderr, '');
    });
  }

  it('after a shutdown ends it with 0', async () => {
    const { server } = await ServerProcess.start();
    await server.connection.sendRequest('shutdown');
    server.child.stdout?.destroy();
    server.write(...[1, 2, 3].map((id) => request(id, 'textDocument/documentSymbol')));
    assert.equal(await server.exitCode(), 0);
  });
});

/** Methods of one session in order, the code of each answer (0: a result), and the exit code. */
const ORDERS: readonly [methods: string, answers: readonly number[], exitCode: number][] = [
  ['exit', [], 1],
  ['initialize exit', [0], 1],
  ['initialize shutdown exit', [0, 0], 0],
  ['initialize initialize shutdown exit', [0, -32600, 0], 0],
  ['initialize shutdown shutdown exit', [0, 0, -32600], 0],
  ['initialize shutdown initialize exit', [0, 0, -32600], 0],
  // What was refused leaves no trace: this is no shutdown, and the session can begin.
  ['shutdown exit', [-32002], 1],
  ['shutdown initialize shutdown exit', [-32002, 0, 0], 0],
  ['shutdown shutdown initialize exit', [-32002, -32002, 0], 1],
  // Whatever the request, and whether there is one of that name.
  ['textDocument/codeLens no/such initialize exit', [-32002, -32002, 0], 1],
  ['textDocument/diagnostic $/none initialize no/such exit', [-32002, -32002, 0, -32601], 1],
  ['initialize shutdown textDocument/codeLens no/such exit', [0, 0, -32600, -32600], 0],
  ['initialize $/refused shutdown exit', [0, -32601, 0], 0],
];

describe('the order of messages', () => {
  for (const [methods, answers, exitCode] of ORDERS) {
    it(`${methods}: ${answers}, exit code ${exitCode}`, async () => {
      const server = new ServerInProcess();
      const sent = methods.split(' ').filter((method) => method !== 'exit');
      // All at once and with the end of the input behind: each is answered nevertheless.
      server.write(...sent.map((method, id) => request(id, method)), {
        jsonrpc: '2.0',
        method: 'exit',
      });
      server.endInput();
      const responses = await Promise.all(sent.map((_, id) => server.response(id)));
      assert.deepEqual(
        responses.map(({ error }) => error?.code ?? 0),
        answers,
      );
      assert.equal(await server.exitCode(), exitCode);
    });
  }

  it('answers what came before the end of the input', async () => {
    const server = new ServerProcess();
    const requests = Array.from({ length: 200 }, (_, id) =>
      request(id, id === 0 ? 'initialize' : 'textDocument/documentSymbol'),
    );
    server.write(...requests);
    server.child.stdin?.end();
    const responses = await Promise.all(requests.map((_, id) => server.response(id)));
    assert.ok(responses.every(({ result }) => result));
    assert.equal(await server.exitCode(), 1);
  });
});

/** Parameters that every request of ours can do with. */
function request(id: number, method: string): object {
  const params = { processId: null, capabilities: {}, textDocument: { uri: URI } };
  return { jsonrpc: '2.0', id, method, params };
}

describe('initialize', () => {
  const BASE = {
    positionEncoding: 'utf-16',
    textDocumentSync: { openClose: true, change: 2 },
  };
  // What is offered to everybody is walked through in features.test.ts.
  const DEPENDS = [...Object.keys(BASE), 'diagnosticProvider', 'codeLensProvider'];
  const diagnosticProvider = { interFileDependencies: false, workspaceDiagnostics: true };
  const cases: readonly [string, Initialization, object][] = [
    ['a client that says nothing', {}, {}],
    [
      'a client that pulls diagnostics',
      { capabilities: { textDocument: { diagnostic: {} } } },
      { diagnosticProvider },
    ],
    [
      // Clients in languages without undefined send null.
      'a client that cannot pull them, and says so by null',
      { capabilities: JSON.parse('{"textDocument": {"diagnostic": null}, "workspace": null}') },
      {},
    ],
    ['a client that can run jobs', { options: { runsHere: ['noop'] } }, { codeLensProvider: {} }],
    [
      // It may be granted trust later, and capabilities cannot change.
      'a client that can run jobs, in a workspace without trust',
      { options: { runsHere: ['noop'] }, settings: { trusted: false } },
      { codeLensProvider: {} },
    ],
    ['options of another shape', { options: { runsHere: 5 }, settings: { project: 5 } }, {}],
  ];
  for (const [name, initialization, extra] of cases) {
    it(`offers what is of use to ${name}`, async () => {
      const { server, result } = await ServerInProcess.start(initialization);
      const offered = Object.entries(result.capabilities).filter(([key]) => DEPENDS.includes(key));
      assert.deepEqual(Object.fromEntries(offered), { ...BASE, ...extra });
      await server.stop();
    });
  }
});

describe('messages at the wrong time', () => {
  const symbols = (id: string) => ({
    jsonrpc: '2.0',
    id,
    method: 'textDocument/documentSymbol',
    params: { textDocument: { uri: URI } },
  });
  const didOpen = {
    jsonrpc: '2.0',
    method: 'textDocument/didOpen',
    params: { textDocument: { uri: URI, languageId: '', version: 1, text: 'job {}' } },
  };

  it('before initialize: requests are refused, notifications dropped', async () => {
    const server = new ServerInProcess();
    server.write(didOpen, symbols('early'));
    assert.equal((await server.response('early')).error?.code, -32002);
    await server.initialize({});
    assert.deepEqual(await server.request('textDocument/documentSymbol', URI), []);
    assert.deepEqual(server.published, []);
    assert.equal(await server.stop(), 0);
  });

  it('an initialize without sense is refused, and the next one taken', async () => {
    const server = new ServerInProcess();
    server.write({ jsonrpc: '2.0', id: 'null', method: 'initialize', params: null });
    server.write({ jsonrpc: '2.0', id: 'none', method: 'initialize' });
    assert.ok((await server.response('null')).error);
    assert.ok((await server.response('none')).error);
    await server.initialize({});
    assert.deepEqual(await server.request('textDocument/documentSymbol', URI), []);
    assert.equal(await server.stop(), 0);
  });

  it('a second initialize is refused and changes nothing', async () => {
    const { server } = await ServerInProcess.start({ options: { runsHere: ['noop'] } });
    await assert.rejects(server.initialize({}), { code: -32600 });
    await server.open(URI, 'job { id: "a" noop {} }');
    const lenses = await server.request<unknown[]>('textDocument/codeLens', URI);
    assert.equal(lenses.length, 1);
    assert.equal(await server.stop(), 0);
  });

  it('after shutdown: requests are refused, notifications dropped, exit is obeyed', async () => {
    const { server } = await ServerInProcess.start();
    await server.connection.sendRequest('shutdown');
    server.write(didOpen, symbols('late'));
    assert.equal((await server.response('late')).error?.code, -32600);
    assert.deepEqual(server.published, []);
    await server.connection.sendNotification('exit');
    assert.equal(await server.exitCode(), 0);
  });
});
