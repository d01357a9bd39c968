// Answers of servers, byte by byte, and what Go 1.26.8's client makes of each. Real connections on 127.0.0.1.

import assert from 'node:assert/strict';
import { once } from 'node:events';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { createHttpClient } from '../../../host/http/http-client.ts';
import { nodeClock } from '../../../host/node/clock.ts';

const MAX_HEAD = 10 << 20;
const OK = 'HTTP/1.1 200 OK\r\n';

/** After all of `bytes` the server closes the connection, unless it `stays`. */
async function exchange(bytes: string, { stays = false } = {}) {
  const closed = Promise.withResolvers<void>();
  const server = createServer((socket: Socket) => {
    socket.on('error', () => {});
    socket.on('close', () => closed.resolve());
    socket.once('data', () => {
      socket.write(Buffer.from(bytes, 'latin1'));
      if (!stays) socket.end();
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  try {
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
    const response = await createHttpClient({ clock: nodeClock }).request({ method: 'GET', url });
    const { bytes: body } = await response.readBody(4096).catch(() => ({ bytes: Buffer.of() }));
    return { ...response, body: Buffer.from(body).toString('latin1') };
  } finally {
    // Whatever came of it: the server sees the connection go.
    await closed.promise;
    server.close();
  }
}

describe('an answer', () => {
  // After each of these the server would leave the connection open for ever.
  const heads: [bytes: string, status: number, headers: [string, string][]][] = [
    [
      'HTTP/1.0 200 OK\nContent-Type: text/plain\nContent-Length: 0\n\n',
      200,
      [
        ['Content-Type', 'text/plain'],
        ['Content-Length', '0'],
      ],
    ],
    [
      `${OK}A: b\r\n  c\r\n\td\r\n \r\nContent-Length: 0\r\n\r\n`,
      200,
      [
        ['A', 'b c d '],
        ['Content-Length', '0'],
      ],
    ],
    [`HTTP/1.1 100 C\r\n\r\nHTTP/1.1 103 E\r\nLink: x\r\n\r\nHTTP/1.1 204 No\r\n\r\n`, 204, []],
    ['HTTP/1.1 101 Switching Protocols\r\n\r\n', 101, []],
    [
      `${OK}Transfer-Encoding: Chunked\r\nContent-Length: 7\r\nTrailer: X\r\n\r\n0\r\nX: endless`,
      200,
      [],
    ],
    [
      `${OK}Content-Length: 0\r\nContent-Length:  0 \r\nConnection: close\r\n\r\n`,
      200,
      [['Content-Length', '0']],
    ],
    [
      `${OK}Content-Length: 0\r\nContent-Length : 5\r\n\r\n`,
      200,
      [
        ['Content-Length', '0'],
        ['Content-Length ', '5'],
      ],
    ],
    [
      `${OK}Pragma: no-cache\r\nContent-Length: 0\r\n\r\n`,
      200,
      [
        ['Pragma', 'no-cache'],
        ['Content-Length', '0'],
        ['Cache-Control', 'no-cache'],
      ],
    ],
    ['HTTP/2.7  304  Not\r\nContent-Length: 5\r\n\r\n', 304, [['Content-Length', '5']]],
    ['HTTP/1.1 +99 x\r\nContent-Length: 0\r\n\r\n', 99, [['Content-Length', '0']]],
  ];
  for (const [bytes, status, headers] of heads) {
    it(`with the head ${JSON.stringify(bytes)}`, async () => {
      const response = await exchange(bytes, { stays: true });
      assert.equal(response.status, status);
      assert.deepEqual(response.headers, headers);
      assert.equal(response.body, '');
    });
  }

  const bodies: [bytes: string, body: string][] = [
    ['HTTP/1.0 200 OK\nContent-Type: text/plain\n\nhello\n', 'hello\n'],
    [
      'HTTP/1.0 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n',
      '5\r\nhello\r\n0\r\n\r\n',
    ],
    [`${OK}Content-Length: 3\r\n\r\nhello`, 'hel'],
    [`${OK}Content-Length: 9\r\n\r\nhello`, 'hello'],
    [`${OK}\r\n${'x'.repeat(5000)}`, 'x'.repeat(4096)],
    [`${OK}Content-Length: 4096\r\n\r\n${'x'.repeat(4096)}`, 'x'.repeat(4096)],
    [
      `${OK}Transfer-Encoding: chunked\r\n\r\n5;x=y\r\nhello\r\n03 \r\nyou\r\n0\r\n\r\n`,
      'helloyou',
    ],
    [`${OK}Transfer-Encoding: chunked\r\n\r\n5\r\nhelloX\r\n3\r\nyou\r\n0\r\n\r\n`, 'hello'],
    [`${OK}Transfer-Encoding: chunked\r\n\r\n5\nhello\r\n0\r\n\r\n`, ''],
    [`${OK}Transfer-Encoding: chunked\r\n\r\n5 ;x\r\nhello\r\n0\r\n\r\n`, ''],
    [`${OK}Transfer-Encoding: chunked\r\n\r\n11111111111111111\r\nhello`, ''],
    [`${OK}Transfer-Encoding: chunked\r\n\r\n1;${'e'.repeat(4092)}\r\nx\r\n0\r\n\r\n`, 'x'],
    [`${OK}Transfer-Encoding: chunked\r\n\r\n1;${'e'.repeat(4093)}\r\nx\r\n0\r\n\r\n`, ''],
    [
      `${OK}Transfer-Encoding: chunked\r\n\r\n${`1;${'e'.repeat(1000)}\r\nx\r\n`.repeat(50)}`,
      'x'.repeat(16),
    ],
    ['HTTP/1.1 101 Go\r\nUpgrade: x\r\nConnection: a, upgrade\r\n\r\nother words', 'other words'],
    [
      'HTTP/1.1 101 Go\r\nUpgrade: x\r\nConnection: upgrade\r\nContent-Encoding: gzip\r\n\r\nother words',
      'other words',
    ],
    [`${OK}\r\n\xff\xfe\x00`, '\xff\xfe\x00'],
  ];
  for (const [bytes, body] of bodies) {
    it(`with the body of ${JSON.stringify(bytes.slice(0, 120))}`, async () => {
      assert.equal((await exchange(bytes)).body, body);
    });
  }

  it('is read as far as it is wanted, and not a byte is waited for behind that', async () => {
    const wanted = 'x'.repeat(4096);
    assert.equal((await exchange(`${OK}\r\n${wanted}`, { stays: true })).body, wanted);
  });

  const invalid: [bytes: string, message: RegExp][] = [
    ['SSH-2.0-OpenSSH_9.6\r\n', /the answer "SSH-2.0-OpenSSH_9.6" is malformed/],
    ['\r\n\r\n', /the answer "" is malformed/],
    ['ICY 200 OK\r\n', /the HTTP version "ICY" is malformed/],
    ['HTTP/1.10 200 OK\r\n', /the HTTP version/],
    ['HTTP/1.1 2000 OK\r\n', /the status "2000" is malformed/],
    ['HTTP/1.1 -20 OK\r\n', /the status "-20" is malformed/],
    [`${OK} A: b\r\n`, /the first header " A: b" is malformed/],
    [`${OK}nocolon\r\n`, /the header "nocolon" is malformed/],
    [`${OK}: b\r\n\r\n`, /the header ": b" is malformed/],
    [`${OK}é: b\r\n\r\n`, /is malformed/],
    [`${OK}A: \x01\r\n\r\n`, /the header "A: \\x01" is malformed/],
    [`${OK}A: b\rc\r\n\r\n`, /is malformed/],
    [`${OK}Content-Length: +5\r\n\r\n`, /"\+5" is not a length/],
    [`${OK}Content-Length: \r\n\r\n`, /"" is not a length/],
    [`${OK}Content-Length: 9223372036854775808\r\n\r\n`, /is not a length/],
    [`${OK}Content-Length: 5\r\nContent-Length: 6\r\n\r\n`, /several lengths/],
    [
      `${OK}Transfer-Encoding: gzip, chunked\r\n\r\n`,
      /the transfer encoding "gzip, chunked" is not/,
    ],
    [`${OK}Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n`, /is not supported/],
    [
      `${OK}Transfer-Encoding: chunked\r\nTrailer: a, content-length\r\n\r\n`,
      /cannot be a trailer/,
    ],
  ];
  for (const [bytes, message] of invalid) {
    it(`is refused at once: ${JSON.stringify(bytes)}`, async () => {
      await assert.rejects(exchange(bytes, { stays: true }), message);
    });
  }

  for (const bytes of ['', 'HTTP/1.1', OK, `${OK}A: b\r\n`]) {
    it(`that ends too early is no answer: ${JSON.stringify(bytes)}`, async () => {
      await assert.rejects(exchange(bytes), /closed the connection/);
    });
  }

  it('has all its headers', async () => {
    const lines = Array.from({ length: 5000 }, (_, i) => `H-${i}: ${i}\r\n`).join('');
    const { headers } = await exchange(`${OK}${lines}\r\n`);
    assert.equal(headers.length, 5000);
    assert.deepEqual(headers[4999], ['H-4999', '4999']);
  });

  describe('may have 10 MB of headers', () => {
    const filled = (length: number) => `${OK}A: ${'x'.repeat(length - OK.length - 7)}\r\n\r\n`;
    const informed = (length: number) => {
      const head = 'HTTP/1.1 100 C\r\n\r\n';
      return head.repeat(1000) + filled(length - head.length * 1000);
    };
    for (const [what, bytes] of [
      ['one line', filled],
      ['1xx answers before it', informed],
    ] as const) {
      it(`${what}: not a byte more`, async () => {
        assert.equal((await exchange(`${bytes(MAX_HEAD)}body`)).body, 'body');
        await assert.rejects(
          exchange(bytes(MAX_HEAD + 1), { stays: true }),
          /its headers exceed 10485760 bytes/,
        );
      });
    }

    it('a flood of 1xx ends there', async () => {
      const flood = 'HTTP/1.1 100 C\r\n\r\n'.repeat(600_000);
      await assert.rejects(exchange(flood, { stays: true }), /its headers exceed/);
    });
  });
});
