// The HTTP client over TLS, against real servers on 127.0.0.1 with certificates made here.

import assert from 'node:assert/strict';
import { once } from 'node:events';
import {
  type AddressInfo,
  createServer as createTcpServer,
  type Server,
  type Socket,
} from 'node:net';
import { createServer as createTlsServer } from 'node:tls';
import { createHttpClient } from '../../../host/http/http-client.ts';
import { nodeClock } from '../../../host/node/clock.ts';
import { type Certificate, makeCertificate } from './certificate.ts';

const DAY_MS = 86_400_000;
const TRUST_IT = ': if you trust it, name its file in the variable NODE_EXTRA_CA_CERTS';
const OK = 'HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok';

const authority = makeCertificate({ name: 'authority' });
const issuer = authority;
const good = makeCertificate({ hosts: ['localhost', '127.0.0.1'], issuer });
const client = createHttpClient({ clock: nodeClock, trusted: [authority.cert] });

type Answer = (head: string, socket: Socket) => void;

describe('the HTTP client over TLS', () => {
  const servers: { server: Server; sockets: Set<Socket> }[] = [];

  afterEach(() => {
    for (const { server, sockets } of servers.splice(0)) {
      server.close();
      for (const socket of sockets) socket.destroy();
    }
  });

  /** Returns the port. */
  async function listen(server: Server, answer: Answer): Promise<number> {
    const sockets = new Set<Socket>();
    server.on('connection', (socket: Socket) => {
      sockets.add(socket);
      socket.on('error', () => {});
    });
    servers.push({ server, sockets });
    const event = 'setSecureContext' in server ? 'secureConnection' : 'connection';
    server.on(event, (socket: Socket) => {
      socket.on('error', () => {});
      socket.on('data', (data) => answer(data.toString('latin1'), socket));
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return (server.address() as AddressInfo).port;
  }

  const secure = ({ cert, key }: Certificate, answer: Answer): Promise<number> =>
    listen(createTlsServer({ cert, key, ALPNProtocols: ['http/1.1'] }), answer);
  const plain = (answer: Answer): Promise<number> => listen(createTcpServer(), answer);

  const sayOk: Answer = (_head, socket) => socket.write(OK);

  async function get(url: string): Promise<string> {
    const response = await client.request({ method: 'GET', url });
    const { bytes } = await response.readBody();
    return Buffer.from(bytes).toString();
  }

  for (const host of ['localhost', '127.0.0.1']) {
    it(`asks ${host}, whom the certificate names`, async () => {
      const port = await secure(good, sayOk);
      assert.equal(await get(`https://${host}:${port}/`), 'ok');
    });
  }

  it('reads a long body, piece by piece', async () => {
    const size = 1 << 20;
    const port = await secure(good, (_head, socket) => {
      socket.write(`HTTP/1.1 200 OK\r\nContent-Length: ${size}\r\n\r\n`);
      socket.write('x'.repeat(size));
    });
    assert.equal((await get(`https://localhost:${port}/`)).length, size);
  });

  const ago = (days: number) => new Date(Date.now() - days * DAY_MS);
  for (const [name, certificate, message] of [
    [
      'for another host',
      makeCertificate({ hosts: ['example.com'], issuer }),
      'is for another host name',
    ],
    [
      'for another address',
      makeCertificate({ hosts: ['127.0.0.2'], issuer }),
      'is for another host name',
    ],
    [
      'that has expired',
      makeCertificate({ hosts: ['localhost'], issuer, notBefore: ago(3), notAfter: ago(2) }),
      'has expired',
    ],
    [
      'that is not valid yet',
      makeCertificate({ hosts: ['localhost'], issuer, notBefore: ago(-1), notAfter: ago(-2) }),
      'is not valid yet',
    ],
    ['that is self-signed', makeCertificate({ hosts: ['localhost'] }), `is self-signed${TRUST_IT}`],
    [
      'of an authority that nobody knows',
      makeCertificate({ hosts: ['localhost'], issuer: makeCertificate({ name: 'other' }) }),
      `is not trusted${TRUST_IT}`,
    ],
  ] as const) {
    it(`refuses a certificate ${name}, and sends nothing`, async () => {
      let asked = false;
      const port = await secure(certificate, () => {
        asked = true;
      });
      await assert.rejects(get(`https://localhost:${port}/`), {
        message: `the certificate of localhost:${port} ${message}`,
      });
      assert.equal(asked, false);
    });
  }

  it('trusts no authority made up here unless it is told to', async () => {
    const port = await secure(good, sayOk);
    const request = { method: 'GET', url: `https://localhost:${port}/` };
    await assert.rejects(createHttpClient({ clock: nodeClock }).request(request), {
      message: `the certificate of localhost:${port} is not trusted${TRUST_IT}`,
    });
  });

  it('says so where nobody speaks TLS', async () => {
    const port = await plain((_head, socket) => socket.write('HTTP/1.1 400 Bad Request\r\n\r\n'));
    await assert.rejects(get(`https://localhost:${port}/`), {
      message: `no TLS connection to localhost:${port} could be made: it does not speak TLS there`,
    });
  });

  it('says so where the server hangs up instead of a handshake', async () => {
    const port = await plain((_head, socket) => socket.end());
    await assert.rejects(get(`https://localhost:${port}/`), {
      message: `localhost:${port} reset the connection`,
    });
  });

  describe('follows a redirect', () => {
    const to =
      (place: string): Answer =>
      (_head, socket) => {
        socket.write(`HTTP/1.1 302 Found\r\nLocation: ${place}\r\nContent-Length: 0\r\n\r\n`);
      };
    const told: string[] = [];
    const tell: Answer = (head, socket) => {
      told.push(head);
      socket.write(OK);
    };

    beforeEach(() => {
      told.length = 0;
    });

    it('from http to https, with a Referer', async () => {
      const last = await secure(good, tell);
      const first = await plain(to(`https://localhost:${last}/b`));
      assert.equal(await get(`http://localhost:${first}/a`), 'ok');
      assert.match(told[0] ?? '', /^GET \/b HTTP/);
      assert.ok(told[0]?.includes(`\r\nReferer: http://localhost:${first}/a\r\n`));
    });

    it('from https to http, without one', async () => {
      const last = await plain(tell);
      const first = await secure(good, to(`http://localhost:${last}/b`));
      assert.equal(await get(`https://localhost:${first}/a`), 'ok');
      assert.match(told[0] ?? '', /^GET \/b HTTP/);
      assert.doesNotMatch(told[0] ?? '', /referer/i);
    });

    it('from https to https', async () => {
      const last = await secure(good, tell);
      const first = await secure(good, to(`//127.0.0.1:${last}/b`));
      assert.equal(await get(`https://localhost:${first}/a`), 'ok');
      assert.ok(told[0]?.includes(`\r\nReferer: https://localhost:${first}/a\r\n`));
    });

    it('to a certificate that it refuses, no further than that', async () => {
      const last = await secure(makeCertificate({ hosts: ['example.com'], issuer }), tell);
      const first = await plain(to(`https://localhost:${last}/`));
      await assert.rejects(get(`http://localhost:${first}/`), {
        message: `the certificate of localhost:${last} is for another host name`,
      });
      assert.deepEqual(told, []);
    });
  });
});
