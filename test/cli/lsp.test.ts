import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { ROOT } from '../../scripts/paths.ts';
import { ServerProcess } from '../server/server-process.ts';

const URI = 'file:///a.cfg';
const LSP = [process.execPath, path.join(ROOT, 'cli/main.ts'), 'lsp'];
const CAPABILITIES = { textDocument: { publishDiagnostics: { codeDescriptionSupport: true } } };

describe('luci-jobs lsp', () => {
  const linkOf = async (options: object) => {
    const { server } = await ServerProcess.start({ capabilities: CAPABILITIES, options }, LSP);
    await server.open(URI, 'job { id: "a" noop {} schedule: "whenever" }');
    const { diagnostics } = await server.pushed(URI, 1);
    assert.equal(await server.stop(), 0);
    return diagnostics[0]?.codeDescription?.href ?? '';
  };

  it('links the codes of findings to the page that comes with it', async () => {
    const [page = '', anchor] = (await linkOf({})).split('#');
    assert.equal(anchor, 'schedule-invalid');
    assert.match(fs.readFileSync(fileURLToPath(page), 'utf8'), /^#+ `?schedule-invalid`?$/m);
  });

  it('links them to the page of a client that has one', async () => {
    const href = await linkOf({ findingsPage: 'https://example.com/findings' });
    assert.equal(href, 'https://example.com/findings#schedule-invalid');
  });
});
