import assert from 'node:assert/strict';
import type { SemanticTokens, SemanticTokensDelta } from 'vscode-languageserver-protocol';
import { ServerInProcess } from './server-in-process.ts';

const URI = 'file:///a.cfg';
const TEXT = 'job { id: "a" }\njob { id: "b" }\njob { id: "c" }\n';

describe('semantic tokens', () => {
  it('are told by what has changed, to a client that has the last ones', async () => {
    const { server } = await ServerInProcess.start();
    await server.open(URI, TEXT);
    const full = () => server.request<SemanticTokens>('textDocument/semanticTokens/full', URI);
    const since = (previousResultId: unknown) =>
      server.connection.sendRequest<SemanticTokens | SemanticTokensDelta>(
        'textDocument/semanticTokens/full/delta',
        { textDocument: { uri: URI }, previousResultId },
      );
    const first = await full();
    assert.deepEqual(first.data, [0, 11, 1, 2, 1, 1, 11, 1, 2, 1, 1, 11, 1, 2, 1]);
    assert.deepEqual(await since(first.resultId), { resultId: first.resultId, edits: [] });

    const at = { line: 1, character: 12 };
    await server.change(URI, 2, { range: { start: at, end: at }, text: 'xy' });
    const delta = await since(first.resultId);
    assert.ok('edits' in delta);
    assert.deepEqual(delta.edits, [{ start: 5, deleteCount: 5, data: [1, 11, 3, 2, 1] }]);

    // Another than the last one, none at all, and one of a text that was replaced as a whole.
    for (const id of [first.resultId, undefined, 5]) assert.ok('data' in (await since(id)));
    const last = (await full()).resultId;
    await server.change(URI, 3, { text: 'job { id: "z" }' });
    assert.deepEqual(await since(last), {
      resultId: (await full()).resultId,
      data: [0, 11, 1, 2, 1],
    });
    assert.equal(await server.stop(), 0);
  });
});
