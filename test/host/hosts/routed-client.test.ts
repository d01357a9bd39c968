// The routed client against real servers on 127.0.0.1, over TLS, with a program in the place of luci-auth.

import assert from 'node:assert/strict';
import { once } from 'node:events';
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { createServer } from 'node:https';
import type { AddressInfo, Server } from 'node:net';
import { HostDecisions } from '../../../host/hosts/host-decisions.ts';
import { type HostQuestion, type HostRow, parseRow } from '../../../host/hosts/host-table.ts';
import { createRoutedClient } from '../../../host/hosts/routed-client.ts';
import { parseTarget } from '../../../host/hosts/target.ts';
import { createHttpClient } from '../../../host/http/http-client.ts';
import { nodeClock } from '../../../host/node/clock.ts';
import type { HttpClient } from '../../../src/task/world.ts';
import { makeCertificate } from '../http/certificate.ts';

const SCOPES = ['https://www.googleapis.com/auth/userinfo.email'];
const TOKEN = 'ya29.secret';

const authority = makeCertificate({ name: 'authority' });
const certificate = makeCertificate({ hosts: ['localhost', '127.0.0.1'], issuer: authority });

/** Answers with nothing, and remembers what it was asked. */
class Emulator implements HttpClient {
  readonly urls: string[] = [];

  async request({ url }: { readonly url: string }) {
    this.urls.push(url);
    const readBody = async () => ({ bytes: new Uint8Array() });
    return { status: 200, statusText: 'OK', headers: [], readBody };
  }
}

