import assert from 'node:assert/strict';
import type { HttpRequest, HttpResponse } from '../../src/io/http.ts';
import { httpAnswer } from '../../src/io/http-answer.ts';
import { RequestRefused } from '../../src/io/request-refused.ts';
import { callPrpc, type PrpcServer } from '../../src/prpc/client.ts';
import { method } from '../../src/prpc/method.ts';
import { RpcError } from '../../src/prpc/rpc-error.ts';
import { encodeMessage } from '../../src/schema/codec.ts';
import type { Build, GetBuildRequest } from '../../src/schema/generated/messages.ts';
import { messageType } from '../../src/schema/schema.ts';
import { START, virtualClock } from '../engine/engine-fixture.ts';

const BUILD = messageType('buildbucket.v2.Build');
const GET = method<GetBuildRequest, Build>(
  'buildbucket.v2.Builds',
  'GetBuild',
  'buildbucket.v2.GetBuildRequest',
  BUILD.fullName,
);
const BIG_ID = 9_025_781_602_559_305_888n;
const BINARY = 'application/prpc; encoding=binary';

type Reply = HttpResponse | Error | 'hangs';

const good = (contentType = BINARY, body = encodeMessage(BUILD, { id: BIG_ID, status: 2 })) =>
  httpAnswer(200, [['X-Prpc-Grpc-Code', '0'], ...typed(contentType)], body);

const bad = (code: number | string, body = 'no\n', more: HttpResponse['headers'] = []) =>
  httpAnswer(400, [['x-prpc-grpc-code', String(code)], ...more], body);

function typed(contentType: string): HttpResponse['headers'] {
  return contentType === '' ? [] : [['Content-Type', contentType]];
}

/** Makes one call of a server that answers with these in turn, the last one repeating. */
async function call(replies: readonly Reply[], options: Partial<PrpcServer> = {}, limit = 60_000) {
  const clock = virtualClock();
  const requests: { readonly at: number; readonly request: HttpRequest }[] = [];
  const http = {
    request: async (request: HttpRequest, signal?: AbortSignal) => {
      requests.push({ at: clock.now() - START, request });
      const reply = replies[Math.min(requests.length, replies.length) - 1];
      if (reply === 'hangs' || reply === undefined) {
        await clock.sleep(1e9, signal);
        throw new Error('nobody waits so long');
      }
      if (reply instanceof Error) throw reply;
      return reply;
    },
  };
  const server = { http, clock, url: 'https://bb.example.com', ...options };
  const message = { id: BIG_ID, buildNumber: 0 };
  const called = callPrpc(server, GET, message, START + limit, new AbortController().signal);
  const result = await clock.runUntil(called).then(
    (build) => ({ build, error: undefined }),
    (error: unknown) => ({ build: undefined, error }),
  );
  return { ...result, requests, times: requests.map(({ at }) => at), end: clock.now() - START };
}

/** The code and the text of the error in which a call ended. */
function ending({ error }: { readonly error: unknown }): readonly [number, string] {
  if (!(error instanceof RpcError)) throw error;
  return [error.code, error.message];
}

