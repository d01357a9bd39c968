import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createHttpClient } from '../../../host/http/http-client.ts';
import { nodeClock } from '../../../host/node/clock.ts';
import { PublisherAccounts } from '../../../src/engine/pubsub/publisher-accounts.ts';
import { EngineStorage } from '../../../src/engine/store/engine-storage.ts';
import { isTransient, TaskError } from '../../../src/task/task-error.ts';
import type { World } from '../../../src/task/world.ts';

const SERVICE = 'https://cr-buildbucket.example.com';
const HOUR = 3_600_000;

describe('accounts of publishers (engine.md B1)', () => {
  let server: Server;
  let respond: RequestListener;
  let asked: string[];
  let now: number;
  /** Lets the time limits of requests pass. */
  let endWaits: () => void;

  beforeEach(async () => {
    asked = [];
    now = Date.UTC(2015, 8, 14);
    server = createServer((request, response) => {
      asked.push(`${request.method} ${request.url}`);
      respond(request, response);
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
  });

  afterEach(() => {
    server.close();
    server.closeAllConnections();
  });

  /** The service is at a port of this machine, and speaks plain HTTP. */
  function world(): World {
    const { port } = server.address() as AddressInfo;
    const client = createHttpClient({ clock: nodeClock });
    const waits = Promise.withResolvers<void>();
    endWaits = waits.resolve;
    return {
      clock: {
        now: () => now,
        sleep: (_ms, signal) => {
          const aborted = Promise.withResolvers<never>();
          signal?.addEventListener('abort', () => aborted.reject(signal.reason));
          return Promise.race([waits.promise, aborted.promise]);
        },
      },
      random: () => 0,
      storage: new EngineStorage(),
      service: { appId: 'scheduler', hostname: 'scheduler.example.com' },
      httpClient: async (scopes) => {
        assert.deepEqual(scopes, [], 'anybody may ask');
        return {
          request: (request, signal) => {
            const url = request.url.replace(SERVICE, `http://127.0.0.1:${port}`);
            return client.request({ ...request, url }, signal);
          },
        };
      },
    };
  }

  const names =
    (text: string, status = 200): RequestListener =>
    (_request, response) =>
      response.writeHead(status).end(text);

  it('are the publishers themselves unless these are services', async () => {
    const accounts = new PublisherAccounts(world());
    for (const publisher of ['a@example.com', 'http://example.com', 'HTTPS://example.com', '']) {
      assert.equal(await accounts.accountOf(publisher), publisher);
    }
    assert.deepEqual(asked, []);
  });

  it('are asked for, once an hour', async () => {
    const accounts = new PublisherAccounts(world());
    respond = names('{"app_id":"x","service_account_name":"first@example.com"}');
    assert.equal(await accounts.accountOf(SERVICE), 'first@example.com');
    assert.deepEqual(asked, ['GET /auth/api/v1/server/info']);

    respond = names('{"service_account_name":"second@example.com"}');
    now += HOUR - 1;
    assert.equal(await accounts.accountOf(SERVICE), 'first@example.com');
    assert.equal(asked.length, 1);
    now += 1;
    assert.equal(await accounts.accountOf(SERVICE), 'second@example.com');
    assert.equal(asked.length, 2);
  });

  it('are asked for once by those who want one at the same time', async () => {
    const accounts = new PublisherAccounts(world());
    respond = names('{"service_account_name":"a@example.com"}');
    const answers = await Promise.all([1, 2, 3].map(() => accounts.accountOf(SERVICE)));
    assert.deepEqual(answers, ['a@example.com', 'a@example.com', 'a@example.com']);
    assert.equal(asked.length, 1);
  });

  const spellings: readonly (readonly [title: string, body: string])[] = [
    ['another case', '{"Service_Account_NAME":"a@example.com"}'],
    [
      'the last of several',
      '{"service_account_name":"b@c.d","SERVICE_ACCOUNT_NAME":"a@example.com"}',
    ],
    ['null after it', '{"service_account_name":"a@example.com","service_account_name":null}'],
  ];
  for (const [title, body] of spellings) {
    it(`are read as Go reads JSON: ${title}`, async () => {
      respond = names(body);
      assert.equal(await new PublisherAccounts(world()).accountOf(SERVICE), 'a@example.com');
    });
  }

  const failures: [title: string, respond: RequestListener, words: RegExp][] = [
    ['an error', names('{"service_account_name":"a@b.c"}', 500), /HTTP status 500/],
    ['a refusal', names('{"service_account_name":"a@b.c"}', 403), /HTTP status 403/],
    ['a page', names('<html>'), /not JSON/],
    ['a byte order mark', names('\ufeff{"service_account_name":"a@b.c"}'), /not JSON/],
    ['no object', names('7'), /no service_account_name/],
    ['no name', names('{"service_account_name":""}'), /no service_account_name/],
    ['nothing', names('null'), /no service_account_name/],
    ['another type', names('{"service_account_name":7}'), /no service_account_name/],
    ['a broken connection', (request) => request.socket.destroy(), /127\.0\.0\.1/],
    [
      'half an answer',
      (_request, response) => {
        response.writeHead(200, { 'Content-Length': '100' });
        response.write('{"service_account_name":"a@b.c"}', () => response.destroy());
      },
      /does not tell/,
    ],
    ['no answer in time', () => endWaits(), /gave up after 60 s/],
  ];
  for (const [title, answer, words] of failures) {
    it(`are not known after ${title}, and asked for again`, async () => {
      const accounts = new PublisherAccounts(world());
      respond = answer;
      await assert.rejects(accounts.accountOf(SERVICE), (error: unknown) => {
        assert.ok(error instanceof TaskError && isTransient(error));
        assert.match(error.message, words);
        assert.ok(error.message.startsWith(`${SERVICE} does not tell its service account: `));
        return true;
      });
      respond = names('{"service_account_name":"a@example.com"}');
      const again = title === 'no answer in time' ? new PublisherAccounts(world()) : accounts;
      assert.equal(await again.accountOf(SERVICE), 'a@example.com');
      assert.equal(asked.length, 2);
    });
  }
});
