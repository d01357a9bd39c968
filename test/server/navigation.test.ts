import assert from 'node:assert/strict';
import type {
  CallHierarchyIncomingCall,
  CallHierarchyItem,
  CallHierarchyOutgoingCall,
  Location,
} from 'vscode-languageserver-protocol';
import { ServerInProcess } from './server-in-process.ts';

const URI = 'file:///a.cfg';
const TEXT = 'trigger { id: "t" triggers: ["a", "a"] }\njob { id: "a" realm: "r" }\n';

const at = (line: number, character: number) => ({
  textDocument: { uri: URI },
  position: { line, character },
});

describe('navigation', () => {
  it('leads to plain places, and never into the schema, in a client that knows no more', async () => {
    const { server, result } = await ServerInProcess.start();
    assert.equal(result.capabilities.renameProvider, true);
    await server.open(URI, TEXT);
    const ask = (line: number, character: number) =>
      server.connection.sendRequest<Location[]>('textDocument/definition', at(line, character));
    assert.deepEqual(await ask(0, 31), [
      { uri: URI, range: { start: { line: 1, character: 10 }, end: { line: 1, character: 13 } } },
    ]);
    assert.deepEqual(await ask(1, 7), []);
    assert.equal(await server.stop(), 0);
  });

  it('shows the schema to whoever asks for its text', async () => {
    const { server } = await ServerInProcess.start();
    const text = await server.connection.sendRequest<string>('luciScheduler/schemaText', {});
    assert.ok(text.includes('message ProjectConfig {'));
    assert.equal(await server.stop(), 0);
  });

  it('refuses to rename in words for the user, of which nothing is logged', async () => {
    const { server } = await ServerInProcess.start();
    await server.open(URI, TEXT);
    const rename = (line: number, character: number, newName: string) =>
      server.connection.sendRequest('textDocument/rename', { ...at(line, character), newName });
    await assert.rejects(rename(1, 11, 't'), {
      code: -32803,
      message: 'There is a job or trigger "t" already: choose another id.',
    });
    await assert.rejects(rename(1, 22, 'b'), { code: -32803, message: /^Only ids of jobs/ });
    await assert.rejects(server.connection.sendRequest('textDocument/prepareRename', at(1, 22)), {
      code: -32803,
      message: /^Only ids of jobs/,
    });
    assert.deepEqual(server.logged, []);
    assert.equal(await server.stop(), 0);
  });

  it('follows calls in both directions', async () => {
    const { server } = await ServerInProcess.start();
    await server.open(URI, TEXT);
    const [job] = await server.connection.sendRequest<CallHierarchyItem[]>(
      'textDocument/prepareCallHierarchy',
      at(1, 11),
    );
    const [incoming] = await server.connection.sendRequest<CallHierarchyIncomingCall[]>(
      'callHierarchy/incomingCalls',
      { item: job },
    );
    assert.deepEqual([incoming?.from.name, incoming?.fromRanges.length], ['t', 2]);
    const [outgoing, ...others] = await server.connection.sendRequest<CallHierarchyOutgoingCall[]>(
      'callHierarchy/outgoingCalls',
      { item: incoming?.from },
    );
    assert.deepEqual([outgoing?.to, others], [job, []]);
    const unknown = [{ ...job, uri: 'file:///b.cfg' }, { ...job, data: null }, {}, null];
    for (const item of unknown) {
      const calls = await server.connection.sendRequest('callHierarchy/incomingCalls', { item });
      assert.deepEqual(calls, []);
    }
    assert.equal(await server.stop(), 0);
  });
});
