import assert from 'node:assert/strict';
import type { Diagnostic } from 'vscode-languageserver-protocol';
import { ServerInProcess } from './server-in-process.ts';

const URI = 'file:///luci-scheduler.cfg';

describe('a config that is not open', () => {
  let server: ServerInProcess;

  before(async () => {
    ({ server } = await ServerInProcess.start({ settings: { lints: {} } }));
  });

  after(async () => {
    assert.equal(await server.stop(), 0);
  });

  const check = (uri: string, content: string | Buffer) =>
    server.connection.sendRequest<Diagnostic[]>('luciScheduler/checkUnopened', {
      uri,
      bytes: Buffer.from(content as string).toString('base64'),
    });

  it('is checked as an open one, by the settings', async () => {
    const found = await check(
      URI,
      'job { id: "a" realm: "CI" acl_sets: "x" schedule: "1 1 * * *" noop {} }\n',
    );
    assert.deepEqual(
      found.map(({ code, range }) => [code, range.start.character]),
      [
        ['realm-invalid', 21],
        ['lint-deprecated-field', 26],
      ],
    );
  });

  it('is checked by its bytes', async () => {
    const found = await check(URI, Buffer.from('\ufeffjob { id: "a" noop {} }\n'));
    assert.equal(found[0]?.code, 'textproto-unexpected-byte');
  });

  it('has nothing to do with what is open', async () => {
    await server.open(URI, 'job { id: "a" noop {} }');
    assert.deepEqual(
      (await check(URI, 'job {')).map(({ code }) => code),
      ['textproto-missing-brace'],
    );
    assert.deepEqual(await check('file:///b.cfg', ''), []);
  });

  it('has to have bytes', async () => {
    const bad = { uri: URI, bytes: 5 };
    await assert.rejects(server.connection.sendRequest('luciScheduler/checkUnopened', bad));
  });
});
