// The bytes of a request, as Go 1.26.8's client writes them (http.Request.Write).

import assert from 'node:assert/strict';
import { asksForGzip, requestBytes } from '../../../host/http/request-text.ts';
import { parseRequestUrl } from '../../../src/golang/url-request.ts';

type Header = readonly [name: string, value: string];

function request(
  url: string,
  headers: readonly Header[] = [],
  { method = 'GET', body }: { method?: string; body?: string } = {},
) {
  const parsed = parseRequestUrl(url);
  assert.ok(parsed.ok);
  return {
    method,
    url: parsed.url,
    headers,
    ...(body !== undefined && { body: Buffer.from(body) }),
  };
}

function text(...args: Parameters<typeof request>): string {
  return Buffer.from(requestBytes(request(...args))).toString('latin1');
}

const AGENT = 'User-Agent: Go-http-client/1.1';
const GZIP = 'Accept-Encoding: gzip';

describe('the text of a request', () => {
  type Row = readonly [args: Parameters<typeof request>, ...lines: string[]];
  const table: readonly Row[] = [
    [['http://h/p?q'], 'GET /p?q HTTP/1.1', 'Host: h', AGENT, GZIP],
    [['http://H:80'], 'GET / HTTP/1.1', 'Host: H:80', AGENT, GZIP],
    [['http://h/', [], { method: '' }], 'GET / HTTP/1.1', 'Host: h', AGENT, GZIP],
    [['http://h/', [], { method: 'HEAD' }], 'HEAD / HTTP/1.1', 'Host: h', AGENT],
    [['http://h/', [], { method: 'DELETE' }], 'DELETE / HTTP/1.1', 'Host: h', AGENT, GZIP],
    ...['POST', 'PUT', 'PATCH'].map((method): Row => {
      const line = `${method} / HTTP/1.1`;
      return [['http://h/', [], { method }], line, 'Host: h', AGENT, 'Content-Length: 0', GZIP];
    }),
    [
      ['http://h/', [], { method: 'DELETE', body: 'abc' }],
      'DELETE / HTTP/1.1',
      'Host: h',
      AGENT,
      'Content-Length: 3',
      GZIP,
    ],
    [['http://h/', [], { body: '' }], 'GET / HTTP/1.1', 'Host: h', AGENT, GZIP],
    // By name, in the case they were given in; those that the client writes itself are not copied.
    [
      [
        'http://h/',
        [
          ['b', '2'],
          ['A', '1'],
          ['c', '3'],
          ['HOST', 'x'],
          ['content-length', '9'],
          ['Transfer-Encoding', 'chunked'],
          ['Trailer', 'T'],
        ],
      ],
      'GET / HTTP/1.1',
      'Host: h',
      AGENT,
      'A: 1',
      'b: 2',
      'c: 3',
      GZIP,
    ],
    [
      [
        'http://h/',
        [
          ['X', '1'],
          ['user-agent', 'me'],
        ],
      ],
      'GET / HTTP/1.1',
      'Host: h',
      'user-agent: me',
      'X: 1',
      GZIP,
    ],
    [['http://h/', [['User-Agent', '']]], 'GET / HTTP/1.1', 'Host: h', GZIP],
    [['http://h/', [['X', '']]], 'GET / HTTP/1.1', 'Host: h', AGENT, 'X: ', GZIP],
    [
      ['http://h/', [['accept-encoding', 'br']]],
      'GET / HTTP/1.1',
      'Host: h',
      AGENT,
      'accept-encoding: br',
    ],
    [
      ['http://h/', [['Range', 'bytes=0-1']]],
      'GET / HTTP/1.1',
      'Host: h',
      AGENT,
      'Range: bytes=0-1',
    ],
    [['http://h/', [['Range', '']]], 'GET / HTTP/1.1', 'Host: h', AGENT, 'Range: ', GZIP],
    [
      ['http://me:p%40s@h/'],
      'GET / HTTP/1.1',
      'Host: h',
      AGENT,
      `Authorization: Basic ${btoa('me:p@s')}`,
      GZIP,
    ],
    [
      ['http://me@h/'],
      'GET / HTTP/1.1',
      'Host: h',
      AGENT,
      `Authorization: Basic ${btoa('me:')}`,
      GZIP,
    ],
    [
      ['http://me:p@h/', [['authorization', 'x']]],
      'GET / HTTP/1.1',
      'Host: h',
      AGENT,
      'authorization: x',
      GZIP,
    ],
    [['http://h/', [['X', '\udcff']]], 'GET / HTTP/1.1', 'Host: h', AGENT, 'X: \xff', GZIP],
    [['http://h/', [['X', 'é\t~']]], 'GET / HTTP/1.1', 'Host: h', AGENT, 'X: \xc3\xa9\t~', GZIP],
  ];
  for (const [args, ...lines] of table) {
    it(JSON.stringify(args), () => {
      assert.equal(text(...args), `${lines.join('\r\n')}\r\n\r\n${args[2]?.body ?? ''}`);
    });
  }

  const bad: readonly Header[] = [
    ['', 'x'],
    ['a b', 'x'],
    ['(a', 'x'],
    ['a(', 'x'],
    ['é', 'x'],
    ['A', 'a\r\nb'],
    ['A', 'a\nb'],
    ['A', '\0'],
    ['A', '\x7f'],
  ];
  for (const header of bad) {
    it(`cannot hold the header ${JSON.stringify(header)}`, () => {
      assert.throws(
        () => text('http://h/', [['B', 'fine'], header]),
        /^Error: the header ".*" cannot be sent$/,
      );
    });
  }

  it('may hold a header of any letters that HTTP knows', () => {
    const name = "!#$%&'*+-.^_`|~09azAZ";
    assert.ok(text('http://h/', [[name, 'x']]).includes(`\r\n${name}: x\r\n`));
  });
});

describe('gzip is asked for on our own account', () => {
  for (const [headers, method, asked] of [
    [[], 'GET', true],
    [[], 'POST', true],
    [[], 'HEAD', false],
    [[['ACCEPT-ENCODING', 'identity']], 'GET', false],
    [[['Accept-Encoding', '']], 'GET', true],
    [[['RANGE', 'bytes=0-']], 'GET', false],
  ] as const) {
    it(`${asked ? '' : 'not '}in a ${method} with ${JSON.stringify(headers)}`, () => {
      assert.equal(asksForGzip(request('http://h/', headers, { method })), asked);
    });
  }
});
