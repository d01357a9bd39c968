// The emulator as other programs on this machine see it: over real HTTP, in both of pRPC's forms.

import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { createHttpClient } from '../../../host/http/http-client.ts';
import { nodeClock } from '../../../host/node/clock.ts';
import {
  type BuildbucketEmulator,
  createBuildbucketEmulator,
} from '../../../src/emulators/buildbucket/buildbucket-emulator.ts';
import { EngineStorage } from '../../../src/engine/store/engine-storage.ts';
import { MemoryStore } from '../../../src/engine/store/memory-store.ts';
import type { HttpClient } from '../../../src/io/http.ts';
import { callPrpc } from '../../../src/prpc/client.ts';
import { structFromJson, structToJson } from '../../../src/schema/struct.ts';
import {
  CANCEL_BUILD,
  GET_BUILD,
  SCHEDULE_BUILD,
  SEARCH_BUILDS,
} from '../../../src/task/buildbucket/builds-service.ts';
import { request } from './emulator-fixture.ts';

/** Any HTTP client of ours, for others to ask. */
function serving(client: HttpClient): Server {
  return createServer(async (request, response) => {
    const { method = 'GET', url = '' } = request;
    const body = new Uint8Array(await buffer(request));
    const headers = Object.fromEntries(
      Object.entries(request.headers).map(([name, value]) => [name, String(value)]),
    );
    const answer = await client.request({ method, url: `http://127.0.0.1${url}`, headers, body });
    response.writeHead(answer.status, answer.headers.flat());
    response.end((await answer.readBody()).bytes);
  });
}

describe('the Buildbucket emulator on 127.0.0.1', () => {
  let emulator: BuildbucketEmulator;
  let server: Server;
  let url: string;

  beforeEach(async () => {
    emulator = createBuildbucketEmulator({
      clock: nodeClock,
      random: Math.random,
      storage: new EngineStorage(new MemoryStore()),
      publish: async () => {},
      builder: ({ builder }) =>
        builder === 'linux'
          ? { kind: 'model', durationMs: 3_600_000, outcome: 'SUCCESS' }
          : undefined,
    });
    server = serving(emulator).listen(0, '127.0.0.1');
    await once(server, 'listening');
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterEach(async () => {
    server.close();
    server.closeAllConnections();
    await emulator.close();
  });

  /** One request, as a program that knows nothing of pRPC would send it. */
  async function post(method: string, body: unknown) {
    const response = await fetch(`${url}/prpc/buildbucket.v2.Builds/${method}`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', Accept: 'application/json' },
      body: JSON.stringify(body),
    });
    const text = await response.text();
    return { status: response.status, code: response.headers.get('X-Prpc-Grpc-Code'), text };
  }

  for (const format of ['binary', 'json'] as const) {
    it(`serves the whole life of a build, in ${format} form`, async () => {
      const called = {
        ...{ http: createHttpClient({ clock: nodeClock }), clock: nodeClock },
        ...{ url, format },
      };
      const deadline = nodeClock.now() + 30_000;
      const { signal } = new AbortController();
      const properties = structFromJson({ ünï: ['\u0000', null, 1e300], big: 'x'.repeat(100_000) });
      const wanted = request({ requestId: '1', properties });
      const scheduled = await callPrpc(called, SCHEDULE_BUILD, wanted, deadline, signal);
      assert.ok(scheduled.id > 2n ** 53n);
      const message = { id: scheduled.id, buildNumber: 0 };
      const got = await callPrpc(called, GET_BUILD, message, deadline, signal);
      assert.deepEqual(
        structToJson(got.input?.properties ?? { fields: [] }),
        structToJson(properties),
      );
      const cancel = { id: scheduled.id, summaryMarkdown: 'enough' };
      const canceled = await callPrpc(called, CANCEL_BUILD, cancel, deadline, signal);
      assert.equal(canceled.status, 68);
      const page = { pageSize: 10, pageToken: '' };
      const { builds } = await callPrpc(called, SEARCH_BUILDS, page, deadline, signal);
      assert.deepEqual(builds, [canceled]);
      await assert.rejects(
        callPrpc(called, GET_BUILD, { id: 1n, buildNumber: 0 }, deadline, signal),
        /^RpcError: NOT_FOUND: there is no build 1$/,
      );
    });
  }

  it('answers programs that send JSON by hand', async () => {
    const builder = { project: 'p', bucket: 'b', builder: 'linux' };
    const scheduled = await post('ScheduleBuild', {
      request_id: 'x',
      builder,
      mask: { allFields: true },
    });
    assert.deepEqual([scheduled.status, scheduled.code], [200, '0']);
    assert.ok(scheduled.text.startsWith(")]}'\n"));
    const { id, status } = JSON.parse(scheduled.text.slice(5));
    assert.match(id, /^\d{19}$/);
    assert.equal(status, 'SCHEDULED');
    const refused = await post('ScheduleBuild', { builder: { ...builder, builder: 'other' } });
    assert.deepEqual([refused.status, refused.code], [404, '5']);
    assert.equal(refused.text, 'there is no builder p/b/other\n');
    assert.deepEqual((await post('UpdateBuild', {})).code, '12');
    assert.deepEqual((await post('GetBuild', { id: 'x' })).status, 400);
  });

  it('says to whom a topic is to be opened', async () => {
    const info = await fetch(`${url}/auth/api/v1/server/info`);
    assert.deepEqual(await info.json(), {
      app_id: 'buildbucket',
      service_account_name: 'buildbucket@localhost',
    });
  });
});
