// Where a body ends, and which headers are left, as Go 1.26.8's client decides (net/http readTransfer).

import assert from 'node:assert/strict';
import { frameBody } from '../../../host/http/body-framing.ts';

/** Headers in lines. */
function head(text: string) {
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line): [string, string] => {
      const colon = line.indexOf(':');
      return [line.slice(0, colon), line.slice(colon + 1)];
    });
}

interface Given {
  readonly method?: string;
  readonly status?: number;
  readonly old?: boolean;
}

function framed(lines: string, { method = 'GET', status = 200, old = false }: Given) {
  const answer = { status, statusText: '', chunksAllowed: !old, headers: head(lines) };
  const { framing, headers } = frameBody(answer, method);
  const ends = framing.kind === 'length' ? framing.length : framing.kind;
  return { ends, left: headers.map((header) => header.join(':')).join('\n') };
}

const OLD = { old: true };

describe('the framing of a body', () => {
  const table: readonly (readonly [
    lines: string,
    given: Given,
    ends: string | number,
    left: string,
  ])[] = [
    ['', {}, 'until-close', ''],
    ['Content-Length:5', {}, 5, 'Content-Length:5'],
    ['content-length: 5 ', {}, 5, 'content-length: 5 '],
    ['Content-Length:0', {}, 'none', 'Content-Length:0'],
    ['Content-Length:007', {}, 7, 'Content-Length:007'],
    ['Content-Length:1\nA:b\nContent-Length:1', {}, 1, 'Content-Length:1\nA:b'],
    ['Transfer-Encoding:CHUNKED\nA:b', {}, 'chunked', 'A:b'],
    // Chunks override a length, which is taken away.
    ['Content-Length:5\nTransfer-Encoding:chunked', {}, 'chunked', ''],
    // HTTP/1.0 knows no chunks.
    ['Content-Length:5\nTransfer-Encoding:chunked', OLD, 5, 'Content-Length:5'],
    ['Transfer-Encoding:gzip', OLD, 'until-close', ''],
    ['Trailer:A', {}, 'until-close', 'Trailer:A'],
    ['Transfer-Encoding:chunked\nTrailer:A, B\ntrailer:C', {}, 'chunked', ''],
    ['Connection:close', {}, 'until-close', ''],
    ['Connection:keep-alive, Close', {}, 'until-close', ''],
    ['Connection:keep-alive', {}, 'until-close', 'Connection:keep-alive'],
    ['Connection:close', OLD, 'until-close', 'Connection:close'],
    // These have no body, whatever they say.
    ['Content-Length:5', { method: 'HEAD' }, 'none', 'Content-Length:5'],
    ['Transfer-Encoding:chunked', { method: 'HEAD' }, 'none', ''],
    ['Transfer-Encoding:chunked\nContent-Length:5', { method: 'HEAD' }, 'none', 'Content-Length:5'],
    ['Content-Length:5', { status: 99 }, 5, 'Content-Length:5'],
    ['Content-Length:5', { status: 100 }, 'none', 'Content-Length:5'],
    ['Content-Length:5', { status: 199 }, 'none', 'Content-Length:5'],
    ['Content-Length:5', { status: 204 }, 'none', 'Content-Length:5'],
    ['Content-Length:5', { status: 205 }, 5, 'Content-Length:5'],
    ['Content-Length:5', { status: 304 }, 'none', 'Content-Length:5'],
    // Another protocol takes over if all three say so.
    [
      'Upgrade:x\nConnection:upgrade',
      { status: 101 },
      'until-close',
      'Upgrade:x\nConnection:upgrade',
    ],
    ['Connection:upgrade', { status: 101 }, 'none', 'Connection:upgrade'],
    ['Upgrade:x', { status: 101 }, 'none', 'Upgrade:x'],
    ['Upgrade:\nConnection:upgrade', { status: 101 }, 'none', 'Upgrade:\nConnection:upgrade'],
    ['Upgrade:x\nConnection:upgrade', { status: 102 }, 'none', 'Upgrade:x\nConnection:upgrade'],
    [
      'Upgrade:x\nConnection:upgrade\nContent-Length:0',
      {},
      'none',
      'Upgrade:x\nConnection:upgrade\nContent-Length:0',
    ],
    // Names that are not these, but nearly.
    [
      'X-Transfer-Encoding:a\nTransfer-Encoding-X:b\nX-Content-Length:1\nContent-Length-X:2',
      {},
      'until-close',
      'X-Transfer-Encoding:a\nTransfer-Encoding-X:b\nX-Content-Length:1\nContent-Length-X:2',
    ],
    [
      'Content-Length-X:2\nX-Content-Length:1\nContent-Length:3',
      {},
      3,
      'Content-Length-X:2\nX-Content-Length:1\nContent-Length:3',
    ],
    [
      'Transfer-Encoding:chunked\nX-Trailer:a\nTrailer-X:b\nX-Content-Length:1\nContent-Length-X:2',
      {},
      'chunked',
      'X-Trailer:a\nTrailer-X:b\nX-Content-Length:1\nContent-Length-X:2',
    ],
    [
      'Connection:close\nX-Connection:a\nConnection-X:b',
      {},
      'until-close',
      'X-Connection:a\nConnection-X:b',
    ],
    [
      'Transfer-Encoding:chunked\nTrailer:X-Trailer, Trailer-X, X-Content-Length, Transfer-Encoding-X',
      {},
      'chunked',
      '',
    ],
    ['Trailer:Content-Length', {}, 'until-close', 'Trailer:Content-Length'],
  ];
  for (const [lines, given, ends, left] of table) {
    it(`${JSON.stringify(lines)} ${JSON.stringify(given)}`, () => {
      assert.deepEqual(framed(lines, given), { ends, left });
    });
  }

  const invalid: readonly (readonly [lines: string, message: string])[] = [
    ['Content-Length:', '"" is not a length'],
    ['Content-Length:-1', '"-1" is not a length'],
    ['Content-Length:5x', '"5x" is not a length'],
    ['Content-Length:x5', '"x5" is not a length'],
    ['Content-Length:9223372036854775808', '"9223372036854775808" is not a length'],
    ['Content-Length:1\nContent-Length:01', 'it has several lengths that contradict each other'],
    ['Transfer-Encoding:gzip', 'the transfer encoding "gzip" is not supported'],
    ['Transfer-Encoding:', 'the transfer encoding "" is not supported'],
    [
      'Transfer-Encoding:chunked\nTransfer-Encoding:chunked',
      'the transfer encoding "chunked, chunked" is not supported',
    ],
    ['Transfer-Encoding:chunked\nTrailer:A, trailer', '"trailer" cannot be a trailer'],
    [
      'Transfer-Encoding:chunked\nTrailer:Transfer-Encoding',
      '"Transfer-Encoding" cannot be a trailer',
    ],
    ['Transfer-Encoding:chunked\nTrailer:content-length', '"content-length" cannot be a trailer'],
  ];
  for (const [lines, message] of invalid) {
    it(`${JSON.stringify(lines)} is refused`, () => {
      assert.throws(() => framed(lines, {}), { name: 'InvalidResponse', message });
    });
  }

  it('takes a length as far as Go does', () => {
    assert.equal(framed('Content-Length:9223372036854775807', {}).ends, 2 ** 63);
  });
});
