import assert from 'node:assert/strict';
import { ServerInProcess } from './server-in-process.ts';
import { ServerProcess } from './server-process.ts';

const URI = 'file:///a.cfg';
const SECRET = 'correct-horse';

/** Requests about a document, and a part of it in LSP's namespace. */
const REQUESTS = [
  'textDocument/documentSymbol',
  'textDocument/codeLens',
  'textDocument/diagnostic',
];

describe('a client that makes mistakes', () => {
  let server: ServerProcess;

  before(async () => {
    ({ server } = await ServerProcess.start({ options: { runsHere: ['noop'] } }));
    await server.open(URI, `job { id: "${SECRET}" noop {} }`);
  });

  after(async () => {
    assert.equal(await server.stop(), 0);
  });

  /** Fails unless the server still answers, and answers right. */
  async function assertServes(): Promise<void> {
    const symbols = await server.request<{ name: string }[]>('textDocument/documentSymbol', URI);
    assert.deepEqual(
      symbols.map(({ name }) => name),
      [SECRET],
    );
  }

  const messages: readonly (object | string)[] = [
    '',
    '{',
    'null',
    '[]',
    '5',
    '\u{1f600}',
    {},
    { jsonrpc: '2.0', id: 1e9 },
    { jsonrpc: '2.0', method: 5 },
    { jsonrpc: '2.0', id: 1e9, result: null },
    notification('no/such/notification', {}),
    notification('$/cancelRequest', undefined),
    notification('$/cancelRequest', { id: 'unknown' }),
    notification('workspace/didChangeConfiguration', undefined),
    notification('workspace/didChangeConfiguration', { settings: null }),
    ...['didOpen', 'didChange', 'didClose'].flatMap((name) =>
      [
        undefined,
        null,
        [],
        {},
        { textDocument: null },
        { textDocument: { uri: 5 } },
        { textDocument: { uri: 'file:///unknown.cfg', version: 2 }, contentChanges: [] },
      ].map((params) => notification(`textDocument/${name}`, params)),
    ),
    notification('textDocument/didChange', {
      textDocument: { uri: URI, version: 2 },
      contentChanges: [{ text: `# ${SECRET}` }, { text: 5 }],
    }),
  ];
  for (const message of messages) {
    it(`goes on after ${JSON.stringify(message)}`, async () => {
      server.write(message);
      await assertServes();
    });
  }

  it('refuses requests that make no sense', async () => {
    const badParams = [undefined, null, [], {}, { textDocument: null }];
    for (const [i, method] of REQUESTS.entries()) {
      for (const [j, params] of badParams.entries()) {
        const id = `bad-${i}-${j}`;
        server.write({ jsonrpc: '2.0', id, method, params });
        const { error } = await server.response(id);
        assert.ok(error, `${method} ${JSON.stringify(params)}`);
      }
    }
    await assertServes();
  });

  const textDocument = { uri: URI };
  const invalid: readonly (readonly [method: string, params: object | undefined])[] = [
    ['textDocument/documentSymbol', undefined],
    ['textDocument/documentSymbol', { textDocument: {} }],
    ['textDocument/formatting', { textDocument: { uri: 5 } }],
    ['textDocument/hover', { textDocument }],
    ['textDocument/hover', { textDocument, position: null }],
    ['textDocument/completion', { textDocument, position: { line: 0 } }],
    ['textDocument/rename', { textDocument, position: { line: '0', character: 0 }, newName: 'b' }],
    ['textDocument/rename', { textDocument, position: { line: 0, character: 11 } }],
    ['textDocument/selectionRange', { textDocument, positions: [{}] }],
    ['textDocument/selectionRange', { textDocument }],
    ['textDocument/codeAction', { textDocument, context: { diagnostics: [] } }],
    ['textDocument/inlayHint', { textDocument, range: { start: { line: 0, character: 0 } } }],
    ['textDocument/onTypeFormatting', { textDocument, ch: '}' }],
  ];
  for (const [method, params] of invalid) {
    it(`says that the parameters are to blame: ${method} ${JSON.stringify(params)}`, async () => {
      const id = `${method} ${JSON.stringify(params)}`;
      const logged = server.logged.length;
      server.write({ jsonrpc: '2.0', id, method, params });
      const { error } = await server.response(id);
      assert.equal(error?.code, -32602);
      await assertServes();
      assert.deepEqual(server.logged.slice(logged), []);
    });
  }

  it('does not know requests that it did not offer', async () => {
    await assert.rejects(server.request('textDocument/nope', URI), { code: -32601 });
  });

  it('has nothing to say about a document that is not open', async () => {
    const answers = REQUESTS.map((method) => server.request(method, 'file:///unknown.cfg'));
    assert.deepEqual(await Promise.all(answers), [[], [], { kind: 'full', items: [] }]);
  });

  it('is told in the log what went wrong, but never what is in a document', () => {
    const log = server.logged.join('\n');
    assert.match(log, /textDocument\/didChange: file:\/\/\/unknown\.cfg is not open/);
    assert.match(
      log,
      /a change to file:\/\/\/a\.cfg is malformed; none of the changes was applied/,
    );
    assert.ok(!log.includes(SECRET), log);
  });
});

describe('a config that is not UTF-8', () => {
  // The byte 0xFF, in the source and as an escape; both are lone surrogates to us.
  const text = 'job { id: "a\\377" noop {} }\njob { id: "b\udcff" noop {} nope\ud800: 1 }\n';

  it('is answered in well-formed Unicode', async () => {
    const { server } = await ServerInProcess.start({
      options: { runsHere: ['noop'] },
      settings: { lints: {} },
    });
    await server.open(URI, text);
    const textDocument = { uri: URI };
    const answers = await Promise.all([
      server.pushed(URI, 1),
      ...[...REQUESTS, 'luciScheduler/jobs'].map((method) =>
        server.connection.sendRequest(method, { textDocument }),
      ),
      server.connection.sendRequest('luciScheduler/runTarget', { textDocument, id: 'none' }),
    ]);
    const said = JSON.stringify(answers);
    assert.match(said, /a\ufffd/);
    assert.doesNotMatch(said, /\\ud[89a-f]/);
    const run = { textDocument, id: 'a\ufffd' };
    const answer = JSON.stringify(
      await server.connection.sendRequest('luciScheduler/runTarget', run),
    );
    assert.match(answer, /cannot be part of an id/);
    assert.equal(await server.stop(), 0);
  });
});

describe('$/cancelRequest', () => {
  it('is obeyed while the request waits', async () => {
    const { server } = await ServerInProcess.start();
    const request = (id: string) => ({
      jsonrpc: '2.0',
      id,
      method: 'textDocument/documentSymbol',
      params: { textDocument: { uri: URI } },
    });
    // In one piece, so that the cancellation has arrived when the request's turn comes.
    server.write(request('kept'), request('cancelled'), cancel('cancelled'));
    assert.equal((await server.response('cancelled')).error?.code, -32800);
    assert.deepEqual((await server.response('kept')).result, []);
    server.write(cancel('kept'));
    assert.equal(await server.stop(), 0);
  });

  function cancel(id: string): object {
    return notification('$/cancelRequest', { id });
  }
});

function notification(method: string, params: unknown): object {
  return { jsonrpc: '2.0', method, params };
}
