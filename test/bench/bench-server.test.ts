import assert from 'node:assert/strict';
import { benchServer } from './bench-server.ts';

describe('a server for a bench', () => {
  it('leaves nobody waiting when it ends', async () => {
    const server = await benchServer({});
    const answer = server.request('textDocument/documentSymbol', 'file:///a.cfg');
    server.child.kill('SIGKILL');
    await assert.rejects(answer.then(() => server.request('textDocument/documentSymbol', 'x')));
  });
});