describe('callPrpc', () => {
  it('sends the message in binary form, with what pRPC wants to know', async () => {
    const { build, requests } = await call([good()]);
    assert.equal(build?.id, BIG_ID);
    assert.equal(build.status, 2);
    assert.deepEqual(requests[0]?.request, {
      method: 'POST',
      url: 'https://bb.example.com/prpc/buildbucket.v2.Builds/GetBuild',
      headers: {
        'Content-Type': BINARY,
        Accept: BINARY,
        'User-Agent': 'luci-jobs',
        'X-Prpc-Grpc-Timeout': '60000000u',
        'X-Prpc-Max-Response-Size': '33521664',
      },
      body: encodeMessage(messageType('buildbucket.v2.GetBuildRequest'), { id: BIG_ID }),
    });
  });

  it('speaks JSON, whose ids are strings and whose answers have a prefix', async () => {
    for (const type of ['application/json', 'application/prpc; encoding=json']) {
      const body = new TextEncoder().encode(
        `)]}'\n{"id":"${BIG_ID}","status":"STARTED","new":{}}\n`,
      );
      const { build, requests } = await call([good(type, body)], { format: 'json' });
      assert.equal(build?.id, BIG_ID);
      const { headers = {}, body: sent } = requests[0]?.request ?? {};
      assert.equal(headers['Content-Type'], 'application/json');
      assert.equal(headers['Accept'], 'application/json');
      assert.equal(new TextDecoder().decode(sent), `{"id":"${BIG_ID}"}`);
    }
  });

  it('takes an answer without a Content-Type for binary', async () => {
    assert.equal((await call([good('')])).build?.id, BIG_ID);
  });

  const PACE = [0, 1000, 3000, 7000, 15_000, 31_000];

  for (const code of [2, 4, 13, 14]) {
    it(`tries again while it gets code ${code}, up to five times`, async () => {
      const { times, requests, error } = await call([bad(code)]);
      assert.deepEqual(times, PACE);
      assert.equal(ending({ error })[0], code);
      assert.deepEqual(
        requests.map(({ request }) => request.headers?.['X-Prpc-Grpc-Timeout']),
        ['60000000u', '59000000u', '57000000u', '53000000u', '45000000u', '29000000u'],
      );
      assert.equal((await call([bad(code), bad(code), good()])).build?.id, BIG_ID);
    });
  }

  for (const code of [1, 3, 5, 6, 7, 8, 9, 10, 11, 12, 15, 16, 17, 4711]) {
    it(`does not try again after code ${code}`, async () => {
      const { times, error } = await call([bad(code)]);
      assert.deepEqual(times, [0]);
      assert.equal(ending({ error })[0], code);
    });
  }

  const PAGE = '<!DOCTYPE html><html><head><title>Error 503</title></head><body>…';
  const noAnswer: readonly (readonly [status: number, code: number, tries: number])[] = [
    [200, 13, 6],
    [301, 13, 6],
    [400, 13, 6],
    [401, 16, 1],
    [403, 7, 1],
    [404, 13, 6],
    [429, 13, 6],
    [500, 13, 6],
    [502, 13, 6],
    [503, 14, 6],
  ];
  for (const [status, code, tries] of noAnswer) {
    it(`HTTP status ${status} without a code is code ${code}`, async () => {
      const { times, error } = await call([httpAnswer(status, [], PAGE)]);
      assert.equal(times.length, tries);
      const [got, text] = ending({ error });
      assert.equal(got, code);
      assert.match(
        text,
        new RegExp(`HTTP status ${status} and without a gRPC code: a web page, "Error 503"$`),
      );
    });
  }

  it('takes a code that is no number for INTERNAL, and 0 in any form for success', async () => {
    assert.deepEqual(ending(await call([bad('five')])), [
      13,
      'INTERNAL: the server answers with the code "five"',
    ]);
    const odd = httpAnswer(200, [['X-PRPC-GRPC-CODE', ' 00 ']], encodeMessage(BUILD, { id: 1n }));
    assert.equal((await call([odd])).build?.id, 1n);
  });

  it('asks nothing once its time is up', async () => {
    for (const limit of [0, -1]) {
      const { times, error } = await call([good()], {}, limit);
      assert.deepEqual(times, []);
      assert.deepEqual(ending({ error }), [4, 'DEADLINE_EXCEEDED: the call takes too long']);
    }
  });

  it('runs out of time in its last try as in any other', async () => {
    const { times, error, end } = await call([...PACE.slice(1).map(() => bad(13)), 'hangs']);
    assert.deepEqual(times, PACE);
    assert.equal(ending({ error })[0], 4);
    assert.equal(end, 60_000);
  });

  it('takes a code that is empty for none', async () => {
    const { error } = await call([httpAnswer(401, [['X-Prpc-Grpc-Code', '']], 'who are you')]);
    assert.equal(ending({ error })[0], 16);
  });

  it('takes an answer of just the size that it may have', async () => {
    const limit = 33_521_664;
    const length: HttpResponse['headers'] = [['Content-Length', String(limit)]];
    const head = good();
    assert.equal(
      (await call([{ ...head, headers: [...head.headers, ...length] }])).build?.id,
      BIG_ID,
    );
    const { error } = await call([good(BINARY, new Uint8Array(limit))]);
    assert.match(ending({ error })[1], /^INTERNAL: the server's answer cannot be read: /);
  });

  const codes: readonly (readonly [text: string, code: number | 'ok'])[] = [
    ['+5', 5],
    ['-1', 4294967295],
    ['4294967301', 5],
    ['000000000000000000005', 5],
    ['-9223372036854775808', 'ok'],
    ['9223372036854775808', 13],
    ['5.0', 13],
    ['0x5', 13],
    ['1_0', 13],
    ['9'.repeat(200), 13],
  ];
  for (const [text, code] of codes) {
    it(`reads the code ${text.slice(0, 30)} as ${code}, as Go would`, async () => {
      const { error } = await call([
        httpAnswer(
          200,
          [
            ['X-Prpc-Grpc-Code', text],
            ['Content-Type', BINARY],
          ],
          new Uint8Array(),
        ),
      ]);
      assert.equal(error === undefined ? 'ok' : ending({ error })[0], code);
    });
  }

  for (const type of ['text/html', 'application/json', 'application/prpc; encoding=binary; a=b']) {
    it(`${type} instead of binary: INTERNAL after one request`, async () => {
      const { times, error } = await call([good(type)]);
      assert.deepEqual(times, [0]);
      assert.equal(ending({ error })[0], 13);
    });
  }

  it('a body that is no message: INTERNAL after one request', async () => {
    const { times, error } = await call([good(BINARY, Uint8Array.of(0x0a, 0xff))]);
    assert.deepEqual(times, [0]);
    assert.match(ending({ error })[1], /^INTERNAL: the server's answer cannot be read: /);
  });

  it('a connection that fails, or breaks off: INTERNAL, again and again', async () => {
    const { times, error } = await call([new Error('connection refused')]);
    assert.deepEqual(times, PACE);
    assert.deepEqual(ending({ error }), [13, 'INTERNAL: connection refused']);
    const cut: HttpResponse = {
      ...good(),
      readBody: async () => ({ bytes: new Uint8Array(3), error: new Error('cut off') }),
    };
    assert.equal((await call([cut, good()])).build?.id, BIG_ID);
  });

  it('a request that is not sent for good is not tried again', async () => {
    const { times, error } = await call([new RequestRefused('not without consent')]);
    assert.deepEqual(times, [0]);
    assert.ok(error instanceof RequestRefused);
  });

  it('an answer that is too long: UNAVAILABLE after one request', async () => {
    let read = 0;
    const long: HttpResponse = {
      ...good(),
      readBody: async (limit = 0) => {
        read = limit;
        return { bytes: new Uint8Array(limit) };
      },
    };
    const announced = httpAnswer(200, [['Content-Length', '33521665']], '');
    for (const reply of [long, announced]) {
      const { times, error } = await call([reply]);
      assert.deepEqual(times, [0]);
      assert.deepEqual(ending({ error }), [
        14,
        "UNAVAILABLE: the server's answer is longer than 33521664 bytes",
      ]);
    }
    assert.equal(read, 33_521_665);
  });

  it('ends when time runs out, in a request and in a wait', async () => {
    const hung = await call(['hangs']);
    assert.equal(ending(hung)[0], 4);
    assert.deepEqual([hung.times, hung.end], [[0], 60_000]);
    const waiting = await call([bad(14)], {}, 10_000);
    assert.deepEqual([waiting.times, waiting.end], [[0, 1000, 3000, 7000], 10_000]);
    assert.deepEqual(ending(waiting), [
      4,
      'DEADLINE_EXCEEDED: the call takes too long; last, UNAVAILABLE: no',
    ]);
  });

  it('ends at once when it is told to, with the reason that it is given', async () => {
    const clock = virtualClock();
    for (const reply of ['hangs', bad(14)] as const) {
      const stop = new AbortController();
      const http = {
        request: async (_: HttpRequest, signal?: AbortSignal) => {
          if (reply === 'hangs') await clock.sleep(1e9, signal);
          return reply as HttpResponse;
        },
      };
      const server = { http, clock, url: 'https://h' };
      const deadline = clock.now() + 60_000;
      const called = callPrpc(server, GET, { id: 1n, buildNumber: 0 }, deadline, stop.signal);
      called.catch(() => {});
      await clock.advanceTo(clock.now() + 500);
      const reason = new Error('the host stops');
      stop.abort(reason);
      await assert.rejects(called, (error) => error === reason);
    }
  });

  it('reads the details of an error', async () => {
    const any = { typeUrl: 'type.googleapis.com/x.Y', value: Uint8Array.of(1, 2) };
    const bytes = encodeMessage(messageType('google.protobuf.Any'), any);
    const text = Buffer.from(bytes).toString('base64');
    const detail = ['X-Prpc-Status-Details-Bin', text] as const;
    const { error } = await call([bad(5, 'no such build\n', [detail, detail])]);
    assert.ok(error instanceof RpcError);
    assert.equal(error.text, 'no such build');
    assert.deepEqual(error.details, [any, any]);
    const broken = ['X-Prpc-Status-Details-Bin', '@'] as const;
    assert.equal(ending(await call([bad(5, 'x', [broken])]))[0], 13);
  });
});
