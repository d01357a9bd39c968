import assert from 'node:assert/strict';
import { ServerInProcess } from './server-in-process.ts';

const URI = 'file:///a.cfg';
const TEXT = 'job { id: "a" noop {} }\n';
const base64 = (text: string) => Buffer.from(text).toString('base64');

describe('the question about a file as it is saved', () => {
  let server: ServerInProcess;

  before(async () => {
    ({ server } = await ServerInProcess.start({
      capabilities: { textDocument: { publishDiagnostics: { codeDescriptionSupport: true } } },
      options: { findingsPage: 'file:///findings.md' },
    }));
    await server.open(URI, TEXT);
  });

  after(async () => {
    assert.equal(await server.stop(), 0);
  });

  const ask = (uri: string, bytes: unknown): Promise<unknown> =>
    server.connection.sendRequest('luciScheduler/savedFinding', { textDocument: { uri }, bytes });

  it('is answered with a diagnostic, as those of the text are', async () => {
    const start = { line: 0, character: 0 };
    assert.deepEqual(await ask(URI, base64(`\ufeff${TEXT}`)), {
      range: { start, end: start },
      severity: 1,
      code: 'textproto-unexpected-byte',
      codeDescription: { href: 'file:///findings.md#textproto-unexpected-byte' },
      source: 'luci-scheduler',
      message:
        'U+FEFF, byte order mark: the service rejects it. Save the file as UTF-8 without one.',
      data: { path: [] },
    });
  });

  it('is answered with null where there is nothing to say', async () => {
    assert.equal(await ask(URI, base64(TEXT)), null);
  });

  it('is answered with null about a document that is not open', async () => {
    assert.equal(await ask('file:///b.cfg', base64('\ufeff')), null);
  });

  for (const bytes of [undefined, null, 7, ['a']]) {
    it(`is refused without bytes: ${JSON.stringify(bytes)}`, async () => {
      await assert.rejects(ask(URI, bytes), /luciScheduler\/savedFinding failed/);
      assert.equal(await ask(URI, base64(TEXT)), null);
    });
  }
});
