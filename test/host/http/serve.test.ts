// A client served to others on this machine, asked by real clients.

import assert from 'node:assert/strict';
import { once } from 'node:events';
import { request as nodeRequest } from 'node:http';
import path from 'node:path';
import { GitFolder } from '../../../host/git/git-folder.ts';
import { createHttpClient } from '../../../host/http/http-client.ts';
import { type HttpServer, serveHttp } from '../../../host/http/serve.ts';
import { nodeClock } from '../../../host/node/clock.ts';
import { createGitilesEmulator } from '../../../src/emulators/gitiles/gitiles-emulator.ts';
import type { HttpClient, HttpRequest, HttpResponse } from '../../../src/task/world.ts';
import { MadeRepository } from '../git/made-repository.ts';
import { temporaryFolders } from '../sqlite/temporary-folder.ts';

const OK: HttpResponse = {
  status: 200,
  statusText: 'Fine',
  headers: [
    ['X-Twice', 'a'],
    ['X-Twice', 'b'],
    ['Content-Length', '999'],
    ['Transfer-Encoding', 'chunked'],
  ],
  readBody: async () => ({ bytes: new TextEncoder().encode('the body') }),
};

describe('a served client', () => {
  const newFolder = temporaryFolders();
  const servers: HttpServer[] = [];
  const serve = async (client: HttpClient, port = 0) => {
    const server = await serveHttp(client, { port });
    servers.push(server);
    return server;
  };
  afterEach(async () => {
    for (const server of servers.splice(0)) await server.close();
  });
  const get = (url: string, headers: Record<string, string> = {}) =>
    createHttpClient({ clock: nodeClock }).request({ method: 'GET', url, headers });
  const text = async (response: HttpResponse) =>
    Buffer.from((await response.readBody()).bytes).toString('utf8');

  it('gets the request as it came, and its answer is given as it is', async () => {
    const requests: HttpRequest[] = [];
    const { url } = await serve({
      request: async (request) => {
        requests.push(request);
        return OK;
      },
    });
    const body = new TextEncoder().encode('question');
    const client = createHttpClient({ clock: nodeClock });
    const response = await client.request({
      method: 'POST',
      url: `${url}/a%2Fb?c=d`,
      headers: { 'X-Of-Mine': '1' },
      body,
    });
    assert.deepEqual(
      [response.status, response.statusText, await text(response)],
      [200, 'Fine', 'the body'],
    );
    const twice = response.headers.filter(([name]) => name.toLowerCase() === 'x-twice');
    assert.deepEqual(
      twice.map(([, value]) => value),
      ['a', 'b'],
    );
    const [request] = requests;
    assert.equal(request?.method, 'POST');
    assert.equal(request?.url, `${url}/a%2Fb?c=d`);
    assert.equal(request?.headers?.['x-of-mine'], '1');
    assert.deepEqual(Buffer.from(request?.body ?? []).toString(), 'question');
  });

  it('may be a Gitiles server for any program', async () => {
    const repo = new MadeRepository(path.join(newFolder(), 'repo'));
    const id = repo.commit({ a: '1' });
    const repositories = async (_host: string, project: string) =>
      project === 'my/repo' ? new GitFolder(repo.folder) : undefined;
    const { url } = await serve(createGitilesEmulator({ repositories }));
    const response = await fetch(`${url}/my%2Frepo/+refs/heads?format=JSON`, {
      headers: { 'sec-fetch-mode': 'cors' },
    });
    assert.equal(await response.text(), `)]}'\n{"main":{"value":"${id}"}}\n`);
    assert.equal((await fetch(`${url}/other/+refs?format=JSON`)).status, 404);
  });

  it('tells what it could not be asked', async () => {
    const { url } = await serve({ request: () => Promise.reject(new Error('There is no git.')) });
    const response = await get(url);
    assert.deepEqual([response.status, await text(response)], [502, 'There is no git.\n']);
  });

  it('does not answer pages of the web', async () => {
    const { url } = await serve({ request: async () => OK });
    const { port } = new URL(url);
    for (const headers of [
      { Origin: 'https://example.com' },
      { 'Sec-Fetch-Site': 'cross-site' },
      { Host: 'example.com' },
      { Host: `example.com:${port}` },
    ]) {
      const request = nodeRequest(url, { headers: { ...headers } });
      request.end();
      const [response] = await once(request, 'response');
      response.resume();
      assert.equal(response.statusCode, 403, JSON.stringify(headers));
    }
    assert.equal((await get(url.replace('127.0.0.1', 'localhost'))).status, 200);
  });

  it('hears when nobody waits any more', async () => {
    const aborted = Promise.withResolvers<unknown>();
    const asked = Promise.withResolvers<void>();
    const { url } = await serve({
      request: (_request, signal) =>
        new Promise((_, reject) => {
          signal?.addEventListener('abort', () => {
            aborted.resolve(signal.reason);
            reject(signal.reason);
          });
          asked.resolve();
        }),
    });
    const request = nodeRequest(url);
    request.on('error', () => {});
    request.end();
    await asked.promise;
    request.destroy();
    assert.match(String(await aborted.promise), /nobody waits/);
  });

  it('ends what is under way when it is closed', async () => {
    const asked = Promise.withResolvers<void>();
    const server = await serve({
      request: (_request, signal) =>
        new Promise((_, reject) => {
          signal?.addEventListener('abort', () => reject(signal.reason));
          asked.resolve();
        }),
    });
    const answer = get(server.url);
    answer.catch(() => {});
    await asked.promise;
    await server.close();
    await assert.rejects(answer);
    await assert.rejects(get(server.url));
  });

  it('says what to do if another program has the port', async () => {
    const { url } = await serve({ request: async () => OK });
    const { port } = new URL(url);
    await assert.rejects(
      serve({ request: async () => OK }, Number(port)),
      new RegExp(
        `Port ${port} cannot be used to serve requests: another program has it\\. End that one`,
      ),
    );
  });
});
