import assert from 'node:assert/strict';
import { HeaderCheck, MAX_BODY_LENGTH, MAX_HEADER_LENGTH } from '../../server/message-header.ts';
import { ServerInProcess } from './server-in-process.ts';
import { ServerProcess } from './server-process.ts';

const LENGTH = /Content-Length is not a whole number/;
const BREAK = /does not end in CR LF/;
const FIELD = /is not a field/;
const CHARSET = /charset in Content-Type is not utf-8/;

/** What a client sends, and what it is told; each is answered though nothing follows it. */
const BROKEN: readonly [string, RegExp][] = [
  ['Content-Length: x\r\n\r\n{}', LENGTH],
  ['Content-Length: -1\r\n\r\n{}', LENGTH],
  ['Content-Length: +2\r\n\r\n{}', LENGTH],
  ['Content-Length: 2x\r\n\r\n{}', LENGTH],
  ['Content-Length: 0x2\r\n\r\n{}', LENGTH],
  ['Content-Length: 1e1\r\n\r\n{}', LENGTH],
  ['Content-Length: 2.0\r\n\r\n{}', LENGTH],
  ['Content-Length: 2, 2\r\n\r\n{}', LENGTH],
  ['Content-Length:\r\n\r\n{}', LENGTH],
  ['Content-Length: NaN\r\n\r\n', LENGTH],
  [`Content-Length: ${MAX_BODY_LENGTH + 1}\r\n\r\n{}`, /is more than/],
  [`Content-Length: ${'9'.repeat(400)}\r\n\r\n{}`, /is more than/],
  ['Content-Length: 2\r\nContent-Length: 3\r\n\r\n{}', /stands there twice/],
  ['Content-Length: 2\r\ncontent-length: 2\r\n\r\n{}', /stands there twice/],
  ['\r\n\r\n', /no Content-Length/],
  ['Content-Type: application/vscode-jsonrpc\r\n\r\n{}', /no Content-Length/],
  ['Content-Lenght: 2\r\n\r\n{}', /no Content-Length/],
  ['Content-Length: 2\r\nContent-Type: a/b; charset=utf-16\r\n\r\n{}', CHARSET],
  ['Content-Length: 2\r\nContent-Type: a/b; x=y; CHARSET="latin1"\r\n\r\n{}', CHARSET],
  ['Content-Length: 2\r\nContent-Type: a/b;charset=\r\n\r\n{}', CHARSET],
  ['Content-Length: 2\n\n{}', BREAK],
  ['Content-Length: 2\r\rx', BREAK],
  ['Content-Length: 2\r\r\n\r\n{}', BREAK],
  ['\n', BREAK],
  ['Content-Length : 2\r\n\r\n{}', FIELD],
  ['Content-Length: 2\r\n folded\r\n\r\n{}', FIELD],
  ['Content-Length 2\r\n', FIELD],
  // The text of a message without a header, and what is no text at all.
  ['{"jsonrpc":"2.0","id":1', FIELD],
  ['\0\0', FIELD],
  ['\ufeffContent-Length: 2\r\n\r\n{}', FIELD],
  ['x'.repeat(MAX_HEADER_LENGTH + 1), /does not end within/],
  [`a: ${'x'.repeat(70_000)}`, /does not end within/],
];

const SOUND: readonly string[] = [
  'Content-Length: 2\r\n\r\n{}',
  'content-length:2\r\n\r\n{}',
  'CONTENT-LENGTH: \t002 \r\n\r\n{}',
  'Content-Length: 0\r\n\r\n',
  'Content-Length: 6\r\n\r\na\r\n\r\nb',
  'Content-Length: 2\r\nContent-Type: application/vscode-jsonrpc\r\n\r\n{}',
  'Content-Length: 2\r\nContent-Type: application/vscode-jsonrpc; charset=utf-8\r\n\r\n{}',
  'Content-Type: application/vscode-jsonrpc;charset="UTF8"\r\nContent-Length: 2\r\n\r\n{}',
  'X-Other: charset=x\r\nContent-Length: 2\r\n\r\n{}',
];

/** What is read of `text`, if it comes in pieces of `size` bytes, and what is wrong with the rest. */
function checked(text: string, size: number): { read: string; problem: string | undefined } {
  const bytes = Buffer.from(text);
  const check = new HeaderCheck();
  const read: Uint8Array[] = [];
  for (let i = 0; i < bytes.length; i += size)
    read.push(...check.take(bytes.subarray(i, i + size)));
  return { read: Buffer.concat(read).toString(), problem: check.problem };
}

describe('headers of messages', () => {
  const sizes = [1, 2, 3, 7, 100_000];

  it('are sound in whatever pieces they come, one behind the other', () => {
    const all = SOUND.join('');
    for (const text of [...SOUND, all]) {
      for (const size of sizes) {
        assert.deepEqual(checked(text, size), { read: text, problem: undefined }, text);
      }
    }
  });

  for (const [text, problem] of BROKEN) {
    it(`are broken in ${JSON.stringify(text.slice(0, 70))}`, () => {
      const before = SOUND.join('');
      for (const size of sizes) {
        const found = checked(before + text, size);
        assert.equal(found.read, before);
        assert.match(found.problem ?? '', problem, String(size));
      }
    });
  }

  it('may be as long as the limit', () => {
    const field = 'Content-Length: 2\r\na: ';
    const text = (length: number) => `${field.padEnd(length, 'x')}\r\n\r\n{}`;
    for (const size of sizes) {
      assert.equal(checked(text(MAX_HEADER_LENGTH), size).problem, undefined);
      assert.match(checked(text(MAX_HEADER_LENGTH + 1), size).problem ?? '', /does not end within/);
    }
  });
});

describe('a server that gets a broken header', () => {
  const frame = (message: object) => {
    const body = JSON.stringify({ jsonrpc: '2.0', ...message });
    return `Content-Length: ${body.length}\r\n\r\n${body}`;
  };
  const sent = BROKEN.filter((_, i) => i % 6 === 0);
  for (const [text, problem] of sent) {
    it(`ends with 1 and says why, standard input still open: ${JSON.stringify(text.slice(0, 40))}`, async () => {
      const server = new ServerInProcess();
      const initialize = { id: 1, method: 'initialize', params: { capabilities: {} } };
      server.writeBytes(frame(initialize) + text);
      assert.equal(await server.exitCode(), 1);
      assert.match(server.stderr, /^The header of a message is broken\. .*\n$/);
      assert.match(server.stderr, problem);
      // What came before is answered, and the client hears the reason.
      assert.ok((await server.response(1)).result);
      const { error } = await server.response(null);
      assert.equal(error?.code, -32700);
      assert.equal(`${error?.message}\n`, server.stderr);
    });
  }

  it('ends with 1 after a shutdown, too', async () => {
    const { server } = await ServerProcess.start();
    await server.connection.sendRequest('shutdown');
    server.writeBytes('Content-Length: x\r\n\r\n');
    assert.equal(await server.exitCode(), 1);
  });

  it('shows nothing of what a document holds', async () => {
    const { server } = await ServerInProcess.start();
    server.writeBytes('job { id: "correct-horse" }\r\n\r\n');
    assert.equal(await server.exitCode(), 1);
    assert.doesNotMatch(server.stderr, /correct-horse/);
  });
});
