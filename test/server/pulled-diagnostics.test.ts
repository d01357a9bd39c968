import assert from 'node:assert/strict';
import type {
  ClientCapabilities,
  DocumentDiagnosticReport,
  FullDocumentDiagnosticReport,
} from 'vscode-languageserver-protocol';
import { ServerInProcess } from './server-in-process.ts';

const URI = 'file:///a.cfg';

const PULLS: ClientCapabilities = {
  textDocument: { diagnostic: {} },
  workspace: { diagnostics: { refreshSupport: true } },
};

async function start(capabilities: ClientCapabilities): Promise<ServerInProcess> {
  const { server } = await ServerInProcess.start({ capabilities });
  return server;
}

function pull(
  server: ServerInProcess,
  previousResultId?: string,
): Promise<DocumentDiagnosticReport> {
  return server.connection.sendRequest('textDocument/diagnostic', {
    textDocument: { uri: URI },
    ...(previousResultId !== undefined && { previousResultId }),
  });
}

async function pullFull(
  server: ServerInProcess,
  previousResultId?: string,
): Promise<FullDocumentDiagnosticReport & { resultId: string }> {
  const report = await pull(server, previousResultId);
  const { resultId } = report;
  assert.ok(report.kind === 'full' && resultId !== undefined, JSON.stringify(report));
  return { ...report, resultId };
}

describe('pulled diagnostics', () => {
  it('point at the first of two jobs with one id, wherever it is by now', async () => {
    const { textDocument, ...others } = PULLS;
    const server = await start({
      ...others,
      textDocument: { ...textDocument, publishDiagnostics: { relatedInformation: true } },
    });
    const related = async () =>
      (await pullFull(server)).items.map(({ code, relatedInformation }) => [
        code,
        relatedInformation,
      ]);
    const message = 'This job has the id "a" already.';
    const first = (line: number) => ({
      message,
      location: {
        uri: URI,
        range: { start: { line, character: 10 }, end: { line, character: 13 } },
      },
    });
    await server.open(URI, 'job { id: "a" noop {} }\njob { id: "a" noop {} }\n');
    assert.deepEqual(await related(), [['duplicate-id', [first(0)]]]);
    const start0 = { line: 0, character: 0 };
    await server.change(URI, 2, { range: { start: start0, end: start0 }, text: '# above\n' });
    assert.deepEqual(await related(), [['duplicate-id', [first(1)]]]);
    await server.change(URI, 3, {
      range: { start: start0, end: { line: 2, character: 0 } },
      text: '',
    });
    assert.deepEqual(await related(), []);
    assert.equal(await server.stop(), 0);
  });

  it('are not pushed as well', async () => {
    const server = await start(PULLS);
    await server.open(URI, 'job { id: "a" }');
    await server.change(URI, 2, { text: 'job {}' });
    const { items } = await pullFull(server);
    assert.deepEqual(
      items.map(({ code }) => code),
      ['job-id-missing', 'task-missing'],
    );
    await server.connection.sendNotification('textDocument/didClose', {
      textDocument: { uri: URI },
    });
    assert.deepEqual(await pull(server), { kind: 'full', items: [] });
    assert.deepEqual(server.published, []);
    assert.equal(await server.stop(), 0);
  });

  it('are sent once for each state of the document', async () => {
    const server = await start(PULLS);
    await server.open(URI, 'job { id: "a" }');
    const first = await pullFull(server);
    assert.deepEqual(await pull(server, first.resultId), {
      kind: 'unchanged',
      resultId: first.resultId,
    });
    assert.deepEqual(await pullFull(server, 'from another session'), first);

    await server.change(URI, 2, { text: 'job { id: "a" noop {} }' });
    const second = await pullFull(server, first.resultId);
    assert.deepEqual(second.items, []);

    // The text is what it was, but it is not for the server to remember that.
    await server.change(URI, 3, { text: 'job { id: "a" }' });
    const third = await pullFull(server, second.resultId);
    assert.deepEqual(third.items, first.items);
    assert.equal(new Set([first, second, third].map(({ resultId }) => resultId)).size, 3);
    assert.equal(await server.stop(), 0);
  });

  const withoutRefresh: ClientCapabilities = { textDocument: { diagnostic: {} } };
  const cases: readonly [string, ClientCapabilities, readonly string[]][] = [
    [
      'are asked to be pulled again when the project changes',
      PULLS,
      ['workspace/diagnostic/refresh'],
    ],
    ['wait to be pulled again by a client that cannot be asked', withoutRefresh, []],
  ];
  for (const [name, capabilities, asked] of cases) {
    it(name, async () => {
      const server = await start(capabilities);
      await server.open(URI, 'job { id: "a" }');
      const { resultId } = await pullFull(server);
      await server.connection.sendNotification('workspace/didChangeConfiguration', {
        settings: { luciScheduler: { project: 'other' } },
      });
      await pullFull(server, resultId);
      assert.deepEqual(server.asked, asked);
      assert.deepEqual(server.published, []);
      assert.equal(await server.stop(), 0);
    });
  }

  it('are bounded, and say so', async () => {
    const server = await start(PULLS);
    const text = 'job {}\n'.repeat(20_000);
    await server.open(URI, text);
    const { items } = await pullFull(server);
    assert.equal(items.length, 1000);
    const { message, severity, code } = items.at(-1) ?? assert.fail();
    assert.match(message as string, /^This file has 40000 findings\. The worst 999 are shown;/);
    assert.deepEqual([severity, code], [1, undefined]);
    assert.equal(await server.stop(), 0);
  });

  it('are few bytes, however long an id is', async () => {
    const server = await start(PULLS);
    const bytes = async (size: number) => {
      await server.open(
        URI,
        `trigger { id: "${'x'.repeat(size)}" noop {} ${'triggers: "y" '.repeat(500)} }`,
      );
      return JSON.stringify(await pullFull(server)).length;
    };
    const [small, large] = [await bytes(2000), await bytes(200_000)];
    assert.ok(large < small + 5000, `${small} → ${large}`);
    assert.equal(await server.stop(), 0);
  });
});
