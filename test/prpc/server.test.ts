import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { HttpRequest } from '../../src/io/http.ts';
import { headerValues } from '../../src/io/http-headers.ts';
import { method } from '../../src/prpc/method.ts';
import { RpcError } from '../../src/prpc/rpc-error.ts';
import { served, servePrpc } from '../../src/prpc/server.ts';
import { decodeMessage, encodeMessage } from '../../src/schema/codec.ts';
import type { Build, GetBuildRequest } from '../../src/schema/generated/messages.ts';
import { messageType } from '../../src/schema/schema.ts';

const BUILD = messageType('buildbucket.v2.Build');
const REQUEST = messageType('buildbucket.v2.GetBuildRequest');
const GET = method<GetBuildRequest, Build>('a.Service', 'Get', REQUEST.fullName, BUILD.fullName);
const ID = 9_025_781_602_559_305_888n;

const methods = [
  served(GET, async ({ id }): Promise<Build> => {
    if (id === 1n) throw new RpcError('NOT_FOUND', 'there is no build 1');
    if (id === 2n) throw new Error('a mistake of ours');
    return {
      id,
      number: 0,
      createdBy: '',
      canceledBy: '',
      status: 2,
      summaryMarkdown: '',
      steps: [],
      tags: [],
    };
  }),
];

async function answer(request: Partial<HttpRequest>) {
  const url = 'https://anything/prpc/a.Service/Get?x#y';
  const response = await servePrpc(methods, { method: 'POST', url, ...request });
  const { bytes } = await response.readBody();
  const header = (name: string) => headerValues(response.headers, name)[0];
  return {
    status: response.status,
    code: header('X-Prpc-Grpc-Code'),
    type: header('Content-Type'),
    bytes,
    text: new TextDecoder().decode(bytes),
  };
}

const binary = (id: bigint) => encodeMessage(REQUEST, { id });
const json = (text: string, headers: Record<string, string> = {}) => ({
  headers: { 'content-type': 'application/json', accept: 'application/json', ...headers },
  body: new TextEncoder().encode(text),
});

describe('servePrpc', () => {
  it('speaks the binary form unless told otherwise', async () => {
    const { status, code, type, bytes } = await answer({ body: binary(ID) });
    assert.deepEqual([status, code, type], [200, '0', 'application/prpc; encoding=binary']);
    assert.equal(decodeMessage<Build>(BUILD, bytes).id, ID);
  });

  it('speaks JSON, behind a prefix that no script can have', async () => {
    const { status, code, type, text } = await answer(
      json(`{"id":"${ID}","mask":{"fields":"id"}}`),
    );
    assert.deepEqual([status, code, type], [200, '0', 'application/json']);
    assert.equal(text, `)]}'\n{"id":"${ID}","status":"STARTED"}\n`);
  });

  it('reads one form and answers in the other', async () => {
    const { text } = await answer({ body: binary(ID), headers: { Accept: 'application/json' } });
    assert.match(text, /^\)\]\}'\n\{/);
    const accept = { accept: 'application/prpc; encoding=binary' };
    const { bytes } = await answer(json('{"id":5}', accept));
    assert.equal(decodeMessage<Build>(BUILD, bytes).id, 5n);
  });

  it('takes a request without a body for an empty message', async () => {
    assert.equal((await answer({})).status, 200);
  });

  const wrong: readonly (readonly [
    title: string,
    request: Partial<HttpRequest>,
    ...answer: unknown[],
  ])[] = [
    ['an error of the method', { body: binary(1n) }, 404, '5', 'there is no build 1\n'],
    ['a mistake of the method', { body: binary(2n) }, 500, '13', 'a mistake of ours\n'],
    [
      'another path',
      { url: 'https://h/prpc/a.Service/get' },
      501,
      '12',
      /no method at \/prpc\/a\.Service\/get/,
    ],
    ['another HTTP method', { method: 'GET' }, 405, '3', /POST/],
    [
      'a form that is none',
      { headers: { 'Content-Type': 'text/html' } },
      415,
      '3',
      /Content-Type "text\/html"/,
    ],
    [
      'text, which nobody reads',
      { headers: { 'Content-Type': 'application/prpc; encoding=text' } },
      415,
      '3',
      /not understood/,
    ],
    [
      'an Accept of other things',
      { headers: { Accept: 'image/png' } },
      406,
      '3',
      /Accept "image\/png"/,
    ],
    ['a compressed request', { headers: { 'Content-Encoding': 'gzip' } }, 415, '3', /compressed/],
    ['a time that is none', { headers: { 'X-Prpc-Grpc-Timeout': 'soon' } }, 400, '3', /"soon"/],
    ['bytes that are no message', { body: Uint8Array.of(0x0a, 5) }, 400, '3', /cannot be read/],
    ['text that is no JSON', json('{'), 400, '3', /cannot be read/],
    [
      'JSON that is no message',
      json('{"id":true}'),
      400,
      '3',
      /id is not a whole number of 64 bits/,
    ],
    [
      'an answer that is too long',
      { body: binary(ID), headers: { 'X-Prpc-Max-Response-Size': '3' } },
      503,
      '14',
      /more than the limit/,
    ],
  ];
  for (const [title, request, status, code, text] of wrong) {
    it(`${title}: HTTP ${status}, code ${code}`, async () => {
      const got = await answer(request);
      assert.deepEqual(
        [got.status, got.code, got.type],
        [status, code, 'text/plain; charset=utf-8'],
      );
      if (text instanceof RegExp) assert.match(got.text, text);
      else assert.equal(got.text, text);
    });
  }

  it('has an answer to everything', async () => {
    const value = fc.oneof(
      fc.constantFrom('application/json', 'application/prpc; encoding=binary', '*/*;q=0', ''),
      fc.string({ unit: 'binary' }),
    );
    const names = ['Content-Type', 'Accept', 'X-Prpc-Grpc-Timeout', 'X-Prpc-Max-Response-Size'];
    const headers = fc.dictionary(fc.constantFrom(...names), value);
    const body = fc.oneof(
      fc.uint8Array(),
      fc.json().map((text) => new TextEncoder().encode(text)),
    );
    await fc.assert(
      fc.asyncProperty(headers, body, async (given, bytes) => {
        const { status, code } = await answer({ headers: given, body: bytes });
        assert.ok(status >= 200 && status < 600 && code !== undefined);
      }),
    );
  });

  it('refuses what is nested too deep to be read', async () => {
    const deep = `{"builder":${'{"a":'.repeat(200_000)}1${'}'.repeat(200_000)}}`;
    assert.ok([200, 400].includes((await answer(json(deep))).status));
  });
});
