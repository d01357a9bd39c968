import assert from 'node:assert/strict';
import { readChunks } from '../../../host/http/chunked-body.ts';
import { collected, inPieces, readerOf } from './byte-pieces.ts';

/** What is read of `bytes`, which must not depend on how they come in. */
async function read(bytes: string) {
  const results = await Promise.all(
    (bytes.length < 1000 ? [1, 3, 4096] : [1000, bytes.length]).map((size) =>
      collected(readChunks(readerOf(...inPieces(bytes, size)))),
    ),
  );
  const outcomes = results.map(({ text, error }) => ({ text, error: error && String(error) }));
  for (const outcome of outcomes) assert.deepEqual(outcome, outcomes[0], JSON.stringify(bytes));
  return outcomes[0] ?? assert.fail();
}

const END = '0\r\n\r\n';

describe('a body in chunks', () => {
  const sound: readonly (readonly [bytes: string, body: string])[] = [
    [END, ''],
    ['0\r\n', ''],
    ['00\r\ntrailers and what not', ''],
    [`5\r\nhello\r\n${END}`, 'hello'],
    [`5\r\nhello\r\n1\r\n \r\n3\r\nyou\r\n${END}`, 'hello you'],
    [`A\r\n0123456789\r\na\r\n9876543210\r\n${END}`, '01234567899876543210'],
    [`2\r\n\r\n\r\n${END}`, '\r\n'],
    [`1;x\r\na\r\n1;\r\nb\r\n1 \t\r\nc\r\n${END}`, 'abc'],
    [`0000000000000001\r\na\r\n${END}`, 'a'],
  ];
  for (const [bytes, body] of sound) {
    it(`is taken out of ${JSON.stringify(bytes)}`, async () => {
      assert.deepEqual(await read(bytes), { text: body, error: undefined });
    });
  }

  const size = (what: string) => `InvalidResponse: the size of a chunk ${what} is malformed`;
  const line = (what: string) => `InvalidResponse: the line before a chunk ${what} is malformed`;
  const end = (what: string) => `InvalidResponse: the end of a chunk ${what} is malformed`;
  const CUT = 'CutShort';
  const broken: readonly (readonly [bytes: string, body: string, error: string])[] = [
    ['', '', CUT],
    ['5', '', CUT],
    ['5\r', '', CUT],
    ['5\r\n', '', CUT],
    ['5\r\nhel', 'hel', CUT],
    ['5\r\nhello', 'hello', CUT],
    ['5\r\nhello\r', 'hello', CUT],
    ['5\r\nhello\r\n', 'hello', CUT],
    ['\r\n', '', size('""')],
    ['x\r\n', '', size('"x"')],
    ['0x1\r\n', '', size('"0x1"')],
    ['5 ;x\r\n', '', size('"5 ;x"')],
    ['-1\r\n', '', size('"-1"')],
    ['00000000000000001\r\n', '', size('"00000000000000001"')],
    ['5\n', '', line('"5"')],
    ['5\r\r\n', '', line('"5\\r"')],
    ['\r5\r\n', '', line('"\\r5"')],
    [`2\r\nabc\r\n${END}`, 'ab', end('"c\\r"')],
    [`2\r\nab\n\r${END}`, 'ab', end('"\\n\\r"')],
    [`2\r\nab${END}`, 'ab', end('"0\\r"')],
  ];
  for (const [bytes, body, error] of broken) {
    it(`breaks off in ${JSON.stringify(bytes)}`, async () => {
      const found = await read(bytes);
      assert.equal(found.text, body);
      assert.equal(found.error, error);
    });
  }

  describe('has lines of 4,096 bytes at most', () => {
    for (const [what, length, ok] of [
      ['as long as that', 4096, true],
      ['a byte longer', 4097, false],
    ] as const) {
      it(what, async () => {
        const before = `1;${'x'.repeat(length - 4)}\r\n`;
        assert.equal(before.length, length);
        const { text, error } = await read(`${before}a\r\n${END}`);
        assert.equal(text, ok ? 'a' : '');
        const tooLong = 'InvalidResponse: the line before a chunk is too long';
        assert.equal(error, ok ? undefined : tooLong);
      });
    }

    it('one that never ends is not waited for', async () => {
      const { error } = await collected(readChunks(readerOf('1', ';'.repeat(4095), 'no more')));
      assert.match(String(error), /is too long/);
      const end = await collected(readChunks(readerOf('1', ';'.repeat(4095))));
      assert.match(String(end.error), /is too long/);
      const sooner = await collected(readChunks(readerOf('1', ';'.repeat(4094))));
      assert.equal(String(sooner.error), 'CutShort');
    });
  });

  it('may have 16 bytes around each chunk, 16 KB in all, and more around what is larger', async () => {
    // Of a chunk of one byte, a line of 18 bytes with its end is free.
    const chunk = (extra: number) => `1;${'x'.repeat(18 - '1;\r\n'.length + extra)}\r\na\r\n`;
    const free = await read(chunk(0).repeat(2000) + END);
    assert.equal(free.text.length, 2000);
    assert.equal(free.error, undefined);
    const excess = 16 << 10;
    const full = await read(chunk(1024).repeat(excess / 1024) + END);
    assert.deepEqual([full.text.length, full.error], [16, undefined]);
    const over = await read(chunk(1024).repeat(excess / 1024) + chunk(1) + END);
    assert.equal(over.text.length, 16);
    assert.equal(over.error, 'InvalidResponse: its chunks hold next to nothing');
    // A large chunk makes up for what was there before.
    const large = `400\r\n${'b'.repeat(1024)}\r\n`;
    const made = await read(`${chunk(1024).repeat(16)}${large}${chunk(1024)}${END}`);
    assert.deepEqual([made.text.length, made.error], [16 + 1024 + 1, undefined]);
  });
});
