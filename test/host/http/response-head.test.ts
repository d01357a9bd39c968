import assert from 'node:assert/strict';
import { readHead } from '../../../host/http/response-head.ts';
import { inPieces, readerOf } from './byte-pieces.ts';

const MAX_HEAD = 10 << 20;

/** What is read of `bytes`, which must not depend on how they come in. */
async function read(bytes: string) {
  const outcomes = await Promise.all(
    [1, 7, 4096].map((size) =>
      readHead(readerOf(...inPieces(bytes, size))).catch(
        (error) => `${error.name}: ${error.message}`,
      ),
    ),
  );
  for (const outcome of outcomes) assert.deepEqual(outcome, outcomes[0]);
  return outcomes[0];
}

describe('the head of a response', () => {
  const lines: readonly (readonly [line: string, status: number, text: string, chunks: boolean])[] =
    [
      ['HTTP/1.1 200 OK', 200, 'OK', true],
      ['HTTP/1.0 200 OK', 200, 'OK', false],
      ['HTTP/0.9 200 OK', 200, 'OK', false],
      ['HTTP/2.0 200 OK', 200, 'OK', true],
      ['HTTP/1.1 200', 200, '', true],
      ['HTTP/1.1 200 ', 200, '', true],
      ['HTTP/1.1 200  two  spaces ', 200, ' two  spaces ', true],
      ['HTTP/1.1   404 Not Found', 404, 'Not Found', true],
      ['HTTP/1.1 099 Odd', 99, 'Odd', true],
      ['HTTP/1.1 +99 Odd', 99, 'Odd', true],
      ['HTTP/1.1 101 Go', 101, 'Go', true],
      ['HTTP/1.1 999 h\xc3\xa9', 999, 'hé', true],
      ['HTTP/1.1 200 a\rb', 200, 'a\rb', true],
    ];
  for (const [line, status, statusText, chunksAllowed] of lines) {
    for (const end of ['\r\n', '\n']) {
      it(JSON.stringify(line + end), async () => {
        assert.deepEqual(await read(line + end + end), {
          status,
          statusText,
          chunksAllowed,
          headers: [],
        });
      });
    }
  }

  const headers: readonly (readonly [lines: string, headers: (readonly [string, string])[]])[] = [
    ['A: b', [['A', 'b']]],
    [
      'A:b\r\na:c',
      [
        ['A', 'b'],
        ['a', 'c'],
      ],
    ],
    ['A: \t b \t', [['A', 'b']]],
    ['A:', [['A', '']]],
    ['A: b  c\td', [['A', 'b  c\td']]],
    ['A: b: c', [['A', 'b: c']]],
    ['A: h\xc3\xa9\xff', [['A', 'hé\ufffd']]],
    ["!#$%&'*+-.^_`|~09: x", [["!#$%&'*+-.^_`|~09", 'x']]],
    ['A b : c', [['A b ', 'c']]],
    [
      'A: b\r\n c\r\n\t d \t\r\nE: f',
      [
        ['A', 'b c d'],
        ['E', 'f'],
      ],
    ],
    ['A:\r\n b', [['A', 'b']]],
    [
      'Pragma: no-cache',
      [
        ['Pragma', 'no-cache'],
        ['Cache-Control', 'no-cache'],
      ],
    ],
    ['Pragma: x', [['Pragma', 'x']]],
    [
      'Pragma: no-cache\r\nCACHE-CONTROL: x',
      [
        ['Pragma', 'no-cache'],
        ['CACHE-CONTROL', 'x'],
      ],
    ],
  ];
  for (const [text, expected] of headers) {
    it(`with the headers ${JSON.stringify(text)}`, async () => {
      const head = await read(`HTTP/1.1 200 OK\r\n${text}\r\n\r\n`);
      assert.ok(typeof head === 'object');
      assert.deepEqual(head.headers, expected);
    });
  }

  for (const [bytes, status] of [
    ['HTTP/1.1 100 C\r\nA: b\r\n\r\nHTTP/1.1 200 OK\r\n\r\n', 200],
    ['HTTP/1.1 199 C\r\n\r\nHTTP/1.1 103 C\r\n\r\nHTTP/1.1 101 Go\r\n\r\n', 101],
  ] as const) {
    it(`is the last of ${JSON.stringify(bytes)}`, async () => {
      const head = await read(bytes);
      assert.ok(typeof head === 'object');
      assert.equal(head.status, status);
      assert.deepEqual(head.headers, []);
    });
  }

  it('is none if the connection ends before the first byte', async () => {
    assert.equal(await readHead(readerOf()), undefined);
  });

  for (const bytes of [
    'HTTP/1.1 200 OK',
    'HTTP/1.1 200 OK\r\n',
    'HTTP/1.1 200 OK\r\nA: b',
    'HTTP/1.1 200 OK\r\nA: b\r\n',
    'HTTP/1.1 100 C\r\n\r\n',
    'H',
  ]) {
    it(`is cut short in ${JSON.stringify(bytes)}`, async () => {
      assert.match(String(await read(bytes)), /^CutShort: /);
    });
  }

  const invalid: readonly (readonly [bytes: string, message: string])[] = [
    ['HTTP/1.1\r\n', 'the answer "HTTP/1.1" is malformed'],
    [' 200 OK\r\n', 'the HTTP version "" is malformed'],
    ['xHTTP/1.1 200 OK\r\n', 'the HTTP version "xHTTP/1.1" is malformed'],
    ['HTTP/1.1x 200 OK\r\n', 'the HTTP version "HTTP/1.1x" is malformed'],
    ['http/1.1 200 OK\r\n', 'the HTTP version "http/1.1" is malformed'],
    ['HTTP/1.1 20 OK\r\n', 'the status "20" is malformed'],
    ['HTTP/1.1 +099 OK\r\n', 'the status "+099" is malformed'],
    ['HTTP/1.1 2x0 OK\r\n', 'the status "2x0" is malformed'],
    ['HTTP/1.1 200\tOK\r\n', 'the status "200\\tOK" is malformed'],
    ['HTTP/1.1 200 OK\r\n\tA: b\r\n', 'the first header "\\tA: b" is malformed'],
    ['HTTP/1.1 200 OK\r\nA\r\n', 'the header "A" is malformed'],
    ['HTTP/1.1 200 OK\r\n:b\r\n\r\n', 'the header ":b" is malformed'],
    ['HTTP/1.1 200 OK\r\nA(: b\r\n\r\n', 'the header "A(: b" is malformed'],
    ['HTTP/1.1 200 OK\r\n(A: b\r\n\r\n', 'the header "(A: b" is malformed'],
    ['HTTP/1.1 200 OK\r\nA: \x7f\r\n\r\n', 'the header "A: \\x7f" is malformed'],
  ];
  for (const [bytes, message] of invalid) {
    it(`is refused: ${JSON.stringify(bytes)}`, async () => {
      assert.equal(await read(bytes), `InvalidResponse: ${message}`);
    });
  }

  describe('has ten megabytes at most, with those before it', () => {
    const [before, open, close] = ['HTTP/1.1 100 C\r\n\r\n', 'HTTP/1.1 200 OK\r\nA: ', '\r\n\r\n'];
    const filled = (length: number) =>
      `${before}${open}${'x'.repeat(length - before.length - open.length - close.length)}${close}`;
    const tooLarge = {
      name: 'InvalidResponse',
      message: `its headers exceed ${MAX_HEAD} bytes`,
    };

    it('all of them', async () => {
      // What of the body has come along does not count.
      const head = await readHead(readerOf(`${filled(MAX_HEAD)}${'b'.repeat(100)}`));
      assert.equal(head?.status, 200);
    });

    it('not a byte more', async () => {
      await assert.rejects(readHead(readerOf(filled(MAX_HEAD + 1))), tooLarge);
    });

    it('one whose line never ends is not waited for', async () => {
      await assert.rejects(readHead(readerOf('x'.repeat(MAX_HEAD), 'no more')), tooLarge);
      await assert.rejects(readHead(readerOf('x'.repeat(MAX_HEAD - 1))), { name: 'CutShort' });
    });
  });
});
