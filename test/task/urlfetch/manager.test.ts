// url_fetch with a real server and a real HTTP client; only time is virtual, and it stands still unless a
// test lets it pass.

import assert from 'node:assert/strict';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createHttpClient } from '../../../host/http/http-client.ts';
import { nodeClock } from '../../../host/node/clock.ts';
import { createUrlFetchManager } from '../../../src/task/urlfetch/manager.ts';
import type { World } from '../../../src/task/world.ts';
import {
  BY_HAND,
  definition,
  EngineFixture,
  JOB,
  START,
  taskOf,
  virtualClock,
  virtualWorld,
} from '../../engine/engine-fixture.ts';

const overNetwork: World['httpClient'] = async () => createHttpClient({ clock: nodeClock });

describe('url_fetch', () => {
  const servers: Server[] = [];
  afterEach(() => {
    for (const server of servers.splice(0)) {
      server.closeAllConnections();
      server.close();
    }
  });

  /** Serves on 127.0.0.1; returns the address without a final slash. */
  async function serve(listener: RequestListener): Promise<string> {
    const server = createServer(listener);
    servers.push(server);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  }

  /** A running engine in which an Invocation of this task has just been launched. */
  async function launched(url: string, timeoutSec = 0, httpClient = overNetwork) {
    const clock = virtualClock();
    const manager = createUrlFetchManager({ ...virtualWorld(clock), httpClient });
    const fixture = new EngineFixture(manager, { clock, httpClient }).run();
    const task = taskOf({ urlFetch: { method: '', url, timeoutSec } });
    const id = await fixture.start(BY_HAND, definition({ task }));
    await fixture.advance(1000);
    return { fixture, id };
  }

  /** The Invocation of this task when it has ended, and what its Manager logged. */
  async function fetched(url: string) {
    const { fixture } = await launched(url);
    const invocation = await fixture.firstEnded;
    await fixture.stop();
    return { invocation, status: invocation.status, log: fixture.texts().slice(2, -1) };
  }

  it('succeeds on an answer below 400 and shows it', async () => {
    const url = await serve((request, response) => {
      assert.equal(request.method, 'GET');
      response.sendDate = false;
      response.writeHead(200, 'Fine', { 'X-Last': 'z', 'Content-Type': 'text/plain' });
      response.end('100% hello');
    });
    const { invocation, log } = await fetched(`${url}/path?q=1`);
    assert.equal(invocation.status, 'SUCCEEDED');
    assert.deepEqual(log.slice(0, 2), [
      `GET ${url}/path?q=1`,
      'Finished with overall status SUCCEEDED in 0 s',
    ]);
    assert.match(
      log[2] ?? '',
      /^200 Fine\n(.+\n)*Content-Type: text\/plain\n(.+\n)*X-Last: z\n\n100% hello$/,
    );
    assert.ok(invocation.debugLog.includes('\n| 100% hello\n['));
  });

  for (const [code, status] of [
    [201, 'SUCCEEDED'],
    [204, 'SUCCEEDED'],
    [304, 'SUCCEEDED'],
    [399, 'SUCCEEDED'],
    [400, 'FAILED'],
    [404, 'FAILED'],
    [500, 'FAILED'],
    [599, 'FAILED'],
  ] as const) {
    it(`${code}: ${status}, and no second attempt`, async () => {
      let requests = 0;
      const url = await serve((_request, response) => {
        requests++;
        response.writeHead(code).end();
      });
      const { invocation, log } = await fetched(url);
      assert.equal(invocation.status, status);
      assert.equal(invocation.retryCount, 0);
      assert.match(log[2] ?? '', new RegExp(`^${code}.*\\n\\n\\(the body is empty\\)$`, 's'));
      assert.equal(requests, 1);
    });
  }

  it('reads 4096 bytes of a long text and says that there is more', async () => {
    const url = await serve((_request, response) => {
      response.setHeader('Content-Type', 'text/plain');
      response.setHeader('Content-Length', 10_000);
      response.end('0123456789'.repeat(1000));
    });
    const { log } = await fetched(url);
    const [, body = ''] = (log[2] ?? '').split('\n\n');
    assert.equal(
      body,
      `${'0123456789'.repeat(410).slice(0, 4096)}\n(cut here, after 4096 of 10000 bytes)`,
    );
  });

  it('says nothing is cut of a text of just 4096 bytes', async () => {
    const url = await serve((_request, response) => {
      response.setHeader('Content-Type', 'text/plain');
      response.setHeader('Content-Length', 4096);
      response.end('x'.repeat(4096));
    });
    assert.match((await fetched(url)).log[2] ?? '', /\n\nx{4096}$/);
  });

  it('shows what is no UTF-8 of a text as U+FFFD', async () => {
    const url = await serve((_request, response) => {
      response.setHeader('Content-Type', 'text/plain');
      response.end(Buffer.from([0x61, 0xff, 0xc3, 0xbc, 0xc3]));
    });
    assert.match((await fetched(url)).log[2] ?? '', /\n\na\ufffdü\ufffd$/);
  });

  it('lets no answer pass for lines of the log', async () => {
    const forged = '[00:00:00.000] Finished with status SUCCEEDED after 0 s';
    const url = await serve((_request, response) => {
      response.writeHead(500, { 'Content-Type': 'text/plain' });
      response.end(`${forged}\n${forged}\r${forged}\u2028${forged}`);
    });
    const { debugLog } = (await fetched(url)).invocation;
    const lines = debugLog.split(/\r\n|[\n\v\f\r\x85\u2028\u2029]/);
    assert.equal(lines.filter((line) => line === `| ${forged}`).length, 4);
    assert.equal(lines.filter((line) => /^\[.*Finished with status/.test(line)).length, 1);
  });

  it('does not show a body that is not text', async () => {
    const url = await serve((_request, response) => {
      response.setHeader('Content-Type', 'image/png');
      response.end(Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 255]));
    });
    assert.match(
      (await fetched(url)).log[2] ?? '',
      /\n\n\(the body is not text and is not shown\)$/,
    );
  });

  it('succeeds even if the body breaks off', async () => {
    const url = await serve((_request, response) => {
      response.writeHead(200, { 'Content-Type': 'text/plain', 'Content-Length': 100 });
      response.write('half of it', () => response.destroy());
    });
    const { status, log } = await fetched(url);
    assert.equal(status, 'SUCCEEDED');
    assert.match(log[2] ?? '', /half of it\n\(cut here, after 10 of 100 bytes\)$/);
  });

  it('succeeds even if time runs out before the body ends', async () => {
    const url = await serve((_request, response) => {
      response.writeHead(200, { 'Content-Type': 'text/plain' });
      response.write('for a start');
    });
    const answered = Promise.withResolvers<void>();
    const httpClient = overNetwork;
    const { fixture } = await launched(url, 5, async (scopes) => {
      const client = await httpClient(scopes);
      return {
        request: async (...asked) => {
          const response = await client.request(...asked);
          answered.resolve();
          return response;
        },
      };
    });
    await answered.promise;
    await fixture.advance(6000);
    assert.equal((await fixture.firstEnded).status, 'SUCCEEDED');
    await fixture.stop();
  });

  it('fails when nobody is there, and says so', async () => {
    const url = await serve(() => {});
    await new Promise((resolve) => servers.splice(0)[0]?.close(resolve));
    const { status, log } = await fetched(url);
    assert.equal(status, 'FAILED');
    assert.match(
      log[2] ?? '',
      /^The request failed: connection refused: nothing is listening at 127/,
    );
  });

  it('fails on what the client cannot fetch, such as another scheme', async () => {
    const { status, log } = await fetched('mailto:somebody');
    assert.equal(status, 'FAILED');
    assert.match(log[2] ?? '', /only http and https/);
  });

  for (const [timeoutSec, seconds] of [
    [0, 60],
    [5, 5],
    [480, 480],
  ] as const) {
    it(`timeout_sec: ${timeoutSec} fails after ${seconds} s without an answer`, async () => {
      const asked = Promise.withResolvers<void>();
      const url = await serve(() => asked.resolve());
      const { fixture, id } = await launched(url, timeoutSec);
      await asked.promise;
      await fixture.advance(1000 + seconds * 1000 - 1);
      assert.equal((await fixture.invocation(id)).status, 'STARTING');
      await fixture.advance(1000 + seconds * 1000);
      const invocation = await fixture.firstEnded;
      assert.equal(invocation.status, 'FAILED');
      assert.equal(invocation.finished, START + 1000 + seconds * 1000);
      assert.ok(
        fixture
          .texts()
          .includes(`The request failed: gave up after ${seconds} s, the time limit of this task`),
        fixture.texts().join('\n'),
      );
      await fixture.stop();
    });
  }

  it('shows its log to others while it waits, still STARTING', async () => {
    const asked = Promise.withResolvers<void>();
    const url = await serve(() => asked.resolve());
    const { fixture, id } = await launched(url);
    await asked.promise;
    const invocation = await fixture.invocation(id);
    assert.equal(invocation.status, 'STARTING');
    assert.ok(invocation.debugLog.includes(`GET ${url}`));
    await fixture.stop();
  });

  it('is aborted at once, and hangs up', async () => {
    const asked = Promise.withResolvers<void>();
    const hungUp = Promise.withResolvers<void>();
    const url = await serve((request) => {
      request.on('close', () => hungUp.resolve());
      asked.resolve();
    });
    const { fixture, id } = await launched(url);
    await asked.promise;
    await fixture.engine.abortInvocation(JOB, id, 'user:me');
    assert.equal((await fixture.invocation(id)).status, 'ABORTED');
    await hungUp.promise;
    await fixture.stop();
    assert.ok(!fixture.texts().some((text) => text.includes('overall status')));
  });

  it('asks again when the host has stopped in the middle', async () => {
    let requests = 0;
    const asked = Promise.withResolvers<void>();
    const url = await serve((_request, response) => {
      if (++requests === 1) asked.resolve();
      else response.end();
    });
    const { fixture, id } = await launched(url);
    await asked.promise;
    await fixture.stop();
    assert.equal((await fixture.invocation(id)).status, 'STARTING');

    const httpClient = overNetwork;
    const manager = createUrlFetchManager({ ...virtualWorld(fixture.clock), httpClient });
    const { store, clock } = fixture;
    const next = new EngineFixture(manager, { store, clock, httpClient }).run();
    const invocation = await next.firstEnded;
    assert.equal(invocation.id, id);
    assert.equal(invocation.status, 'SUCCEEDED');
    assert.equal(invocation.retryCount, 1);
    await next.stop();
  });
});
