import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import fc from 'fast-check';
import { hmacSha256 } from '../../../host/node/hmac.ts';
import {
  type Hmac,
  mintToken,
  readToken,
  type TokenSubject,
} from '../../../src/engine/pubsub/token.ts';
import type { InvocationId } from '../../../src/task/ids.ts';
import { jobId } from '../../../src/task/ids.ts';

const NOW = Date.UTC(2015, 8, 14, 22, 42);
const HOUR = 3_600_000;
const SECRET = new Uint8Array(32).fill(7);
const HMAC = hmacSha256(SECRET);
const SUBJECT: TokenSubject = {
  jobId: jobId('proj', 'job'),
  invocationId: 9200093523825193008n as InvocationId,
};

/** Signs whatever it is given, as the service does, without any of our code. */
function signed(payload: string, version = 1): string {
  const mac = createHmac('sha256', SECRET)
    .update(`1\n${String.fromCharCode(version)}${payload.length}\n${payload}`, 'latin1')
    .digest();
  return Buffer.concat([Buffer.of(version), Buffer.from(payload, 'latin1'), mac]).toString(
    'base64url',
  );
}

function claims(changes: object = {}): string {
  const all = { _i: `${NOW}`, inv: '9200093523825193008', job: 'proj/job', ...changes };
  return JSON.stringify(all);
}

describe('tokens (engine.md B3)', () => {
  it('are those of the service', () => {
    const token = mintToken(SUBJECT, NOW, HMAC);
    assert.equal(token, signed(claims()));
    assert.match(token, /^[\w-]+$/);
  });

  it('name their Invocation', () => {
    assert.deepEqual(readToken(mintToken(SUBJECT, NOW, HMAC), NOW, HMAC), {
      ok: true,
      subject: SUBJECT,
    });
  });

  const times: [after: number, reason: string | undefined][] = [
    [0, undefined],
    [48 * HOUR, undefined],
    [48 * HOUR + 1, 'the token has expired'],
    [1000 * HOUR, 'the token has expired'],
    [-30_000, undefined],
    [-30_001, 'the token is from the future'],
  ];
  for (const [after, reason] of times) {
    it(`${reason ?? 'are good'} after ${after} ms`, () => {
      const read = readToken(mintToken(SUBJECT, NOW, HMAC), NOW + after, HMAC);
      assert.equal(read.ok ? undefined : read.reason, reason);
    });
  }

  const good = mintToken(SUBJECT, NOW, HMAC);
  const malformed: [title: string, token: string][] = [
    ['none', ''],
    ['padding', `${good}=`],
    ['a line break', `${good}\n`],
    ['no base64', 'not a token!'],
    ['nothing but a MAC', signed('').slice(0, 43)],
    ['nothing but a version and a MAC', signed('')],
    ['an endless text', 'A'.repeat(40_000_000)],
  ];
  for (const [title, token] of malformed) {
    it(`refuses ${title}`, () => {
      assert.deepEqual(readToken(token, NOW, HMAC), {
        ok: false,
        reason: 'the token is malformed',
      });
    });
  }

  it('refuses tokens under another secret', () => {
    const other = hmacSha256(new Uint8Array(32).fill(8));
    assert.deepEqual(readToken(mintToken(SUBJECT, NOW, other), NOW, HMAC), {
      ok: false,
      reason: 'the token is not from this scheduler',
    });
  });

  it('refuses what follows no rule, though it is signed', () => {
    const rows: [token: string, reason: string][] = [
      [signed(claims(), 2), 'the token is of another version'],
      [signed('no JSON'), 'the token names no invocation'],
      [signed('null'), 'the token names no invocation'],
      [signed('[]'), 'the token names no invocation'],
      [signed(claims({ inv: 5 })), 'the token names no invocation'],
      [signed(claims({ inv: '-5' })), 'the token names no invocation'],
      [signed(claims({ inv: '0' })), 'the token names no invocation'],
      [signed(claims({ inv: '0x10' })), 'the token names no invocation'],
      [signed(claims({ inv: '9223372036854775808' })), 'the token names no invocation'],
      [signed(claims({ job: 'job' })), 'the token names no invocation'],
      [signed(claims({ job: 'a/b/c' })), 'the token names no invocation'],
      [signed(claims({ job: undefined })), 'the token names no invocation'],
      [signed(claims({ _i: 'soon' })), 'the token names no invocation'],
      [signed(claims({ _i: '-1' })), 'the token names no invocation'],
    ];
    for (const [token, reason] of rows) {
      assert.deepEqual(readToken(token, NOW, HMAC), { ok: false, reason });
    }
  });

  it('refuses a token with any bit changed', () => {
    const bytes = Buffer.from(good, 'base64url');
    fc.assert(
      fc.property(fc.nat(bytes.length * 8 - 1), (bit) => {
        const forged = Uint8Array.from(bytes);
        forged[bit >> 3] = (forged[bit >> 3] ?? 0) ^ (1 << (bit & 7));
        const read = readToken(Buffer.from(forged).toString('base64url'), NOW, HMAC);
        assert.deepEqual(read, { ok: false, reason: 'the token is not from this scheduler' });
      }),
    );
  });

  it('refuses the MAC of one token on another', () => {
    const other = { ...SUBJECT, invocationId: 9200093523825193009n as InvocationId };
    const own = Buffer.from(good, 'base64url').subarray(0, -32);
    const foreign = Buffer.from(mintToken(other, NOW, HMAC), 'base64url').subarray(-32);
    const read = readToken(Buffer.concat([own, foreign]).toString('base64url'), NOW, HMAC);
    assert.equal(read.ok, false);
  });

  it('compares all of the MAC wherever the first difference is', () => {
    // Counts which bytes of the right MAC are looked at.
    for (const at of [0, 15, 31]) {
      const looked = new Set<string>();
      const watched: Hmac = (message) =>
        new Proxy(Uint8Array.from(HMAC(message)), {
          get(target, key) {
            if (typeof key === 'string' && /^\d+$/.test(key)) looked.add(key);
            const value: unknown = Reflect.get(target, key, target);
            return typeof value === 'function' ? value.bind(target) : value;
          },
        });
      const forged = Buffer.from(good, 'base64url');
      const place = forged.length - 32 + at;
      forged[place] = (forged[place] ?? 0) ^ 1;
      assert.equal(readToken(forged.toString('base64url'), NOW, watched).ok, false);
      assert.equal(looked.size, 32, `byte ${at}`);
    }
  });

  it('refuses what a host without HMAC would sign', () => {
    const bytes = Buffer.from(good, 'base64url');
    const bare = bytes.fill(0, bytes.length - 32).toString('base64url');
    assert.equal(readToken(bare, NOW, () => new Uint8Array()).ok, false);
  });

  it('need a secret that cannot be guessed', () => {
    assert.throws(() => hmacSha256(new Uint8Array(31)), /at least 32 bytes/);
  });
});