describe('the routed client', () => {
  const servers: Server[] = [];
  afterEach(() => {
    for (const server of servers.splice(0)) server.close();
  });

  /** Serves over TLS on 127.0.0.1; returns the port. Requests are counted and their heads kept. */
  async function serve(answer: RequestListener = (_request, response) => response.end()) {
    const requests: IncomingMessage[] = [];
    const server = createServer(certificate, (request, response) => {
      requests.push(request);
      answer(request, response);
    });
    servers.push(server);
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return { port: (server.address() as AddressInfo).port, requests };
  }

  /** @param rows such as `example.com = network` @param answer what the user says when asked */
  function setUp(rows: readonly string[], answer?: string) {
    const table: HostRow[] = rows.map((text) => {
      const [host = '', target = ''] = text.split(' = ');
      const parsed = parseRow(host, target, 'user', '/base');
      assert.ok(parsed.ok);
      return parsed.row;
    });
    const questions: HostQuestion[] = [];
    const decisions = new HostDecisions({
      rows: () => table,
      ask: async (question) => {
        questions.push(question);
        return answer === undefined ? undefined : parseTarget(answer, '/base');
      },
      remember: (row) => table.push(row),
      advice: ({ asked }) => `give --host ${asked.name}=network`,
    });
    const log: string[] = [];
    const emulators = { git: new Emulator(), buildbucket: new Emulator() };
    const tokens: (readonly string[])[] = [];
    const routes = {
      decisions,
      network: (before: Parameters<typeof createHttpClient>[1]) =>
        createHttpClient({ clock: nodeClock, trusted: [authority.cert] }, before),
      git: () => emulators.git,
      buildbucket: emulators.buildbucket,
      token: async (scopes: readonly string[]) => {
        tokens.push(scopes);
        return TOKEN;
      },
      environment: {},
    };
    const client = (scopes: readonly string[] = SCOPES) =>
      createRoutedClient(routes, scopes, (line) => log.push(line));
    const get = async (url: string, scopes?: readonly string[]) =>
      (await client(scopes).request({ method: 'GET', url })).status;
    return { get, log, questions, tokens, emulators, routes, table };
  }

  it('sends nothing to a host of which nobody has said yes, and says what to do', async () => {
    const { get, log, questions } = setUp([]);
    await assert.rejects(get('https://example.com/'), {
      message:
        'Nothing was sent to example.com, for nobody has allowed it: give --host example.com=network',
    });
    assert.deepEqual([questions.length, log], [1, []]);
  });

  it('asks once for a host, however many requests there are, and never again', async () => {
    const { port } = await serve();
    const { get, questions } = setUp(['127.0.0.1 = network', 'localhost = network'], 'network');
    const { routes } = setUp([], 'refuse');
    assert.equal(await get(`https://127.0.0.1:${port}/`), 200);
    assert.equal(questions.length, 0);
    const asked: string[] = [];
    const rows: HostRow[] = [];
    const decisions = new HostDecisions({
      rows: () => rows,
      ask: async ({ asked: { name } }) => {
        asked.push(name);
        await new Promise((resolve) => setImmediate(resolve));
        return { kind: 'emulator' };
      },
      remember: (row) => rows.push(row),
      advice: () => '',
    });
    const client = createRoutedClient({ ...routes, decisions }, []);
    const request = { method: 'GET', url: 'https://example.com/' };
    await Promise.all([client.request(request), client.request(request)]);
    await client.request(request);
    assert.deepEqual(asked, ['example.com']);
  });

  it('lets a repository answer, and Buildbucket, and says so', async () => {
    const { get, log, emulators } = setUp(['x.googlesource.com/one = one']);
    const refs = 'https://x.googlesource.com/a/one/+refs?format=JSON';
    const build = 'https://bb.example/prpc/buildbucket.v2.Builds/GetBuild';
    await get(refs);
    await get(build);
    assert.deepEqual(emulators.git.urls, [refs]);
    assert.deepEqual(emulators.buildbucket.urls, [build]);
    assert.deepEqual(
      log.map((line) => line.replace(/in .*one$/, 'in …one')),
      [
        `GET ${refs}: answered by the git repository in …one`,
        `GET ${build}: answered by the Buildbucket emulator on this machine`,
      ],
    );
  });

  it('sends a token only where the user wants it, and logs none', async () => {
    const { port, requests } = await serve();
    const url = `https://127.0.0.1:${port}/`;
    const known = setUp(['127.0.0.1 = network+luci-auth']);
    await known.get(url);
    await known.get(url, []); // Whoever asks for no scopes wants none.
    await setUp(['127.0.0.1 = network']).get(url);
    assert.deepEqual(
      requests.map(({ headers }) => headers.authorization),
      [`Bearer ${TOKEN}`, undefined, undefined],
    );
    assert.deepEqual(known.tokens, [SCOPES]);
    assert.deepEqual(known.log, [
      `GET ${url}: sent to this machine, with a token of luci-auth`,
      `GET ${url}: sent to this machine, without an account`,
    ]);
  });

  describe('a token does not leave', () => {
    const redirects: readonly [name: string, location: (port: number) => string][] = [
      ['for another name of the same machine', (port) => `https://localhost:${port}/there`],
      ['for a subdomain', (port) => `https://a.localhost:${port}/there`],
    ];
    for (const [name, location] of redirects) {
      it(name, async () => {
        const { port, requests } = await serve((request, response) => {
          if (request.url === '/') response.writeHead(302, { Location: location(port) });
          response.end();
        });
        const { get, tokens, log } = setUp([
          '127.0.0.1 = network+luci-auth',
          'localhost = network+luci-auth',
        ]);
        await get(`https://127.0.0.1:${port}/`).catch(() => {}); // There may be no such name.
        const [first, second] = requests;
        assert.equal(first?.headers.authorization, `Bearer ${TOKEN}`);
        assert.equal(second?.headers.authorization, undefined);
        assert.equal(tokens.length, 1);
        assert.match(
          log[1] ?? '',
          /^Redirected to .*\/there: sent to this machine, without an account$/,
        );
      });
    }

    it('for another port', async () => {
      const other = await serve();
      const { port } = await serve((_request, response) => {
        response.writeHead(307, { Location: `https://127.0.0.1:${other.port}/` }).end();
      });
      const { get, tokens } = setUp(['127.0.0.1 = network+luci-auth']);
      await get(`https://127.0.0.1:${port}/`);
      assert.equal(other.requests[0]?.headers.authorization, undefined);
      assert.equal(tokens.length, 1);
    });

    it('but stays with its own host', async () => {
      const { port, requests } = await serve((request, response) => {
        if (request.url === '/') response.writeHead(302, { Location: '/there' });
        response.end();
      });
      await setUp(['127.0.0.1 = network+luci-auth']).get(`https://127.0.0.1:${port}/`);
      assert.deepEqual(
        requests.map(({ headers }) => headers.authorization),
        [`Bearer ${TOKEN}`, `Bearer ${TOKEN}`],
      );
    });

    it('over http', async () => {
      const { get, tokens } = setUp(['127.0.0.1 = network+luci-auth']);
      await assert.rejects(get('http://127.0.0.1:9/'), {
        message: 'No token is sent to 127.0.0.1:9 but over https: let its target be "network"',
      });
      assert.deepEqual(tokens, []);
    });

    it('over http by a redirect', async () => {
      const { port } = await serve((_request, response: ServerResponse) => {
        response.writeHead(302, { Location: `http://127.0.0.1:${port}/` }).end();
      });
      const { get, tokens } = setUp(['127.0.0.1 = network+luci-auth']);
      await get(`https://127.0.0.1:${port}/`).catch(() => {});
      assert.equal(tokens.length, 1);
    });
  });

  describe('a redirect', () => {
    async function redirectTo(location: string, rows: readonly string[], answer?: string) {
      const { port, requests } = await serve((_request, response) => {
        response.writeHead(302, { Location: location }).end();
      });
      const parts = setUp(rows, answer);
      return { ...parts, requests, got: parts.get(`https://127.0.0.1:${port}/`) };
    }

    it('to a host of which nobody has said yes is not followed', async () => {
      const { got, questions } = await redirectTo('https://example.com/', []);
      await assert.rejects(
        got,
        /^RequestRefused: Nothing was sent to example\.com, for nobody has allowed it/,
      );
      assert.equal(questions.length, 1);
    });

    it('to a host for which this machine answers is not followed', async () => {
      const { got } = await redirectTo('https://x.googlesource.com/one', [
        'x.googlesource.com = one',
      ]);
      await assert.rejects(got, {
        message:
          'A redirect leads to x.googlesource.com, for which this machine answers: ask for that URL itself',
      });
    });

    it('to a host that is switched off is not followed', async () => {
      const { got } = await redirectTo('https://example.com/', ['example.com = refuse']);
      await assert.rejects(got, { message: 'Requests to example.com are switched off' });
    });
  });

  it('says that a proxy is passed by, and once more if that may be why a request failed', async () => {
    const { routes, table, log } = setUp(['192.0.2.1 = network']);
    assert.equal(table.length, 1);
    const failing = { ...routes, environment: { HTTPS_PROXY: 'http://proxy:3128' } };
    const abort = new AbortController();
    const network = (before: Parameters<typeof routes.network>[0]): HttpClient => ({
      request: async () => {
        await before?.(
          {
            scheme: 'https',
            opaque: '',
            user: undefined,
            host: '192.0.2.1',
            path: '/',
            query: undefined,
            fragment: '',
          },
          0,
        );
        throw new Error('there is no route to 192.0.2.1');
      },
    });
    const client = createRoutedClient({ ...failing, network }, [], (line) => log.push(line));
    await assert.rejects(
      client.request({ method: 'GET', url: 'https://192.0.2.1/' }, abort.signal),
      {
        message:
          'there is no route to 192.0.2.1 (HTTPS_PROXY is set, but requests go past proxies)',
      },
    );
    assert.deepEqual(log, [
      'GET https://192.0.2.1/: sent to 192.0.2.1 over the network, without an account; HTTPS_PROXY is set, but requests go past proxies',
    ]);
  });

  it('asks Gitiles as anybody does where no token goes', async () => {
    const asked: string[] = [];
    const { routes } = setUp(['x.googlesource.com = network']);
    const network = (): HttpClient => ({
      request: async ({ url }) => {
        asked.push(url);
        throw new Error('not today');
      },
    });
    const client = createRoutedClient({ ...routes, network }, SCOPES);
    for (const url of [
      'https://x.googlesource.com/a/b%2Fc/+refs',
      'https://x.googlesource.com/a',
    ]) {
      await client.request({ method: 'GET', url }).catch(() => {});
    }
    assert.deepEqual(asked, [
      'https://x.googlesource.com/b%2Fc/+refs',
      'https://x.googlesource.com/a',
    ]);
  });
});
