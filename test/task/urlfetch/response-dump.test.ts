import assert from 'node:assert/strict';
import { dumpResponse, type FetchedResponse } from '../../../src/task/urlfetch/response-dump.ts';

function dump(body: string | Uint8Array, ...headers: [string, string][]): string {
  const response: FetchedResponse = {
    status: 200,
    statusText: 'OK',
    headers,
    body: typeof body === 'string' ? new TextEncoder().encode(body) : body,
  };
  return dumpResponse(response);
}

describe('the dump of a response', () => {
  it('has the status line, the headers by name, and the text', () => {
    assert.equal(
      dump('hello\nworld\n', ['server', 's'], ['content-TYPE', 'text/plain'], ['ETag', '"x"']),
      '200 OK\nContent-Type: text/plain\nEtag: "x"\nServer: s\n\nhello\nworld',
    );
  });

  it('keeps headers of one name in their order', () => {
    assert.equal(
      dump('', ['set-cookie', 'b'], ['A', '1'], ['Set-Cookie', 'a']),
      '200 OK\nA: 1\nSet-Cookie: b\nSet-Cookie: a\n\n(the body is empty)',
    );
  });

  it('leaves out what no header may be called, and keeps each header on its line', () => {
    const lines = dump(
      '',
      ['X Y', '1'],
      ['', '2'],
      ['é', '3'],
      ['a', ' \tb\r\nc: d\n '],
      ['b', '\n'],
    );
    assert.equal(lines, '200 OK\nA: b  c: d\nB: \n\n(the body is empty)');
  });

  for (const [type, shown] of [
    ['text/html; charset=utf-8', true],
    ['text/x', true],
    ['application/json', true],
    ['application/json+ld', true],
    ['application/xml', true],
    ['application/xhtml+xml', false],
    ['Text/html', false],
    [' text/html', false],
    ['image/png', false],
  ] as const) {
    it(`${shown ? 'shows' : 'does not show'} a body of type ${JSON.stringify(type)}`, () => {
      const [, body] = dump('BODY', ['Content-Type', type]).split('\n\n');
      assert.equal(body, shown ? 'BODY' : '(the body is not text and is not shown)');
    });
  }

  it('does not show a body without a type, but one of several that is text', () => {
    assert.match(dump('BODY'), /\n\n\(the body has no Content-Type and is not shown\)$/);
    assert.match(dump('BODY', ['Content-Type', 'image/png'], ['Content-Type', 'text/x']), /BODY$/);
  });

  it('notes that a text is cut, by its Content-Length', () => {
    const text: [string, string] = ['Content-Type', 'text/plain'];
    assert.match(
      dump('abc', text, ['Content-Length', '4']),
      /abc\n\(cut here, after 3 of 4 bytes\)$/,
    );
    assert.match(dump('abc', text, ['Content-Length', '3']), /abc$/);
    assert.match(dump('abc', text), /abc$/);
  });

  it('shows percent signs and bytes that are no UTF-8', () => {
    const body = new Uint8Array([0x25, 0x73, 0xff, 0xef, 0xbb, 0xbf]);
    assert.match(dump(body, ['Content-Type', 'text/plain']), /\n\n%s\ufffd\ufeff$/);
    const cut = new Uint8Array([0x61, 0xe2, 0x82]);
    assert.match(dump(cut, ['Content-Type', 'text/plain']), /\n\na\ufffd\ufffd$/);
  });

  it('gets by without a reason phrase', () => {
    const response = { status: 599, statusText: '', headers: [], body: new Uint8Array() };
    assert.equal(dumpResponse(response), '599\n\n(the body is empty)');
  });
});
