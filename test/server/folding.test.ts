import assert from 'node:assert/strict';
import type { FoldingRange } from 'vscode-languageserver';
import { ServerInProcess } from './server-in-process.ts';

const URI = 'file:///a.cfg';
const TEXT = `job {
  noop {
    #
  }
}
job {
  noop {
  }
}
`;

describe('folding ranges', () => {
  for (const [rangeLimit, lines] of [
    [undefined, [0, 1, 5]],
    [2, [0, 5]],
    [1, [0]],
    [-1, [0, 1, 5]],
    ['2', [0, 1, 5]],
  ] as const) {
    it(`are as many as a client wants: ${JSON.stringify(rangeLimit)}`, async () => {
      const foldingRange = { rangeLimit } as { rangeLimit: number };
      const { server } = await ServerInProcess.start({
        capabilities: { textDocument: { foldingRange } },
      });
      await server.open(URI, TEXT);
      const found = await server.request<FoldingRange[]>('textDocument/foldingRange', URI);
      assert.deepEqual(
        found.map(({ startLine }) => startLine),
        lines,
      );
      assert.equal(await server.stop(), 0);
    });
  }

  it('do not wait until nobody types, as other answers about a whole document do', async () => {
    const { server } = await ServerInProcess.start();
    await server.open(URI, TEXT);
    await server.change(URI, 2, { text: `${TEXT}#` });
    const answered: string[] = [];
    const methods = ['documentSymbol', 'foldingRange'].map((of) => `textDocument/${of}`);
    await Promise.all(
      methods.map(async (method) => {
        await server.request(method, URI);
        answered.push(method);
      }),
    );
    assert.deepEqual(answered, methods.toReversed());
    assert.equal(await server.stop(), 0);
  });
});
