import assert from 'node:assert/strict';
import { ServerInProcess } from './server-in-process.ts';

const URI = 'file:///a.cfg';
const TEXT = `job { id: "a" noop {} }
trigger {
  id: "b"
  noop {}
}
job {}
`;

const WHOLE = [range(0, 0, 0, 23), range(1, 0, 4, 1), range(5, 0, 5, 6)] as const;

describe('document symbols', () => {
  it('are a tree for a client that takes one', async () => {
    const documentSymbol = { hierarchicalDocumentSymbolSupport: true };
    const { server } = await ServerInProcess.start({
      capabilities: { textDocument: { documentSymbol } },
    });
    await server.open(URI, TEXT);
    assert.deepEqual(await server.request('textDocument/documentSymbol', URI), [
      {
        name: 'a',
        kind: 12,
        detail: 'noop, triggered',
        range: WHOLE[0],
        selectionRange: range(0, 10, 0, 13),
      },
      {
        name: 'b',
        kind: 24,
        detail: 'noop, with 30s interval',
        range: WHOLE[1],
        selectionRange: range(2, 6, 2, 9),
      },
      {
        name: '(empty)',
        kind: 12,
        detail: 'triggered',
        range: WHOLE[2],
        selectionRange: range(5, 0, 5, 3),
      },
    ]);
    assert.equal(await server.stop(), 0);
  });

  it('are a list for any other', async () => {
    const { server } = await ServerInProcess.start();
    await server.open(URI, TEXT);
    assert.deepEqual(await server.request('textDocument/documentSymbol', URI), [
      { name: 'a', kind: 12, location: { uri: URI, range: WHOLE[0] } },
      { name: 'b', kind: 24, location: { uri: URI, range: WHOLE[1] } },
      { name: '(empty)', kind: 12, location: { uri: URI, range: WHOLE[2] } },
    ]);
    assert.equal(await server.stop(), 0);
  });
});

function range(startLine: number, startCharacter: number, endLine: number, endCharacter: number) {
  return {
    start: { line: startLine, character: startCharacter },
    end: { line: endLine, character: endCharacter },
  };
}
