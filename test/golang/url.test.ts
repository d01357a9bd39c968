import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { parseUrl, type Url } from '../../src/golang/url.ts';
import { decodeUtf8 } from '../../src/golang/utf8.ts';
import { assertLinearTime } from '../linear-time.ts';

/** Copied from the project's shared vectors. */
const SHARED: readonly {
  readonly url: string;
  readonly valid: boolean;
  readonly absolute?: boolean;
  readonly host?: string;
  readonly path?: string;
}[] = read('url.json');

/** The answers of Go 1.26.8 to a module of language version 1.25. */
const GO: {
  /** Which single bytes Go accepts between two texts. */
  readonly bytes: readonly Place[];
  /** Which bytes Go accepts when they are escaped. */
  readonly escapes: readonly Place[];
  /** Parts that are empty are left out. */
  readonly urls: readonly ({ readonly url: string; readonly valid: boolean } & Partial<Url>)[];
} = read('url-go.json');

interface Place {
  readonly before: string;
  readonly after: string;
  readonly accepted: string;
}

function read<T>(name: string): T {
  return JSON.parse(readFileSync(new URL(`../vectors/${name}`, import.meta.url), 'utf8'));
}

/** The bytes for which `text` gives a URL, as hexadecimal ranges. */
function acceptedBytes(text: (byte: number) => string): string {
  const ranges: [number, number][] = [];
  for (let byte = 0; byte < 256; byte++) {
    if (!parseUrl(text(byte)).ok) continue;
    const last = ranges.at(-1);
    if (last?.[1] === byte - 1) last[1] = byte;
    else ranges.push([byte, byte]);
  }
  return ranges.map(([a, b]) => (a === b ? hex(a) : `${hex(a)}-${hex(b)}`)).join(' ');
}

function hex(byte: number): string {
  return byte.toString(16).padStart(2, '0');
}

describe('parseUrl (validation.md 3.8)', () => {
  for (const { url, valid, absolute, host, path } of SHARED) {
    it(`${JSON.stringify(url)} is ${valid ? 'a URL' : 'no URL'}`, () => {
      const parsed = parseUrl(url);
      assert.equal(parsed.ok, valid);
      if (!parsed.ok) return;
      assert.equal(parsed.url.scheme !== '', absolute);
      assert.equal(parsed.url.host, host);
      assert.equal(parsed.url.path, path);
    });
  }

  for (const { url, valid, ...parts } of GO.urls) {
    it(`reads ${JSON.stringify(url)} as Go does`, () => {
      const parsed = parseUrl(url);
      assert.equal(parsed.ok, valid);
      if (!parsed.ok) return;
      const present = Object.entries(parsed.url).filter(([, part]) => part !== '');
      assert.deepEqual(Object.fromEntries(present), parts);
    });
  }

  for (const { before, after, accepted } of GO.bytes) {
    it(`accepts the bytes that Go does in ${JSON.stringify(before)}…${JSON.stringify(after)}`, () => {
      const text = (byte: number) => before + decodeUtf8(Uint8Array.of(byte)) + after;
      assert.equal(acceptedBytes(text), accepted);
    });
  }

  for (const { before, after, accepted } of GO.escapes) {
    it(`accepts the escapes that Go does in ${JSON.stringify(before)}…${JSON.stringify(after)}`, () => {
      assert.equal(
        acceptedBytes((byte) => `${before}%${hex(byte)}${after}`),
        accepted,
      );
      assert.equal(
        acceptedBytes((byte) => `${before}%${hex(byte).toUpperCase()}${after}`),
        accepted,
      );
    });
  }

  // A text in three pieces, the middle one of which is the problem. (IPv6 addresses look like marks.)
  const problems: [before: string, problem: string, after: string, reason: string][] = [
    ['http://h', '\n', '/', 'it contains the control character "\\n"'],
    ['', ':', 'foo', 'there is no scheme before ":"'],
    [
      '',
      'ht_tp',
      '://x',
      '"ht_tp" is not a scheme; a scheme is a letter followed by letters, digits, "+", "-" and "."',
    ],
    ['http://x', ' ', 'y/', '" " is not allowed in a host'],
    ['http://ü😀', '%41', '/', '"%41" is not allowed in a host'],
    ['http://x', '%4', '/', '"%4" is not allowed in a host'],
    ['http://x', ':8a', '/', '":8a" after the host is not a port; a port is ":" and digits'],
    ['http://[::1]', '80', '/', '"80" after the host is not a port; a port is ":" and digits'],
    ['http://x', '[', '::1]/', '"[" is not at the start of the host'],
    ['http://u@', '[::1', '/', 'there is no "]" for "["'],
    ['http://', '[::g]', '/', '"[::g]" is not an IPv6 address in brackets'],
    ['http://[::1%25', '%2f', ']/', '"%2f" is not allowed in the zone of an address'],
    ['http://', '😀', '@h', '"😀" is not allowed in front of "@"'],
    ['http://u', '%zz', '@h', '"%zz" is not an escape; write "%25" for a plain "%"'],
    ['http://h/a', '%a😀', '', '"%a😀" is not an escape; write "%25" for a plain "%"'],
    ['http://h/?%#%41', '%', '', '"%" is not an escape; write "%25" for a plain "%"'],
  ];
  for (const [before, offending, after, reason] of problems) {
    const text = before + offending + after;
    it(`says of ${JSON.stringify(text)}: ${reason}`, () => {
      const span = { start: before.length, end: before.length + offending.length };
      assert.deepEqual(parseUrl(text), { ok: false, reason, span });
    });
  }

  it('gives every problem a part of the text', () => {
    const piece = fc.constantFrom(
      'http',
      ':',
      '//',
      '@',
      '[',
      ']',
      '%',
      '%25',
      ':',
      ' ',
      'ü',
      '?',
      '#',
    );
    const text = fc.array(fc.oneof(piece, fc.string({ unit: 'binary', maxLength: 2 })));
    fc.assert(
      fc.property(text, (pieces) => {
        const url = pieces.join('');
        const parsed = parseUrl(url);
        if (parsed.ok) return;
        const { start, end } = parsed.span;
        assert.ok(0 <= start && start < end && end <= url.length);
      }),
    );
  });

  for (const piece of ['a', ':', '/', '[', ']', '@', '%', '%ff', '#', '?', '::', '1:', '\udcff']) {
    for (const before of ['', 'http://', 'http://[']) {
      it(`takes linear time for ${before} and many ${JSON.stringify(piece)}`, () => {
        assertLinearTime(200_000, (size) => before + piece.repeat(size / piece.length), parseUrl);
      });
    }
  }
});
