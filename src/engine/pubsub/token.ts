// Tokens: what a message carries to say for which Invocation it is (spec engine.md B3).

import type { InvocationId, JobId } from '../../task/ids.ts';
import { decodeBase64Url, encodeBase64Url } from '../base64-url.ts';

/**
 * HMAC-SHA256 under a secret: 32 bytes. The host makes it, for this code has no cryptography. Tokens are as
 * good as the secret: random, at least 32 bytes, known to nobody else, and kept with the store, since
 * Invocations wait for their messages over a restart.
 */
export type Hmac = (message: Uint8Array) => Uint8Array;

/** The Invocation that a token lets its holder speak to. */
export interface TokenSubject {
  readonly jobId: JobId;
  readonly invocationId: InvocationId;
}

export type ReadToken =
  | { readonly ok: true; readonly subject: TokenSubject }
  /** `reason`: for a log, as the end of a sentence. */
  | { readonly ok: false; readonly reason: string };

/** @param now milliseconds since the Unix epoch, whole */
export function mintToken({ jobId, invocationId }: TokenSubject, now: number, hmac: Hmac): string {
  const claims = { _i: String(now), inv: String(invocationId), job: jobId };
  const signed = joined([Uint8Array.of(VERSION), encoder.encode(JSON.stringify(claims))]);
  return encodeBase64Url(joined([signed, macOf(signed, hmac)]));
}

/**
 * The subject of a token that `mintToken` has made with the same secret, not longer ago than 48 hours. Nothing of
 * a token is looked at before it is known to be ours, and that takes the same time wherever it differs.
 *
 * @param token untrusted
 * @param now milliseconds since the Unix epoch
 */
export function readToken(token: string, now: number, hmac: Hmac): ReadToken {
  const bytes = token.length > MAX_LENGTH ? undefined : decodeBase64Url(token);
  if (bytes === undefined || bytes.length < 1 + 1 + MAC_BYTES) {
    return { ok: false, reason: 'the token is malformed' };
  }
  const signed = bytes.subarray(0, -MAC_BYTES);
  if (!equalInConstantTime(bytes.subarray(-MAC_BYTES), macOf(signed, hmac))) {
    return { ok: false, reason: 'the token is not from this scheduler' };
  }
  if (signed[0] !== VERSION) return { ok: false, reason: 'the token is of another version' };

  const claims = claimsOf(decoder.decode(signed.subarray(1)));
  if (claims === undefined) return { ok: false, reason: 'the token names no invocation' };
  const { issued, ...subject } = claims;
  if (issued > now + CLOCK_DRIFT_MS) {
    return { ok: false, reason: 'the token is from the future' };
  }
  return now - issued > LIFETIME_MS
    ? { ok: false, reason: 'the token has expired' }
    : { ok: true, subject };
}

const VERSION = 1;
const MAC_BYTES = 32;
/** Far more characters than the longest job id needs. */
const MAX_LENGTH = 4096;
const LIFETIME_MS = 48 * 60 * 60 * 1000;
/** Of whoever issued the token. */
const CLOCK_DRIFT_MS = 30_000;

const encoder = new TextEncoder();
const decoder = new TextDecoder();

/** Of the version and of the rest, each behind its length, so that neither can pass for part of the other. */
function macOf(signed: Uint8Array, hmac: Hmac): Uint8Array {
  const rest = signed.subarray(1);
  const lengthOf = (part: Uint8Array) => encoder.encode(`${part.length}\n`);
  const version = signed.subarray(0, 1);
  return hmac(joined([lengthOf(version), version, lengthOf(rest), rest]));
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const bytes = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let end = 0;
  for (const part of parts) {
    bytes.set(part, end);
    end += part.length;
  }
  return bytes;
}

/** The time it takes depends on the lengths alone. */
function equalInConstantTime(a: Uint8Array, b: Uint8Array): boolean {
  let difference = a.length ^ b.length;
  for (const [i, byte] of a.entries()) difference |= byte ^ (b[i] ?? 0);
  return difference === 0;
}

/** Milliseconds, and an id that an Invocation can have. */
function claimsOf(json: string): (TokenSubject & { readonly issued: number }) | undefined {
  const { _i, inv, job } = parsedObject(json);
  if (typeof _i !== 'string' || typeof inv !== 'string' || typeof job !== 'string')
    return undefined;
  if (!/^[0-9]{1,15}$/.test(_i) || !/^[1-9][0-9]{0,18}$/.test(inv)) return undefined;
  if (!/^[^/]+\/[^/]+$/.test(job) || BigInt(inv) > MAX_INT64) return undefined;
  return {
    issued: Number(_i),
    jobId: job as JobId,
    invocationId: BigInt(inv) as InvocationId,
  };
}

const MAX_INT64 = 2n ** 63n - 1n;

function parsedObject(json: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(json);
    return typeof value === 'object' && value !== null ? { ...value } : {};
  } catch {
    return {};
  }
}
