// Real pushes over HTTP on this machine (engine.md B2, B4, B5).

import assert from 'node:assert/strict';
import { once } from 'node:events';
import { connect } from 'node:net';
import {
  openPushEndpoint,
  type PushEndpoint,
  type PushEndpointOptions,
} from '../../../host/pubsub/push-endpoint.ts';
import { pushPath, type Route } from '../../../src/engine/pubsub/topic-names.ts';
import type { PubsubMessage } from '../../../src/task/manager.ts';
import { TaskError } from '../../../src/task/task-error.ts';

const ROUTE: Route = { manager: 'buildbucket', publisher: 'cr+bb@example.com' };
const BODY = JSON.stringify({
  message: { data: 'aGk=', attributes: { auth_token: 'token' }, messageId: '7' },
});

interface Parts {
  readonly method?: string;
  readonly target?: string;
  readonly headers?: readonly string[];
  readonly host?: string;
  readonly body?: string;
}

describe('the push endpoint', () => {
  const opened: PushEndpoint[] = [];
  let handled: [Route, PubsubMessage][];
  let results: (undefined | Error)[];

  beforeEach(() => {
    handled = [];
    results = [];
  });

  afterEach(async () => {
    for (const endpoint of opened.splice(0)) await endpoint.close();
  });

  async function open(options: Partial<PushEndpointOptions> = {}): Promise<PushEndpoint> {
    const endpoint = await openPushEndpoint({
      handle: async (route, message) => {
        handled.push([route, message]);
        const result = results.shift();
        if (result) throw result;
      },
      ...options,
    });
    opened.push(endpoint);
    return endpoint;
  }

  /** Sends bytes as they are; resolves with all that comes back. */
  async function send(endpoint: PushEndpoint, request: string): Promise<string> {
    const socket = connect(Number(new URL(endpoint.origin).port), '127.0.0.1');
    let answer = '';
    socket.setEncoding('latin1').on('data', (text) => {
      answer += text;
    });
    socket.write(request);
    await once(socket, 'close');
    return answer;
  }

  function post(endpoint: PushEndpoint, body: string, path = pushPath(ROUTE)) {
    return fetch(endpoint.origin + path, { method: 'POST', body });
  }

  /** A request of which each part can be wrong. */
  async function raw(
    endpoint: PushEndpoint,
    { method = 'POST', target = pushPath(ROUTE), headers = [], host, body = BODY }: Parts,
  ): Promise<{ readonly status: number; readonly text: string }> {
    const lines = [
      `${method} ${target} HTTP/1.1`,
      `Host: ${host ?? new URL(endpoint.origin).host}`,
      `Content-Length: ${Buffer.byteLength(body)}`,
      'Connection: close',
      ...headers,
    ];
    const text = await send(endpoint, `${lines.join('\r\n')}\r\n\r\n${body}`);
    return { status: Number(/^HTTP\/1\.1 (\d+)/.exec(text)?.[1]), text };
  }

  it('hands a message over with where it comes from', async () => {
    const endpoint = await open();
    assert.match(endpoint.origin, /^http:\/\/127\.0\.0\.1:\d+$/);
    assert.equal((await raw(endpoint, {})).status, 200);
    const message = { data: 'aGk=', attributes: { auth_token: 'token' }, messageId: '7' };
    assert.deepEqual(handled, [[ROUTE, message]]);
  });

  const outcomes: [what: string, result: undefined | Error, status: number][] = [
    ['what is handled', undefined, 200],
    ['a race', new TaskError('retry', 'x'), 409],
    ['a race that is not transient', new TaskError('retry-only', 'x'), 409],
    ['a transient failure', new TaskError('transient', 'x'), 500],
    ['a fatal failure', new TaskError('fatal', 'x'), 202],
    ['a fault of ours', new Error('unforeseen'), 500],
  ];
  for (const [what, result, status] of outcomes) {
    it(`answers ${status} to ${what}`, async () => {
      const endpoint = await open();
      results = [result];
      assert.equal((await raw(endpoint, {})).status, status);
      assert.equal(handled.length, 1);
    });
  }

  const notHanded: [title: string, parts: Parts, status: number][] = [
    ['what is not JSON', { body: 'message' }, 202],
    ['nothing', { body: '' }, 202],
    ['no message', { body: '{}' }, 202],
    ['no kind', { target: '/pubsub?publisher=a@b.c' }, 202],
    ['no publisher', { target: '/pubsub?kind=buildbucket&publisher=' }, 202],
    ['no query', { target: '/pubsub' }, 202],
    ['another path', { target: '/' }, 404],
    ['a path below', { target: '/pubsub/x?kind=a&publisher=b' }, 404],
    ['a path with dots', { target: '/x/../pubsub?kind=a&publisher=b' }, 404],
    ['two slashes', { target: '//pubsub?kind=a&publisher=b' }, 404],
    ['an absolute address', { target: 'http://127.0.0.1/pubsub?kind=a&publisher=b' }, 404],
    ['GET', { method: 'GET' }, 405],
    ['PUT', { method: 'PUT' }, 405],
    ['OPTIONS', { method: 'OPTIONS' }, 405],
    ['a name that points here', { host: 'rebound.example.com' }, 403],
    ['a name with the port', { host: 'rebound.example.com:80' }, 403],
    ['another port', { host: '127.0.0.1:1' }, 403],
    ['the address alone', { host: '127.0.0.1' }, 403],
    ['an empty name', { host: '' }, 403],
    ['a page of the web', { headers: ['Origin: https://example.com'] }, 403],
    ['a page without origin', { headers: ['Origin: null'] }, 403],
    ['a browser', { headers: ['Sec-Fetch-Site: cross-site'] }, 403],
    ['two lengths', { headers: ['Content-Length: 1'] }, 400],
  ];
  for (const [title, parts, status] of notHanded) {
    it(`answers ${status} to ${title}`, async () => {
      const endpoint = await open();
      const { status: got, text } = await raw(endpoint, parts);
      assert.equal(got, status, text);
      assert.deepEqual(handled, []);
      if (status === 405) assert.match(text, /^Allow: POST\r$/m);
    });
  }

  it('goes by localhost, too, and by names that it was given', async () => {
    const endpoint = await open({ hosts: ['Scheduler.Example.com'] });
    const { port } = new URL(endpoint.origin);
    for (const host of [`localhost:${port}`, `LOCALHOST:${port}`, 'scheduler.example.com']) {
      assert.equal((await raw(endpoint, { host })).status, 200, host);
    }
    assert.equal((await raw(endpoint, { host: 'example.com' })).status, 403);
  });

  it('reads no more than the largest message that there is', async () => {
    const endpoint = await open();
    const { host } = new URL(endpoint.origin);
    const head = `POST ${pushPath(ROUTE)} HTTP/1.1\r\nHost: ${host}\r\n`;
    const announced = await send(endpoint, `${head}Content-Length: 14680065\r\n\r\n{`);
    assert.match(announced, /^HTTP\/1\.1 413 /);

    const chunk = `100000\r\n${' '.repeat(0x100000)}\r\n`;
    const chunked = `${head}Transfer-Encoding: chunked\r\n\r\n${chunk.repeat(14)}1\r\n \r\n`;
    assert.match(await send(endpoint, chunked), /^HTTP\/1\.1 413 /);
    assert.equal(handled.length, 0);

    const largest = `{"message":{"data":"${'A'.repeat(14_680_064 - 23)}"}}`;
    assert.equal(largest.length, 14_680_064);
    assert.equal((await post(endpoint, largest)).status, 200);
    assert.equal(handled[0]?.[1].data.length, 14_680_041);
  });

  it('forgets a message that breaks off', async () => {
    const endpoint = await open();
    const { host, port } = new URL(endpoint.origin);
    const socket = connect(Number(port), '127.0.0.1');
    socket.write(`POST ${pushPath(ROUTE)} HTTP/1.1\r\nHost: ${host}\r\nContent-Length: 9\r\n\r\n{`);
    await once(socket, 'connect');
    socket.destroy();
    assert.equal((await raw(endpoint, {})).status, 200);
    assert.equal(handled.length, 1);
  });

  it('serves one connection after another, and the same again', async () => {
    const endpoint = await open();
    const answers = await Promise.all(Array.from({ length: 40 }, () => post(endpoint, BODY)));
    assert.ok(answers.every(({ status }) => status === 200));
    assert.equal(handled.length, 40);
  });

  it('says which port it could not have', async () => {
    const { origin } = await open();
    const port = Number(new URL(origin).port);
    await assert.rejects(
      open({ port }),
      new RegExp(
        `^Error: Port ${port} cannot be used to receive messages: another program has it\\. End that one, or choose another port$`,
      ),
    );
  });

  it('lets a message that it has be handled before it is closed', async () => {
    const started = Promise.withResolvers<void>();
    const handling = Promise.withResolvers<void>();
    const endpoint = await open({
      handle: () => {
        started.resolve();
        return handling.promise;
      },
    });
    const answer = post(endpoint, BODY).catch(() => 'gone');
    await started.promise;
    let isClosed = false;
    const closing = endpoint.close().then(() => {
      isClosed = true;
    });
    assert.equal(await answer, 'gone');
    assert.equal(isClosed, false);
    handling.resolve();
    await closing;
    await assert.rejects(post(endpoint, BODY));
  });

  it('ends the wait for a second try when it is closed', async () => {
    const asleep = Promise.withResolvers<void>();
    const endpoint = await open({
      handle: (_route, _message, signal) => {
        asleep.resolve();
        const aborted = Promise.withResolvers<never>();
        signal.addEventListener('abort', () => aborted.reject(signal.reason));
        return aborted.promise;
      },
    });
    const answer = post(endpoint, BODY).catch(() => 'gone');
    await asleep.promise;
    await endpoint.close();
    assert.equal(await answer, 'gone');
  });
});
